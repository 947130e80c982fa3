// Lesson 11: a digit off centre, a pen that does not shrink, and nonsense that seems sure.
'use strict';
(() => {
  const {
    row, column, note, status, reset, slider, toggle, choice, readout, button, number,
  } = glassbox;
  const { view, beside, chart, best, arrows } = glassbox.touch;
  const { SIDE, drawn, centred, uncentred, padView } = glassbox.entering;
  const four = value => number(value, 4), [HALF, IMAGE] = [SIDE / 2, [28, 28]];
  const inside = (v, low, high) => Math.min(Math.max(v, low), high);

  /** What the network says of an image. */
  function ask(net, image) {
    const shares = net.forward(image).at(-1), winner = best(shares);
    return { shares, winner, share: shares[winner] };
  }

  const isNarrow = place => place.clientWidth < 520;
  const seenBy = place => view(IMAGE, new Float32Array(784), { kind: 'pixels', limit: 1 },
    isNarrow(place) ? { cell: 4, title: 'What it sees' }
      : { cell: 8, title: 'What the network sees' }, { label: 'What the network sees, 28×28' });
  const sharesOf = net => {
    const made = glassbox.bars({
      labels: Array.from({ length: net.shapes.at(-1)[0] }, (_, k) => `${k}`), max: 1,
      values: new Array(net.shapes.at(-1)[0]).fill(0), format: four, label: 'Probabilities' });
    made.element.style.flex = '1 1 200px';
    made.element.style.maxWidth = '300px';
    return made;
  };

  // ---- Off centre -----------------------------------------------------------------------------

  glassbox.interactives['off-centre'] = (place, data, { net }) => {
    const { strokes, pen, digit, start } = data, points = strokes.flat(), edge = pen / 2 + 2;
    const ends = [0, 1].map(axis => [
      Math.min(...points.map(p => p[axis])), Math.max(...points.map(p => p[axis]))]);
    const middle = ends.map(([low, high]) => Math.round(HALF - (low + high) / 2));
    let by, grip, isCentred;
    const pad = padView(place, 'The pad. Drag the digit, or use the arrow keys.',
      isNarrow(place) ? 180 : SIDE);
    const seen = seenBy(place), shares = sharesOf(net);
    const centring = toggle({ label: 'Centring', onChange(value) { isCentred = value; show(); } });
    const own = readout(`p(${digit}):`), says = readout('It says:'), said = status();

    function move(next) {
      by = next.map((v, axis) => Math.round(
        inside(v, edge - ends[axis][0], SIDE - edge - ends[axis][1])));
      show();
    }
    pad.listen((point, isFirst) => {
      if (isFirst) grip = point.map((v, axis) => v - by[axis]);
      move(point.map((v, axis) => v - grip[axis]));
    });
    arrows(pad.canvas, (down, right, event) => {
      const step = event.shiftKey ? 1 : 10;
      move([by[0] + step * right, by[1] + step * down]);
    });
    function show() {
      const ink = drawn(strokes.map(line => line.map(([x, y]) => [x + by[0], y + by[1]])), pen);
      const image = isCentred ? centred(ink).image : uncentred(ink), answer = ask(net, image);
      pad.show(ink);
      seen.update(image);
      shares.update(answer.shares, { highlight: answer.winner });
      own.set(four(answer.shares[digit]), answer.winner === digit ? 'good' : 'bad');
      says.set(`${answer.winner}`);
      said.say(words(answer));
    }
    function words({ winner, share, shares: all }) {
      const [x, y] = by.map((v, axis) => v - middle[axis]);
      const away = [x && `${Math.abs(x)} pixels ${x < 0 ? 'left' : 'right'}`,
        y && `${Math.abs(y)} ${x ? '' : 'pixels '}${y < 0 ? 'up' : 'down'}`].filter(Boolean);
      const where = away.length ? `${away.join(' and ')} from the middle of the pad`
        : 'In the middle of the pad';
      const start = `${where[0].toUpperCase()}${where.slice(1)}, centring ${
        isCentred ? 'on' : 'off'}:`;
      if (winner !== digit) {
        return `${start} it says ${winner} with p(${winner}) = ${four(share)}. `
          + `p(${digit}) is only ${four(all[digit])}.`;
      }
      const why = isCentred ? ' The network gets the same 28×28 numbers, wherever you draw.' : '';
      return `${start} it says ${digit}, with p(${digit}) = ${four(all[digit])}.${why}`;
    }
    function restart() {
      isCentred = false;
      centring.set(false);
      move(start);
    }
    place.append(column(row(centring, own, says), said, beside(pad, seen, shares), reset(restart)));
    restart();
  };

  // ---- Size and pen ---------------------------------------------------------------------------

  glassbox.interactives['size-pen'] = (place, data, { net }) => {
    const { strokes, pen, digit, size: usual, extent, line } = data;
    let size, way, tried;
    const pad = padView(place, 'The pad', isNarrow(place) ? 180 : 224);
    const seen = seenBy(place);
    const slide = slider({ label: 'Size of the digit', min: 0.1, max: 1.4, step: 0.05,
      value: usual, format: v => number(v, 2), onInput(value) { size = value; show(); } });
    const pens = [...[pen / 2, pen, 2 * pen].map(width => (
      { name: `pen ${width}`, label: `${width} pixels`, of: () => width })),
    { name: 'scaled', label: 'scaled with the digit', of: () => pen * size / usual }];
    const kind = choice({ label: 'Pen', options: pens.map(({ label }, value) => ({ label, value })),
      value: 1, onChange(value) { way = value; show(); } });
    const names = ['Pen:', 'Line after centring:', `p(${digit}):`, 'It says:'];
    const readouts = names.map(name => readout(name)), said = status();
    const plot = chart(place, { kind: 'plot', series: [],
      width: Math.min(350, place.clientWidth - 12), height: 190,
      x: { title: 'size of the digit', range: [0, 1.4] },
      y: { title: `p(${digit})`, range: [0, 1] } });

    function show() {
      const width = pens[way].of();
      const corner = extent.map(v => HALF - v * size / 2);
      const ink = drawn(strokes.map(points => points.map(
        p => p.map((v, axis) => corner[axis] + v * size * extent[axis]))), width);
      const entered = centred(ink), answer = ask(net, entered.image), own = answer.shares[digit];
      const thickness = 20 * width / entered.longer;
      tried[way].set(size, own);
      pad.show(ink);
      seen.update(entered.image);
      const series = pens.map(({ name }, i) => {
        const x = [...tried[i].keys()].sort((a, b) => a - b);
        return { name, style: 'lineDots', tone: `series${i}`, x, y: x.map(v => tried[i].get(v)) };
      }).filter(({ x }) => x.length);
      plot.update({ series, points: [[size, own, '']] });
      [glassbox.short(width), `${number(thickness, 1)} pixels`, four(own), `${answer.winner}`]
        .forEach((text, i) => readouts[i].set(text,
          i > 1 ? answer.winner === digit ? 'good' : 'bad' : ''));
      said.say(words(answer, thickness, own));
    }
    function words({ winner, share }, thickness, own) {
      const times = thickness / line, usualLine = `${number(times, 1)} times as thick as in MNIST`;
      const start = `Size ${number(size, 2)}: after centring the line is ${
        number(thickness, 1)} pixels thick, ${usualLine}.`;
      return winner === digit ? `${start} It says ${digit}, with p(${digit}) = ${four(own)}.`
        : `${start} It says ${winner}, with p(${winner}) = ${four(share)}. Centring `
          + 'corrects the size, not the thickness. The pad draws such lines again, thinner.';
    }
    function restart() {
      [size, way, tried] = [usual, 1, pens.map(() => new Map())];
      slide.set(size);
      kind.set(way);
      show();
    }
    place.append(column(row(slide, kind), row(...readouts), said, beside(pad, seen, plot),
      reset(restart)));
    restart();
  };

  // ---- Nonsense -------------------------------------------------------------------------------

  /** Drawings that are no digits. */
  const circle = (x, y, r, from = 0, to = 2) => Array.from({ length: 25 }, (_, i) => {
    const angle = Math.PI * (from + (to - from) * i / 24);
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
  const sharp = points => points.flatMap(p => [p, p]);  // a point that stands twice is a corner
  const NONSENSE = {
    house: [sharp([[70, 130], [140, 60], [210, 130]]),
      sharp([[85, 130], [85, 220], [195, 220], [195, 130]])],
    star: [sharp(Array.from({ length: 6 }, (_, i) => {
      const angle = Math.PI * (0.8 * i - 0.5);
      return [140 + 85 * Math.cos(angle), 140 + 85 * Math.sin(angle)];
    }))],
    face: [circle(140, 140, 85), [[112, 115]], [[168, 115]], circle(140, 140, 45, 0.2, 0.8)],
    scribble: [Array.from({ length: 40 }, (_, i) =>
      [70 + 3.6 * i + 25 * Math.sin(2.1 * i), 140 + 70 * Math.sin(1.3 * i) * Math.cos(0.4 * i)])],
    'letter K': [sharp([[95, 60], [95, 220]]), sharp([[190, 60], [97, 145], [195, 220]])],
  };

  glassbox.interactives['nonsense'] = (place, data, { net }) => {
    const { pen } = data, edge = pen / 2 + 2, clip = p => p.map(v => inside(v, edge, SIDE - edge));
    let strokes, name, ink, cursor, top;
    const pad = padView(place,
      'The pad. Draw with the pointer. Arrow keys move the pen, space puts it down or lifts it.');
    const seen = seenBy(place), shares = sharesOf(net), said = status();
    const says = readout('It says:'), sure = readout('Surest so far:');
    const buttons = Object.entries(NONSENSE).map(([title, lines]) =>
      button(title, null, () => draw(lines, title)));

    function draw(lines, title) {
      [strokes, name] = [lines.map(points => points.slice()), title];
      [ink, cursor] = [drawn(strokes, pen), null];
      show();
    }
    function add(point, isFirst) {
      if (isFirst || !strokes.length) strokes.push([clip(point)]);
      else strokes.at(-1).push(clip(point));
      [ink, name] = [drawn(strokes, pen), 'your drawing'];
      show();
    }
    pad.listen((point, isFirst) => { cursor = null; add(point, isFirst); });
    arrows(pad.canvas, (down, right) => {
      cursor ??= { x: HALF, y: HALF, isDown: false };
      [cursor.x, cursor.y] = clip([cursor.x + 14 * right, cursor.y + 14 * down]);
      if (cursor.isDown) add([cursor.x, cursor.y], false);
      else pad.show(ink, cursor);
    });
    pad.canvas.addEventListener('keydown', event => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      cursor ??= { x: HALF, y: HALF, isDown: false };
      cursor.isDown = !cursor.isDown;
      if (cursor.isDown) add([cursor.x, cursor.y], true);
      else pad.show(ink, cursor);
    });
    pad.canvas.addEventListener('blur', () => {
      cursor = null;
      pad.show(ink);
    });

    function show() {
      pad.show(ink, cursor);
      const entered = centred(ink);
      if (!entered) {
        seen.update(new Float32Array(784));
        shares.update(new Array(net.shapes.at(-1)[0]).fill(0), { highlight: -1 });
        says.set('–');
        said.say('A blank pad is stopped before the network. Draw anything that is no digit.');
        return;
      }
      const answer = ask(net, entered.image);
      if (!top || answer.share > top.share) top = { share: answer.share, name };
      seen.update(entered.image);
      shares.update(answer.shares, { highlight: answer.winner });
      says.set(`${answer.winner}`);
      sure.set(`${four(top.share)}, ${top.name}`);
      said.say(words(answer));
    }
    function words({ winner, share }) {
      const what = name === 'your drawing' ? 'Your drawing' : `The ${name}`;
      const start = `${what} is a ${winner} to the network, with p(${winner}) = ${four(share)}.`;
      const rest = name === 'your drawing' ? ' If it is no digit, this' : ' This';
      if (share > 0.9) return `${start}${rest} is sure and wrong: it cannot say “none of them”.`;
      return `${start} It is not sure, but it cannot say “none of them”.`;
    }
    function clear() {
      [strokes, ink, name, cursor] = [[], new Uint8Array(SIDE * SIDE), 'your drawing', null];
      show();
    }
    function restart() {
      top = null;
      sure.set('–');
      clear();
    }
    place.append(column(row(note('Ready-made:'), ...buttons, button('Clear', null, clear)),
      row(says, sure), said, beside(pad, seen, shares), reset(restart)));
    restart();
  };
})();
