// The arithmetic of a number, by the rule that made it: its terms, and what they come to.
'use strict';
(() => {
  const { button, color, css, element, number } = glassbox;

  const FEW = 12;  // terms of a long sum, before one asks for all

  const kindOf = site => site.kind ?? 'activation';
  /** The number to explain next: a gradient if there is one, otherwise an activation. */
  function siteOf(term) {
    const sites = term.factors.map(factor => factor.site).filter(Boolean);
    return sites.find(site => kindOf(site) === 'gradient')
      ?? sites.find(site => kindOf(site) === 'activation') ?? null;
  }
  const winner = told =>
    told.winner ?? told.terms.findIndex(t => Math.abs(t.value - told.value) < 1e-9);
  /** Whether a term stands for many. */
  const isFolded = term => term.factors.length === 0;

  /** How many decimals, at least four, so that two digits of the largest are seen. */
  function decimals(values) {
    const largest = Math.max(...values.map(Math.abs));
    let places = 4;
    while (largest > 0 && largest * 10 ** places < 10 && places < 12) places++;
    return places;
  }

  /** A long sum with its largest terms; the terms of zero, and all others, are a line each. */
  function fold(told, keep = FEW) {
    if (told.rule !== 'sum' || told.terms.length <= keep) return told;
    const size = i => Math.abs(told.terms[i].value);
    const order = [...told.terms.keys()].sort((a, b) => size(b) - size(a) || a - b);
    const shown = new Set(order.slice(0, keep).filter(i => size(i) > 0)), notes = new Map();
    told.terms.forEach((term, i) => {
      if (shown.has(i)) return;
      const name = term.value === 0 ? term.note ?? 'zero' : 'others';
      const line = notes.get(name) ?? { count: 0, value: 0 };
      notes.set(name, { count: line.count + 1, value: line.value + term.value });
    });
    const lines = [...notes].sort(([a], [b]) => (a === 'others') - (b === 'others'))
      .map(([name, { count, value }]) => (
        { name: `${count} ${name}`, factors: [], value, note: null }));
    return { ...told, terms: [...told.terms.filter((_, i) => shown.has(i)), ...lines] };
  }

  /** What shows the terms of an explanation, as a list of elements. */
  function showTerms(told, stages, go) {
    const show = { sum, maximum, quotient, ...glassbox.plainTerms }[told.rule];
    return show(told, stages, go);
  }

  /** What the names of all terms begin with: the heading says it, so that the rows need not. */
  function prefix(told) {
    const named = told.terms.filter(siteOf).map(term => term.name);
    const start = /^.*? map |^[^([]*/.exec(named[0] ?? '')[0];
    return named.every(name => name.startsWith(start)) ? start : '';
  }
  const shorter = ({ name }, start) => name.startsWith(start) ? name.slice(start.length) : name;

  /** A term's name: a button, where it leads on to another number. */
  function nameOf(term, go, name = term.name) {
    const site = siteOf(term);
    return site ? leading(name, term.name, site, go) : document.createTextNode(name);
  }
  function leading(text, name, site, go) {
    const made = button(text, null, () => go(site));
    made.className = 'term';
    made.title = `Where did ${name} come from?`;
    made.dataset.site = `${site.stage ?? site.layer}:${site.index.join(',')}`;
    return made;
  }

  function makeTable(headings) {
    const table = element('table'), row = table.createTHead().insertRow();
    for (const text of headings) {
      const cell = element('th', text);
      cell.scope = 'col';
      row.append(cell);
    }
    table.append(element('tbody'));
    return table;
  }
  function addRow(section, name, cells, { span = 1, className = '' } = {}) {
    const row = section.insertRow(), head = element('th');
    head.scope = 'row';
    head.colSpan = span;
    head.append(name);
    row.className = className;
    row.append(head, ...cells.map(cell => {
      const made = element('td');
      made.append(...[cell].flat());
      return made;
    }));
    return row;
  }
  /** What a test, or a reader in a hurry, looks for. */
  function result(text, id) {
    const made = element('span', text);
    made.id = id;
    return made;
  }
  /** A table that is wider than the page scrolls by itself. */
  function wide(table) {
    const box = element('div', '', 'wide');
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Arithmetic');
    box.append(table);
    return box;
  }

  /** Printed terms are rounded first; their printed sum is the sum of what is printed. */
  function sum(told, stages, go) {
    const places = decimals([told.stored, ...told.terms.map(t => t.value)]), unit = 10 ** places;
    const shown = units => number(units / unit, places, true);
    const limit = Math.max(...told.terms.map(t => Math.abs(t.value)));
    const start = prefix(told);
    const table = makeTable([start.trim() || 'term', factorNames(told), 'product', 'so far']);
    let units = 0;
    for (const term of told.terms) {
      const printed = Math.round(term.value * unit), product = element('span', '', 'product');
      const swatch = element('span', '', 'swatch');
      units += printed;
      swatch.style.background = css(color(term.value, limit));
      product.append(swatch, shown(printed));
      // What stands for many, and the bias, have no formula; their names may be long.
      const what = formula(term, go), className = term.value === 0 ? 'nothing' : '';
      addRow(
        table.tBodies[0], nameOf(term, go, shorter(term, start)),
        [...(what.length ? [what] : []), product, shown(units)],
        { span: what.length ? 1 : 2, className });
    }
    const foot = table.createTFoot(), wholly = { span: 3 };
    addRow(foot, 'sum of the printed products', [result(shown(units), 'total')], wholly);
    const stored = Math.round(told.stored * unit);
    addRow(foot, 'stored in the network', [result(shown(stored), 'stored')], wholly);
    const rounding = number(Math.abs(units - stored) / unit, places);
    addRow(foot, 'difference by rounding', [result(rounding, 'rounding')], wholly);
    const folded = told.terms.filter(isFolded).length;
    const last = folded > 1 ? 'The last lines add up' : 'The last line adds up';
    const about = folded > 0
      ? [element('p', `These are the largest terms. ${last} all others.`, 'about')] : [];
    return [...about, wide(table)];
  }
  /** What is multiplied: `value × weight`, `gradient × weight`. */
  function factorNames(told) {
    const factors = told.terms.find(term => term.factors.length > 1)?.factors;
    if (!factors) return '';
    const names = { activation: 'value', gradient: 'gradient', parameter: 'weight' };
    return factors.map((factor, i) => {
      if (factor.site) return names[kindOf(factor.site)];
      return i === 0 ? 'value' : told.by === undefined ? 'weight' : 'factor';
    }).join(' × ');
  }
  /** A note, or the product: its numbers lead on, too, where they have a place of their own. */
  function formula(term, go) {
    if (term.note && term.value === 0) return [term.note];
    if (term.factors.length < 2) return [];
    const own = siteOf(term);
    return term.factors.flatMap((factor, i) => {
      const text = number(factor.value, decimals([factor.value]), i > 0);
      const leads = factor.site && factor.site !== own;
      const shown = leads ? leading(text, 'this number', factor.site, go) : text;
      return i > 0 ? [' × ', shown] : [shown];
    });
  }

  function maximum(told, stages, go) {
    const start = prefix(told), best = winner(told);
    const table = makeTable([start.trim() || 'of these', 'value', '']);
    const places = decimals(told.terms.map(term => term.value));
    told.terms.forEach((term, i) => addRow(
      table.tBodies[0], nameOf(term, go, shorter(term, start)),
      [number(term.value, places), i === best ? '← the largest goes on' : ''],
      { className: i === best ? 'winner' : '' }));
    return [wide(table)];
  }

  /** A share, divided as printed. The largest score is taken off first: exp would overflow. */
  function quotient(told, stages, go) {
    const own = winner(told), places = 6, unit = 10 ** places;
    const shown = units => number(units / unit, places), { tiny } = glassbox;
    const table = makeTable(['for', 'score', 'e^(score − best)']);
    const labels = stages.at(-1).labels ?? [];
    let units = 0;
    told.terms.forEach((term, i) => {
      const printed = Math.round(term.value * unit), site = siteOf(term), place = site?.index[0];
      units += printed;
      addRow(
        table.tBodies[0], nameOf(term, go, labels[place] ?? term.name),
        [site ? number(stages[site.stage].values[place], 4) : '',
          tiny(term.value) ?? shown(printed)],
        { className: i === own ? 'winner' : '' });
    });
    const above = Math.round(told.terms[own].value * unit), span = { span: 2 };
    const foot = table.createTFoot(), add = (name, text, id) =>
      addRow(foot, name, [id ? result(text, id) : text], span);
    const share = Math.round(above / units * unit), stored = Math.round(told.stored * unit);
    const top = tiny(told.terms[own].value) ?? shown(above);
    add('sum of these', shown(units));
    add(`${top} / ${shown(units)}`, tiny(told.value) ?? shown(share), 'total');
    add('stored in the network', tiny(told.stored) ?? shown(stored), 'stored');
    add('difference by rounding', shown(Math.abs(share - stored)), 'rounding');
    return [wide(table)];
  }

  Object.assign(glassbox, {
    FEW, decimals, fold, isFolded, nameOfTerm: nameOf, showTerms, siteOf, winner,
  });
})();
