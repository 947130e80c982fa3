// The little seven: its sentences, and images that are worth trying.
'use strict';
(() => {
  const { seven } = glassbox;
  const { gridOf, isGradient, forwardOf, nameOf } = seven;

  /** A number with as many decimals as it needs, at most `most`. */
  function digits(value, most = 4) {
    let places = 0;
    while (places < most && Math.abs(value - Number(value.toFixed(places))) > 5e-7) places++;
    return glassbox.number(value, places);
  }
  /** How a kind of number is made, in one sentence. */
  const RULES = {
    map: 'Multiply each pixel of the window by the weight at the same place. Add the products, and '
      + 'add the bias once.',
    pooled: 'The largest number of the window goes on.',
    flat: 'Flatten only copies, row by row.',
    scores: 'Multiply each input by its weight. Add the products, and add the bias once.',
    shares: 'e to the power of its score, divided by the sum over both classes.',
    loss: 'The loss is −ln p of the right answer.',
  };
  const CHAIN = 'Multiply along a path, add over the paths: the chain rule.';
  const BACKWARD = {
    image: n => `${n === 1 ? 'One window sees' : `${n} windows see`} this pixel. ${CHAIN}`,
    kernel: () => `This weight is used at 9 places of the map. ${CHAIN}`,
    bias: () => 'The bias is added at 9 places of the map. Add the gradients of all of them.',
    relu: n => `${n === 1 ? 'One pooling window sees' : `${n} pooling windows see`} this number. `
      + 'A window passes its gradient to its winner only.',
    flat: () => `Two paths lead from here to the loss, one through each score. ${CHAIN}`,
    weights: () => 'One path: the input of this weight, times the gradient of its score.',
    biases: () => 'The bias is added once, so the gradient of its score passes unchanged.',
    scores: () => 'p − y: the probability, minus 1 for the right answer or 0 for the other.',
    pooled: () => 'Flatten only copies, so the gradient passes unchanged.',
  };
  const GIVEN = {
    image: 'A pixel, from 0 to 1. Type another number, or drag to the left or right.',
    kernel: 'A weight of the kernel. It is used at all 9 places of the map.',
    bias: 'The bias is added once to each number of the map.',
    weights: 'A weight: how much its input counts for this class.',
    biases: 'The bias of this class is added once to its score.',
  };

  const by = (rule, site) => rule[gridOf(site)] ?? '';

  /** How such a number is made. */
  function rule(model, site) {
    if (!isGradient(site)) return by(RULES, site);
    return BACKWARD[gridOf(site)]?.(model.explain(site).terms.length) ?? '';
  }

  /** What a given number is. */
  const given = site => by(GIVEN, site) || 'Type another number, or drag to the left or right.';

  /** The last sentence: what a gradient promises. */
  function promise(model, site) {
    const value = model.value(site), what = nameOf(forwardOf(site));
    if (value === 0) return `If ${what} changes a little, the loss does not change.`;
    return `If ${what} rises by 0.01, the loss ${value < 0 ? 'falls' : 'rises'} by about `
      + `${digits(Math.abs(value) / 100)}.`;
  }

  /** `pixels`: null for the lesson's image; `about(weights)`: what to look for. */
  const IMAGES = {
    'the seven': { pixels: null, about: () => 'The seven again.' },
    'a one': {
      pixels: [0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0],
      about: () => 'A one. Its right answer is the other class.',
    },
    'flat grey': {
      pixels: Array(16).fill(0.5),
      about(weights) {
        const sum = digits(weights.reduce((all, v) => all + v, 0));
        return 'There is nothing to see: all numbers of the map are equal. The weights add up to '
          + `${sum}, so each number is 0.5 × ${sum} plus the bias.`;
      },
    },
    'one white pixel': {
      pixels: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      about: () => 'The map shows the kernel turned by 180°, plus the bias.',
    },
    'inverted': { pixels: 'inverted', about: () => 'Black and white are exchanged.' },
  };

  Object.assign(seven, { digits, rule, given, promise, IMAGES });
})();
