// Figures beside and below each other, with shared scales and arrows from cell to cell
// (Sources/Pictures/GroupBlock.swift).
'use strict';
(() => {
  const { element, svg, toneStyle, scaleKey } = glassbox;
  const { block, arrowShapes, numbers, mayShare } = glassbox.figureParts;
  const isWords = ({ kind }) => kind === 'text' || kind === 'sum' || kind === 'key';

  /** The maps that may share a scale with maps outside the figure. */
  function sharingMaps(figure) {
    if (figure.kind === 'map') return [figure];
    return figure.kind === 'group' && !figure.sharing ? figure.members.flatMap(sharingMaps) : [];
  }
  /** The shared scale of each family. */
  function familiesOf({ members, sharing }) {
    const families = new Map();
    for (const map of members.flatMap(sharingMaps).filter(mayShare)) {
      const name = map.family ?? '';
      families.set(name, [...families.get(name) ?? [], numbers(map)]);
    }
    for (const [name, lists] of families) families.set(name, glassbox.scaleFor(sharing, lists));
    return families;
  }

  function drawGroup(group, context) {
    const { arrangement, members, align, spacing, sharing, hasBar = true, links = [] } = group;
    const families = sharing ? familiesOf(group) : undefined, first = context.maps.length;
    const own = families ? { ...context, families } : context;
    const blocks = members.map(member => glassbox.drawBlock(member, own));
    const made = arrangement === 'column' && members.length > 1 && !isWords(members[0])
      && members[0].kind !== 'arrow' && members.slice(1).every(isWords)
      ? captioned(blocks, align, spacing) : grouped(group, blocks, context);
    if (links.length) linked(made, links, context.maps.slice(first), context);
    if (hasBar && families?.size) {
      const bars = element('div', '', 'fig-scales');
      for (const [name, scale] of families) {
        bars.append(scaleKey(scale, families.size > 1 ? 150 : 200, name));
      }
      made.foot.append(bars);
    }
    return made;
  }
  /** A picture with words below it, which is aligned by the picture. */
  function captioned(blocks, align, spacing = 18) {
    const [picture, ...words] = blocks, body = element('div', '', `fig-captions at-${align}`);
    body.style.setProperty('--spacing', `${spacing}px`);
    body.append(...words.map(block => block.element));
    picture.foot.append(body);
    return picture;
  }
  function grouped(group, blocks, context) {
    const { arrangement, columns, rows = [], names = [], align, spacing } = group;
    const body = element('div', '', `fig-${arrangement} at-${align}`), made = block(body);
    if (spacing !== undefined) body.style.setProperty('--spacing', `${spacing}px`);
    const isGrid = arrangement === 'montage' || arrangement === 'table';
    if (isGrid) {
      body.style.setProperty('--columns', rows.length ? columns + 1 : columns);
      if (names.length && rows.length) body.append(element('span'));
      for (let c = 0; c < columns && names.length; c++) {
        body.append(nameOf(names[c], 'fig-column-name'));
      }
    }
    const lines = [];
    blocks.forEach((member, i) => {
      if (i % (isGrid ? columns : blocks.length) === 0) {
        lines.push([]);
        if (rows.length) {
          const name = nameOf(rows[i / columns], 'fig-row-name');
          body.append(name);
          lines.at(-1).push({ element: name, body: name, middle: body => body.height / 2 });
        }
      }
      lines.at(-1).push(member);
      body.append(member.element);
    });
    if (arrangement !== 'column') {
      context.placed.push(wraps => {
        const first = lines.map(line => levelled(line, align, wraps && arrangement !== 'table'))[0];
        if (arrangement === 'row' && align === 'middle') made.middle = () => first;
      });
    }
    return made;
  }
  /** Moves neighbours down until their bodies stand in one line; returns the line's place. */
  function levelled(blocks, align, wraps) {
    for (const { element } of blocks) element.style.marginTop = '';
    if (wraps) return undefined;
    const places = blocks.map(({ element, body, middle }) => {
      const box = body.getBoundingClientRect(), own = element.getBoundingClientRect();
      const inner = align === 'start' ? 0 : align === 'end' ? box.height : middle(box);
      return box.top - own.top + (inner ?? box.height / 2);
    });
    const lowest = Math.max(...places);
    blocks.forEach(({ element }, i) => {
      if (lowest - places[i] >= 0.5) element.style.marginTop = `${lowest - places[i]}px`;
    });
    return lowest;
  }
  function nameOf(name = '', className) {
    const made = element('div', '', className);
    made.append(...name.split('\n').map((line, i) => element(i ? 'small' : 'div', line)));
    return made;
  }
  /** Arrows from cells to cells, placed when the figure is. */
  function linked({ body }, links, maps, context) {
    const layer = svg('svg', { class: 'fig-links', 'aria-hidden': true });
    body.classList.add('fig-linked');
    body.append(layer);
    context.placed.push(() => {
      const origin = body.getBoundingClientRect();
      const box = ({ body: map, size, border, cell }) => {
        const { left, top } = map.getBoundingClientRect();
        const [x, y] = [left - origin.left + border[1] * cell, top - origin.top + border[0] * cell];
        return { x, y, right: x + size[0], bottom: y + size[1], cell };
      };
      layer.replaceChildren(...links.flatMap(({ from, to, tone }) => {
        if (!maps[from[0]] || !maps[to[0]]) return [];
        const ends = linkEnds(box(maps[from[0]]), from, box(maps[to[0]]), to);
        return arrowShapes(...ends, toneStyle(tone));
      }));
    });
  }
  function linkEnds(a, [, row, column], b, [, toRow, toColumn]) {
    const start = [a.x + (column + 0.5) * a.cell, a.y + (row + 0.5) * a.cell];
    const end = [b.x + (toColumn + 0.5) * b.cell, b.y + (toRow + 0.5) * b.cell];
    if (a.right <= b.x) [start[0], end[0]] = [a.right + 5, b.x - 5];
    else if (b.right <= a.x) [start[0], end[0]] = [a.x - 5, b.right + 5];
    else if (a.bottom <= b.y) [start[1], end[1]] = [a.bottom + 5, b.y - 5];
    else if (b.bottom <= a.y) [start[1], end[1]] = [a.y - 5, b.bottom + 5];
    return [start, end];
  }

  glassbox.drawGroup = drawGroup;
})();
