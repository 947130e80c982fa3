// Lesson 7: one of three logits moves, all logits grow, loss and accuracy part.
'use strict';
(() => {
  const { row, column, note, status, reset, slider, readout, bars, table, number } = glassbox;
  const { sum, chart, best, beside, counted } = glassbox.touch;
  const two = value => number(value, 2), four = value => number(value, 4);

  /** The shares of logits: exp of each less the largest, divided by the sum. */
  function softmax(logits) {
    const top = Math.max(...logits), powers = logits.map(v => Math.exp(v - top));
    const total = sum(powers);
    return powers.map(power => power / total);
  }
  /** An element that takes the room beside others, but is not too narrow. */
  function wide(made, least = 280) {
    made.style.flex = `1 1 ${least}px`;
    return made;
  }

  // ---- One of three logits --------------------------------------------------------------------

  glassbox.interactives['ratio'] = (place, { names, logits }) => {
    const pairs = names.flatMap((_, a) => names.map((_, b) => [a, b])).filter(([a, b]) => a < b);
    const share = k => `p(${names[k]})`;
    let values, before, moved;
    const sliders = names.map((name, k) => slider({
      label: `Logit of ${name}`, min: -5, max: 5, step: 0.1, value: logits[k], format: two,
      onInput(value) { move(k, value); },
    }));
    const shown = bars({
      labels: names.map((_, k) => share(k)), values: softmax(logits), max: 1, format: four,
      label: 'Shares',
    });
    const numbers = table({ head: ['', 'before', 'now'] }), said = status();
    function move(k, value) {
      if (moved !== k) [moved, before] = [k, values.slice()];
      values[k] = value;
      show();
    }
    function show() {
      const [old, now] = [softmax(before), softmax(values)], ratio = (p, [a, b]) => p[a] / p[b];
      shown.update(now, { highlight: best(now) });
      const stays = pairs.findIndex(pair => !pair.includes(moved));
      numbers.update([
        ...names.map((_, k) => [share(k), four(old[k]), four(now[k])]),
        ...pairs.map(pair => [
          `${share(pair[0])} / ${share(pair[1])}`, ratio(old, pair), ratio(now, pair)]),
      ], { marked: moved === null ? -1 : names.length + stays });
      said.say(moved === null
        ? `The three shares are ${now.map(four).join(', ')}. Together they are 1.`
        : words(old, now, pairs[stays]));
    }
    function words(old, now, [a, b]) {
      const [from, to] = [before[moved], values[moved]];
      const start = `The logit of ${names[moved]} went from ${two(from)} to ${two(to)}.`;
      if (from === to) return `The logit of ${names[moved]} is back at ${two(to)}.`;
      return `${start} All three shares changed. But ${share(a)} / ${share(b)} is still `
        + `${glassbox.short(now[a] / now[b])}: it depends only on their own two logits.`;
    }
    function restart() {
      [values, before, moved] = [logits.slice(), logits.slice(), null];
      sliders.forEach((one, k) => one.set(logits[k]));
      show();
    }
    place.append(column(beside(
      wide(column(...sliders, said), 380), wide(column(shown, numbers))),
      note('Before: when this logit began to move. The marked ratio is that of the two others.'),
      reset(restart)));
    restart();
  };

  // ---- Add to all, multiply all ---------------------------------------------------------------

  glassbox.interactives['add-multiply'] = (place, { logits }) => {
    const names = logits.map((_, k) => String(k)), start = softmax(logits), top = best(start);
    const [most, far] = [3, 5], limit = Math.max(...logits.map(Math.abs)) * most + far;
    const add = slider({
      label: 'Add to all', min: -far, max: far, step: 0.5, value: 0, onInput: show,
      format: value => number(value, 1, true),
    });
    const times = slider({
      label: 'Multiply all by', min: 0, max: most, step: 0.1, value: 1, onInput: show,
      format: value => number(value, 1),
    });
    const scores = bars({
      labels: names, values: logits, max: limit, format: two, label: 'Logits', signed: true });
    const shares = bars({ labels: names, values: start, max: 1, format: four, label: 'Shares' });
    const largest = readout('Largest share:'), furthest = readout('Largest change of a share:');
    const said = status();
    function show() {
      const now = logits.map(v => v * times.value + add.value), own = softmax(now);
      const change = Math.max(...own.map((p, k) => Math.abs(p - start[k])));
      scores.update(now, { highlight: top });
      shares.update(own, { highlight: best(own) });
      largest.set(four(own[top]));
      furthest.set(four(change));
      said.say(words(own));
    }
    function words(own) {
      const [c, m] = [add.value, times.value];
      const added = `Every logit ${c < 0 ? 'fell' : 'rose'} by ${number(Math.abs(c), 1)}`;
      if (c === 0 && m === 1) {
        return `The ten logits as they are: the ${top} has the largest share, ${four(start[top])}.`;
      }
      if (m === 1) {
        return `${added}, but no share changed. All differences between logits stayed the same.`;
      }
      const more = c === 0 ? '' : ` Adding ${number(c, 1)} then changes nothing.`;
      if (m === 0) return `All logits are equal now, so every share is ${four(own[0])}.${more}`;
      return `All logits times ${number(m, 1)}: the largest share went from ${four(start[top])} to `
        + `${four(own[top])}. The network is ${m > 1 ? 'surer' : 'less sure'} of the same answer.`
        + more;
    }
    function restart() {
      add.set(0);
      times.set(1);
      show();
    }
    place.append(column(row(add, times), said, row(largest, furthest), beside(
      wide(glassbox.titled('Logits', scores)), wide(glassbox.titled('Shares', shares))),
      reset(restart)));
    restart();
  };

  // ---- Loss and accuracy ----------------------------------------------------------------------

  glassbox.interactives['loss'] = (place, { shares }) => {
    const start = shares.map(p => Math.round(p * 100) / 100), names = ['A', 'B', 'C'];
    const loss = p => -Math.log(p), isRight = p => p > 0.5;
    const mean = list => sum(list.map(loss)) / list.length;
    const right = list => list.filter(isRight).length;
    let values;
    const sliders = start.map((p, k) => slider({
      label: `${names[k]}: p(right)`, min: 0.01, max: 0.99, step: 0.01, value: p,
      format: v => `${two(v)} ${isRight(v) ? 'right' : 'wrong'}`,
      onInput(value) { values[k] = value; show(); },
    }));
    const numbers = table({ head: ['', 'at the start', 'now'] }), said = status();
    const x = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    const plot = chart(place, {
      kind: 'plot', width: 350, height: 250, x: { title: 'p(right)', range: [0, 1] },
      y: { title: 'loss = −ln p(right)', range: [0, 5] },
      series: [{ name: '', style: 'line', x, y: x.map(loss), tone: 'series0' }],
      references: [{ value: 0.5, label: 'wrong | right', isUpright: true }],
    });
    function show() {
      plot.update({ points: values.map((p, k) => [p, loss(p), names[k]]) });
      numbers.update([
        ...names.map((name, k) => [`Loss of ${name}`, two(loss(start[k])), two(loss(values[k]))]),
        ['Mean loss', two(mean(start)), two(mean(values))],
        ['Right', ...[start, values].map(list => `${right(list)} of ${list.length}`)],
      ], { marked: names.length });
      said.say(words());
    }
    function words() {
      const more = right(values) - right(start), [from, to] = [mean(start), mean(values)];
      const rise = Math.round(to * 100) - Math.round(from * 100);
      if (values.every((p, k) => p === start[k])) {
        return `At the start, ${right(start)} of ${start.length} images is right. The mean loss `
          + `is ${two(from)}.`;
      }
      const count = more === 0 ? `As many images are right as at the start`
        : `${counted(Math.abs(more), 'image')} ${more > 0 ? 'more' : 'fewer'} ${
          Math.abs(more) === 1 ? 'is' : 'are'} right`;
      const change = rise === 0 ? 'the mean loss is the same'
        : `the mean loss ${rise > 0 ? 'rose' : 'fell'} from ${two(from)} to ${two(to)}`;
      const isParted = more * rise > 0 || (more === 0 && rise !== 0);
      const worst = values.reduce((low, p, k) => p < values[low] ? k : low, 0);
      const why = more > 0 && rise > 0
        ? ` Image ${names[worst]} alone costs ${two(loss(values[worst]))}: `
          + 'one sure mistake outweighs the rest.'
        : more < 0 && rise < 0 ? ' No mistake is a sure one.'
          : more === 0 && rise !== 0 ? ' Accuracy does not see how sure an answer is.' : '';
      return `${count}, ${isParted ? 'yet' : 'and'} ${change}.${why}`;
    }
    function restart() {
      values = start.slice();
      sliders.forEach((one, k) => one.set(start[k]));
      show();
    }
    place.append(column(
      beside(wide(column(...sliders, said, numbers), 300), plot), reset(restart)));
    restart();
  };
})();
