// What a network says of an image, and short reasons for it: a number for each pixel.
'use strict';
(() => {
  const { best } = glassbox.touch;

  /** What a network says of an image: logits, shares, the winner, and the margin of a digit. */
  function ask(net, image, digit) {
    const activations = net.forward(image), logits = activations[net.scoresStage];
    const others = Array.from(logits, (v, k) => k === digit ? -Infinity : v);
    const rival = best(others), shares = activations.at(-1);
    return { logits, shares, winner: best(logits), rival, margin: logits[digit] - logits[rival],
      share: shares[digit] };
  }

  /** An image with a black square around a place: its pixels, and the square's rows and columns. */
  function blackSquare(pixels, [height, width], [r, c], side) {
    const span = (middle, most) => {
      const start = middle - Math.floor((side - 1) / 2);
      return [Math.max(0, start), Math.min(most, start + side)];
    };
    const isIn = (v, [from, to]) => v >= from && v < to;
    const [rows, columns] = [span(r, height), span(c, width)];
    const covered = pixels.map((v, i) =>
      isIn(Math.floor(i / width), rows) && isIn(i % width, columns) ? 0 : v);
    return { rows, columns, pixels: covered };
  }

  /** Reasons for a logit, from a trace with that logit's gradient. */
  const METHODS = {
    'gradient × input': ({ activations, gradients }) =>
      gradients[0].map((g, i) => g * activations[0][i]),
    gradient: ({ gradients }) => gradients[0],
    'Grad-CAM': ({ network, activations, gradients }) => {
      const stage = network.layers.findIndex(l => l.kind === 'pool' || l.kind === 'maxpool');
      const [height, width, channels] = network.shapes[stage], places = height * width;
      const weights = new Float32Array(channels), made = new Float32Array(places);
      gradients[stage].forEach((g, i) => { weights[i % channels] += g / places; });
      activations[stage].forEach((v, i) => {
        made[Math.floor(i / channels)] += weights[i % channels] * v;
      });
      return made.map(v => Math.max(0, v));
    },
  };
  /** r: whether two lists rise and fall together (Pearson). */
  function correlation(a, b) {
    const mean = list => list.reduce((all, v) => all + v, 0) / list.length;
    const [x, y] = [a, b].map(list => list.map(v => v - mean(list)));
    const product = (p, q) => p.reduce((all, v, i) => all + v * q[i], 0);
    return product(x, y) / Math.sqrt(product(x, x) * product(y, y)) || 0;
  }

  glassbox.reasons = { ask, blackSquare, correlation, METHODS };
})();
