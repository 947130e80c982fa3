// Where one number came from: its terms, which add up to it, and the way on to each of them.
import { color, css, number, paintGrid, frame } from './painting.js';

const FEW = 12;  // terms that are shown of a long sum before one asks for all

const element = (tag, text = '', className = '') => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

/** How many decimals, at least four, so that two digits of the largest are seen. */
function decimals(values) {
  const largest = Math.max(...values.map(Math.abs));
  let places = 4;
  while (largest > 0 && largest * 10 ** places < 10 && places < 12) places++;
  return places;
}

/** Shows an explanation. `go(site)` asks for another one, `stages` are what can be asked. */
export function showExplanation(place, told, site, stages, { go, back, trail, all, showAll }) {
  place.replaceChildren();
  if (trail.length > 0) {
    const way = element('p', '', 'trail'), button = element('button', '‹ Back');
    button.type = 'button';
    button.id = 'back';
    button.addEventListener('click', back);
    way.append(button, ' from ' + trail.slice(-3).reverse().map(s => s.name).join(' ‹ '));
    place.append(way);
  }
  const title = element('h3', told.name);
  title.id = 'asked';
  place.append(title);
  const value = element('p', '', 'value');
  value.append('= ', element('strong', number(told.stored, decimals([told.stored]))));
  if (site.stage === 0) value.append(` (grey ${Math.round(told.stored * 255)} of 255)`);
  place.append(value);

  const stage = stages[site.stage];
  const table = { sum, maximum, quotient, gate, copy, given }[told.rule] ?? given;
  place.append(...table(told, site, go));
  if (told.rule === 'sum' && !all && told.terms.some(t => t.factors.length === 0)) {
    const more = element('button', 'Show all terms');
    more.type = 'button';
    more.addEventListener('click', showAll);
    place.append(more);
  }
  const next = largest(told);
  if (next) {
    const button = element('button', 'Follow the largest term');
    button.type = 'button';
    button.id = 'follow';
    button.addEventListener('click', () => go(next));
    place.append(' ', button);
  }
  if (stage?.shape.length === 3) place.append(enlarged(stage, site, go));
}

/** Where the largest term of the same sign as the number came from. */
function largest(told) {
  const terms = told.terms.filter(t => siteOf(t) && t.value !== 0);
  if (told.rule === 'maximum' || told.rule === 'quotient') return siteOf(told.terms[winner(told)]);
  const sign = told.stored < 0 ? -1 : 1;
  const best = terms.reduce((a, b) => (a && sign * a.value >= sign * b.value ? a : b), null);
  return best && siteOf(best);
}
const siteOf = term => term.factors.find(f => f.site)?.site ?? null;
const winner = told =>
  told.winner ?? told.terms.findIndex(t => Math.abs(t.value - told.value) < 1e-9);

function nameCell(term, go) {
  const cell = element('th'), site = siteOf(term);
  cell.scope = 'row';
  if (!site) {
    cell.textContent = term.name;
    return cell;
  }
  const button = element('button', term.name, 'term');
  button.type = 'button';
  button.title = 'Where did this come from?';
  button.dataset.site = `${site.stage}:${site.index.join(',')}`;
  button.addEventListener('click', () => go(site));
  cell.append(button);
  return cell;
}

function makeTable(headings) {
  const table = element('table'), row = element('tr');
  headings.forEach(text => {
    const cell = element('th', text);
    cell.scope = 'col';
    row.append(cell);
  });
  table.createTHead().append(row);
  table.append(element('tbody'));
  return table;
}

