// Numbers in words and rows, for what can be touched: bars, tables, and a sum in one line.
'use strict';
(() => {
  const { element } = glassbox;
  const shortest = value => typeof value === 'string' ? value : glassbox.short(value);

  /**
   * Bars below each other: `{labels, values, max, format(value), highlight, label, onClick(i)}`.
   * Negative values go to the left of a common zero; with `signed: true` it is always in the
   * middle. `update(values, {max, highlight})`.
   */
  function bars(
    { labels, values, max, format = shortest, highlight = -1, label = '', signed, onClick }) {
    const made = element('ul', '', 'ui-bars'), rows = labels.map(add);
    if (label) made.setAttribute('aria-label', label);
    function add(text, i) {
      const item = element('li'), line = element(onClick ? 'button' : 'div', '', 'ui-bar');
      if (onClick) {
        line.type = 'button';
        line.addEventListener('click', () => onClick(i));
      }
      const track = element('span', '', 'ui-track'), fill = element('span');
      const value = element('span', '', 'ui-value');
      track.append(fill);
      line.append(element('b', text), track, value);
      item.append(line);
      made.append(item);
      return { item, fill, value };
    }
    function update(next, more = {}) {
      if ('max' in more) max = more.max;
      if ('highlight' in more) highlight = more.highlight;
      const all = Array.from(next), most = max ?? Math.max(...all.map(Math.abs), 1e-9);
      const isSigned = signed ?? all.some(v => v < 0);
      made.classList.toggle('signed', isSigned);
      rows.forEach(({ item, fill, value }, i) => {
        const part = Math.min(Math.abs(all[i]) / most, 1) * (isSigned ? 50 : 100) || 0;
        fill.style.width = `${part}%`;
        fill.style.marginLeft = isSigned ? `${all[i] < 0 ? 50 - part : 50}%` : '0';
        item.classList.toggle('best', i === highlight);
        item.classList.toggle('negative', all[i] < 0);
        value.textContent = format(all[i], i);
      });
    }
    update(values);
    return { element: made, update };
  }

  /**
   * A table: `{head: [text], rows: [[text or number or element]], caption, format}`. If the first
   * cell of a row is a text, it is the row's name. `update(rows, {marked: row})`.
   */
  function table({ head, rows = [], caption = '', format = shortest }) {
    const made = element('table', '', 'ui-table'), body = element('tbody');
    if (caption) made.append(element('caption', caption));
    const top = made.createTHead().insertRow();
    for (const text of head) top.append(Object.assign(element('th', text), { scope: 'col' }));
    made.append(body);
    function update(next, { marked = -1 } = {}) {
      body.replaceChildren(...next.map((cells, number) => {
        const line = element('tr', '', number === marked ? 'marked' : '');
        line.append(...cells.map((cell, i) => {
          const isName = i === 0 && typeof cell === 'string';
          const one = element(isName ? 'th' : 'td');
          if (isName) one.scope = 'row';
          one.append(typeof cell === 'number' ? format(cell) : cell);
          return one;
        }));
        return line;
      }));
    }
    update(rows);
    const wide = element('div', '', 'ui-wide');
    wide.append(made);
    return { element: wide, table: made, update };
  }

  /** A factor as it is read in a product: a negative one behind a sign stands in brackets. */
  const factor = (value, isFirst) =>
    value < 0 && !isFirst ? `(${shortest(value)})` : shortest(value);

  /** A term as text: "1 × (−1)"; a term without factors is its value. */
  function termText(term, isFirst = true) {
    const values = (term.factors ?? []).map(f => typeof f === 'object' ? f.value : f);
    if (values.length === 0) return factor(term.value, isFirst);
    return values.map((v, i) => factor(v, isFirst && i === 0)).join(' × ');
  }

  /**
   * A sum in one line: "1 × (−1) + 1 × 1 + … = 2". A term is `{name, factors: [number or {value}],
   * value}`. Options: `total` (else the terms' sum), `name` of what it makes, `onPoint(i or null)`.
   */
  function sumLine(terms, { total, name = '', onPoint } = {}) {
    const made = element('span', '', 'ui-sum');
    if (name) made.append(element('b', name), ' = ');
    terms.forEach((term, i) => {
      const one = element('span', termText(term, i === 0), 'ui-term');
      if (term.name) one.title = term.name;
      if (term.value === 0) one.classList.add('zero');
      if (onPoint) {
        one.addEventListener('pointerenter', () => onPoint(i));
        one.addEventListener('pointerleave', () => onPoint(null));
      }
      made.append(...(i > 0 ? [' + ', one] : [one]));
    });
    const sum = total ?? terms.reduce((all, t) => all + t.value, 0);
    made.append(' = ', element('strong', shortest(sum)));
    return made;
  }

  Object.assign(glassbox, { bars, table, sumLine, termText });
})();
