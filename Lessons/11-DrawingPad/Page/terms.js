// The arithmetic of a number, by the rule that made it: its terms, and what they come to.
import { button, element } from './dom.js';
import { color, css, number } from './painting.js';

export const FEW = 12;  // terms of a long sum, before one asks for all

export const siteOf = term => term.factors.find(f => f.site)?.site ?? null;
export const winner = told =>
  told.winner ?? told.terms.findIndex(t => Math.abs(t.value - told.value) < 1e-9);
/** Whether a term stands for many. */
export const isFolded = term => term.factors.length === 0;

/** How many decimals, at least four, so that two digits of the largest are seen. */
export function decimals(values) {
  const largest = Math.max(...values.map(Math.abs));
  let places = 4;
  while (largest > 0 && largest * 10 ** places < 10 && places < 12) places++;
  return places;
}

/** What shows the terms of an explanation, as a list of elements. */
export function showTerms(told, stages, go) {
  const show = { sum, maximum, quotient, gate, copy }[told.rule] ?? given;
  return show(told, stages, go);
}

/** What the names of all terms begin with: the heading says it, so that the rows need not. */
function prefix(told, stages) {
  const source = stages[told.terms.map(siteOf).find(Boolean)?.stage];
  return source?.shape[2] > 1 ? `${source.name} map ` : source?.name ?? '';
}
const shorter = ({ name }, start) => name.startsWith(start) ? name.slice(start.length) : name;

/** A term's name: a button, where it leads on to another number. */
function nameOf(term, go, name = term.name) {
  const site = siteOf(term);
  if (!site) return document.createTextNode(name);
  const made = button(name, null, () => go(site));
  made.className = 'term';
  made.title = `Where did ${term.name} come from?`;
  made.dataset.site = `${site.stage}:${site.index.join(',')}`;
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

/** Printed terms are rounded first; what is printed as their sum is the sum of what is printed. */
function sum(told, stages, go) {
  const places = decimals([told.stored, ...told.terms.map(t => t.value)]), unit = 10 ** places;
  const shown = units => number(units / unit, places, true);
  const limit = Math.max(...told.terms.map(t => Math.abs(t.value)));
  const start = prefix(told, stages);
  const table = makeTable([start || 'term', 'value × weight', 'product', 'so far']);
  let units = 0;
  for (const term of told.terms) {
    const printed = Math.round(term.value * unit), product = element('span', '', 'product');
    const swatch = element('span', '', 'swatch');
    units += printed;
    swatch.style.background = css(color(term.value, limit));
    product.append(swatch, shown(printed));
    // What stands for many, and the bias, have no formula; their names may be long.
    const what = formula(term), className = term.value === 0 ? 'nothing' : '';
    addRow(
      table.tBodies[0], nameOf(term, go, shorter(term, start)),
      [...(what ? [what] : []), product, shown(units)], { span: what ? 1 : 2, className });
  }
  const foot = table.createTFoot(), wholly = { span: 3 };
  addRow(foot, 'sum of the printed products', [result(shown(units), 'total')], wholly);
  const stored = Math.round(told.stored * unit);
  addRow(foot, 'stored in the network', [result(shown(stored), 'stored')], wholly);
  const rounding = number(Math.abs(units - stored) / unit, places);
  addRow(foot, 'difference by rounding', [result(rounding, 'rounding')], wholly);
  const about = told.terms.some(isFolded)
    ? [element('p', `The ${FEW} largest terms. One line adds up all others.`, 'about')] : [];
  return [...about, wide(table)];
}
function formula(term) {
  if (term.note) return term.note;
  if (term.factors.length < 2) return '';
  return term.factors.map((f, i) => number(f.value, 4, i > 0)).join(' × ');
}

function maximum(told, stages, go) {
  const start = prefix(told, stages), best = winner(told);
  const table = makeTable([start || 'of these', 'value', '']);
  told.terms.forEach((term, i) => addRow(
    table.tBodies[0], nameOf(term, go, shorter(term, start)),
    [number(term.value, 4), i === best ? '← the largest goes on' : ''],
    { className: i === best ? 'winner' : '' }));
  return [wide(table)];
}

/** A share. What is divided is what is printed; without the largest score taken off, exp overflows. */
function quotient(told, stages, go) {
  const own = winner(told), places = 6, unit = 10 ** places, shown = units => number(units / unit, places);
  const table = makeTable(['for', 'score', 'e^(score − best)']);
  const labels = stages.at(-1).labels ?? [];
  let units = 0;
  told.terms.forEach((term, i) => {
    const printed = Math.round(term.value * unit), site = siteOf(term), place = site?.index[0];
    units += printed;
    addRow(
      table.tBodies[0], nameOf(term, go, labels[place] ?? term.name),
      [site ? number(stages[site.stage].values[place], 4) : '', tiny(term.value) ?? shown(printed)],
      { className: i === own ? 'winner' : '' });
  });
  const above = Math.round(told.terms[own].value * unit);
  const foot = table.createTFoot(), span = { span: 2 };
  const share = Math.round(above / units * unit), stored = Math.round(told.stored * unit);
  addRow(foot, 'sum of these', [shown(units)], span);
  const top = tiny(told.terms[own].value) ?? shown(above);
  addRow(foot, `${top} / ${shown(units)}`, [result(tiny(told.value) ?? shown(share), 'total')], span);
  addRow(foot, 'stored in the network', [result(tiny(told.stored) ?? shown(stored), 'stored')], span);
  addRow(foot, 'difference by rounding', [result(shown(Math.abs(share - stored)), 'rounding')], span);
  return [wide(table)];
}

/** A number too small for six decimals, as 3.2·10⁻⁹; null for all others. */
export function tiny(value) {
  if (value === 0 || Math.abs(value) >= 5e-6) return null;
  const [mantissa, power] = value.toExponential(1).split('e-');
  return `${mantissa}·10⁻${[...power].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
}

function gate(told, stages, go) {
  const [value, factor] = told.terms[0].factors.map(f => f.value), line = element('p');
  const what = factor === 0 ? 'is not positive, so 0 goes on'
    : factor === 1 || factor === undefined ? 'goes through unchanged'
      : `times ${number(factor, 4)} goes through`;
  line.append(nameOf(told.terms[0], go), ` = ${number(value, decimals([value]))} ${what}.`);
  return [line];
}

function copy(told, stages, go) {
  const line = element('p', 'The same number as ');
  line.append(nameOf(told.terms[0], go), '. Nothing is computed here.');
  return [line];
}

const given = () =>
  [element('p', 'This is a pixel of the image that the network saw. The way back ends here.')];
