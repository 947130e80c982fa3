// Lesson 5: from a cell to its position and back, shuffled digits, and the order of the channels.
'use strict';
(() => {
  const {
    row, column, status, reset, choice, readout, numberField, button, element, short,
  } = glassbox;
  const { tensor, cellFor, view, mark, beside, follow, best } = glassbox.touch;
  const LAST = 'channel last', FIRST = 'channel first', PIXELS = { kind: 'pixels', limit: 1 };

  /** Positions in the list of maps [H, W, C], and the way back. */
  const orders = {
    [LAST]: ([, width, channels]) => ({
      position: ([r, c, m]) => (r * width + c) * channels + m,
      place(p) {
        const q = Math.floor(p / channels);
        return [Math.floor(q / width), q % width, p % channels];
      },
      sums([r, c, m], p) {
        const q = r * width + c;
        return [`(${r} · ${width} + ${c}) · ${channels} + ${m} = ${p}`,
          `${p} = ${q} · ${channels} + ${m}: map ${m}`,
          `${q} = ${r} · ${width} + ${c}: row ${r}, column ${c}`];
      },
    }),
    [FIRST]: ([height, width]) => ({
      position: ([r, c, m]) => (m * height + r) * width + c,
      place: p => [Math.floor(p / width) % height, p % width, Math.floor(p / width / height)],
      sums([r, c, m], p) {
        const q = m * height + r;
        return [`(${m} · ${height} + ${r}) · ${width} + ${c} = ${p}`,
          `${p} = ${q} · ${width} + ${c}: column ${c}`,
          `${q} = ${m} · ${height} + ${r}: map ${m}, row ${r}`];
      },
    }),
  };
  const all = count => Array.from({ length: count }, (_, i) => i);
  /** Elements in lines of so many. */
  function tiled(parts, across) {
    const made = element('div');
    Object.assign(made.style, {
      display: 'grid', gap: '8px', gridTemplateColumns: `repeat(${across}, max-content)`,
    });
    made.append(...parts.map(part => part.element));
    return made;
  }

  // ---- A cell, its position, and the way back -------------------------------------------------

  glassbox.interactives['inverse'] = (place, data) => {
    const { shape, values } = tensor(data.maps), [height, width, channels] = shape;
    const scale = { kind: 'unsigned', limit: Math.max(...values) };
    const isSmall = place.clientWidth < 560, across = isSmall ? 4 : 8;
    const line = channels * width / (isSmall ? 4 : 2);
    const cell = Math.max(4, Math.floor((place.clientWidth - 10 * across) / across / width));
    let at = data.place, order, rules, list;
    const drawn = all(channels).map(m => view(
      [height, width], values.filter((_, i) => i % channels === m), scale,
      { title: `map ${m}`, cell }, { onClick: (r, c) => go([r, c, m]) }));
    const listed = view([values.length / line, line], values, scale, {
      title: `The list, ${line} numbers in a line`, cell: cellFor(place, 8, 1, line),
    }, { onClick: (r, c) => goTo(r * line + c) });
    const fields = [['Row', height], ['Column', width], ['Map', channels]].map(([label, size], i) =>
      numberField({ label, min: 0, max: size - 1, step: 1,
        onInput(value) { go(at.map((old, k) => k === i ? Math.round(value) : old), i); } }));
    const field = numberField({ label: 'Position', min: 0, max: values.length - 1, step: 1,
      onInput: value => goTo(Math.round(value), true) });
    for (const { input } of [...fields, field]) input.style.width = '4.5em';
    const picker = choice(
      { label: 'Order', options: [LAST, FIRST], value: data.order, onChange: arrange });
    const [there, back] = [readout('Position:'), readout('Back:')], said = status();
    let kept;

    function go(next, typed = -1) {
      at = next;
      const p = rules.position(at), [r, c, m] = at;
      const value = list[p] === 0 ? '0' : glassbox.number(list[p], 4);
      fields.forEach((f, i) => { if (i !== typed) f.set(at[i]); });
      if (typed !== 'position') field.set(p);
      drawn.forEach((map, i) => {
        map.body.tabIndex = i === m ? 0 : -1;
        map.mark(i === m ? [mark('frame', r, c)] : []);
      });
      listed.mark([mark('frame', Math.floor(p / line), p % line)]);
      const [first, ...rest] = rules.sums(at, p);
      there.set(first);
      back.set(rest.join('; '));
      said.say(`Row ${r}, column ${c} of map ${m} is position ${p} of the list: both hold `
        + `${value}. ${kept} of ${values.length} positions lead back to their own cell.${
          kept === values.length ? ' Nothing is lost.' : ''}`);
    }
    const goTo = (p, isTyped = false) => go(rules.place(p), isTyped ? 'position' : -1);
    function arrange(next) {
      [order, rules] = [next, orders[next](shape)];
      list = new Float32Array(values.length);
      values.forEach((value, i) => { list[rules.position(orders[LAST](shape).place(i))] = value; });
      kept = all(list.length).filter(p => {
        const back = rules.place(p);
        return rules.position(back) === p && list[p] === values[orders[LAST](shape).position(back)];
      }).length;
      listed.update(list);
      go(at);
    }
    function restart() {
      at = data.place;
      picker.set(data.order);
      arrange(data.order);
    }
    place.append(column(picker, row(...fields, field), said, row(there, back), tiled(drawn, across),
      row(listed), reset(restart)));
    restart();
  };

  // ---- Shuffled digits ------------------------------------------------------------------------

  glassbox.interactives['shuffled'] = (place, data, { net }) => {
    const { shape: [count, height, width], values } = tensor(data.images);
    const { labels, permutation } = data;
    const size = height * width, cell = cellFor(place, 9, 2, width);
    const digit = n => values.slice(n * size, (n + 1) * size);
    let now, guesses, answers;
    const [shuffled, back] = ['Shuffled', 'Put back'].map(title =>
      view([height, width], new Float32Array(size), PIXELS, { title, cell }));
    const choices = all(10).map(d => button(String(d), null, () => guess(d)));
    choices.forEach((b, d) => b.setAttribute('aria-label', `It is a ${d}`));
    const next = button('Next digit', null, () => { now++; show(); choices[0].focus(); });
    const mine = readout('You:'), its = readout('Dense network:'), said = status();

    function show() {
      const image = digit(now), isDone = guesses.length > now, blank = new Float32Array(size);
      shuffled.update(Float32Array.from(permutation, old => image[old]));
      back.spec.marks = isDone ? [] : [mark('blank', 0, 0, height, width)];
      back.update(isDone ? image : blank);
      for (const b of choices) b.disabled = isDone;
      next.disabled = !isDone || now === count - 1;
      const right = given => given.filter((g, n) => g === labels[n]).length;
      mine.set(`${right(guesses)} of ${guesses.length}`);
      its.set(`${right(answers)} of ${guesses.length}`);
      if (!isDone) return said.say(`Digit ${now + 1} of ${count}. Which is it?`);
      const name = `a${labels[now] === 8 ? 'n' : ''} ${labels[now]}`;
      const words = `It is ${name}. You said ${guesses[now]}, the network ${answers[now]}.`;
      said.say(guesses.length < 3 ? words
        : `${words} You read ${right(guesses)} of ${guesses.length}, the network `
          + `${right(answers)}. A dense layer needs no neighbours.`);
    }
    function guess(d) {
      const image = digit(now);
      guesses.push(d);
      answers.push(best(net.forward(permutation.map(old => image[old])).at(-1)));
      show();
      next.focus();
    }
    function restart() {
      [now, guesses, answers] = [0, [], []];
      show();
    }
    const pad = row(...choices);
    pad.style.gap = '6px';
    pad.setAttribute('role', 'group');
    pad.setAttribute('aria-label', 'Your guess');
    place.append(column(row(element('span', 'Your guess'), pad), said, beside(shuffled, back),
      row(mine, its), row(next, reset(restart))));
    restart();
  };

  // ---- The order of the list, and that of the weights -----------------------------------------

  glassbox.interactives['order'] = async (place, data, { net }) => {
    const before = net.stage(data.stage), shape = net.shapes[before], list = net.stages[before + 1];
    const dense = net.layers.find(layer => layer.kind === 'dense').name;
    const [position, swap] = [orders[LAST](shape).position, orders[FIRST](shape).place];
    const wait = element('p', 'Computing …', 'ui-note');
    place.append(wait);
    const images = [];
    for (const one of data.images) {
      const { values } = tensor(one), activations = net.forward(values);
      images.push({ values, maps: activations[before], scores: activations[net.scoresStage] });
      await new Promise(done => setTimeout(done));
    }
    wait.remove();
    const learned = net.parameter(dense), units = learned.shape[1];
    const moved = learned.values.map((_, i) =>
      learned.values[position(swap(Math.floor(i / units))) * units + i % units]);
    const networks = { [LAST]: net, [FIRST]: net.with(dense, 'weight', moved) };

    const [height, width] = net.shapes[0], said = status();
    const isSmall = place.clientWidth < 560, across = isSmall ? 4 : 5;
    const cell = Math.max(2, Math.min(4, Math.floor((place.clientWidth / across - 10) / width)));
    const tiles = images.map(({ values }, label) => {
      const map = view([height, width], values, PIXELS, { cell }, { label: `a ${label}` });
      const text = readout(isSmall ? '' : 'says');
      return { element: column(map, text), text };
    });
    const pick = label => choice({ label, options: [LAST, FIRST], value: LAST, onChange: show });
    const [listed, weights] = [pick('List'), pick('Weights')];
    function show() {
      let [right, most] = [0, 0];
      images.forEach(({ maps: all, scores }, label) => {
        const values = listed.value === LAST ? all : all.map((_, p) => all[position(swap(p))]);
        const made = follow(networks[weights.value], list, values)[net.stages[net.scoresStage]];
        const answer = best(made), isRight = answer === label;
        if (isRight) right++;
        most = Math.max(most, ...made.map((v, k) => Math.abs(v - scores[k])));
        tiles[label].text.set(`${answer} ${isRight ? '✓' : '✗'}`, isRight ? 'good' : 'bad');
      });
      said.say(words(right, most));
    }
    function words(right, most) {
      const start = `List ${listed.value}, weights ${weights.value}: `
        + `${right} of ${images.length} right.`;
      const change = `scores change by up to ${short(most)}`;
      if (listed.value !== weights.value) {
        return `${start} Each number meets the weights of another: ${change}.`;
      }
      if (listed.value === LAST) return `${start} This is the order that the network has learned.`;
      return `${start} The weights have moved with their numbers: ${most === 0 ? 'no score changes'
        : most < 1e-3 ? 'scores change only by rounding' : change}.`;
    }
    function restart() {
      listed.set(LAST);
      weights.set(LAST);
      show();
    }
    place.append(column(row(listed, weights), said, tiled(tiles, across), reset(restart)));
    restart();
  };
})();
