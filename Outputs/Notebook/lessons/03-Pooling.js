// Lesson 3: the seven slides, a loser rises, ReLU and pooling change places.
'use strict';
(() => {
  const { row, column, note, status, reset, slider, choice, button, element, number } = glassbox;
  const { counted, tensor, layer, network, output, cellFor, view, mark, beside, tight } =
    glassbox.touch;
  const two = value => number(value, 2);
  const rules = (step, tone) => [{ kind: 'rule', rows: [0, step], columns: [0, step], tone }];

  // ---- The seven slides -----------------------------------------------------------------------

  glassbox.interactives['slide'] = (place, data, networks) => {
    const { shape, values: seven } = tensor(data.image), { stride, map: chosen } = data;
    const mapShape = networks.maps.shapes.at(-1);
    const [height, width, channels] = networks.pool.shapes[1];
    const channel = values => values.filter((_, i) => i % channels === chosen);
    const done = new Map();
    /** The image, the maps and the pooled maps of a move; computed once. */
    function moved(pixels) {
      if (!done.has(pixels)) {
        const image = seven.map((_, i) => i % shape[1] < pixels ? 0 : seven[i - pixels]);
        const maps = output(networks.maps, image);
        done.set(pixels, { image, maps, pooled: output(networks.pool, maps) });
      }
      return done.get(pixels);
    }
    const before = moved(0).pooled;
    /** Of the numbers above zero before or after, how many are found so many columns further. */
    function staying(pooled, columns) {
      let [all, same] = [0, 0];
      for (let i = 0; i < pooled.length; i++) {
        if (Math.floor(i / channels) % width < columns) continue;
        const old = before[i - columns * channels];
        if (!(old > 0 || pooled[i] > 0)) continue;
        all++;
        if (old === pooled[i]) same++;
      }
      return { columns, all, same };
    }

    const cell = cellFor(place, 7, place.clientWidth < 560 ? 2 : 3, shape[1]);
    const large = Math.max(1, Math.floor(cell * shape[1] / width));
    const scale = { kind: 'unsigned', limit: Math.max(...channel(moved(0).maps)) };
    const image = view(shape, seven, { kind: 'pixels', limit: 1 }, { cell, title: 'The seven' });
    const map = view(mapShape, channel(moved(0).maps), scale, {
      cell, title: `Map ${chosen}`, marks: stride > 1 ? rules(stride, 'faint') : [],
    });
    const [now, old, back] = ['Pooled, moved', 'Pooled, before', 'Moved back'].map(title =>
      view([height, width], channel(before), scale, { cell: large, title }));
    const move = slider({
      label: 'Move right', min: 0, max: 4, step: 1, value: 0, onInput: show,
      format: pixels => counted(pixels, 'pixel'),
    });
    const key = note(''), said = status();
    function show(pixels) {
      const step = moved(pixels), numbers = channel(step.pooled);
      const found = best(pixels, step.pooled), own = channel(before);
      image.update(step.image);
      map.update(channel(step.maps));
      now.update(numbers);
      const shifted = numbers.map((_, i) =>
        i % width + found.columns < width ? numbers[i + found.columns] : 0);
      const compared = [...shifted.keys()]
        .filter(i => i % width + found.columns < width && (own[i] > 0 || shifted[i] > 0));
      back.spec.marks = compared.map(i => mark(
        own[i] === shifted[i] ? 'cover' : 'blank', Math.floor(i / width), i % width));
      back.update(shifted);
      const by = found.columns ? `by ${counted(found.columns, 'column')}` : 'by no column';
      key.textContent = `Last map: the moved pooled map, moved back ${by}. `
        + 'Green: the number of before. Grey: another number.';
      said.say(words(pixels, step.pooled, found));
    }
    /** The shift in columns that fits a move best. */
    function best(pixels, pooled) {
      const exact = pixels / stride, all = [Math.floor(exact), Math.ceil(exact)];
      const [a, b] = all.map(columns => staying(pooled, columns));
      return b.same / (b.all || 1) > a.same / (a.all || 1) ? b : a;
    }
    function words(pixels, pooled, found) {
      const own = staying(pooled, 0), start = `Moved by ${counted(pixels, 'pixel')}:`;
      const name = 'pooled numbers above zero stay in place';
      if (own.same === own.all) return `${start} all ${own.all} ${name}.`;
      const stay = `${start} ${own.same} of ${own.all} ${name}`;
      const far = `${counted(found.columns, 'column')} further right`;
      if (found.same === found.all) {
        return `${stay}. But all ${found.all} are ${far}: the pooled map is a shifted copy.`;
      }
      const further = found.columns ? `, and ${found.same} of ${found.all} are ${far}` : '';
      return `${stay}${further}. So the pooled map is no copy of the old one.`;
    }
    function restart() {
      move.set(0);
      show(0);
    }
    place.append(column(move, said, beside(image, map, old, now, back), key,
      note(`The counts are over all ${channels} pooled maps.`), reset(restart)));
    restart();
  };

  // ---- A loser rises --------------------------------------------------------------------------

  /** The two kinds of pooling on a small map, and where their windows lie. */
  function poolings({ window, stride }, shape) {
    const settings = { size: [window, window], stride: [stride, stride] };
    const [largest, mean] = ['pool', 'average'].map(kind => network(shape, layer(kind, settings)));
    const [rows, columns] = largest.shapes[1];
    const windows = Array.from({ length: rows * columns }, (_, i) => {
      const [top, left] = [Math.floor(i / columns) * stride, i % columns * stride], cells = [];
      for (let a = 0; a < window; a++) {
        for (let b = 0; b < window; b++) cells.push((top + a) * shape[1] + left + b);
      }
      return cells;
    });
    const run = network => values => output(network, values);
    return { largest: run(largest), mean: run(mean), windows, side: [rows, columns] };
  }
  const edges = ({ window, stride }) => stride === window ? rules(stride, 'ink') : [];

  glassbox.interactives['loser'] = (place, data) => {
    const { shape, values: original } = tensor(data.map), width = shape[1];
    const { largest, mean, windows, side } = poolings(data, shape);
    const limit = Math.ceil(Math.max(...original, 1) * 1.5), scale = { kind: 'unsigned', limit };
    const winner = (window, values) => window.reduce((a, b) => values[b] > values[a] ? b : a);
    const cell = cellFor(place, 54, 1, width), marks = edges(data);
    let values, chosen, start;
    const map = view(shape, original, scale, { cell, decimals: 2, title: data.name, marks },
      { label: 'Map: choose a number', onClick: choose });
    const [highest, average] = ['The largest', 'The mean'].map(title =>
      view(side, largest(original), scale, { cell: 54, decimals: 2, title }));
    const raise = slider({
      label: 'Framed number', min: 0, max: limit, step: 0.01, format: two,
      onInput(value) { values[chosen] = value; show(); },
    });
    const said = status();
    function choose(r, c) {
      chosen = r * width + c;
      start = values.slice();
      raise.set(values[chosen]);
      show();
    }
    function show() {
      const winners = new Set(windows.map(w => winner(w, values)));
      map.update(values);
      map.select(Math.floor(chosen / width), chosen % width);
      map.mark([...winners].map(i => mark('dot', Math.floor(i / width), i % width, 1, 1, 'ink')));
      highest.update(largest(values));
      average.update(mean(values));
      said.say(words());
    }
    function words() {
      const name = `map(${Math.floor(chosen / width)},${chosen % width})`;
      const own = windows.flatMap((w, i) => w.includes(chosen) ? [i] : []);
      if (own.length === 0) return `No window sees ${name}, so nothing changes.`;
      const i = own.find(i => winner(windows[i], values) === chosen) ?? own[0];
      const [[a, b], [c, d]] = [largest, mean].map(f => [start, values].map(v => f(v)[i]));
      const now = `${name} is ${two(values[chosen])}`, isStill = c === d;
      const means = isStill ? '' : ` The mean goes from ${two(c)} to ${two(d)}.`;
      if (winner(windows[i], values) !== chosen) {
        const then = isStill ? '' : a === b ? 'still ' : 'now ';
        return `${now} and loses: the largest of its window is ${then}${two(b)}.${means}`;
      }
      const more = a === b ? '' : `, ${two(Math.abs(b - a))} ${b > a ? 'more' : 'less'}`;
      return `${now} and wins: its window hands on ${two(b)}${more}.${means}`;
    }
    function restart() {
      values = original.slice();
      const [first] = windows, win = winner(first, values);
      const losers = first.filter(i => i !== win).sort((a, b) => values[b] - values[a]);
      const loser = losers[0] ?? win;
      choose(Math.floor(loser / width), loser % width);
    }
    const told = column(beside(highest, average), raise, said);
    told.style.flex = '1 1 300px';
    place.append(column(beside(map, told),
      note('A dot marks the largest number of each window.'), reset(restart)));
    restart();
  };

  // ---- ReLU and pooling change places ---------------------------------------------------------

  glassbox.interactives['exchange'] = (place, data) => {
    const { shape, values: original } = tensor(data.map), width = shape[1];
    const { largest, mean, side } = poolings(data, shape);
    const [reluFirst, reluLast] = [shape, side].map(size => network(size, layer('relu')));
    const kinds = { largest, mean }, scale = { kind: 'signed', limit: 4 };
    let values, kind, counts;
    const map = view(shape, original, scale, {
      cell: cellFor(place, 54, 1, width), decimals: 2, title: 'Numbers', marks: edges(data),
    }, {
      label: 'Numbers before ReLU and pooling', editable: true, step: 0.5, min: -9, max: 9,
      onEdit(r, c, value) { values[r * width + c] = value; take(); },
    });
    const small = Math.min(54, Math.floor((place.clientWidth - 40) / (width + side[1])));
    const [bent, bentPooled, pooled, pooledBent] =
      [['After ReLU', shape], ['Pooled', side], ['Pooled', side], ['After ReLU', side]].map(
        ([title, shape]) => view(shape, new Float32Array(shape[0] * shape[1]), scale,
          { cell: small, decimals: 2, title }));
    const pool = choice({
      label: 'Pool by', value: 'largest', onChange(value) { kind = value; show(); },
      options: Object.keys(kinds).map(value => ({ value, label: `the ${value}` })),
    });
    const deal = button('Deal new numbers', null, () => {
      values = original.map(() => Math.floor(Math.random() * 9) - 4);
      take();
    });
    const said = status();
    /** Both orders with one kind of pooling. */
    function orders(kind) {
      const first = output(reluFirst, values), second = kinds[kind](values);
      const ends = [kinds[kind](first), output(reluLast, second)];
      const apart = [...ends[0].keys()].filter(i => Math.abs(ends[0][i] - ends[1][i]) > 1e-6);
      return { first, second, ends, apart };
    }
    /** Counts new numbers, for both kinds of pooling. */
    function take() {
      counts.inputs++;
      for (const kind in kinds) if (orders(kind).apart.length === 0) counts[kind]++;
      show();
    }
    function show() {
      const { first, second, ends, apart } = orders(kind);
      map.update(values);
      bent.update(first);
      bentPooled.update(ends[0]);
      pooled.update(second);
      pooledBent.update(ends[1]);
      const marks = apart.map(i => mark('light', Math.floor(i / side[1]), i % side[1]));
      for (const end of [bentPooled, pooledBent]) end.mark(marks);
      said.say(words(apart.length, ends[0].length));
    }
    function words(apart, all) {
      const now = apart === 0 ? `both orders give the same ${all} numbers`
        : `the orders differ in ${apart} of ${all} numbers`;
      const { inputs, largest, mean } = counts;
      return `With the ${kind}, ${now}. Inputs so far: ${inputs}. With the largest the orders `
        + `agreed ${counted(largest, 'time')}, with the mean ${counted(mean, 'time')}.`;
    }
    function restart() {
      [values, kind, counts] = [original.slice(), 'largest', { inputs: 0, largest: 0, mean: 0 }];
      pool.set('largest');
      take();
    }
    const lane = (name, ...maps) => column(element('b', name), tight(maps[0], '→', maps[1]));
    const lanes = column(
      lane('ReLU, then pooling', bent, bentPooled), lane('Pooling, then ReLU', pooled, pooledBent));
    place.append(column(row(pool, deal), said, beside(map, lanes), reset(restart)));
    restart();
  };
})();
