// Lesson 1: weights over plain grey, one white pixel, and the slices of two channels.
'use strict';
(() => {
  const { row, column, status, reset, slider, choice, element } = glassbox;
  const { short, signed, sum, tensor, convolve, cellFor, view, mark, beside, tight, key } =
    glassbox.touch;

  // ---- The weights and plain grey -------------------------------------------------------------

  glassbox.interactives['grey'] = (place, data) => {
    const image = tensor(data.image), side = image.shape, scale = { kind: 'signed', limit: 1 };
    const kernels = data.kernels.map(k => ({ name: k.name, ...tensor(k.weights) }));
    let kernel, bias, grey;
    const cell = cellFor(place, 7, 2, 28), pixels = { kind: 'pixels', limit: 1 };
    const plain = new Float32Array(image.values.length);
    const inputs = [
      view(side, image.values, pixels, { cell, title: 'The seven' }),
      view(side, plain, pixels, { cell, title: 'Plain grey' }),
    ];
    const holders = [0, 1].map(() => element('div'));
    const held = element('div');
    let maps = [], map = null;

    const start = choice({
      label: 'Kernel', options: kernels.map((k, i) => ({ value: i, label: k.name })), value: 0,
      onChange: begin,
    });
    const biasSlider = slider({
      label: 'Bias', min: Math.min(-2, data.bias), max: Math.max(2, data.bias), step: 0.25,
      onInput(value) { bias = value; show(); },
    });
    const greySlider = slider({
      label: 'Grey', min: 0, max: 1, step: 0.05, onInput(value) { grey = value; show(); },
    });
    const said = status();
    function begin(number) {
      kernel = { shape: kernels[number].shape, values: kernels[number].values.slice() };
      const titles = ['Map of the seven', 'Map of plain grey'];
      map = view(kernel.shape, kernel.values, { kind: 'signed', limit: 3 },
        { decimals: 2, title: 'Weights: change them', cell: kernel.shape[1] > 5 ? 30 : 54 }, {
          label: 'Weights of the kernel', editable: true, step: 0.5, min: -20, max: 20,
          onEdit(r, c, value) { kernel.values[r * kernel.shape[1] + c] = value; show(); },
        });
      held.replaceChildren(map.element);
      const made = convolve(image.values, side, kernel, bias);
      maps = titles.map(title => view(made.shape, made.values, scale, { cell, title }));
      holders.forEach((holder, i) => holder.replaceChildren(maps[i].element));
      show();
    }
    function show() {
      plain.fill(grey);
      inputs[1].update(plain);
      const made = [image.values, plain].map(
        input => convolve(input, side, kernel, bias).values);
      made.forEach((values, i) => maps[i].update(values));
      said.say(words(made));
    }
    function words([seven, flat]) {
      const total = sum(kernel.values), answer = flat[0];
      const [low, high] = [Math.min(...seven), Math.max(...seven)];
      if (Math.abs(total) > 1e-5) {
        const factor = total < 0 ? `(${short(total)})` : short(total);
        return `The weights add up to ${short(total)}. Plain grey answers ${short(grey)} · `
          + `${factor} ${signed(bias)} = ${short(answer)}. So this kernel measures brightness.`;
      }
      if (high - low < 1e-6) {
        return `Every answer is the bias, ${short(bias)}. Nothing of the seven remains.`;
      }
      return `The weights add up to 0. Plain grey of ${short(grey)} answers only the bias, `
        + `${short(answer)}. On the seven the edges remain: ${short(low)} to ${short(high)}.`;
    }
    function restart() {
      [bias, grey] = [data.bias, 0.6];
      biasSlider.set(bias);
      greySlider.set(grey);
      start.set(0);
      begin(0);
    }
    place.append(column(
      start, row(held, column(biasSlider, greySlider)),
      said, row(beside(inputs[0], holders[0]), beside(inputs[1], holders[1])),
      key(1, 'signed', 'Both maps. The darkest colours go on beyond −1 and 1.'), reset(restart)));
    restart();
  };

  // ---- One white pixel ------------------------------------------------------------------------

  glassbox.interactives['one-pixel'] = (place, data) => {
    const { shape: [height, width], values: original } = tensor(data.kernel.weights);
    const side = data.size, shape = [side, side];
    const limit = Math.max(...original.map(Math.abs)), scale = { kind: 'signed', limit };
    // Beside the image, the kernel.
    const cell = Math.min(36, Math.floor((place.clientWidth - 40 - 30 * width) / side));
    const [above, left] = [height, width].map(size => Math.floor((size - 1) / 2));
    const image = new Float32Array(side * side);
    let weights = original.slice(), answers;
    const said = status();

    const input = view(shape, image, { kind: 'pixels', limit: 1 },
      { cell, decimals: false, title: 'Image: choose a pixel' },
      { label: 'Image of 7 by 7 pixels', onClick: placePixel });
    const large = { cell: Math.max(30, cell), title: 'Kernel' };
    const kernel = view([height, width], weights, scale, large, {
      label: 'Weights of the kernel', editable: true, step: 1, min: -9, max: 9,
      onEdit(r, c, value) { weights[r * width + c] = value; show(); },
    });
    const map = view(shape, image, scale, { cell, title: 'Map' },
      { label: 'Map', onPoint: explain, onClick: explain });

    const whites = () => [...image.keys()].filter(p => image[p] > 0);
    function placePixel(r, c) {
      const at = r * side + c, isOnly = whites().length === 1 && image[at] > 0;
      image.fill(0);
      if (!isOnly) image[at] = 1;
      show();
    }
    function show() {
      const given = { shape: [height, width], values: weights };
      answers = convolve(image, shape, given, 0, 'same').values;
      input.update(image);
      map.update(answers);
      explain(null);
    }
    /** The window of a number of the map, and the weight that lies on the white pixel. */
    function explain(r, c) {
      const [white] = whites();
      if (r === null || r === undefined) {
        input.mark([]);
        kernel.mark([]);
        map.mark(white === undefined ? [] : [frame(Math.floor(white / side) - height + 1 + above,
          white % side - width + 1 + left, height, width)]);
        said.say(words(white));
        return;
      }
      const [y, x] = [r - above, c - left];
      const [a, b] = [Math.floor(white / side) - y, white % side - x];
      const isHit = white !== undefined && a >= 0 && b >= 0 && a < height && b < width;
      input.mark([frame(y, x, height, width)]);
      kernel.mark(isHit ? [frame(a, b, 1, 1)] : []);
      map.mark([frame(r, c, 1, 1)]);
      said.say(isHit
        ? `map(${r},${c}) = ${short(answers[r * side + c])}: the white pixel lies under the weight `
          + `in row ${a}, column ${b} of the kernel.`
        : `map(${r},${c}) = 0: its window sees no white pixel.`);
    }
    const frame = (y, x, h, w) => {  // what of a window lies on the image
      const [top, start] = [Math.max(0, y), Math.max(0, x)];
      return mark('light', top, start, Math.min(side, y + h) - top, Math.min(side, x + w) - start);
    };
    function words(white) {
      if (white === undefined) return 'The image is black, so the map is 0 everywhere.';
      const [r, c] = [Math.floor(white / side), white % side];
      const last = weights.at(-1), corner = [r - height + 1 + above, c - width + 1 + left];
      const isInside = corner.every(i => i >= 0) && r + above < side && c + left < side;
      const start = `The white pixel is in row ${r}, column ${c}. Around this place the map shows `
        + 'the kernel turned by 180°';
      return isInside ? `${start}: its last weight, ${short(last)}, comes first.`
        : `${start}, cut off at the rim.`;
    }
    function restart() {
      weights = original.slice();
      image.fill(0);
      kernel.update(weights);
      show();
    }
    place.append(column(row(tight(input, '∗', kernel), map), said,
      reset(restart)));
    restart();
  };

  // ---- Two channels, one map ------------------------------------------------------------------

  /** The maps of a figure's data, by their titles. */
  function mapsIn(figure, found = new Map()) {
    if (Array.isArray(figure)) figure.forEach(part => mapsIn(part, found));
    else if (figure && typeof figure === 'object') {
      if (figure.title && figure.scalars) found.set(figure.title, figure);
      Object.values(figure).forEach(part => typeof part === 'object' && mapsIn(part, found));
    }
    return found;
  }

  glassbox.interactives['channels'] = (place, data) => {
    const stored = mapsIn(glassbox.data.figures.get(data.figure));
    const take = title => {
      const { height, width, scalars } = stored.get(title);
      return { shape: [height, width], values: glassbox.scalars(scalars) };
    };
    const names = ['A', 'B'], bias = take('bias').values[0], scale = { kind: 'signed', limit: 3 };
    const [channels, slices] = ['channel', 'slice'].map(
      kind => names.map(n => take(`${kind} ${n}`)));
    const { shape: [h, w], values: size } = take('map'), window = slices[0].shape;
    const isOn = [true, true], cell = Math.min(44, Math.floor((place.clientWidth - 60) / 7));
    const zeros = new Float32Array(size.length);
    let chosen = [0, 0], parts = [], total = [];

    const draw = (shape, values, title, options) =>
      view(shape, values, scale, { cell, title }, options);
    const inputs = channels.map((c, i) => draw(c.shape, c.values, `Channel ${names[i]}`));
    const kernels = slices.map((s, i) => draw(s.shape, s.values, `Slice ${names[i]}`));
    const made = names.map(n => draw([h, w], zeros, `Part ${n}`));
    const map = draw([h, w], zeros, 'Map: choose a number',
      { label: 'Map', onClick(r, c) { chosen = [r, c]; show(); } });
    const switches = names.map((name, i) => glassbox.toggle({
      label: `Slice ${name}`, value: true, onChange(value) { isOn[i] = value; show(); },
    }));
    const line = element('p'), said = status();

    function show() {
      const used = slices.map((s, i) => isOn[i] ? s.values : new Float32Array(s.values.length));
      parts = channels.map((c, i) =>
        convolve(c.values, c.shape, { shape: window, values: used[i] }, 0).values);
      total = parts[0].map((a, p) => a + parts[1][p] + bias);
      kernels.forEach((k, i) => k.update(used[i]));
      made.forEach((m, i) => m.update(parts[i]));
      map.update(total);
      const [r, c] = chosen, at = r * w + c;
      for (const input of inputs) input.mark([mark('light', r, c, ...window)]);
      for (const one of [...made, map]) one.mark([mark('light', r, c)]);
      const terms = [...parts.map((p, i) => ({ name: `part ${names[i]}`, value: p[at] })),
        { name: 'bias', value: bias }];
      line.replaceChildren(glassbox.sumLine(terms, { name: `map(${r},${c}) = A + B + bias`,
        total: total[at] }));
      said.say(words(at, `map(${r},${c})`));
    }
    function words(at, name) {
      const off = names.filter((_, i) => !isOn[i]);
      if (off.length === 2) {
        return `Both slices are 0. There is still one map; it holds only the bias, ${short(bias)}.`;
      }
      if (off.length === 0) return `Two channels and two slices make one sum: ${name} = `
        + `${short(total[at])}. There is one map.`;
      return `Slice ${off[0]} is 0, so its part is gone from ${name}, which is now `
        + `${short(total[at])}. There is still one map.`;
    }
    function restart() {
      [isOn[0], isOn[1], chosen] = [true, true, [0, 0]];
      switches.forEach(s => s.set(true));
      show();
    }
    const lines = names.map((_, i) => column(switches[i],
      tight(inputs[i], '∗', kernels[i], '=', made[i])));
    place.append(column(
      row(column(lines), tight(`+ bias ${short(bias)} =`, map)), line, said, reset(restart)));
    restart();
  };
})();