/** Printed terms are rounded first; what is printed as their sum is the sum of what is printed. */
function sum(told, site, go) {
  const places = decimals([told.stored, ...told.terms.map(t => t.value)]), unit = 10 ** places;
  const table = makeTable(['term', 'value × weight', 'product', 'so far']), body = table.tBodies[0];
  const limit = Math.max(...told.terms.map(t => Math.abs(t.value)));
  let units = 0;
  for (const term of told.terms) {
    const printed = Math.round(term.value * unit);
    units += printed;
    const row = element('tr'), factors = element('td'), product = element('td');
    factors.textContent = term.note
      ?? (term.factors.length > 1
        ? term.factors.map((f, i) => number(f.value, 4, i > 0)).join(' × ') : '');
    const swatch = element('span', '', 'swatch');
    swatch.style.background = css(color(term.value, limit));
    product.append(swatch, number(printed / unit, places, true));
    product.className = 'product';
    if (term.value === 0) row.className = 'nothing';
    row.append(nameCell(term, go), factors, product, element('td', number(units / unit, places, true)));
    body.append(row);
  }
  const total = units / unit, foot = table.createTFoot();
  const line = (text, shown, id) => {
    const row = foot.insertRow(), name = element('th', text);
    name.scope = 'row';
    name.colSpan = 3;
    const cell = element('td', shown);
    cell.id = id;
    row.append(name, cell);
  };
  line('sum of the printed products', number(total, places, true), 'total');
  line('held by the network', number(told.stored, places, true), 'stored');
  const rounding = Math.abs(units - Math.round(told.stored * unit));
  line(
    rounding === 0 ? 'the same to the last printed decimal' : 'apart by rounding',
    number(rounding / unit, places), 'rounding');
  const about = told.terms.some(t => t.factors.length === 0)
    ? `The ${FEW} largest terms, and all others as one.` : '';
  return [...(about ? [element('p', about, 'about')] : []), wide(table)];
}
const wide = table => {
  const box = element('div', '', 'wide');
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'Arithmetic');
  box.append(table);
  return box;
};

function maximum(told, site, go) {
  const table = makeTable(['of these', 'value', '']), best = winner(told);
  told.terms.forEach((term, i) => {
    const row = element('tr', '', i === best ? 'winner' : '');
    row.append(
      nameCell(term, go), element('td', number(term.value, 4)),
      element('td', i === best ? '← the largest goes on' : ''));
    table.tBodies[0].append(row);
  });
  return [table];
}

function quotient(told, site, go) {
  const own = winner(told), table = makeTable(['score', 'its exponential']), unit = 1e6;
  let units = 0;
  told.terms.forEach((term, i) => {
    const printed = Math.round(term.value * unit);
    units += printed;
    const row = element('tr', '', i === own ? 'winner' : '');
    row.append(nameCell(term, go), element('td', number(printed / unit, 6)));
    table.tBodies[0].append(row);
  });
  const above = Math.round(told.terms[own].value * unit), foot = table.createTFoot();
  for (const [text, shown, id] of [
    ['sum', number(units / unit, 6), ''],
    [`${number(above / unit, 6)} / ${number(units / unit, 6)}`, number(above / units, 6), 'total'],
    ['held by the network', number(told.stored, 6), 'stored'],
  ]) {
    const row = foot.insertRow(), name = element('th', text), cell = element('td', shown);
    name.scope = 'row';
    if (id) cell.id = id;
    row.append(name, cell);
  }
  return [table];
}

function gate(told, site, go) {
  const [value, factor] = told.terms[0].factors.map(f => f.value), line = element('p');
  const link = nameCell(told.terms[0], go).firstChild;
  const what = factor === 0 ? 'is below zero, so it is stopped: 0 goes on'
    : factor === 1 || factor === undefined ? 'goes through as it is'
      : `times ${number(factor, 4)} goes through`;
  line.append(link, ` = ${number(value, decimals([value]))} ${what}.`);
  return [line];
}

function copy(told, site, go) {
  const line = element('p', 'The same number as ');
  line.append(nameCell(told.terms[0], go).firstChild, '. Nothing is computed here.');
  return [line];
}

const given = (told, site) => [element('p', site.stage === 0
  ? 'This is a pixel of what the network saw: here the way ends.' : 'It was given.')];

/** The map in which the number stands, large enough to be tapped, with the number framed. */
function enlarged(stage, site, go) {
  const figure = element('figure', '', 'enlarged'), canvas = element('canvas');
  const [rows, columns, maps] = stage.shape, [r, c, k] = site.index;
  const at = (r, c) => stage.values[(r * columns + c) * maps + k];
  const scale = paintGrid(
    canvas, Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => at(r, c))),
    240, { limit: stage.limit, kind: stage.number === 0 ? 'pixels' : 'signed' });
  frame(canvas.getContext('2d'), c * scale, r * scale, scale, scale);
  canvas.setAttribute('aria-hidden', 'true');
  canvas.addEventListener('click', event => {
    const box = canvas.getBoundingClientRect();
    const place = (v, size, count) => Math.min(count - 1, Math.max(0, Math.floor(v / size * count)));
    go({ stage: site.stage, index: [
      place(event.clientY - box.top, box.height, rows),
      place(event.clientX - box.left, box.width, columns), k] }, true);
  });
  figure.append(canvas, element('figcaption', 'Its map, larger. Tap another pixel.'));
  return figure;
}
