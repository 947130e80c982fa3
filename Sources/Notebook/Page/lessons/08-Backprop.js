// Lesson 8: any number is nudged, another number wins a window, steps of any length.
'use strict';
(() => {
  const { row, column, note, status, reset, slider, choice, readout, button, titled, bars } =
    glassbox;
  const { tensor, layer, network, view, mark, beside, tight, chart, counted } = glassbox.touch;
  const { number } = glassbox, two = value => number(value, 2), four = value => number(value, 4);
  const { kinks, nudged, lossOf } = glassbox.seven;

  // ---- Any number, nudged ---------------------------------------------------------------------

  const GRIDS = ['image', 'kernel', 'bias', 'map', 'relu', 'pooled', 'weights', 'biases', 'scores'];
  const most = 2;  // the longest nudge

  glassbox.interactives['nudge'] = (place, data, { little }) => {
    const { label, classes } = data, { nameOf, gradientOf } = glassbox.seven;
    const trace = little.trace(tensor(data.image).values, { label });
    const loss = trace => lossOf(trace.scores, label);
    let site, gradient, plain, lines, axis;

    const grids = Object.fromEntries(GRIDS.map(name => [name, glassbox.seven.GRIDS[name]]));
    const sites = Object.fromEntries(GRIDS.map(name => {
      const { rows, columns, at } = grids[name];
      return [name, Array.from({ length: rows * columns },
        (_, i) => at(Math.floor(i / columns), i % columns))];
    }));
    const numbers = (trace, name) => sites[name].map(one => trace.value(one));
    const limit = Math.max(...GRIDS.flatMap(name => numbers(trace, name)).map(Math.abs)) + most;
    const maps = Object.fromEntries(GRIDS.map(name => {
      const { rows, columns, title } = grids[name];
      return [name, view([rows, columns], Float32Array.from(numbers(trace, name)),
        { kind: 'signed', limit }, {
          title: name === 'pooled' ? 'Pooled' : title, cell: 34, decimals: 1,
          [rows === 2 ? 'rows' : 'columns']: /weights|biases|scores/.test(name) ? classes : [],
        }, { label: `${title}: choose a number`, onClick: (r, c) => choose(name, r, c) })];
    }));
    const nudge = slider({
      label: 'Nudge h', min: -most, max: most, step: 0.01, value: 0, onInput: show,
      format: value => number(value, 2, true),
    });
    const presets = [-0.01, 0.01, 1].map(h =>
      button(`h = ${number(h, 2)}`, null, () => { nudge.set(h); show(); }));
    const shown = ['Number:', 'Slope (L(+h) − L) / h:', 'Gradient:'].map(text => readout(text));
    const said = status(), x = { title: 'nudge h', range: [-most, most] };
    const plot = chart(place, { kind: 'plot', width: 520, height: 240, x });

    function choose(name, r, c) {
      site = grids[name].at(r, c);
      gradient = trace.value(gradientOf(site));
      plain = loss(trace);
      const x = Array.from({ length: 161 }, (_, i) => most * (i - 80) / 80);
      const y = x.map(h => loss(nudged(trace, site, h)));
      const [low, high] = [Math.min(...y), Math.max(...y)], room = 0.1 + (high - low) * 0.15;
      lines = [{ name: 'loss', style: 'line', tone: 'series0', x, y }, {
        name: 'gradient', style: 'dashed', tone: 'ink', x: [-most, most],
        y: [plain - most * gradient, plain + most * gradient],
      }];
      axis = { title: 'loss', range: [Math.max(low - room, -0.2), high + room] };
      for (const other of GRIDS) maps[other].select(...(other === name ? [r, c] : [null]));
      show();
    }
    function show() {
      const h = nudge.value, other = nudged(trace, site, h), after = loss(other);
      for (const name of GRIDS) {
        const old = numbers(trace, name), now = numbers(other, name), width = grids[name].columns;
        maps[name].update(now);
        maps[name].mark(now.flatMap((v, i) => Math.abs(v - old[i]) < 1e-6 ? []
          : [mark('light', Math.floor(i / width), i % width)]));
      }
      const slope = h === 0 ? null : (after - plain) / h;
      const secant = {
        name: 'slope', style: 'line', tone: 'series1', x: [0, h], y: [plain, after] };
      plot.update({ y: axis, series: slope === null ? lines : [...lines, secant],
        points: [[0, plain, ''], [h, after, '']] });
      shown[0].set(`${nameOf(site)} = ${two(trace.value(site))}`);
      shown[1].set(slope === null ? '–' : four(slope));
      shown[2].set(four(gradient));
      said.say(words(h, slope, other));
    }
    function words(h, slope, other) {
      const name = nameOf(site);
      if (slope === null) return `No nudge, no slope. The gradient is ${four(gradient)}.`;
      const { opened, closed, windows } = kinks(little, trace.activations, other.activations);
      const crossed = [opened && `${counted(opened, 'ReLU')} opened`,
        closed && `${counted(closed, 'ReLU')} closed`,
        windows && `${counted(windows, 'window')} got another winner`].filter(Boolean).join(', ');
      const apart = Math.abs(slope - gradient), size = Math.max(Math.abs(gradient), 0.01);
      const start = `${name} nudged by ${number(h, 2, true)}: slope ${four(slope)}, gradient ${
        four(gradient)}.`;
      if (gradient === 0 && Math.abs(slope) < 1e-6) return `${start} The loss does not change.`;
      if (apart < 0.02 * size) {
        return `${start} They agree: the gradient is the slope of the loss just here.`;
      }
      return `${start} They differ by ${four(apart)}: the loss is curved${
        crossed ? `, and there are kinks on the way (${crossed})` : ''}.`;
    }
    const restart = () => { nudge.set(0); choose(...data.start); };
    const all = beside(...GRIDS.map(name => maps[name]));
    all.style.gap = '10px 14px';
    place.append(column(all, row(nudge, ...presets), said, row(...shown), plot,
      note('Thin frames: numbers that the nudge has changed.'), reset(restart)));
    restart();
  };

  // ---- Another number wins the window ---------------------------------------------------------

  glassbox.interactives['winner'] = (place, data) => {
    const { shape, values: original } = tensor(data.window), size = shape.slice(0, 2);
    const pool = network(size, layer('pool', { size, stride: size })), width = size[1];
    const winnerOf = list => list.reduce((top, v, i) => v > list[top] ? i : top, 0);
    const limit = Math.max(0.1, Math.ceil(Math.max(...original) * 16) / 10);
    const signed = value => number(value, 4, true);
    let values, chosen, last;
    const scale = { kind: 'unsigned', limit };
    const back = { kind: 'signed', limit: Math.abs(data.gradient) || 1 };
    const map = view(size, original, scale, { cell: 72, decimals: 2, title: 'Window' },
      { label: 'Window: choose a number', onClick: choose });
    const pooled = view([1, 1], original, scale, { cell: 72, decimals: 2, title: 'Pooled' });
    const given = view(size, original, back, { cell: 72, decimals: 4, title: 'Gradients' });
    const arriving = view([1, 1], Float32Array.of(data.gradient), back,
      { cell: 72, decimals: 4, title: 'Gradient' });
    const raise = slider({
      label: 'Framed number', min: 0, max: limit, step: 0.01, value: 0, format: two,
      onInput(value) { values[chosen] = Math.fround(value); show(); },
    });
    const tie = button('Make it equal to the largest', null, () => {
      values[chosen] = Math.max(...values.filter((_, i) => i !== chosen));
      raise.set(values[chosen]);
      show();
    });
    const said = status(), name = i => `window(${Math.floor(i / width)},${i % width})`;
    function choose(r, c) {
      chosen = r * width + c;
      raise.set(values[chosen]);
      show();
    }
    function show() {
      const trace = pool.trace(values, { outputGradient: [data.gradient] });
      const winner = winnerOf(values);
      map.update(values);
      map.select(Math.floor(chosen / width), chosen % width);
      map.mark([mark('dot', Math.floor(winner / width), winner % width, 1, 1, 'ink')]);
      pooled.update(trace.output);
      given.update(trace.gradients[0]);
      said.say(words(winner, trace.gradients[0]));
      last = winner;
    }
    function words(winner, gradients) {
      const top = values[winner], equal = values.filter(v => v === top).length;
      const gets = `the whole gradient, ${signed(gradients[winner])}`;
      if (equal > 1) {
        return `${equal} numbers share the largest value, ${two(top)}. The first of them, `
          + `${name(winner)}, gets ${gets}. The gradient is never divided.`;
      }
      const jump = last === undefined || last === winner ? `${name(winner)} is the largest and gets`
        : `The gradient jumped from ${name(last)} to ${name(winner)}, which gets`;
      return `${jump} ${gets}. The other ${values.length - 1} get 0.`;
    }
    function restart() {
      [values, last] = [original.slice(), undefined];
      const top = winnerOf(values), losers = [...values.keys()].filter(i => i !== top);
      const next = losers.reduce((a, b) => values[b] > values[a] ? b : a);
      choose(Math.floor(next / width), next % width);
    }
    place.append(column(row(raise, tie), said, beside(
      titled('Forward: the largest number goes on', tight(map, '→', pooled)),
      titled('Backward: the gradient comes back', tight(given, '←', arriving))),
      note('A dot marks the largest number; of equal ones the first, row by row.'),
      reset(restart)));
    restart();
  };

  // ---- Steps of any length --------------------------------------------------------------------

  glassbox.interactives['step-size'] = (place, data, { little }) => {
    const { labels, classes } = data, images = data.images.map(image => tensor(image).values);
    const traces = images.map((image, i) => little.trace(image, { label: labels[i] }));
    const losses = traces.map(trace => lossOf(trace.scores, trace.label));
    const [longest, low, high] = [1.5, -1, 4], x = Array.from({ length: 151 }, (_, i) => i / 100);
    const plans = [1, 2].map(count => {
      const own = glassbox.seven.steps(traces, count);
      return { ...own, loss: own.after(0).loss, all: x.map(own.after) };
    });
    const [seven, one] = labels.map(label => classes[label]);
    let own = plans[0];
    const which = choice({
      label: 'Step for', value: 1, onChange(value) { own = plans[value - 1]; show(); },
      options: [{ value: 1, label: `the ${seven} alone` },
        { value: 2, label: `the ${seven} and a ${one}` }],
    });
    const rate = slider({
      label: 'η', min: 0, max: longest, step: 0.01, value: data.rate, onInput: show, format: two });
    const shown = ['Promised fall:', 'Real fall:'].map(text => readout(text)), said = status();
    const plot = chart(place, {
      kind: 'plot', width: 560, height: 260, x: { title: 'η', range: [0, longest] },
      y: { title: 'loss after the step', range: [low, high] },
    });
    const pictures = images.map((image, i) => view(little.shapes[0], image,
      { kind: 'pixels', limit: 1 },
      { cell: 16, decimals: false, title: `The ${classes[labels[i]]}` }));
    const shares = images.map((_, i) => bars({
      labels: classes.map(c => `p(${c})`), values: classes.map(() => 0), max: 1, format: four,
      label: `Shares of the ${classes[labels[i]]} after the step`,
    }));
    function show() {
      const eta = rate.value, now = own.after(eta), promised = eta * own.steepness;
      const isBoth = own === plans[1], series = (name, style, tone, of) => {
        const inside = [...x.keys()].filter(i => of(i) >= low && of(i) <= high);
        return { name, style, tone, x: inside.map(i => x[i]), y: inside.map(of) };
      };
      plot.update({
        series: [
          series('promised', 'dashed', 'ink', i => own.loss - x[i] * own.steepness),
          series(isBoth ? 'real, mean' : `real, the ${seven}`, 'line', 'series0',
            i => own.all[i].loss),
          series(isBoth ? `the ${one} alone` : `the ${one}, not learned`, 'line', 'series1',
            i => own.all[i].losses[1]),
        ],
        points: [[eta, Math.max(own.loss - promised, low), ''], [eta, now.loss, '']],
        references: [{ value: 0, label: '' }],
      });
      now.outputs.forEach((values, i) => shares[i].update(values, { highlight: labels[i] }));
      shown[0].set(two(promised));
      shown[1].set(number(own.loss - now.loss, 2));
      said.say(words(eta, promised, now, isBoth));
    }
    function words(eta, promised, now, isBoth) {
      if (eta === 0) return `No step. The loss is ${two(own.loss)}.`;
      const fall = own.loss - now.loss, kept = Math.round(100 * fall / promised);
      const start = `η = ${two(eta)}: the slopes promise a fall of ${two(promised)}.`;
      const result = fall < 0 ? `The loss rises by ${two(-fall)}.`
        : `The loss falls by ${two(fall)}, ${kept} % of it.`;
      const more = promised > own.loss ? ` No loss can fall by more than ${two(own.loss)}.` : '';
      const [was, is] = [losses[1], now.losses[1]];
      const cost = isBoth || is - was < 0.5 ? ''
        : ` Meanwhile the loss of a ${one} rises from ${two(was)} to ${two(is)}.`;
      return `${start} ${result}${more}${cost}`;
    }
    function restart() {
      own = plans[0];
      which.set(1);
      rate.set(data.rate);
      show();
    }
    shares.forEach(({ element }) => { element.style.width = '190px'; });
    place.append(column(which, rate, said, row(...shown), plot,
      row(...pictures.map((picture, i) => tight(picture, shares[i]))), reset(restart)));
    restart();
  };
})();
