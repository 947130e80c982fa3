// Lesson 4: means of scores and of p(7), masks over one map, and the two modes of the layer.
'use strict';
(() => {
  const { row, column, status, reset, slider, choice, readout, button, number } = glassbox;
  const {
    tensor, cellFor, view, mark, beside, tight, key, follow, chart, best, counted, sum,
  } = glassbox.touch, { mask } = glassbox.arithmetic, MOST = 2000;

  /** Buttons that deal so many masks. */
  const dealers = deal => tight(...[1, 10, 100].map(
    n => button(n === 1 ? 'Deal a mask' : `Deal ${n}`, null, () => deal(n))));
  const tally = list => list.reduce((all, one) => all.set(one, (all.get(one) ?? 0) + 1), new Map());
  const dealtAt = (n, rate) =>
    `${counted(n, 'mask')}${n < MOST ? '' : ' (the most)'} at a rate of ${glassbox.short(rate)}`;
  const rateSlider = ({ rate }, most, onInput) => slider(
    { label: 'Rate', min: 0, max: Math.max(rate, most), step: 0.05, value: rate, onInput });

  // ---- The mean of a score, the mean of p -----------------------------------------------------

  glassbox.interactives['means'] = (place, data, { net }) => {
    const { shape, values } = tensor(data.numbers), [own, other] = data.classes;
    const highest = Math.max(0.75, data.rate);
    const known = new Map();  // by rate and mask: what the rest of the network makes of it
    function answer(factors) {
      const name = factors.join();
      if (!known.has(name)) {
        const made = follow(net, data.stage, values.map((v, i) => v * factors[i]));
        const scores = made[net.stages[net.scoresStage]], [p] = made[net.stages.at(-1)];
        known.set(name, { scores, lead: scores[0] - scores[1], p });
      }
      return known.get(name);
    }
    const plain = answer([...values].map(() => 1));
    /** All masks with their probabilities. */
    function everyMask(rate) {
      const scale = Math.fround(1 / (1 - rate));
      return Array.from({ length: 2 ** values.length }, (_, bits) => {
        const kept = [...values].map((_, i) => bits >> i & 1);
        const probability = kept.reduce((all, isKept) => all * (isKept ? 1 - rate : rate), 1);
        return { probability, ...answer(kept.map(isKept => isKept * scale)) };
      });
    }
    const leads = everyMask(highest).map(({ lead }) => lead).sort((a, b) => a - b);
    const range = [Math.floor(leads[0]), Math.ceil(leads.at(-1))];
    const curve = Array.from({ length: 121 }, (_, i) => range[0] + (range[1] - range[0]) * i / 120);

    const sigmoid = curve.map(x => 1 / (1 + Math.exp(-x)));
    let rate = data.rate, dealt = [];
    const scale = { kind: 'unsigned', limit: Math.max(...values) / (1 - data.rate) };
    const [original, last] = ['Four numbers', 'Last mask'].map(
      title => view(shape, values, scale, { title, cell: 44 }));
    const table = glassbox.table({ head: ['', `score of ${own}`, `score of ${other}`, `p(${own})`],
      format: value => number(value, 4) });
    const plot = chart(place, {
      kind: 'plot', width: 520, height: 230,
      x: { title: `score of ${own} − score of ${other}`, range },
      y: { title: `p(${own})`, range: [0, 1] },
    });
    const said = status(), rates = rateSlider(data, highest, value => { rate = value; deal(0); });
    function deal(more) {
      const wanted = Math.min(MOST, dealt.length + more);
      dealt = Array.from({ length: wanted }, (_, step) =>
        [...values.keys()].map(mask(rate, { seed: data.seed, step })));
      show();
    }
    function show() {
      const answers = dealt.map(answer), counts = tally(answers);
      const mean = of => sum(answers.map(of)) / answers.length;
      const means = answers.length === 0 ? null
        : { scores: [0, 1].map(k => mean(a => a.scores[k])), p: mean(a => a.p) };
      const factors = dealt.at(-1) ?? [...values].map(() => 1);
      last.spec.marks = factors.flatMap((factor, i) => factor ? []
        : [mark('blank', Math.floor(i / shape[1]), i % shape[1])]);
      last.update(values.map((v, i) => v * factors[i]));
      table.update([['without masks', ...plain.scores, plain.p],
        [`mean of ${counted(dealt.length, 'mask')}`,
          ...means ? [...means.scores, means.p] : ['', '', '']]]);
      const seen = [...counts.keys()];
      plot.update({
        series: [
          { name: '', style: 'line', tone: 'faint', x: curve, y: sigmoid },
          { name: 'masks', style: 'dots', tone: 'series0', x: seen.map(s => s.lead),
            y: seen.map(s => s.p), counts: seen.map(s => counts.get(s)) },
        ],
        points: [[plain.lead, plain.p, 'without masks'],
          ...means ? [[means.scores[0] - means.scores[1], means.p, 'means']] : []],
      });
      said.say(words(means));
    }
    function words(means) {
      const [score, p] = [number(plain.scores[0], 2), number(plain.p, 4)];
      if (!means) return `Without masks the score of ${own} is ${score}, and p(${own}) is ${p}.`;
      const start = `${dealtAt(dealt.length, rate)}: the mean score of ${own} is `
        + `${number(means.scores[0], 2)} (without masks ${score}). The mean p(${own}) is `
        + `${number(means.p, 4)} (without masks ${p}).`;
      if (rate === 0) return `${start} Nothing is dropped.`;
      if (dealt.length < 100) return `${start} Deal more: chance still moves both means.`;
      const gap = sum(everyMask(rate).map(m => m.probability * m.p)) - plain.p;
      if (Math.abs(gap) < 0.01) return `${start} Here both are near.`;
      return `${start} The score approaches its old value, but the mean p(${own}) stays ${
        gap > 0 ? 'higher' : 'lower'}.`;
    }
    function restart() { [rate, dealt] = [data.rate, []]; rates.set(rate); show(); }
    place.append(column(row(dealers(deal), rates), said, row(beside(original, last), plot),
      table, reset(restart)));
    restart();
  };

  // ---- Masks over one map ---------------------------------------------------------------------

  glassbox.interactives['masks'] = (place, data) => {
    const { shape, values } = tensor(data.map), [height, width] = shape;
    const limit = Math.max(...values) / (1 - data.rate), scale = { kind: 'unsigned', limit };
    const cell = cellFor(place, 15, place.clientWidth < 560 ? 2 : 4, width);
    let rate, dealt, total, drops, factors, chosen;
    const follows = next => { chosen = next; show(); };
    const onClick = (r, c) => follows(r * width + c);
    const shown = [['The map', scale], ['Last mask', { kind: 'pixels', limit: 1 }],
      ['Map under it', scale], ['Mean so far', scale],
    ].map(([title, own]) => view([height, width], values, own, { title, cell }, { onClick }));
    const said = status(), error = readout('Error of the mean map (root mean square):');
    const rates = rateSlider(data, 0.9, value => deal(clear(value)));

    /** Puts all masks away, and says how many there were. */
    function clear(nextRate) {
      const had = dealt;
      [dealt, factors, rate] = [0, null, nextRate];
      total = new Float64Array(values.length);
      drops = new Uint32Array(values.length);
      return had;
    }
    function deal(more) {
      for (let n = 0; n < more && dealt < MOST; n++, dealt++) {
        const factor = mask(rate, { seed: data.seed, step: dealt });
        factors = values.map((_, i) => factor(i));
        factors.forEach((f, i) => { total[i] += values[i] * f; });
        factors.forEach((f, i) => { if (f === 0) drops[i]++; });
      }
      show();
    }
    function show() {
      const used = factors ?? values.map(() => 1);
      const means = dealt ? total.map(v => v / dealt) : values;
      const squares = sum(values.map((v, i) => (means[i] - v) ** 2));
      shown[1].update(used.map(f => f > 0 ? 1 : 0));
      shown[2].update(values.map((v, i) => v * used[i]));
      shown[3].update(means);
      const light = mark('light', Math.floor(chosen / width), chosen % width);
      for (const one of shown) one.mark([light]);
      error.set(number(Math.sqrt(squares / values.length), 4));
      said.say(words(means[chosen]));
    }
    function words(mean) {
      const [r, c, value] = [Math.floor(chosen / width), chosen % width, values[chosen]];
      const name = `(${r},${c})`, own = value === 0 ? '0' : number(value, 3);
      if (!dealt) return `The framed number, ${name}, is ${own}. No mask is dealt yet.`;
      if (value === 0) return `The number at ${name} is 0. It stays 0 under every mask.`;
      if (rate === 0) return `With a rate of 0 nothing is dropped: ${name} stays ${own}.`;
      const kept = dealt - drops[chosen], large = number(value / (1 - rate), 3);
      const became = dealt === 1 ? `${kept ? large : '0'}.` : `0 under ${drops[chosen]} of them, `
        + `and ${large} under ${kept}. The mean is ${number(mean, 3)}.`;
      return `${dealtAt(dealt, rate)}: ${own} at ${name} became ${became} `
        + `No single mask leaves ${own}.`;
    }
    function restart() { clear(data.rate); rates.set(rate); follows(best(values)); }
    place.append(column(row(dealers(deal), rates), said, beside(...shown), error,
      key(limit, 'unsigned', 'Black is dropped. Larger numbers have the last colour, too.'),
      reset(restart)));
    restart();
  };

  // ---- Training and inference -----------------------------------------------------------------

  glassbox.interactives['modes'] = (place, data, { net }) => {
    const first = net.layers.findIndex(layer => layer.kind === 'dropout');
    const images = data.images.map(({ name, image }) => {
      const input = tensor(image).values, activations = net.forward(input);
      return { name, input, values: activations[first], plain: activations[net.scoresStage] };
    });
    const logits = net.stages[net.scoresStage], { digit } = data;
    let image, mode, passes, step;
    const imageChoice = choice({ label: 'Image', options: images.map(i => i.name),
      onChange(name) { choose(images.find(i => i.name === name)); } });
    const modes = choice({ label: 'Mode', options: ['training', 'inference'],
      onChange(value) { mode = value; show(); } });
    const picture = view(net.shapes[0], images[0].input, { kind: 'pixels', limit: 1 },
      { cell: 3 }, { label: 'Image' });
    const bars = glassbox.bars({ labels: [...'0123456789'], values: images[0].plain,
      label: 'Scores', format: value => number(value, 2, true) });
    const scores = glassbox.titled('Scores of the last pass', bars), said = status();
    scores.style.width = '280px';
    const plot = chart(place, { kind: 'plot', width: 500, height: 230, x: { title: 'pass' } });

    function ask(times) {
      for (let n = 0; n < times && passes.length < 200; n++) {
        const pass = mode === 'training' ? { seed: data.seed, step: step++ } : {};
        const scores = follow(net, net.stages[first], image.values, pass)[logits];
        passes.push({ mode, scores, answer: best(scores) });
      }
      show();
    }
    function show() {
      const scores = passes.at(-1)?.scores ?? image.plain, top = image.plain[digit];
      const own = passes.map(pass => pass.scores[digit]);
      const most = 1.4 * Math.max(...image.plain.map(Math.abs)), spread = Math.max(10, 0.4 * most);
      const range = [Math.min(top - spread, ...own), Math.max(top + spread, ...own)];
      bars.update(scores, { max: most, highlight: best(scores) });
      plot.update({
        x: { title: 'pass', range: [0, Math.max(20, passes.length)] },
        y: { title: `score of the ${digit}`, range },
        series: ['training', 'inference'].map((name, i) => {
          const places = [...passes.keys()].filter(n => passes[n].mode === name);
          return { name, style: 'dots', tone: `series${1 - i}`, x: places.map(n => n + 1),
            y: places.map(n => own[n]) };
        }),
      });
      said.say(['training', 'inference'].map(words).filter(Boolean).join(' ')
        || `No pass yet. The next one is in mode ${mode}.`);
    }
    function words(name) {
      const own = passes.filter(p => p.mode === name);
      if (!own.length) return '';
      const scores = own.map(p => p.scores[digit]), answers = tally(own.map(p => p.answer));
      const [low, high] = [Math.min(...scores), Math.max(...scores)].map(v => number(v, 2));
      const range = low !== high ? `ranges from ${low} to ${high}`
        : `is ${low}${own.length === 1 ? '' : ' each time'}`;
      const all = [...answers].sort((a, b) => b[1] - a[1])
        .map(([d, n]) => `${d} (${counted(n, 'time')})`).join(', ');
      const [start, end] = name === 'training' ? ['Training', '']
        : ['Inference', ' Nothing is dropped at inference.'];
      const passed = own.length === 1 ? '1 pass' : `${own.length} passes`;
      return `${start}, ${passed}: the score of the ${digit} ${range}. Answers: ${all}.${end}`;
    }
    function choose(next) {
      [image, passes, step] = [next, [], 0];
      picture.update(image.input);
      show();
    }
    function restart() {
      modes.set(mode = 'training');
      imageChoice.set(images[0].name);
      choose(images[0]);
    }
    const askers = [['Ask once', 1], ['Ask ten times', 10]].map(
      ([text, times]) => button(text, null, () => ask(times)));
    place.append(column(row(imageChoice, picture), row(modes, ...askers), said,
      row(plot, scores), reset(restart)));
    restart();
  };
})();
