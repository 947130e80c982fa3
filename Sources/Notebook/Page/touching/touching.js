// Small helpers of the lessons' own scripts: maps that fit, one layer computed, numbers in a
// sentence.
'use strict';
(() => {
  /** Three digits; what is only rounding is 0. */
  const short = value => glassbox.short(Math.abs(value) < 1e-6 ? 0 : value);
  /** `+ 2` or `− 2`, to go on in a sum. */
  const signed = value => `${value < 0 ? '−' : '+'} ${short(Math.abs(value))}`;
  const sum = values => values.reduce((all, v) => all + v, 0);
  /** `1 pixel`, `2 pixels`. */
  const counted = (count, name) => `${count} ${name}${count === 1 ? '' : 's'}`;
  /** A tensor of the data: `{ shape, values }`. */
  const tensor = ({ shape, scalars }) => ({ shape, values: glassbox.scalars(scalars) });

  /** The data of a layer, for `network`. */
  const layer = (kind, settings = {}, parameters = []) => (
    { kind, name: kind, settings, parameters });
  /** A convolution with one kernel of one channel, `{ shape, values }`. */
  const convolution = (kernel, bias, padding = 'valid') => {
    const size = kernel.shape.slice(0, 2);
    return layer('conv', { kernels: 1, size, stride: 1, padding }, [
      { name: 'weight', value: { shape: [...size, 1, 1], scalars: kernel.values } },
      { name: 'bias', value: { shape: [1], scalars: [bias] } },
    ]);
  };
  /** A network for maps of `[height, width]` and one channel. */
  const network = ([height, width], ...layers) =>
    new glassbox.Network({ input: [height, width, 1], layers });
  /** The last numbers of a network. */
  const output = (network, values) => network.forward(values).at(-1);
  /** The map that one kernel makes of an image. */
  function convolve(image, shape, kernel, bias, padding) {
    const made = network(shape, convolution(kernel, bias, padding));
    return { shape: made.shapes[1], values: output(made, image) };
  }

  /** The size of a cell, so that `count` maps of so many columns fit beside each other. */
  const cellFor = (place, most, count, columns) => Math.max(1, Math.min(
    most, Math.floor(((place.clientWidth || 700) - 20 * (count - 1) - 8) / count / columns)));

  /** A map of `[height, width]` numbers. `more` goes to its spec, `options` say what happens. */
  function view([height, width], values, scale, more = {}, options = {}) {
    return new glassbox.MapView(
      { height, width, values, scale, ...more }, { label: more.title, ...options });
  }
  /** A mark on a rectangle of cells. */
  const mark = (kind, row, column, height = 1, width = 1, tone = 'mark') => (
    { kind, tone, rows: [row, row + height], columns: [column, column + width] });

  /** Elements beside each other, their upper ends in one line. */
  function beside(...elements) {
    const made = glassbox.row(...elements);
    made.classList.add('top');
    return made;
  }
  /** Maps and signs of one calculation, close together. */
  function tight(...elements) {
    const made = glassbox.row(...elements.map(
      e => typeof e === 'string' ? glassbox.element('span', e) : e));
    made.style.gap = '6px';
    return made;
  }
  /** A scale bar, and what is to be said of it. */
  const key = (limit, kind, text) =>
    glassbox.row(glassbox.scaleBar(limit, kind), glassbox.note(text));

  /** The activations by stage, from one stage on, when this stage holds `values`. */
  function follow(network, stage, values, pass = {}) {
    const made = { [stage]: values };
    for (const { name, number, rules } of network.layers.slice(network.stage(stage))) {
      const x = made[network.stages[number]];
      made[name] = new Float32Array(glassbox.arithmetic.count(network.shapes[number + 1]));
      rules.forward(network.layers[number], x, made[name], pass);
    }
    return made;
  }

  /** A chart that changes: `update(more)` replaces parts of its data and draws it anew. */
  function chart(place, data) {
    const made = new glassbox.Chart({ ...data });
    let room = place.clientWidth, isDrawn = false;
    const draw = () => {
      isDrawn = true;
      made.width = 0;
      made.draw(Math.min(data.width, (room || 700) - 4));
    };
    const update = more => {
      Object.assign(made.data, more);
      draw();
    };
    new ResizeObserver(() => {
      if (place.clientWidth === room || !place.clientWidth) return;
      room = place.clientWidth;
      if (isDrawn) draw();
    }).observe(place);
    return { element: made.element, update };
  }
  /** Where the largest number is. */
  const best = values => values.reduce((top, value, i) => value > values[top] ? i : top, 0);

  /** Arrow keys on an element: `act(rows, columns, event)`. They do nothing else then. */
  function arrows(body, act) {
    const steps = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    };
    body.addEventListener('keydown', event => {
      const step = steps[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act(...step, event);
    }, true);
  }

  /** Even numbers from 0 to 1, the same after every load (mulberry32). */
  function randomNumbers(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6D2B79F5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
  }
  /** Fisher and Yates. */
  function shuffled(list, random) {
    const made = [...list];
    for (let i = made.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [made[i], made[j]] = [made[j], made[i]];
    }
    return made;
  }
  /** The network before training: weights normal with variance 2 / inputs of a sum, biases 0. */
  function newborn(network, random) {
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let made = network;
    for (const { name, parameters } of network.layers) {
      for (const { name: own, shape, values } of parameters) {
        const deviation = own === 'weight' ? Math.sqrt(2 * shape.at(-1) / values.length) : 0;
        made = made.with(name, own, values.map(() => deviation && deviation * normal()));
      }
    }
    return made;
  }
  /** A network without its softmax: it answers with logits. */
  function scorer(network) {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(network)), network);
    const end = network.scoresStage;
    for (const list of ['layers', 'names']) copy[list] = network[list].slice(0, end);
    for (const list of ['stages', 'shapes']) copy[list] = network[list].slice(0, end + 1);
    return copy;
  }

  glassbox.touch = {
    short, signed, sum, counted, tensor, layer, convolution, network, output, convolve, cellFor,
    view, mark, beside, tight, key, follow, chart, best, arrows, randomNumbers, shuffled, newborn,
    scorer,
  };
})();
