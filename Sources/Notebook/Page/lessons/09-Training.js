// Lesson 9: a learning rate on a parabola, epochs of four trainings, frozen and learned kernels.
'use strict';
(() => {
  const { row, column, note, status, reset, slider, choice, readout, button, titled, number } =
    glassbox;
  const { sum, view, cellFor, beside, tight, chart, counted, randomNumbers, shuffled } =
    glassbox.touch;
  const two = value => number(value, 2), percent = share => `${number(share * 100, 1)} %`;
  const mean = list => sum(list) / list.length;

  // ---- A learning rate on (w − 3)² ------------------------------------------------------------

  glassbox.interactives['hill'] = (place, { start, lowest, rate }) => {
    const loss = w => (w - lowest) ** 2, near = 0.01;
    const next = (w, eta) => w - eta * 2 * (w - lowest);
    const x = Array.from({ length: 101 }, (_, i) => lowest - 5 + i / 10);
    let tried;
    const eta = slider({
      label: 'η', min: 0, max: 1.2, step: 0.01, value: rate, onInput: show, format: two });
    const steps = slider({
      label: 'Steps', min: 1, max: 20, step: 1, value: 5, onInput: show, format: String });
    const shown = readout('Steps until w is 3, to within 0.01:'), said = status();
    const hill = chart(place, {
      kind: 'plot', width: 470, height: 260, x: { title: 'w', range: [x[0], x.at(-1)] },
      y: { title: `loss = (w − ${lowest})²`, range: [0, 25] },
    });
    const counts = chart(place, {
      kind: 'plot', width: 340, height: 260, x: { title: 'η', range: [0, 1.2] },
      y: { title: 'steps needed, for each η tried', log: true, range: [1, 1000] },
    });
    /** The steps that a rate needs; infinite if it never arrives. */
    function needed(eta) {
      let [w, count] = [start, 0];
      while (Math.abs(w - lowest) >= near && count < 2000) [w, count] = [next(w, eta), count + 1];
      return count < 2000 ? count : Infinity;
    }
    function show() {
      const way = [start];
      for (let i = 0; i < steps.value; i++) way.push(next(way.at(-1), eta.value));
      hill.update({
        series: [
          { name: '', style: 'line', tone: 'plain', x, y: x.map(loss) },
          { name: '', style: 'lineDots', tone: 'series1', x: way, y: way.map(loss) },
        ], points: [[start, loss(start), 'start']],
      });
      const count = needed(eta.value);
      tried.set(eta.value, count);
      const usable = [...tried].filter(([, n]) => Number.isFinite(n)).sort(([a], [b]) => a - b);
      counts.update({
        series: [{ name: '', style: 'dots', tone: 'series0', x: usable.map(([r]) => r),
          y: usable.map(([, n]) => n) }],
        points: Number.isFinite(count) ? [[eta.value, count, String(count)]] : [],
      });
      shown.set(Number.isFinite(count) ? String(count) : 'never');
      said.say(words(way, count));
    }
    function words(way, count) {
      const rate = eta.value, factor = Math.round((1 - 2 * rate) * 100) / 100;
      const name = `η = ${two(rate)}`, far = two(Math.abs(factor)), end = two(way.at(-1));
      const now = `After ${counted(way.length - 1, 'step')}, w is ${end}.`;
      if (rate === 0) return 'With η = 0, w never moves.';
      if (factor === 0) return `${name} lands on ${lowest} in one step, and stays there.`;
      if (factor === -1) return `${name}: w jumps from side to side for ever. ${now}`;
      if (factor < -1) {
        return `${name}: each jump is ${far} times as long as the last. ${now} It moves away.`;
      }
      const way2 = factor > 0 ? 'w creeps down one side' : 'w bounces from side to side';
      return `${name}: ${way2}; each step leaves ${far} of the distance. ${now} It needs `
        + `${counted(count, 'step')} to arrive.`;
    }
    function restart() {
      tried = new Map();
      eta.set(rate);
      steps.set(5);
      show();
    }
    place.append(column(row(eta, steps), said, shown, beside(hill, counts), reset(restart)));
    restart();
  };

  // ---- Four trainings, epoch by epoch ---------------------------------------------------------

  glassbox.interactives['epochs'] = (place, { kinds, images, seeds }) => {
    const last = kinds[0].epochs.length - 1, all = kinds.flatMap(kind =>
      kind.epochs.map((epoch, i) => ({
        kind, epoch, learned: kind.learned[i], tested: kind.tested[i] })));
    const highest = key => all.reduce((top, one) => one[key] > top[key] ? one : top);
    let kind, at;
    const which = choice({
      label: 'Training with', options: kinds.map(({ name }) => name), value: kinds[0].name,
      onChange(name) { kind = kinds.find(k => k.name === name); show(); },
    });
    const epoch = slider({
      label: 'Epoch', min: 0, max: last, step: 1, value: 0,
      format: i => String(kinds[0].epochs[i]), onInput(value) { at = value; show(); },
    });
    const keep = button('Keep this network', null, () => said.say(verdict()));
    const shown = ['Images learned from:', 'Test images:', 'Apart:'].map(text => readout(text));
    const low = Math.floor(10 * Math.min(...all.flatMap(one => [one.learned, one.tested]))) / 10;
    const said = status(), plot = chart(place, {
      kind: 'plot', width: 560, height: 240,
      x: { title: 'epoch', range: [0, kinds[0].epochs[last]] },
      y: { title: 'images read correctly', percent: true, range: [low, 1] },
    });
    const now = () => ({
      epoch: kind.epochs[at], learned: kind.learned[at], tested: kind.tested[at] });
    const named = one => `“${one.kind.name}”, epoch ${one.epoch},`;
    function show() {
      const { epoch, learned, tested } = now(), x = kind.epochs;
      plot.update({
        series: [
          { name: 'learned from', style: 'line', tone: 'series0', x, y: kind.learned },
          { name: 'test', style: 'dashed', tone: 'series1', x, y: kind.tested },
        ], points: [[epoch, learned, ''], [epoch, tested, '']],
        references: [{ value: epoch, label: '', isUpright: true }],
      });
      const apart = `${number(100 * (learned - tested), 1)} points`;
      [percent(learned), percent(tested), apart].forEach((text, i) => shown[i].set(text));
      said.say(`Training with ${kind.name}, epoch ${epoch}: the network reads ${percent(learned)} `
        + `of the images learned from and ${percent(tested)} of the test images, ${apart} apart.`);
    }
    function verdict() {
      const { epoch, learned, tested } = now();
      const [own, top] = [highest('learned'), highest('tested')];
      const mine = `You keep “${kind.name}”, epoch ${epoch}. It reads ${percent(tested)} `
        + 'of the test images.';
      if (tested >= top.tested) {
        const more = all.filter(one => one.learned > learned).length;
        return `${mine} No other reads more of them, though ${more} others read more of the images `
          + 'learned from. Reading new images is the goal.';
      }
      const trap = learned >= own.learned
        ? ' None reads more of the images learned from, but these are no longer a test.' : '';
      return `${mine}${trap} ${named(top)} reads `
        + `${percent(top.tested)}, and ${percent(top.learned)} of the images learned from.`;
    }
    function restart() {
      [kind, at] = [kinds[0], 0];
      which.set(kind.name);
      epoch.set(0);
      show();
    }
    place.append(column(which, row(epoch, keep), said, row(...shown), plot,
      note(`Means of ${seeds} seeds; ${images[0]} images to learn from, ${images[1]} test images. `
        + 'Before the last epoch, half of them are read. A fair choice needs a third set, held out '
        + 'for choosing.'),
      reset(restart)));
    restart();
  };

  // ---- Frozen and learned kernels -------------------------------------------------------------

  const [KERNELS, SIDE, EPOCHS, BATCH, RATE] = [6, 3, 20, 10, 0.1];

  glassbox.interactives['freeze'] = (place, data) => {
    const { shape, classes } = data, size = shape[0] * shape[1];
    const sets = Object.fromEntries(['train', 'test'].map(name => {
      const pixels = glassbox.scalars(data[name].pixels);
      return [name, data[name].labels.map((label, i) => (
        { label, image: pixels.subarray(i * size, (i + 1) * size) }))];
    }));
    const names = ['Frozen', 'Learned'], ended = [];
    const { fresh, step, shareRight, inTurns } = glassbox.training;
    let seed, networks, curves, epoch, stop = () => {};
    const train = button('Train', null, run);
    const deal = button('Deal new kernels', null, () => { start(seed + 1); });
    const said = status(), limit = 1.5;
    const kernels = names.map(name => Array.from({ length: KERNELS }, (_, k) =>
      view([SIDE, SIDE], new Float32Array(SIDE * SIDE), { kind: 'signed', limit },
        { cell: cellFor(place, 18, 6, SIDE) }, { label: `${name} kernel ${k}` })));
    const plot = chart(place, {
      kind: 'plot', width: 560, height: 230, x: { title: 'epoch', range: [0, EPOCHS] },
      y: { title: `${sets.test.length} test digits read correctly`, percent: true, range: [0, 1] },
    });
    function show() {
      const x = curves[0].map((_, i) => i);
      plot.update({ series: curves.map((y, n) => ({
        name: epoch ? names[n].toLowerCase() : '', style: 'lineDots', x, y,
        tone: n ? 'series0' : 'series1',
      })) });
      kernels.forEach((maps, n) => {
        const { values } = networks[n].parameter('conv');
        maps.forEach((map, k) => map.update(values.filter((_, i) => i % KERNELS === k)));
      });
      if (epoch % 5 === 0) said.say(words());
    }
    function words() {
      const [frozen, learned] = curves.map(curve => curve.at(-1));
      if (epoch === 0 && !train.disabled) {
        return `New random kernels, the same for both. Before training, both read `
          + `${percent(frozen)} of the test digits.`;
      }
      if (epoch < EPOCHS) {
        return `Computing: ${epoch} of ${EPOCHS} epochs done, frozen ${percent(frozen)}, learned `
          + `${percent(learned)}.`;
      }
      const points = 100 * (learned - frozen), [a, b] = data.lesson;
      const loss = Math.abs(points) < 0.05 ? 'Nothing is lost'
        : `Frozen kernels ${points > 0 ? 'lose' : 'gain'} ${number(Math.abs(points), 1)} points`;
      const mean2 = ended.length > 1 ? ` On average over ${ended.length} deals, they read `
        + `${percent(mean(ended.map(e => e[0])))} and ${percent(mean(ended.map(e => e[1])))}.` : '';
      return `With frozen random kernels ${percent(frozen)} are right, with learned ones `
        + `${percent(learned)}. ${loss}.${mean2} In the lesson’s own trainings: `
        + `${percent(b.tested)} and ${percent(a.tested)}.`;
    }
    /** Trains both networks with the same images in the same order. */
    function run() {
      if (epoch >= EPOCHS) start(seed);
      train.disabled = true;
      said.say(words());
      const roll = randomNumbers(1000 + seed);
      let order = [];
      stop = inTurns(() => {
        if (!place.isConnected) return false;
        if (order.length === 0) order = shuffled(sets.train, roll);
        const images = order.splice(0, BATCH);
        networks.forEach((network, n) => step(network, images, RATE, n ? [] : ['conv']));
        if (order.length > 0) return true;
        epoch++;
        networks.forEach((network, n) => curves[n].push(shareRight(network, sets.test)));
        if (epoch === EPOCHS) ended.push(curves.map(curve => curve.at(-1)));
        train.disabled = epoch < EPOCHS;
        show();
        return epoch < EPOCHS;
      });
    }
    function start(next) {
      stop();
      [seed, epoch, train.disabled] = [next, 0, false];
      networks = names.map(() => fresh(
        shape, { kernels: KERNELS, side: SIDE, classes: classes.length, seed }));
      curves = networks.map(network => [shareRight(network, sets.test)]);
      show();
    }
    function restart() {
      ended.length = 0;
      start(1);
    }
    const kinds = names.map((name, n) => titled(
      `${name} kernels`, tight(...kernels[n])));
    place.append(column(row(train, deal), said, plot, beside(...kinds),
      note(`Computed in your browser: ${KERNELS} kernels of ${SIDE}×${SIDE}, ReLU, pooling, `
        + `one dense layer; ${sets.train.length} training digits in half their size; `
        + `${EPOCHS} epochs, η = ${RATE}, batches of ${BATCH}.`),
      reset(restart)));
    restart();
  };
})();
