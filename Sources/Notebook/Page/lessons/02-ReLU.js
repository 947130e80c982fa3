// Lesson 2: two layers and one kernel in their place, the background, and a kernel that dies.
'use strict';
(() => {
  const { row, column, note, status, reset, slider, toggle, choice, readout, number } = glassbox;
  const {
    short, sum, counted, tensor, layer, convolution, network, output, convolve, cellFor, view, mark,
    beside, key,
  } = glassbox.touch;
  const positive = values => values.reduce((count, v) => count + (v > 0), 0);
  const percent = share => `${number(share * 100, 1)} %`;
  const offset = value => `${value < 0 ? '−' : '+'}${number(Math.abs(value), 2)}`;

  // ---- Two layers, and one kernel in their place ----------------------------------------------

  const INPUTS = {
    seven: ['as it is', x => x], negated: ['negated, −x', x => -x],
    inverted: ['inverted, 1 − x', x => 1 - x],
  };

  glassbox.interactives['merge'] = (place, data) => {
    const { shape, values: original } = tensor(data.image), [first, second, one] =
      data.kernels.map(tensor);
    const oneBias = data.bias * sum(second.values);
    const name = data.slope === 0 ? 'ReLU' : `ReLU with a slope of ${short(data.slope)}`;
    let base, way, isBent;

    const [start, end] = [convolution(first, data.bias, 'full'), convolution(second, 0)];
    const straight = network(shape, start, end);
    const bent = network(shape, start, layer('relu', { slope: data.slope }), end);
    const merged = network(shape, convolution(one, oneBias, 'same'));
    const twoLayers = (input, isBent) => output(isBent ? bent : straight, input);
    const oneKernel = input => output(merged, input);
    // One scale for everything: the largest answer of all inputs.
    const limit = Math.max(...Object.values(INPUTS).flatMap(([, of]) =>
      [...oneKernel(original.map(of)), ...twoLayers(original.map(of), true)].map(Math.abs)));
    const cell = cellFor(place, 6, place.clientWidth < 560 ? 2 : 4, 28);
    const scale = { kind: 'signed', limit };
    const input = view(shape, original, { kind: 'signed', limit: 1 },
      { cell, title: 'Input: draw on it' },
      { label: 'Input of 28 by 28 pixels', draw: true, onDraw: draw });
    const maps = ['Two layers', 'One 5×5 kernel', 'Difference'].map(
      title => view(shape, original, scale, { cell, title }));

    const bend = toggle(
      { label: `${name} between the two layers`, onChange(value) { isBent = value; show(); } });
    const kind = choice({
      label: 'Input', value: 'seven', onChange(value) { way = value; show(); },
      options: Object.entries(INPUTS).map(([value, [label]]) => ({ value, label })),
    });
    const said = status();

    function draw(r, c) {
      for (const [y, x] of [[r, c], [r, c + 1], [r + 1, c], [r + 1, c + 1]]) {
        if (y < shape[0] && x < shape[1]) base[y * shape[1] + x] = 1;
      }
      show();
    }
    function show() {
      const given = base.map(INPUTS[way][1]);
      const [two, single] = [twoLayers(given, isBent), oneKernel(given)];
      const difference = two.map((v, i) => v - single[i]), all = [two, single, difference];
      input.update(given);
      all.forEach((values, i) => maps[i].update(values));
      said.say(words(given, two, difference));
    }
    function words(given, two, difference) {
      const largest = Math.max(...difference.map(Math.abs));
      const start = isBent ? `With ${name}` : 'Without ReLU';
      if (largest < 1e-5) {
        const signs = way === 'negated' && !isBent && oneBias === 0
          ? ' Negated pixels only change the sign of every answer.' : '';
        return `${start}, two layers and one kernel agree at all ${two.length} places.${signs}`;
      }
      const count = difference.reduce((all, v) => all + (Math.abs(v) > 1e-5), 0);
      return `${start}, they differ at ${count} of ${two.length} places, by up to `
        + `${number(largest, 2)}.${way === 'negated' ? ` ${sums(given, two)}` : ''}`;
    }
    /** Why no other kernel could do it: its answers to x and to −x add up to twice its bias. */
    function sums(given, two) {
      const other = twoLayers(given.map(v => -v), isBent), both = two.map((v, i) => v + other[i]);
      const [low, high] = [Math.min(...both), Math.max(...both)].map(v => number(v, 2));
      return `The answers to x and −x add up to ${low} at one place and to ${high} at another. `
        + 'For any single kernel this sum is the same at every place.';
    }
    function restart() {
      [base, way, isBent] = [original.slice(), 'seven', false];
      bend.set(false);
      kind.set('seven');
      show();
    }
    place.append(column(row(kind, bend), said, beside(input, ...maps),
      key(limit, 'signed', 'The three maps have this scale. In the input, orange is 1, blue −1.'),
      reset(restart)));
    restart();
  };

  // ---- The kernels of the first convolution ---------------------------------------------------

  /** Kernel k of a convolution of one channel, its bias, and its padding. */
  function kernelOf(network, k) {
    const { values, shape } = network.parameter('conv1'), count = shape[3];
    const weights = values.filter((_, i) => i % count === k);
    const bias = network.parameter('conv1', 'bias').values[k];
    return { shape: shape.slice(0, 2), values: weights, bias };
  }
  const paddingOf = network => network.layers[0].settings.padding;

  glassbox.interactives['background'] = (place, data, { conv1 }) => {
    const { shape, values: image } = tensor(data.image), padding = paddingOf(conv1);
    const count = conv1.parameter('conv1').shape[3];
    const kernels = Array.from({ length: count }, (_, k) => (
      { name: `${k}`, title: `kernel ${k}`, ...kernelOf(conv1, k) }));
    const hand = { ...tensor(data.hand.weights), name: data.hand.name, title: data.hand.name };
    kernels.push({ ...hand, bias: data.hand.bias });
    const ones = { shape: kernels[0].shape, values: kernels[0].values.map(() => 1) };
    const seen = convolve(image, shape, ones, 0, padding);
    const seesInk = Array.from(seen.values, v => v > 0), inked = positive(seen.values);
    const black = seesInk.length - inked, hidden = seesInk.flatMap((isInk, i) => isInk ? [] : [
      mark('blank', Math.floor(i / seen.shape[1]), i % seen.shape[1])]);
    let chosen, more, isHidden;

    const cell = cellFor(place, 8, 2, 30), scale = { kind: 'signed', limit: 2 };
    const maps = ['Before ReLU', 'After ReLU'].map(
      title => view(seen.shape, seen.values, scale, { cell, title }));
    const kernel = choice({
      label: 'Kernel', value: 1, options: kernels.map((k, i) => ({ value: i, label: k.name })),
      onChange(value) { chosen = value; show(); },
    });
    const hide = toggle(
      { label: 'Hide the background', onChange(value) { isHidden = value; show(); } });
    const change = slider({
      label: 'Add to the bias', min: -1, max: 1, step: 0.05, format: offset,
      onInput(value) { more = value; show(); },
    });
    const shares = glassbox.bars({
      labels: ['ink', 'only black'], values: [0, 0], max: 1, format: percent,
      label: 'Share that ReLU cuts, where the window sees',
    });
    for (const name of shares.element.querySelectorAll('b')) name.style.minWidth = '5.5em';
    const share = readout(''), name = share.element.firstChild, said = status();
    function show() {
      const k = kernels[chosen], bias = Math.fround(k.bias + more);
      const map = convolve(image, shape, k, bias, padding);
      const after = output(network(map.shape, layer('relu')), map.values);
      for (const view of maps) view.spec.marks = isHidden ? hidden : [];
      [map.values, after].forEach((values, i) => maps[i].update(values));
      let onInk = 0, onBlack = 0;
      map.values.forEach((v, i) => { if (v < 0) seesInk[i] ? onInk++ : onBlack++; });
      shares.update([onInk / inked, black ? onBlack / black : 0]);
      const shown = isHidden ? inked : seesInk.length, cut = isHidden ? onInk : onInk + onBlack;
      name.textContent = `Cut, of the ${shown} places that are shown`;
      share.set(percent(cut / shown));
      said.say(words(k, bias, cut / shown, onInk / inked, onBlack));
    }
    function words({ title }, bias, shown, onInk, onBlack) {
      const what = `${title[0].toUpperCase()}${title.slice(1)}`;
      if (isHidden) {
        return `${what}: of the ${inked} places that see ink, ReLU cuts ${percent(shown)}. `
          + `The ${black} hidden places see only black.`;
      }
      return `${what}: ReLU cuts ${percent(shown)} of all places, and ${percent(onInk)} of those `
        + `that see ink. On black every answer is the bias, ${number(bias, 2)}, `
        + `so ReLU cuts ${onBlack ? 'all of them' : 'none of them'}.`;
    }
    function restart() {
      [chosen, more, isHidden] = [1, 0, false];
      kernel.set(1);
      change.set(0);
      hide.set(false);
      show();
    }
    const told = column(share, glassbox.titled('Cut, where the window sees', shares));
    told.style.flex = '1 1 240px';
    place.append(column(kernel, row(change, hide), said, beside(...maps, told),
      key(2, 'signed', 'Both maps. The darkest colours go on beyond −2 and 2.'), reset(restart)));
    restart();
  };

  glassbox.interactives['dead'] = (place, data, { conv1 }) => {
    const kernel = kernelOf(conv1, data.kernel), padding = paddingOf(conv1);
    const digits = data.digits.map(tensor), { shape } = digits[0];
    const upTo = (a, v) => a + Math.max(0, v), highest = kernel.values.reduce(upTo, kernel.bias);
    let more, wasClosed, made;
    const networkWith = bias =>
      network(shape, convolution(kernel, bias, padding), layer('relu'));
    const side = networkWith(0).shapes[2], ones = new Float32Array(side[0] * side[1]).fill(1);
    const cell = Math.min(5, Math.floor((place.clientWidth - 48) * 2 / side[1]) / 10);
    const scale = { kind: 'unsigned', limit: highest / 4 };
    const maps = digits.map((_, d) => view(side, ones, scale, { cell, title: `${d}` },
      { label: `Digit ${d} after ReLU` }));
    const weights = view(kernel.shape, kernel.values, { kind: 'signed', limit: 1 },
      { cell: 46, title: `Weights of kernel ${data.kernel}` });
    const slopes = view(kernel.shape, kernel.values.map(() => 0), { kind: 'signed', limit: 100 },
      { cell: 46, decimals: 1, title: 'Their gradients' });
    const change = slider({
      label: 'Add to the bias', min: -2, max: 1, step: 0.05, format: offset,
      onInput(value) { more = value; show(); },
    });
    const [biasNow, gradient, most] = ['Bias', 'Gradient of the bias', 'Largest possible answer']
      .map(label => readout(label));
    const said = status();
    function show() {
      const bias = Math.fround(kernel.bias + more), now = networkWith(bias);
      const traces = digits.map(d => now.trace(d.values, { outputGradient: ones }));
      made = traces.map(t => positive(t.output));
      traces.forEach((t, d) => {
        maps[d].update(t.output);
        maps[d].head.firstChild.textContent = `${d}: ${made[d]}`;
      });
      const sums = [0, 1].map(p => traces.map(t => t.parameterGradients[0][p])
        .reduce((all, g) => all.map((v, i) => v + g[i])));
      slopes.update(sums[0]);
      biasNow.set(number(bias, 2));
      gradient.set(short(sums[1][0]));
      most.set(number(highest + more, 2), highest + more > 0 ? '' : 'bad');
      said.say(words(highest + more));
    }
    function words(largest) {
      const open = made.filter(count => count > 0).length, places = sum(made);
      const closed = made.flatMap((count, d) => count ? [] : [d]);
      if (open === 0) {
        wasClosed = true;
        return largest > 0
          ? 'Closed on all ten digits: every gradient is 0. But another image could still open it.'
          : 'Dead: closed on every possible image. Every gradient is 0, so training cannot open it '
            + 'again.';
      }
      const where = `at ${counted(places, 'place')}, on ${open} of 10 digits`;
      if (wasClosed) return `Open again ${where}. You raised the bias; gradients of 0 could not.`;
      if (open === 10) return `The kernel is open ${where}.`;
      const some = closed.length > 3 ? `${closed.length} digits` : `the ${closed.join(' and ')}`;
      return `Closed on ${some}, but open ${where}. So it is not dead: not all gradients are 0.`;
    }
    function restart() {
      [more, wasClosed] = [0, false];
      change.set(0);
      show();
    }
    const grid = row(maps);
    Object.assign(grid.style, {
      display: 'grid', gridTemplateColumns: 'repeat(5, max-content)', gap: '0 8px',
    });
    place.append(column(change, said, row(biasNow, most, gradient),
      glassbox.titled('Each digit, and at how many places the kernel is open', grid),
      beside(weights, slopes),
      note('Gradients of a simple loss: the sum of all numbers after ReLU, over all ten digits.'),
      reset(restart)));
    restart();
  };
})();
