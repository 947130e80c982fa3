// A small training in the browser: a network with fresh weights, steps of gradient descent, and a
// loop that leaves the page time to answer.
'use strict';
(() => {
  /** Convolution, ReLU, max pooling 2×2, dense layer and softmax; the same weights for a seed. */
  function fresh(shape, { kernels, side, classes, seed }) {
    const { layer, randomNumbers } = glassbox.touch, roll = randomNumbers(seed);
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
    const weights = (count, deviation) =>
      Float32Array.from({ length: count }, () => deviation * normal());
    const own = (name, shape, scalars) => ({ name, value: { shape, scalars } });
    const [height, width] = shape.map(n => Math.floor((n - side + 1) / 2));
    const pixels = side * side * shape[2], inputs = height * width * kernels;
    return new glassbox.Network({ input: shape, layers: [
      layer('conv', { kernels, size: [side, side], stride: 1, padding: 'valid' }, [
        own('weight', [side, side, shape[2], kernels],
          weights(pixels * kernels, Math.sqrt(2 / pixels))),
        own('bias', [kernels], new Float32Array(kernels))]),
      layer('relu'), layer('pool', { size: [2, 2], stride: [2, 2] }), layer('flatten'),
      layer('dense', { units: classes }, [
        own('weight', [inputs, classes], weights(inputs * classes, Math.sqrt(1 / inputs))),
        own('bias', [classes], new Float32Array(classes))]),
      layer('softmax'),
    ] });
  }

  /** One step from some images, `{ image, label }`: changes the weights of layers not frozen. */
  function step(network, images, rate, frozen = []) {
    const traces = images.map(({ image, label }) => network.trace(image, { label }));
    network.layers.forEach(({ name, parameters }, l) => parameters.forEach(({ values }, p) => {
      if (frozen.includes(name)) return;
      for (const trace of traces) {
        const gradient = trace.parameterGradients[l][p];
        for (let i = 0; i < values.length; i++) values[i] -= rate / images.length * gradient[i];
      }
    }));
  }

  /** The share of images whose largest output is their label. */
  function shareRight(network, images) {
    const right = images.filter(({ image, label }) =>
      glassbox.touch.best(network.forward(image).at(-1)) === label);
    return right.length / images.length;
  }

  /** Calls `act` again and again, 24 ms at a time, until it returns false. Returns a stop. */
  function inTurns(act) {
    let timer = 0;
    const go = () => {
      const until = performance.now() + 24;
      while (performance.now() < until) if (act() === false) return;
      timer = setTimeout(go, 0);
    };
    timer = setTimeout(go, 0);
    return () => clearTimeout(timer);
  }

  glassbox.training = { fresh, step, shareRight, inTurns };
})();
