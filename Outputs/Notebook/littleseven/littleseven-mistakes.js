// The little seven on paper: the usual mistakes, and what each of them comes to.
'use strict';
(() => {
  const { seven } = glassbox;
  const { GRIDS, CLASSES, gridOf, isGradient, gradientOf, digits } = seven;
  const SQUARE = [[0, 0], [0, 1], [1, 0], [1, 1]];
  const add = values => values.reduce((all, v) => all + v, 0);
  const last = values => values.filter(v => v !== 0).at(-1) ?? 0;

  /** What a cell would be with a usual mistake: `[value, sentence]`, for each kind of cell. */
  const FORWARD = {
    map({ v, r, c, value }) {
      const bias = v('bias', 0, 0), pixel = ([a, b]) => v('image', r + a, c + b);
      const turned = add(SQUARE.map(([a, b]) => pixel([a, b]) * v('kernel', 1 - a, 1 - b)));
      const flipped = add(SQUARE.map(([a, b]) => pixel([a, b]) * v('kernel', b, a)));
      return [
        [value - bias, `The bias is missing. Add ${digits(bias)} once.`],
        [value + 3 * bias, 'The bias is added to each product. Add it once for the cell.'],
        [value - 2 * bias, `The bias is subtracted. Add it: + (${digits(bias)}).`],
        [turned + bias, 'The kernel is turned. The first weight meets the window’s first pixel.'],
        [turned, 'The kernel is turned, and the bias is missing.'],
        [flipped + bias, 'Rows and columns of the kernel are exchanged.'],
        [Math.max(0, value), 'ReLU comes later. The map keeps its negative numbers.'],
      ];
    },
    relu: ({ v, r, c }) => [
      [v('map', r, c), 'ReLU is missing. A negative number becomes 0.'],
      [-v('map', r, c), 'ReLU does not remove the sign. A negative number becomes 0.'],
      [1, 'A positive number passes unchanged; it does not become 1.'],
    ],
    pooled({ v, r, c }) {
      const all = SQUARE.map(([a, b]) => v('relu', r + a, c + b));
      return [
        [add(all) / 4, 'That is the average of the window. Take the largest.'],
        [add(all), 'That is the sum of the window. Take the largest.'],
        [Math.max(0, ...all), 'The maximum starts at 0, which is not in the window.'],
        [Math.min(...all), 'That is the smallest number of the window.'],
        ...SQUARE.map(([i, j]) => [
          v('pooled', i, j),
          `That is the window at (${i},${j}). The stride is 1, so windows overlap.`]),
      ];
    },
    flat: ({ v, r }) => [
      [v('pooled', r % 2, r >> 1), 'Flatten reads row by row, not column by column.'],
    ],
    scores({ v, r, value }) {
      const bias = v('biases', 0, r), inputs = [0, 1, 2, 3];
      const from = (k, order = i => i) => add(
        inputs.map(i => v('flat', order(i), 0) * v('weights', i, k)));
      return [
        [value - bias, `The bias is missing. Add ${digits(bias)} once.`],
        [value + 3 * bias, 'The bias is added to each product. Add it once.'],
        [value - 2 * bias, 'The bias is subtracted. Add it.'],
        [from(1 - r) + bias, `Those are the weights to the ${CLASSES[1 - r]}.`],
        [v('scores', 1 - r, 0), `That is the score of the ${CLASSES[1 - r]}.`],
        [from(r, i => [0, 2, 1, 3][i]) + bias, 'Flatten reads row by row, not column by column.'],
        [add(inputs.map(i => v('flat', i, 0))) + bias, 'Multiply each input by its weight first.'],
      ];
    },
    shares({ v, r }) {
      const [own, other] = [v('scores', r, 0), v('scores', 1 - r, 0)];
      return [
        [own / (own + other), 'Softmax divides powers of e, not the scores themselves.'],
        [Math.exp(own), 'Divide by the sum of both powers of e.'],
        [Math.exp(own - other), 'Divide by the sum of both powers, not by the other one alone.'],
        [v('shares', 1 - r, 0), `That is p(${CLASSES[1 - r]}).`],
      ];
    },
    loss({ v, model }) {
      const p = v('shares', model.label, 0);
      return [
        [Math.log(p), 'The sign is missing: the loss is −ln p.'],
        [-Math.log(1 - p), 'Take p of the right answer, not of the other.'],
        [1 - p, 'The loss is −ln p, not 1 − p.'],
        [-Math.log10(p), 'That is the logarithm to base 10. Take the natural one.'],
        [-Math.log2(p), 'That is the logarithm to base 2. Take the natural one.'],
      ];
    },
  };

  /** The same for gradients. */
  const BACKWARD = {
    scores({ v, r, model, value }) {
      const p = v('shares', r, 0), isRight = r === model.label;
      return [
        [-value, 'The signs are reversed: the gradient is p − y, a step goes the other way.'],
        [p, 'That is p. Subtract y: 1 for the right answer.'],
        isRight ? [-1 / p, 'That is the slope at p. Go through the softmax, too: p − y.']
          : [0, 'Each score also feeds the common sum. Add that path: p − 0.'],
      ];
    },
    weights: ({ v, g, r, c }) => [
      [v('flat', r, 0) * g('scores', 1 - c, 0), `That is the path through the ${CLASSES[1 - c]}.`],
      [v('weights', r, c) * g('scores', c, 0), 'Multiply by the input, not by the weight.'],
      [g('scores', c, 0), 'Multiply by the input of this weight.'],
      [v('flat', r, 0), 'Multiply by the gradient of the score.'],
    ],
    biases: ({ v, g, c }) => [
      [v('biases', 0, c) * g('scores', c, 0), 'The bias is added: its own value does not count.'],
      [0, 'The bias changes the score: its gradient is the gradient of the score.'],
      [1, 'Multiply by the gradient of the score.'],
    ],
    flat: ({ v, g, r }) => [
      [v('weights', r, 0) * g('scores', 0, 0), 'That is one path. Add the path through the 1.'],
      [v('weights', r, 1) * g('scores', 1, 0), 'That is one path. Add the path through the 7.'],
      [
        v('weights', r, 0) + v('weights', r, 1),
        'Multiply each weight by the gradient of its score.'],
    ],
    pooled: ({ g, r, c }) => [
      [g('flat', c * 2 + r, 0), 'Flatten reads row by row, not column by column.'],
    ],
    relu({ g, terms }) {
      const all = terms.map(t => t.factors[0].value), won = terms.map(t => t.value);
      return [
        [add(all), 'Only the winner of a window gets its gradient.'],
        [add(all) / 4, 'Max pooling does not share a gradient. The winner gets all of it.'],
        [last(won), '= keeps the last window. Add the gradients of all windows it wins: +=.'],
        ...all.map(v => [v, 'Look again at which windows this number wins.']),
      ];
    },
    map: ({ g, r, c }) => [
      [g('relu', r, c), 'The gate is closed here: ReLU stops the gradient.'],
      [0, 'The gate is open here: the gradient passes.'],
    ],
    kernel({ v, g, r, c, value, terms }) {
      const places = [0, 1, 2].flatMap(i => [0, 1, 2].map(j => [i, j]));
      const turned = add(places.map(([i, j]) => v('image', i + 1 - r, j + 1 - c) * g('map', i, j)));
      return [
        [value / 9, 'Add over the places. There is no mean.'],
        [turned, 'Nothing turns here. Only the gradient of the image turns the kernel.'],
        [value * v('kernel', r, c), 'Multiply by the pixels, not by the weight.'],
        [last(terms.map(t => t.value)), '= keeps the last place. Add over all places: +=.'],
        ...terms.filter(t => t.value !== 0).map(
          t => [t.value, 'That is one place. Add over all places: +=.']),
      ];
    },
    bias: ({ value, terms }) => [
      [value / 9, 'Add over the places. There is no mean.'],
      [last(terms.map(t => t.value)), '= keeps the last place. Add over all places: +=.'],
    ],
    image({ v, g, r, c, terms }) {
      const seen = [0, 1, 2].flatMap(i => [0, 1, 2].map(j => [i, j]))
        .filter(([i, j]) => r - i >= 0 && r - i < 2 && c - j >= 0 && c - j < 2);
      const unturned = add(seen.map(
        ([i, j]) => g('map', i, j) * v('kernel', 1 - (r - i), 1 - (c - j))));
      return [
        [
          unturned,
          'Each window met this pixel with another weight: the kernel turns on the way back.'],
        [last(terms.map(t => t.value)), 'Several windows see this pixel. Add all of them: +=.'],
        ...terms.filter(t => t.value !== 0).map(
          t => [t.value, 'That is one path. Add over all windows that see this pixel.']),
      ];
    },
  };

  /** `[[value, sentence]]` for the cell of a site. */
  function mistakes(model, site) {
    const [r, c = 0] = gridOf(site) === 'biases' ? [0, ...site.index] : site.index;
    const v = (grid, i, j) => model.value(GRIDS[grid].at(i, j));
    const g = (grid, i, j) => model.value(gradientOf(GRIDS[grid].at(i, j)));
    const value = model.value(site), terms = site.kind === 'loss' ? [] : model.explain(site).terms;
    const all = (isGradient(site) ? BACKWARD : FORWARD)[gridOf(site)];
    return [...all?.({ model, v, g, r, c, value, terms }) ?? [], [-value, 'The sign is reversed.']];
  }

  Object.assign(seven, { mistakes });
})();
