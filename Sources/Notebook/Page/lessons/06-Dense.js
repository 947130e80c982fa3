// Lesson 6: a gate that opens, an account put to the test, and the margin of two digits.
'use strict';
(() => {
  const { row, column, status, reset, slider, choice, readout, number } = glassbox;
  const { tensor, cellFor, view, mark, beside, key, follow, chart, best, sum } = glassbox.touch;
  const { short } = glassbox, signed = value => number(value, 2, true);

  // ---- A gate opens ---------------------------------------------------------------------------

  glassbox.interactives['gate'] = (place, data) => {
    const { into, out } = data, units = [0, 1], MOST = 6, NAMES = ['x₁', 'x₂'];
    let x, before;
    const sumsAt = point => units.map(u => sum(point.map((v, i) => v * into[i][u])));
    const logitAt = point => sum(sumsAt(point).map((s, u) => Math.max(0, s) * out[u]));
    const direct = (point, i) => sum(sumsAt(point).map((s, u) => s > 0 ? into[i][u] * out[u] : 0));
    const highest = Math.max(...[0, MOST].flatMap(a => [0, 3].map(b => logitAt([a, b]))));

    const sliders = NAMES.map((name, i) => slider({
      label: name, min: 0, max: i ? 3 : MOST, step: 0.25, value: data.numbers[i],
      onInput(value) { x[i] = value; show(); },
    }));
    const table = glassbox.table({
      head: ['', 'sum', 'gate', 'weight to the logit', 'x₁’s path'] });
    const plot = chart(place, {
      kind: 'plot', width: 520, height: 240, x: { title: 'x₁', range: [0, MOST] },
      y: { title: 'logit', range: [0, highest] },
    });
    const logit = readout('Logit:'), weight = readout('Direct weight of x₁:'), said = status();
    function formula(u) {
      return into.map((weights, i) => {
        const size = Math.abs(weights[u]), sign = weights[u] < 0 ? '−' : i ? '+' : '';
        return `${sign}${i ? ' ' : ''}${size === 1 ? '' : short(size)}${NAMES[i]}`;
      }).join(' ');
    }
    const path = (u, isOpen) => !isOpen ? 'closed: 0'
      : `${short(into[0][u])} · ${short(out[u])} = ${short(into[0][u] * out[u])}`;
    function show() {
      const sums = sumsAt(x), value = logitAt(x), slope = direct(x, 0);
      table.update(units.map(u => [`unit ${u + 1}: ${formula(u)}`, short(sums[u]),
        sums[u] > 0 ? 'open' : 'closed', short(out[u]), path(u, sums[u] > 0)]));
      logit.set(value);
      weight.set(slope);
      const steps = Array.from({ length: MOST * 4 + 1 }, (_, i) => i / 4);
      const straight = v => value + slope * (v - x[0]);
      const within = steps.filter(v => straight(v) >= 0 && straight(v) <= highest);
      plot.update({
        series: [
          { name: 'logit', style: 'line', tone: 'series0', x: steps,
            y: steps.map(v => logitAt([v, x[1]])) },
          { name: 'with this direct weight', style: 'dashed', tone: 'series1', x: within,
            y: within.map(straight) },
        ], points: [[x[0], value, '']],
      });
      said.say(words(sums.map(s => s > 0), slope));
      before = { gates: sums.map(s => s > 0), slope };
    }
    function words(gates, slope) {
      const now = `x₁ = ${short(x[0])}: its direct weight is ${short(slope)}, so here the logit `
        + `${slope > 0 ? 'rises' : slope < 0 ? 'falls' : 'stays'} as x₁ rises.`;
      const changed = units.filter(u => before && before.gates[u] !== gates[u])
        .map(u => `Gate ${u + 1} ${gates[u] ? 'opens' : 'closes'}`);
      if (!changed.length) return now;
      return `${changed.join('. ')}: the direct weight of x₁ jumps from ${short(before.slope)} `
        + `to ${short(slope)}. ${now}`;
    }
    function restart() {
      [x, before] = [[...data.numbers], null];
      sliders.forEach((s, i) => s.set(x[i]));
      show();
    }
    place.append(column(row(...sliders), said, row(logit, weight), plot, table, reset(restart)));
    restart();
  };

  // ---- What the numbers of the list add to the logits -----------------------------------------

  /** An image in the network, and for each digit what each number of the list adds. */
  function accountsOf(net, image) {
    const activations = net.forward(tensor(image).values), first = net.stage('flatten1');
    const list = activations[first], sums = activations[net.stage('dense1')];
    const scores = activations[net.scoresStage], shape = net.shapes[first - 1];
    const [w1, w2] = ['dense1', 'dense2'].map(name => net.parameter(name).values);
    const [b1, b2] = ['dense1', 'dense2'].map(name => net.parameter(name, 'bias').values);
    const [units, classes] = [b1.length, b2.length];
    const open = [...sums.keys()].filter(u => sums[u] > 0);
    const live = [...list.keys()].filter(c => list[c] !== 0);
    const terms = Array.from({ length: classes }, (_, k) => {
      const own = new Float64Array(list.length);
      for (const c of live) {
        for (const u of open) own[c] += list[c] * w1[c * units + u] * w2[u * classes + k];
      }
      return own;
    });
    const biases = terms.map((_, k) => b2[k] + sum(open.map(u => b1[u] * w2[u * classes + k])));
    return { list, sums, scores, shape, terms, biases };
  }
  /** The votes of all maps at each place. */
  function painting(terms, [height, width, channels]) {
    const made = new Float32Array(height * width);
    terms.forEach((value, c) => { made[Math.floor(c / channels)] += value; });
    return made;
  }
  const largest = lists => Math.max(...lists.flatMap(list => [...list].map(Math.abs)));

  glassbox.interactives['account'] = (place, data, { net }) => {
    const { digit } = data, own = accountsOf(net, data.image), { list, shape } = own;
    const terms = own.terms[digit], plain = own.scores[digit];
    const order = [...terms.keys()].filter(c => terms[c] > 0).sort((a, b) => terms[b] - terms[a]);
    const count = order.length, truth = [], account = [plain];
    for (const c of order) account.push(account.at(-1) - terms[c]);
    /** The network without the k largest votes. */
    function without(k) {
      return truth[k] ??= (() => {
        const rest = list.slice();
        for (const c of order.slice(0, k)) rest[c] = 0;
        const made = follow(net, 'flatten1', rest), scores = made[net.stages[net.scoresStage]];
        const gates = [...own.sums].filter((v, u) => (v > 0) !== (made.dense1[u] > 0)).length;
        return { value: scores[digit], winner: best(scores), gates };
      })();
    }
    const whole = painting(terms, shape), limit = largest([whole]), [height, width] = shape;
    const map = view([height, width], whole, { kind: 'signed', limit },
      { title: `Votes left for the ${digit}`, cell: cellFor(place, 18, 1, width) });
    const lowest = Math.min(0, account.at(-1));
    const plot = chart(place, {
      kind: 'plot', width: 520, height: 250, x: { title: 'votes removed', range: [0, count] },
      y: { title: `logit of the ${digit}`, range: [Math.floor(lowest), Math.ceil(plain)] },
    });
    const readouts = ['The account says:', 'The network says:', 'Gates changed:']
      .map(label => readout(label));
    const said = status(), slide = slider({
      label: 'Largest votes removed', min: 0, max: count, step: 1, value: 0, onInput: show,
    });
    function show(k) {
      const rest = terms.slice(), { value, gates } = without(k);
      for (const c of order.slice(0, k)) rest[c] = 0;
      map.update(painting(rest, shape));
      [signed(account[k]), signed(value), gates].forEach((text, i) => readouts[i].set(text));
      const x = Array.from({ length: k + 1 }, (_, i) => i);
      plot.update({
        series: [
          { name: 'network', style: 'line', tone: 'series0', x, y: x.map(i => without(i).value) },
          { name: 'account', style: 'dashed', tone: 'series1', x, y: account.slice(0, k + 1) },
        ], points: [[k, value, ''], [k, account[k], '']],
      });
      said.say(words(k, without(k)));
    }
    function words(k, { value, gates, winner }) {
      if (!k) {
        return `All ${count} votes for the ${digit} are there. Account and network both say `
          + `${signed(plain)}.`;
      }
      const share = sum(order.slice(0, k).map(c => terms[c])) / sum(order.map(c => terms[c]));
      const votes = k === 1 ? 'the largest vote' : `the ${k} largest votes`;
      const wins = winner === digit ? `The ${digit} still wins.` : `Now the ${winner} wins.`;
      const few = gates === 1 ? 'One gate has' : `${gates} gates have`;
      const changed = gates ? `${few} changed, which the account does not know.` : '';
      return `Without ${votes} (${number(100 * share, 0)} % of the sum for it), the account says `
        + `${signed(account[k])}, the network ${signed(value)}. ${changed} ${wins}`;
    }
    function restart() { slide.set(0); show(0); }
    place.append(column(slide, said, row(...readouts), row(map, plot),
      key(limit, 'signed', `Orange speaks for the ${digit}, blue against it.`), reset(restart)));
    restart();
  };

  // ---- Two digits -----------------------------------------------------------------------------

  glassbox.interactives['margin'] = (place, data, { net }) => {
    const images = data.images.map(({ name, image }) => {
      const own = accountsOf(net, image);
      return { name, pixels: tensor(image).values, scores: own.scores, own,
        paintings: own.terms.map(terms => painting(terms, own.shape)) };
    });
    const ten = [...'0123456789'].map(Number);
    let image, digit, rival, at;
    function choose(next) {
      image = next;
      show();
    }
    const names = images.map(i => i.name);
    const picker = choice({ label: 'Image', options: names, value: names[0],
      onChange(name) { at = null; choose(images[names.indexOf(name)]); } });
    const pick = (label, value, onChange) => choice({ label, options: ten, value, onChange });
    const digits = pick('Digit', data.digit, value => { digit = value; show(); });
    const rivals = pick('Rival', data.rival, value => { rival = value; show(); });
    const shape = net.shapes[net.stage('flatten1') - 1], [height, width] = shape;
    const cell = cellFor(place, 17, place.clientWidth < 560 ? 2 : 3, width);
    const limit = largest(images[0].paintings), scale = { kind: 'signed', limit };
    const shown = ['Votes for the digit', 'Votes for the rival', 'What decides'].map(title => view(
      [height, width], images[0].paintings[0], scale, { title, cell, decimals: false },
      { onClick(r, c) { at = [r, c]; show(); } }));
    const picture = view(net.shapes[0], images[0].pixels, { kind: 'pixels', limit: 1 },
      { title: 'Image', cell: 3, decimals: false });
    const table = glassbox.table({ head: ['', '', '', 'difference'], format: signed });
    const said = status();

    function show() {
      const { own, paintings } = image, [a, b] = [digit, rival];
      const difference = paintings[a].map((v, i) => v - paintings[b][i]);
      picture.update(image.pixels);
      [paintings[a], paintings[b], difference].forEach((values, i) => {
        shown[i].update(values);
        if (i < 2) shown[i].head.firstChild.textContent = `Votes for a ${i ? b : a}`;
        shown[i].mark(at ? [mark('light', ...at)] : []);
      });
      const rows = [
        ['votes for it', k => sum([...own.terms[k]].filter(v => v > 0))],
        ['votes against it', k => sum([...own.terms[k]].filter(v => v < 0))],
        ['bias′', k => own.biases[k]], ['logit', k => own.scores[k]],
      ].map(([name, of]) => [name, of(a), of(b), of(a) - of(b)]);
      [`the ${a}`, `the ${b}`].forEach((text, i) => {
        table.table.tHead.rows[0].cells[i + 1].textContent = text;
      });
      table.update(rows, { marked: 3 });
      said.say(words(own.scores));
    }
    const less = (a, b) => `${number(a, 4)} − ${b < 0 ? `(${number(b, 4)})` : number(b, 4)} = ${
      number(a - b, 4, true)}`;
    function words(scores) {
      const [a, b] = [scores[digit], scores[rival]], margin = a - b;
      if (digit === rival) return `The ${digit} against itself: all votes cancel, the margin is 0.`;
      const ahead = margin > 0 ? digit : rival, behind = margin > 0 ? rival : digit;
      const start = `Margin = ${less(a, b)}: the ${ahead} leads.`;
      const sign = a > 0 && b > 0 ? `Both logits are positive, yet the ${behind} loses.`
        : a < 0 && b < 0 ? `Both logits are negative, yet the ${ahead} beats the ${behind}.` : '';
      const votes = at && [digit, rival].map(k => image.paintings[k][at[0] * width + at[1]]);
      const cell = at && `Row ${at[0]}, column ${at[1]}: ${less(...votes)}.`;
      return [cell, start, sign, winner(scores)].filter(Boolean).join(' ');
    }
    /** Who wins here; and whether a larger logit of the same digit has lost on the first image. */
    function winner(scores) {
      const top = best(scores), first = images[0], there = first.scores[top];
      const here = `Of all ten digits, the ${top} wins with ${number(scores[top], 2)}.`;
      if (image === first || best(first.scores) === top || there < scores[top]) return here;
      return `${here} On ${first.name}, the ${top} loses with ${number(there, 2)}.`;
    }
    function restart() {
      [digit, rival, at] = [data.digit, data.rival, null];
      digits.set(digit);
      rivals.set(rival);
      picker.set(names[0]);
      choose(images[0]);
    }
    place.append(column(picker, digits, rivals, said, beside(...shown), row(picture, table),
      key(limit, 'signed', 'Orange speaks for it, blue against it. On the right: digit, rival.'),
      reset(restart)));
    restart();
  };
})();
