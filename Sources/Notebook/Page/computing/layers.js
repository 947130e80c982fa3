// The layers of a network, forward and backward, each as plain loops. They add up in the order of
// Sources/CNN/Layers and Compute, so every sum is rounded in the same way.
'use strict';
(() => {
  // A Float32Array rounds what it stores. A product of two Floats is exact in a JavaScript number,
  // so `y[i] += a * b` rounds once, as the package's fused multiply-add does. (Twice, in rare
  // cases: the sum is rounded to 53 bits first.)
  const round = Math.fround;
  const count = shape => shape.reduce((all, size) => all * size, 1);
  const relu = {
    shape(layer, shape) { layer.slope = round(layer.settings.slope ?? 0); return shape; },
    forward({ slope }, x, y) {
      for (let i = 0; i < x.length; i++) y[i] = x[i] < 0 ? (slope === 0 ? 0 : slope * x[i]) : x[i];
    },
    // At 0, where the function has a kink, the slope of its negative side is taken.
    backward({ slope }, dy, x, y, dx) {
      for (let i = 0; i < x.length; i++) dx[i] = x[i] > 0 ? dy[i] : slope * dy[i];
    },
  };

  // ---- Dropout: a hash decides (Sources/CNN/Random.swift and Layers/Dropout.swift) ------------

  const bits64 = value => BigInt.asUintN(64, value), GOLDEN = 0x9E3779B97F4A7C15n;
  function mix(bits) {
    let z = bits64(bits);
    z = bits64((z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n);
    z = bits64((z ^ (z >> 27n)) * 0x94D049BB133111EBn);
    return z ^ (z >> 31n);
  }
  const keyOf = seed => mix(bits64(seed) + GOLDEN);
  const stream = (key, number) => keyOf(key ^ mix(BigInt(number)));
  const DROPOUT = 3;  // its number among the purposes

  /** The factor of each position: 0, or 1 / (1 − rate). Without training, always 1. */
  function mask(rate, { seed, step = 0, firstImage = 0 } = {}, number = 0) {
    if (seed === undefined || seed === null) return () => 1;
    let key = stream(stream(keyOf(BigInt(seed)), DROPOUT), -DROPOUT);
    key = stream(stream(key, step), firstImage);
    const own = Number(mix(key + GOLDEN * BigInt(number + 1)) & 0xFFFFFFFFn) | 0;
    const threshold = round(rate), scale = round(1 / round(1 - threshold));
    return position => {
      let z = (own + Math.imul(position, 0x9E3779B9)) | 0;
      z = Math.imul(z ^ (z >>> 16), 0x85EBCA6B);
      z = Math.imul(z ^ (z >>> 13), 0xC2B2AE35);
      z ^= z >>> 16;
      return (z >>> 8) * 2 ** -24 < threshold ? 0 : scale;
    };
  }

  const dropout = {
    shape(layer, shape) { layer.rate = round(layer.settings.rate); return shape; },
    forward(layer, x, y, pass) {
      const factor = mask(layer.rate, pass, layer.number);
      for (let i = 0; i < x.length; i++) y[i] = x[i] * factor(i);
    },
    backward(layer, dy, x, y, dx, _, pass) { dropout.forward(layer, dy, dx, pass); },
  };

  const flatten = {
    shape: (layer, shape) => [count(shape)],
    forward(layer, x, y) { y.set(x); },
    backward(layer, dy, x, y, dx) { dx.set(dy); },
  };

  const dense = {
    shape(layer, shape) {
      if (shape.length !== 1) throw new Error(`${layer.name} needs a list of numbers`);
      return [layer.units = Number(layer.settings.units)];
    },
    // y[k] = bias[k] + Σ_c x[c] · weight[c, k]
    forward(layer, x, y) {
      const [weight, bias] = layer.parameters.map(p => p.values), { units } = layer;
      y.set(bias);
      for (let c = 0; c < x.length; c++) {
        if (x[c] === 0) continue;
        for (let k = 0; k < units; k++) y[k] += x[c] * weight[c * units + k];
      }
    },
    backward(layer, dy, x, y, dx, [dWeight, dBias]) {
      const weight = layer.parameters[0].values, { units } = layer;
      for (let c = 0, w = 0; c < x.length; c++) {
        for (let k = 0; k < units; k++, w++) {
          dWeight[w] = x[c] * dy[k];
          dx[c] += dy[k] * weight[w];
        }
      }
      dBias.set(dy);
    },
  };

  /** exp(x − max) of each score, and their sum. */
  function exponentials(scores) {
    const top = Math.max(...scores), each = Array.from(scores, x => Math.exp(x - top));
    return { each, sum: each.reduce((a, b) => a + b, 0), top };
  }
  const softmax = {
    shape(layer, shape) {
      if (shape.length !== 1) throw new Error(`${layer.name} needs a list of scores`);
      return shape;
    },
    forward(layer, x, y) {
      const { each, sum } = exponentials(x);
      for (let k = 0; k < x.length; k++) y[k] = each[k] / sum;
    },
    // dx[k] = Σ_j dy[j] · y[j] · ((1 if j = k, else 0) − y[k])
    backward(layer, dy, x, y, dx) {
      for (let k = 0; k < x.length; k++) {
        for (let j = 0; j < x.length; j++) {
          dx[k] += round(round(dy[j] * y[j]) * round((j === k ? 1 : 0) - y[k]));
        }
      }
    },
  };

  /**
   * For each kind: `shape(layer, input)` reads the settings and gives the output's shape;
   * `forward(layer, x, y, pass)` and `backward(layer, dy, x, y, dx, gradients, pass)` write into
   * arrays of zeros. windows.js adds those whose window slides.
   */
  glassbox.layers = { relu, dropout, flatten, dense, softmax };
  glassbox.arithmetic = { count, exponentials, mask };
})();
