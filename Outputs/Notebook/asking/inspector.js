// Where one number came from: its arithmetic, the way on to each of its terms, and the way back.
'use strict';
(() => {
  const {
    button, decimals, element, frame, isFolded, number, paintGrid, showTerms, siteOf, tiny, winner,
  } = glassbox;

  const FOLLOW = {
    quotient: 'Follow its own score', maximum: 'Follow the largest', gate: 'Follow it',
    copy: 'Follow it',
  };
  /** The other number at the same place. */
  const TWINS = {
    activation: ['gradient', 'Its gradient'], gradient: ['activation', 'Its activation'],
    parameter: ['parameterGradient', 'Its gradient'],
    parameterGradient: ['parameter', 'The weight itself'],
  };

  /**
   * Shows an explanation. `stages` are what can be asked, `trail` the sites on the way here;
   * `go(site)` asks for another one. `hasGradients`: whether the other number at the same place is
   * offered, too. `enlarge(site)`: the map in which it stands, as `mapOf` gives it.
   */
  function showExplanation(place, told, site, options) {
    const { stages, trail, go, back, showAll, hasGradients, enlarge } = options;
    const kind = site.kind ?? 'activation';
    const stage = stages[site.stage], label = stage?.labels?.[site.index[0]];
    const title = element('h3', label ? `${told.name}, for ${label}` : told.name);
    const value = element('p', '', 'value');
    title.id = 'asked';
    title.tabIndex = -1;
    const shown = tiny(told.stored) ?? number(told.stored, decimals([told.stored]));
    const strong = element('strong', shown);
    strong.id = 'value';
    value.append('= ', strong);
    if (site.stage === 0 && kind === 'activation' && stage.isImage !== false) {
      value.append(` (grey ${Math.round(told.stored * 255)} of 255)`);
    }
    const ways = element('p', '', 'ways'), next = largest(told), twin = TWINS[kind];
    const follow = FOLLOW[told.rule] ?? 'Follow the largest term';
    if (next) ways.append(button(follow, 'follow', () => go(next)));
    if (hasGradients) {
      ways.append(button(twin[1], 'twin', () => go({ ...site, kind: twin[0] })));
    }
    if (told.terms.some(isFolded)) ways.append(button('Show all terms', 'all', showAll));
    const map = enlarge ? enlarge(site) : mapOf(stage, site);
    place.replaceChildren(
      ...(trail.length > 0 ? [wayBack(trail, back)] : []), title, value, ...remark(told),
      ...showTerms(told, stages, go), ...(ways.hasChildNodes() ? [ways] : []),
      ...(map ? [enlarged(map, go)] : []));
  }

  function remark({ remark: text }) {
    if (!text) return [];
    const [padding, window] = text.split(', window on ');
    return [element('p', `The window is on ${window}. Padding: ${padding}.`, 'about')];
  }

  function wayBack(trail, back) {
    const way = element('nav', '', 'trail');
    way.setAttribute('aria-label', 'The way here');
    const names = trail.slice(-3).reverse().map(site => site.name).join(' ‹ ');
    way.append(
      button('‹ Back', 'back', back), ` to ${names}${trail.length > 3 ? ' ‹ …' : ''}`);
    return way;
  }

  /** Where the largest term of the same sign as the number came from. */
  function largest(told) {
    if (told.rule === 'given' || told.rule === 'untraced') return null;
    if (told.rule === 'maximum' || told.rule === 'quotient') {
      return siteOf(told.terms[winner(told)]);
    }
    const sign = told.stored < 0 ? -1 : 1;
    const best = told.terms.filter(t => siteOf(t) && t.value !== 0)
      .reduce((a, b) => (a && sign * a.value >= sign * b.value ? a : b), null);
    return best && siteOf(best);
  }

  // ---- The map ---------------------------------------------------------------------------------

  /** The map of a stage in which a number stands; null for a list. */
  function mapOf(stage, site) {
    if (stage?.shape.length !== 3) return null;
    const [rows, columns, maps] = stage.shape, [row, column, map] = site.index;
    return {
      rows, columns, row, column, limit: stage.limit,
      kind: stage.number === 0 && stage.isImage !== false ? 'pixels' : 'signed',
      at: (r, c) => stage.values[(r * columns + c) * maps + map],
      site: (r, c) => ({ ...site, index: [r, c, map] }),
    };
  }

  /** The map in which the number stands, large enough to be tapped, with the number framed. */
  function enlarged({ rows, columns, row, column, at, limit, kind, site }, go) {
    const figure = element('figure', '', 'enlarged'), canvas = element('canvas');
    const values = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => at(r, c)));
    const scale = paintGrid(canvas, values, 200, { limit, kind });
    frame(canvas.getContext('2d'), column * scale, row * scale, scale, scale);
    // For fingers and mice alone: with keys one goes through the page's own maps.
    canvas.setAttribute('aria-hidden', 'true');
    canvas.addEventListener('click', event => {
      const box = canvas.getBoundingClientRect();
      const place = (v, size, most) => Math.min(most - 1, Math.max(0, Math.floor(v / size * most)));
      go(site(
        place(event.clientY - box.top, box.height, rows),
        place(event.clientX - box.left, box.width, columns)), true);
    });
    figure.append(canvas, element('figcaption', 'Its map, larger. Tap another cell.'));
    return figure;
  }

  Object.assign(glassbox, { mapOf, showExplanation });
})();
