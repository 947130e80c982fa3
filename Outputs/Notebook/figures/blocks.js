// The elements of figures: maps with titles and keys, words, sums, arrows, keys
// (Sources/Pictures/WordBlocks.swift, ScaleBlocks.swift). groups.js arranges them.
'use strict';
(() => {
  const { element, svg, toneStyle, short } = glassbox;
  /** Whether a map uses its group's scale. */
  const mayShare = ({ scale }) => scale.kind !== 'pixels' && scale.limit === undefined;
  const scalars = new WeakMap();  // by the data of a map

  /** The numbers of a map, decoded once. */
  function numbers(map) {
    if (!scalars.has(map)) scalars.set(map, glassbox.scalars(map.scalars));
    return scalars.get(map);
  }

  /** An arrow between two points of an SVG. */
  function arrowShapes([x, y], [toX, toY], style) {
    const length = Math.hypot(toX - x, toY - y) || 1, head = Math.min(10, length);
    const [ax, ay] = [(toX - x) / length, (toY - y) / length];
    const [bx, by] = [toX - ax * head, toY - ay * head];
    const corners = [[toX, toY], [bx - ay * 6, by + ax * 6], [bx + ay * 6, by - ax * 6]];
    return [
      svg('line', { x1: x, y1: y, x2: bx + ax, y2: by + ay, 'stroke-width': 2, stroke: style }),
      svg('polygon', { points: corners.join(' '), fill: style }),
    ];
  }

  /** A block: its body with a title above and notes below. */
  function block(body, className = '') {
    const made = element('div', '', `fig-block ${className}`.trim());
    const [head, foot] = [element('div', '', 'fig-head'), element('div', '', 'fig-foot')];
    body.classList.add('fig-body');
    made.append(head, body, foot);
    return { element: made, head, body, foot, middle: body => body.height / 2 };
  }
  function framed(made, { title, notes = [] }) {
    if (title) made.head.prepend(element('div', title, 'fig-title'));
    made.foot.append(...notes.map(line => element('div', line, 'fig-note')));
    return made;
  }

  /** A bar that shows which colour is which number. */
  function scaleKey({ kind, limit }, width, name = '') {
    const key = element('div', '', 'fig-scale'), canvas = element('canvas');
    if (name) key.append(element('span', name));
    const bar = element('div', '', 'fig-bar'), lowest = kind === 'signed' ? -1 : 0;
    [canvas.width, canvas.height] = [width, 1];
    bar.style.width = `${width}px`;
    const context = canvas.getContext('2d');
    const at = (_, x) => lowest + (1 - lowest) * x / (width - 1);
    context.drawImage(glassbox.miniature(1, width, at, 1, kind), 0, 0);
    bar.append(canvas);
    for (const share of kind === 'signed' ? [-1, 0, 1] : [0, 1]) {
      const tick = element('span', short(share * limit), 'fig-tick');
      tick.style.left = `${(share - lowest) / (1 - lowest) * 100}%`;
      bar.append(tick);
    }
    key.append(bar);
    return key;
  }

  const draw = {
    map(data, context) {
      const shared = mayShare(data) ? context.families?.get(data.family ?? '') : undefined;
      const spec = { ...data, title: undefined, scalars: numbers(data), isPaintedLater: true };
      const view = new glassbox.MapView(spec);
      [view.spec.data, view.figure] = [data, context.name];
      if (shared) view.share(shared);
      const label = data.title?.replace(/\s+/g, ' ') || 'map';
      view.listen({ label: `${label}: ${data.height} × ${data.width} numbers` });
      context.maps.push(view);
      const { head, body, foot } = view;
      const made = { element: view.element, head, body, foot, middle: body => body.height / 2 };
      made.element.classList.add('fig-block');
      const key = keyOf(data, view, shared);
      if (key === 'bar') {
        made.foot.append(scaleKey(view, Math.min(220, Math.max(90, view.size[0] - 50))));
      } else if (key === 'range') {
        const limit = short(view.limit);
        const text = view.kind === 'signed' ? `±${limit}` : `0 to ${limit}`;
        made.foot.append(element('div', text, 'fig-note is-quiet'));
      }
      return made;
    },
    text({ lines, style, tone, align }) {
      const words = element('div', '', `fig-words is-${style} at-${align}`);
      words.style.color = toneStyle(tone);
      words.append(...lines.map(line => element('div', line || '\u00a0')));
      return block(words);
    },
    sum({ terms, total }) {
      const sum = element('div', '', 'fig-addition');
      for (const [name, number] of terms) sum.append(element('span', name), element('b', number));
      sum.append(element('hr'), element('span', total[0]), element('b', total[1]));
      return block(sum);
    },
    arrow({ direction, text, fills, tone }) {
      const style = toneStyle(tone), isLevel = direction === 'right' || direction === 'left';
      if (fills) return block(fillingArrow(direction, text, style), 'fig-fills');
      const length = isLevel ? Math.max(34, glassbox.widthOf(text, 12.5) + 8) : 34;
      const [w, h] = isLevel ? [length, 14] : [14, length];
      const ends = isLevel ? [[0, 7], [w, 7]] : [[7, 0], [7, h]];
      if (direction === 'left' || direction === 'up') ends.reverse();
      const drawn = svg('svg', { width: w, height: h, 'aria-hidden': true },
        ...arrowShapes(...ends, style));
      const body = element('div', '', isLevel ? 'fig-arrow' : 'fig-arrow is-upright');
      body.append(drawn);
      if (text && !isLevel) body.append(element('span', text, 'fig-words is-small'));
      const made = block(body);
      if (text && isLevel) made.head.append(element('div', text, 'fig-words is-small'));
      made.element.setAttribute('role', 'img');
      made.element.setAttribute('aria-label', text || `arrow ${direction}`);
      return made;
    },
    key({ entries }) {
      const key = element('div', '', 'fig-key');
      for (const entry of entries) {
        const item = element('span');
        item.append(signOf(entry), entry.text);
        key.append(item);
      }
      return block(key);
    },
    space({ width, height }) {
      const space = element('div');
      Object.assign(space.style, { width: `${width}px`, height: `${height}px` });
      return block(space);
    },
    group: (data, context) => glassbox.drawGroup(data, context),
  };

  function keyOf({ key, scale }, view, shared) {
    if (key) return key;
    if (shared || scale.kind === 'pixels' || view.findNumbers()) return 'none';
    return view.size[0] >= 120 ? 'bar' : 'range';
  }
  function signOf({ sign, tone, mark }) {
    if (sign === 'mark') {
      const marks = [{ kind: mark, rows: [0, 1], columns: [0, 1], tone }];
      const { element: made } = new glassbox.MapView({
        height: 1, width: 1, scalars: [0], scale: { kind: 'unsigned', limit: 1 }, cell: 14,
        values: false, marks,
      });
      made.setAttribute('aria-hidden', 'true');  // its text says it
      return made;
    }
    const made = element('i', '', `fig-sign-${sign}`);
    made.style.background = toneStyle(tone);
    return made;
  }
  /** Words and an arrow that is as wide as its column. */
  function fillingArrow(direction, text, style) {
    const made = element('div', '', `fig-filling to-${direction}`), line = element('i');
    line.style.setProperty('--tone', style);
    made.append(element('span', text), line);
    return made;
  }

  /** Draws a figure or a member of one. `context` has `maps`, `charts`, `placed`, `families`. */
  function drawBlock(data, context) {
    if (draw[data.kind]) return framed(draw[data.kind](data, context), data);
    const chart = new glassbox.Chart(data);
    context.charts.push(chart);
    return framed(block(chart.element, 'fig-charted'), data);
  }

  Object.assign(glassbox, { drawBlock, scaleKey });
  glassbox.figureParts = { block, arrowShapes, numbers, mayShare };
})();
