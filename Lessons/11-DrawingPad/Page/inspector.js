// Where one number came from: its arithmetic, the way on to each of its terms, and the way back.
import { button, element } from './dom.js';
import { frame, number, paintGrid } from './painting.js';
import { decimals, isFolded, showTerms, siteOf, tiny, winner } from './terms.js';

const FOLLOW = {
  quotient: 'Follow its own score', maximum: 'Follow the largest', gate: 'Follow it',
  copy: 'Follow it',
};

/**
 * Shows an explanation as the server gave it. `stages` are what can be asked, `trail` the sites on
 * the way here; `go(site)` asks for another one.
 */
export function showExplanation(place, told, site, { stages, trail, go, back, showAll }) {
  const stage = stages[site.stage], label = stage?.labels?.[site.index[0]];
  const title = element('h3', label ? `${told.name}, for ${label}` : told.name);
  const value = element('p', '', 'value');
  title.id = 'asked';
  const strong = element('strong', tiny(told.stored) ?? number(told.stored, decimals([told.stored])));
  strong.id = 'value';
  value.append('= ', strong);
  if (site.stage === 0) value.append(` (grey ${Math.round(told.stored * 255)} of 255)`);

  const ways = element('p', '', 'ways'), next = largest(told);
  const follow = FOLLOW[told.rule] ?? 'Follow the largest term';
  if (next) ways.append(button(follow, 'follow', () => go(next)));
  if (told.terms.some(isFolded)) ways.append(button('Show all terms', 'all', showAll));
  place.replaceChildren(
    ...(trail.length > 0 ? [wayBack(trail, back)] : []), title, value, ...showTerms(told, stages, go),
    ...(ways.hasChildNodes() ? [ways] : []),
    ...(stage?.shape.length === 3 ? [enlarged(stage, site, go)] : []));
}

function wayBack(trail, back) {
  const way = element('nav', '', 'trail');
  way.setAttribute('aria-label', 'The way here');
  const names = trail.slice(-3).reverse().map(site => site.name).join(' ‹ ');
  way.append(button('‹ Back', 'back', back), ` to ${names}${trail.length > 3 ? ' ‹ …' : ''}`);
  return way;
}

/** Where the largest term of the same sign as the number came from. */
function largest(told) {
  if (told.rule === 'given') return null;
  if (told.rule === 'maximum' || told.rule === 'quotient') return siteOf(told.terms[winner(told)]);
  const sign = told.stored < 0 ? -1 : 1;
  const best = told.terms.filter(t => siteOf(t) && t.value !== 0)
    .reduce((a, b) => (a && sign * a.value >= sign * b.value ? a : b), null);
  return best && siteOf(best);
}

// ---- The map ---------------------------------------------------------------------------------

/** The map in which the number stands, large enough to be tapped, with the number framed. */
function enlarged(stage, site, go) {
  const figure = element('figure', '', 'enlarged'), canvas = element('canvas');
  const [rows, columns, maps] = stage.shape, [row, column, map] = site.index;
  const values = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => stage.values[(r * columns + c) * maps + map]));
  const scale = paintGrid(
    canvas, values, 200, { limit: stage.limit, kind: stage.number === 0 ? 'pixels' : 'signed' });
  frame(canvas.getContext('2d'), column * scale, row * scale, scale, scale);
  // For fingers and mice alone: with keys one goes through the stage's own maps.
  canvas.setAttribute('aria-hidden', 'true');
  canvas.addEventListener('click', event => {
    const box = canvas.getBoundingClientRect();
    const place = (v, size, most) => Math.min(most - 1, Math.max(0, Math.floor(v / size * most)));
    go({ stage: site.stage, index: [
      place(event.clientY - box.top, box.height, rows),
      place(event.clientX - box.left, box.width, columns), map] }, true);
  });
  figure.append(canvas, element('figcaption', 'Its map, larger. Tap another pixel.'));
  return figure;
}
