// Lesson 12: two orders of loops with their addresses, a layer made free, a sum in other orders.
'use strict';
(() => {
  const {
    row, column, note, status, reset, slider, choice, readout, button, element, number, toneStyle,
  } = glassbox;
  const { counted, view, cellFor, key, mark, sum, randomNumbers, shuffled } = glassbox.touch;
  const { LINE, STEPS, MATRICES, ORDERS, placeOf, addresses, run, memory } = glassbox.caching;
  const grouped = value => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

  // ---- Two orders of loops --------------------------------------------------------------------

  glassbox.interactives['loops'] = place => {
    let room = 4, step, timer = null;
    const sides = ORDERS.map(order => {
      const [stride, count] = [readout('Addresses:'), readout('Lines fetched:')];
      const grid = memory(), name = order.join(' ');
      const box = glassbox.titled(`Order ${name}: ${order[2]} is the innermost loop`,
        column(grid, stride, count));
      box.style.flex = '1 1 320px';
      return { order, name, grid, stride, count, element: box };
    });
    const slide = slider({ label: 'Step', min: 0, max: STEPS, step: 1, value: 0,
      format: k => `${k} of ${STEPS}`, onInput(k) { pause(); go(k); } });
    const forth = button('Next step', null, () => { pause(); go(Math.min(STEPS, step + 1)); });
    const play = button('Play', null, () => timer ? pause() : start());
    const rooms = choice({ label: 'Lines in the cache', options: [4, 8], value: room,
      onChange(value) { room = value; go(step); } });
    const said = status();
    said.element.style.minHeight = '4em';

    function start() {
      if (step === STEPS) go(0);
      // Where movements are unwanted, the numbers change in four jumps.
      const [by, wait] = glassbox.isStill() ? [STEPS / 4, 1200] : [1, 350];
      play.textContent = 'Pause';
      timer = setInterval(() => {
        if (!place.isConnected) return pause();
        go(Math.min(STEPS, step + by));
        if (step === STEPS) pause();
      }, wait);
    }
    function pause() {
      clearInterval(timer);
      timer = null;
      play.textContent = 'Play';
    }
    const signed = value => value === 0 ? 'stays' : `${value < 0 ? '−' : '+'}${Math.abs(value)}`;
    function go(next) {
      step = next;
      slide.set(step);
      const all = sides.map(({ order, grid, stride, count }) => {
        const state = run(order, step, room);
        const now = step ? addresses(placeOf(order, step - 1)) : [];
        const last = step > 1 ? addresses(placeOf(order, step - 2)) : null;
        grid.show(now, state.cache, state.fresh);
        stride.set(now.map((a, m) => `${MATRICES[m]} ${a}${
          last ? ` (${signed(a - last[m])})` : ''}`).join(', ') || 'none yet');
        count.set(`${state.fetched}`);
        return state.fetched;
      });
      said.say(words(all));
    }
    function words([first, second]) {
      if (step === 0) return 'Nothing is read yet. Both orders will do 64 multiply-adds.';
      const [a, b] = sides.map(side => side.name), done = counted(step, 'multiply-add');
      const start = `After ${done} each: order ${a} has fetched ${
        counted(first, 'line')}, order ${b} ${second}.`;
      if (step < STEPS) return start;
      const all = counted(room, 'line');
      return first === second
        ? `${start} With ${all}, all that is used again is still in the cache.`
        : `${start} The work is the same. But order ${a} reads B ${LINE} addresses apart, and `
          + 'each line of B is dropped before it is used again.';
    }
    function restart() {
      pause();
      room = 4;
      rooms.set(room);
      go(0);
    }
    const code = element('code', 'C[i, j] += A[i, k] · B[k, j]');
    place.append(column(row(slide, forth, play), rooms, said, code, row(sides),
      note('Numbers in the cells are addresses; a row is a line. Framed: read in this step. Orange:'
        + ' fetched for it. Blue: still in the cache. A full cache drops the line unused longest.'),
      reset(restart)));
    restart();
  };

  // ---- One layer made free --------------------------------------------------------------------

  const SPEEDS = [1, 2, 10, Infinity];

  glassbox.interactives['amdahl'] = (place, data) => {
    const { layers } = data, total = sum(layers.map(l => l.count));
    let speeds;
    const picks = layers.map(({ name }, n) => choice({
      label: name, value: 1,
      options: SPEEDS.map(value => ({ value, label: value === Infinity ? 'free' : `${value}×` })),
      onChange(value) { speeds[n] = value; show(); },
    }));
    const tones = layers.map((_, n) => `series${n}`);
    picks.forEach((pick, n) => {
      const legend = pick.element.querySelector('legend'), swatch = element('span', '■ ');
      swatch.style.color = toneStyle(tones[n]);
      swatch.setAttribute('aria-hidden', 'true');
      legend.style.minWidth = '5.5em';
      legend.prepend(swatch);
    });
    /** A bar of all layers' work, one beside the other. */
    function stack(label) {
      const bar = element('div');
      Object.assign(bar.style, { display: 'flex', height: '34px', width: '100%',
        background: toneStyle('grid'), borderRadius: '4px', overflow: 'hidden' });
      const parts = layers.map((_, n) => {
        const part = element('span');
        part.style.background = toneStyle(tones[n]);
        return part;
      });
      bar.append(...parts);
      bar.setAttribute('role', 'img');
      const titled = glassbox.titled(label, bar);
      titled.style.justifyItems = 'stretch';
      return { element: titled, update(counts) {
        counts.forEach((count, n) => { parts[n].style.width = `${100 * count / total}%`; });
        bar.setAttribute('aria-label', `${label}: ${layers.map(
          ({ name }, n) => `${name} ${percent(counts[n])}`).join(', ')}`);
      } };
    }
    const percent = count => `${number(100 * count / total, 1)} %`;
    const [before, after] = ['Before', 'Now'].map(stack);
    const table = glassbox.table({ head: ['', 'part', 'now', 'multiply-adds'] });
    const [fast, hoped] = ['All layers together:', 'Product of the factors:'].map(l => readout(l));
    const said = status();
    said.element.style.minHeight = '4em';

    const times = value => `${number(value, value < 10 ? 2 : value < 100 ? 1 : 0)} times`;
    function show() {
      const now = layers.map(({ count }, n) => count / speeds[n]), rest = sum(now);
      before.update(layers.map(l => l.count));
      after.update(now);
      table.update([...layers.map(({ name, count }, n) =>
        [name, percent(count), percent(now[n]), grouped(count)]),
      ['together', percent(total), percent(rest), grouped(total)]], { marked: layers.length });
      fast.set(rest === 0 ? 'free' : `${times(total / rest)} as fast`);
      const product = speeds.reduce((all, v) => all * v, 1);
      hoped.set(product === Infinity ? 'without limit' : times(product));
      said.say(words(rest));
    }
    function words(rest) {
      const changed = speeds.flatMap((speed, n) => speed > 1 ? [n] : []), all = times(total / rest);
      if (!changed.length) return 'Nothing is faster yet. Here, time is counted in multiply-adds.';
      if (rest === 0) return 'Every layer is free. Only now does the whole take no time.';
      const names = changed.map(n => `${layers[n].name} is ${
        speeds[n] === Infinity ? 'free' : `${speeds[n]} times as fast`}`).join(', ');
      const saved = percent(total - rest);
      const why = changed.length === 1
        ? `A layer can save no more than its own part, ${percent(layers[changed[0]].count)}.`
        : 'The savings add up; the factors do not multiply.';
      return `${names}: ${saved} of the time is saved, so the total is ${all} as fast. ${why}`;
    }
    function restart() {
      speeds = layers.map(() => 1);
      for (const pick of picks) pick.set(1);
      show();
    }
    place.append(column(column(picks), row(fast, hoped), said, before, after, table,
      reset(restart)));
    restart();
  };

  // ---- A sum in another order -----------------------------------------------------------------

  const round = Math.fround, words = new DataView(new ArrayBuffer(4));
  function bitsOf(value) {
    words.setFloat32(0, value);
    return words.getUint32(0);
  }
  const hex = value => `0x${bitsOf(value).toString(16).toUpperCase().padStart(8, '0')}`;
  /** How many Floats lie between two of the same sign. */
  const apart = (a, b) => Math.abs(bitsOf(a) - bitsOf(b));
  const oneByOne = list => list.reduce((all, v) => round(all + v), 0);
  function pairwise(list) {
    if (list.length === 1) return list[0];
    const half = list.length >> 1;
    return round(pairwise(list.slice(0, half)) + pairwise(list.slice(half)));
  }

  glassbox.interactives['reorder'] = (place, data) => {
    const products = Array.from(glassbox.scalars(data.products)), count = products.length;
    const exact = round(sum(products)), first = oneByOne(products), columns = 12;
    const random = randomNumbers(1), limit = Math.max(...products.map(Math.abs));
    const padded = list => Float32Array.from(
      { length: Math.ceil(count / columns) * columns }, (_, i) => list[i] ?? 0);
    const height = Math.ceil(count / columns);
    let seen;
    const map = view([height, columns], padded(products), { kind: 'signed', limit },
      { cell: cellFor(place, 34, 1, columns), values: false,
        title: 'The order of the additions, row by row', marks: Array.from(
          { length: height * columns - count },
          (_, i) => mark('blank', height - 1, columns - 1 - i)) });
    const size = (a, b) => Math.abs(a) - Math.abs(b);
    const WAYS = {
      'as the loops do': () => [products, oneByOne],
      'smallest first': () => [[...products].sort(size), oneByOne],
      'largest first': () => [[...products].sort((a, b) => size(b, a)), oneByOne],
      'in pairs': () => [products, pairwise],
      shuffled: () => [shuffled(products, random), oneByOne],
    };
    const buttons = Object.keys(WAYS).map(name => button(
      name[0].toUpperCase() + name.slice(1), null, () => add(name)));
    const table = glassbox.table({ head: ['order', 'bits', 'sum', 'Floats away'] });
    const said = status();

    function add(name) {
      const [list, way] = WAYS[name](), value = way(list);
      const all = name === 'shuffled' ? `shuffled, ${
        1 + seen.filter(s => s.name.startsWith('shuffled')).length}` : name;
      seen = [...seen.filter(s => s.name !== all), { name: all, value }];
      map.update(padded(list));
      show();
    }
    const text = value => number(value, 7);
    function show() {
      const newest = seen.at(-1), shown = seen.slice(-8);
      table.update([['exact', hex(exact), text(exact), '0'], ...shown.map(
        ({ name, value }) => [name, hex(value), text(value), `${apart(value, exact)}`])],
      { marked: shown.length });
      const kinds = new Set(seen.map(s => s.value)).size;
      if (seen.length === 1) {
        return said.say(`As the loops do, the sum is ${text(first)}, with the bits ${
          hex(first)}. Now choose another order.`);
      }
      const same = newest.value === first ? 'the same bits as the loops’ sum'
        : `${counted(apart(newest.value, first), 'Float')} away from the loops’ sum`;
      const title = `${newest.name[0].toUpperCase()}${newest.name.slice(1)}`;
      return said.say(`${title}: ${text(newest.value)}, ${hex(newest.value)}, ${same}. `
        + `The same ${count} numbers have given ${
        counted(kinds, 'different sum')} in ${counted(seen.length, 'order')}.`);
    }
    function restart() {
      seen = [];
      add('as the loops do');
    }
    place.append(column(row(buttons), said, row(map), key(limit, 'signed',
      `The ${count} products that are not 0 at one place of conv2, each rounded to a Float. “Away” `
        + 'counts how many Floats a sum lies from the exact one, rounded once.'), table,
    reset(restart)));
    restart();
  };
})();
