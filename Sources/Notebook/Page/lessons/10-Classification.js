// Lesson 10: a cover that helps, p beside the margin, and trained or random, guessed blind.
'use strict';
(() => {
  const {
    row, column, note, status, reset, slider, toggle, choice, readout, button, number,
  } = glassbox;
  const {
    counted, tensor, cellFor, view, mark, beside, key, chart, arrows, randomNumbers, shuffled,
    newborn, scorer,
  } = glassbox.touch;
  const { ask, blackSquare, correlation, METHODS } = glassbox.reasons;
  const two = value => number(value, 2), four = value => number(value, 4);

  // ---- Raise the margin -----------------------------------------------------------------------

  glassbox.interactives['cover'] = (place, data, { net }) => {
    const { patch } = data, [height, width] = net.shapes[0], LIMIT = 2;
    const images = data.images.map(({ name, digit, image }) => {
      const pixels = tensor(image).values;
      return { name, digit, pixels, before: ask(net, pixels, digit), tried: new Map() };
    });
    let image, at;
    const names = images.map(i => i.name);
    const picker = choice({ label: 'Image', options: names, value: names[0],
      onChange(name) { take(images[names.indexOf(name)]); } });
    const isNarrow = place.clientWidth < 520;
    const cell = cellFor(place, 10, isNarrow ? 1 : 2, width + 1);
    const digit = view([height, width], images[0].pixels, { kind: 'pixels', limit: 1 },
      { cell, title: 'Drag the square' }, {
        label: 'The image. Drag, or use the arrow keys, to move the black square.', draw: true,
        onDraw: move });
    const map = view([height, width], new Float32Array(height * width),
      { kind: 'signed', limit: LIMIT },
      { cell: isNarrow ? 5 : cell, title: 'What each square did' });
    const inside = (v, most) => Math.min(Math.max(v, 0), most - 1);
    arrows(digit.body, (down, right) => at
      ? move(inside(at[0] + down, height), inside(at[1] + right, width))
      : move(Math.floor(height / 2), Math.floor(width / 2)));
    const readouts = ['Margin before:', 'Now:', 'Best so far:'].map(label => readout(label));
    const said = status();
    said.element.style.minHeight = '5.4em';  // so that the maps stay in their place

    const covered = at => blackSquare(image.pixels, [height, width], at, patch);
    function move(r, c) {
      at = [r, c];
      const index = r * width + c;
      if (!image.tried.has(index)) {
        image.tried.set(index, ask(net, covered(at).pixels, image.digit));
      }
      show();
    }
    function show() {
      const { before, tried } = image, values = new Float32Array(height * width);
      const blank = [...values.keys()].filter(i => !tried.has(i)).map(i =>
        mark('blank', Math.floor(i / width), i % width));
      for (const [i, answer] of tried) values[i] = answer.margin - before.margin;
      const top = [...tried].reduce((a, b) => a && a[1].margin >= b[1].margin ? a : b, null);
      const square = at && covered(at), now = at && tried.get(at[0] * width + at[1]);
      map.spec.marks = blank;
      map.update(values);
      map.mark(at ? [mark('light', ...at)] : []);
      digit.update(square ? square.pixels : image.pixels);
      digit.mark(square ? [{ kind: 'frame', tone: 'mark', ...square }] : []);
      readouts[0].set(two(before.margin));
      readouts[1].set(now ? two(now.margin) : '–');
      const spot = top && `(${Math.floor(top[0] / width)},${top[0] % width})`;
      readouts[2].set(top ? `${two(top[1].margin)} at ${spot}` : '–',
        top && top[1].margin > before.margin ? 'good' : '');
      said.say(now ? words(now) : `No square yet. The margin of the ${image.digit} is ${
        two(before.margin)}, and the network says ${before.winner}.`);
    }
    function words(now) {
      const { before, tried } = image, change = now.margin - before.margin;
      const what = Math.abs(change) < 0.005
        ? `the margin stays at ${two(now.margin)}`
        : `the margin ${change > 0 ? 'rises' : 'falls'} from ${two(before.margin)} to ${
          two(now.margin)}`;
      const helped = [...tried.values()].filter(a => a.margin > before.margin + 0.005).length;
      const turned = now.winner === before.winner ? ''
        : ` Now the network says ${now.winner}${now.winner === image.digit
          ? ', which is right' : ''}.`;
      const meaning = change >= 0.005 ? ' Less ink has helped.' : '';
      return `Square around (${at.join(',')}): ${what}.${meaning}${turned} ${
        counted(helped, 'square')} of ${tried.size} helped so far.`;
    }
    function take(next) {
      [image, at] = [next, null];
      show();
    }
    function restart() {
      for (const { tried } of images) tried.clear();
      picker.set(names[0]);
      take(images[0]);
    }
    place.append(column(picker, row(...readouts), said, beside(digit, map),
      key(LIMIT, 'signed', 'Orange: the margin rose. Blue: it fell. Grey: not tried yet. '
        + `The darkest colours go on beyond −${LIMIT} and ${LIMIT}.`), reset(restart)));
    restart();
  };

  // ---- p beside the margin --------------------------------------------------------------------

  glassbox.interactives['p-margin'] = (place, data, { net }) => {
    const { digit } = data, pixels = tensor(data.image).values, [height, width] = net.shapes[0];
    const inked = Array.from({ length: height }, (_, r) => r)
      .filter(r => pixels.subarray(r * width, (r + 1) * width).some(v => v > 0));
    const count = inked.length;
    const WAYS = {
      dim: { label: 'dim the ink', title: 'ink taken away, in %', most: 20, unit: 5,
        format: k => `${5 * k} %`, text: k => `With ${100 - 5 * k} % of the ink’s brightness`,
        image: k => pixels.map(v => v * (1 - k / 20)) },
      cover: { label: 'cover rows from below', title: 'inked rows covered', most: count, unit: 1,
        format: k => counted(k, 'row'), text: k => `With ${counted(k, 'inked row')} covered`,
        image: k => pixels.map((v, i) => k > 0 && i >= inked[count - k] * width ? 0 : v) },
    };
    for (const way of Object.values(WAYS)) way.answers = [];
    const answer = (way, k) => way.answers[k] ??= ask(net, way.image(k), digit);
    let way;
    const first = answer(WAYS.dim, 0), top = Math.ceil(first.margin / 5) * 5;
    WAYS.cover.answers[0] = first;

    const kind = choice({ label: 'Change', value: 'dim',
      options: Object.entries(WAYS).map(([value, { label }]) => ({ value, label })),
      onChange(value) { take(value); } });
    const slide = slider({ label: 'How much', min: 0, max: 20, step: 1, value: 0,
      format: k => (way ?? WAYS.dim).format(k), onInput: show });
    const isNarrow = place.clientWidth < 520, cell = isNarrow ? 4 : 7;
    const image = view([height, width], pixels, { kind: 'pixels', limit: 1 },
      { cell, title: 'Image' });
    const plots = [[`p(${digit})`, [0, 1]], [`margin of the ${digit}`, [-10, top]]].map(
      ([title, range]) => chart(place, { kind: 'plot', width: 300, height: isNarrow ? 110 : 170,
        series: [],
        x: { title: WAYS.dim.title, range: [0, 100] }, y: { title, range } }));
    const readouts = [`p(${digit}):`, 'Margin:', 'It says:'].map(label => readout(label));
    const said = status();

    function show(k) {
      const now = answer(way, k);
      const known = [...way.answers.keys()].filter(i => i <= k && way.answers[i]);
      image.update(way.image(k));
      [a => a.share, a => a.margin].forEach((of, i) => plots[i].update({
        x: { title: way.title, range: [0, way.most * way.unit] },
        series: [{ name: '', style: 'line', tone: i ? 'series1' : 'series0',
          x: known.map(j => j * way.unit), y: known.map(j => of(way.answers[j])) }],
        points: [[k * way.unit, of(now), '']],
        references: i ? [{ value: 0, label: '', isUpright: false }] : [],
      }));
      readouts[0].set(four(now.share));
      readouts[1].set(two(now.margin), now.margin < 0 ? 'bad' : '');
      readouts[2].set(`${now.winner}`, now.winner === digit ? '' : 'bad');
      said.say(words(k, now));
    }
    function words(k, now) {
      const margin = two(now.margin), start = way.text(k);
      if (k === 0) return `All ink is there: p(${digit}) = ${four(now.share)}, margin ${margin}.`;
      const lost = number(100 * (first.margin - now.margin) / first.margin, 0);
      if (now.winner !== digit) {
        return `${start} the network says ${now.winner}: the margin is ${margin}, p(${digit}) ${
          four(now.share)}.`;
      }
      const how = now.share > 0.999 ? 'p hardly moves, but this ink mattered'
        : now.share > 0.9 ? 'now p begins to fall, long after the margin' : 'now p shows it, too';
      if (first.margin - now.margin < 1) {
        return `${start} the margin is ${margin} instead of ${two(first.margin)}, and p(${digit}) ${
          four(now.share)}.`;
      }
      return `${start} the margin has lost ${lost} %: ${two(first.margin)} has become ${margin}. `
        + `p(${digit}) is ${four(now.share)}: ${how}.`;
    }
    /** Computes all steps when there is time, one after another. */
    function fill() {
      for (const own of Object.values(WAYS)) {
        for (let k = 0; k <= own.most; k++) {
          if (own.answers[k]) continue;
          answer(own, k);
          return setTimeout(fill, 4);
        }
      }
      return null;
    }
    function take(name) {
      way = WAYS[name];
      slide.limits(0, way.most);
      slide.set(0);
      show(0);
    }
    function restart() {
      kind.set('dim');
      take('dim');
    }
    place.append(column(row(kind, slide), row(...readouts), said, beside(image, ...plots),
      reset(restart)));
    restart();
    setTimeout(fill, 50);
  };

  // ---- Trained or random? ---------------------------------------------------------------------

  glassbox.interactives['blind'] = (place, data, { net }) => {
    const digits = data.digits.map(tensor), [height, width] = net.shapes[0];
    const trained = scorer(net), random = randomNumbers(data.seed), NAMES = ['A', 'B'];
    let queue = [], pair, next, guess, method, score;

    /** A digit, the two networks' traces of it, and which of them is the trained one. */
    function deal() {
      if (!queue.length) queue = shuffled(digits.keys(), random);
      const label = queue.pop(), isSwapped = random() < 0.5, pixels = digits[label].values;
      const outputGradient = Float32Array.from(digits, (_, k) => k === label ? 1 : 0);
      const traces = [trained, newborn(trained, random)].map(
        network => network.trace(pixels, { outputGradient }));
      return { label, pixels, traces: isSwapped ? traces.reverse() : traces,
        right: isSwapped ? 1 : 0 };
    }
    const cell = cellFor(place, 9, place.clientWidth < 560 ? 2 : 3, width);
    const image = view([height, width], digits[0].values, { kind: 'pixels', limit: 1 },
      { cell: Math.min(cell, 6), title: 'Image' });
    const maps = NAMES.map(name => view([height, width], digits[0].values,
      { kind: 'automatic' }, { cell, title: name }, { label: `Map ${name}` }));
    const kind = choice({ label: 'Method', options: Object.keys(METHODS), value: '',
      onChange(name) { method = name; take(); } });
    const signs = toggle({ label: 'Signs as colours', onChange: () => show() });
    const guesses = NAMES.map((name, i) => button(`${name} is trained`, null, () => say(i)));
    const onward = button('Next pair', null, take), said = status();
    const table = glassbox.table({ head: ['', 'pairs', 'guessed right'] });

    function take() {
      [pair, next, guess] = [next ?? deal(), null, null];
      show();
      setTimeout(() => { next ??= deal(); }, 30);
    }
    function say(i) {
      guess = i;
      score[method].pairs++;
      if (i === pair.right) score[method].right++;
      show();
      onward.focus({ preventScroll: true });
    }
    const strength = values => values.map(Math.abs);
    function show() {
      const all = pair.traces.map(METHODS[method]), isOpen = guess !== null;
      image.update(pair.pixels);
      maps.forEach((map, i) => {
        map.update(signs.value ? all[i] : strength(all[i]));
        const truth = i === pair.right ? 'trained' : 'random weights';
        map.head.firstChild.textContent = isOpen ? `${NAMES[i]}: ${truth}` : NAMES[i];
      });
      guesses.forEach(one => { one.disabled = isOpen; });
      onward.disabled = !isOpen;
      table.update(Object.entries(score).map(([name, { pairs, right }]) =>
        [name, `${pairs}`, `${right}`]), { marked: Object.keys(METHODS).indexOf(method) });
      said.say(words(all));
    }
    function words(all) {
      const { label, right, pixels } = pair;
      if (guess === null) return `Reasons for the ${label}. Which map is the trained network’s?`;
      const ink = all.map(values => correlation(strength(values), pixels));
      const both = signs.value ? '' : ' Switch the signs on to see what the strengths hide.';
      return `${guess === right ? 'Right' : 'Wrong'}: ${NAMES[right]} is the trained network. Its `
        + `strength follows the ink with r = ${two(ink[right])}, that of random weights with r = ${
          two(ink[1 - right])}.${both}`;
    }
    function restart() {
      score = Object.fromEntries(Object.keys(METHODS).map(name => [name, { pairs: 0, right: 0 }]));
      method = Object.keys(METHODS)[0];
      kind.set(method);
      signs.set(false);
      take();
    }
    place.append(column(row(kind, signs), said, beside(...maps, image),
      row(...guesses, onward), table,
      note('Each map has its own scale: its largest number is darkest. The random weights are '
        + 'drawn again for each pair. Guessing without looking gets half of them right.'),
      reset(restart)));
    restart();
  };
})();
