// Lights up, on all maps of a page, what made a number: the numbers and weights of its terms, its
// receptive field further back, and the number of the other pass at the same place.
'use strict';
(() => {
  const { keyOfSite } = glassbox;
  const TWIN = {
    activation: 'gradient', gradient: 'activation', parameter: 'parameterGradient',
    parameterGradient: 'parameter',
  };
  const MOST = 64;  // cells that get a frame of their own

  const span = (cells, axis) => [
    Math.min(...cells.map(cell => cell[axis])), Math.max(...cells.map(cell => cell[axis])) + 1,
  ];
  const markOf = (cell, kind, tone) => (
    { kind, rows: [cell[0], cell[0] + 1], columns: [cell[1], cell[1] + 1], tone });

  /** Marks around some cells: one frame, if they fill a rectangle or are many. */
  function frames(cells, tone) {
    if (cells.length === 0) return [];
    const all = [...new Map(cells.map(cell => [`${cell}`, cell])).values()];
    const [rows, columns] = [span(all, 0), span(all, 1)];
    const isFull = all.length === (rows[1] - rows[0]) * (columns[1] - columns[0]);
    if (isFull || all.length > MOST) return [{ kind: 'light', rows, columns, tone }];
    return all.map(cell => markOf(cell, 'light', tone));
  }

  /** The cells of a receptive field that a map shows. */
  function fieldCells({ rows, columns, items }, places, { height, width }) {
    const cells = [];
    for (let r = 0; r < height; r++) {
      for (let c = 0; c < width; c++) {
        const [i, j] = places.site(r, c)?.index ?? [];
        const isIn = items ? i >= items[0] && i < items[1]
          : i >= rows[0] && i < rows[1] && j >= columns[0] && j < columns[1];
        if (isIn) cells.push([r, c]);
      }
    }
    return cells;
  }

  /** What made a number, by the key of the tensors in which it stands. */
  function reasonsOf(trace, site) {
    const told = trace.explain(site), near = new Map();
    told.terms.forEach((term, i) => {
      if (term.note === 'not the winner' || told.rule === 'given') return;
      // A share depends on all scores. Of a window, the largest goes on.
      const isBest = told.rule === 'maximum' && i === told.winner;
      for (const { site: source } of term.factors) {
        if (!source) continue;
        const key = keyOfSite(source), group = near.get(key) ?? { indices: [], best: null };
        group.indices.push(source.index);
        if (isBest) group.best = source.index;
        near.set(key, group);
      }
    });
    const fields = trace.field(site).slice(1);
    return { near, far: new Map(fields.map(field => [keyOfSite(field), field])) };
  }

  /**
   * Marks the views `{ view, places }` of a trace for a site; `isAsked`: whether its own cell is
   * framed, too.
   */
  function light(views, trace, site, isAsked) {
    const { near, far } = reasonsOf(trace, site), own = keyOfSite(site);
    const twin = keyOfSite({ ...site, kind: TWIN[site.kind] });
    for (const { view, places } of views) {
      if (!places) continue;
      const { key } = places, marks = [];
      const cellsOf = indices => indices.map(places.cell).filter(Boolean);
      if (far.has(key)) marks.push(...frames(fieldCells(far.get(key), places, view.spec), 'faint'));
      const group = near.get(key);
      if (group) {
        marks.push(...frames(cellsOf(group.indices), 'mark'));
        const best = group.best && places.cell(group.best);
        if (best) marks.push(markOf(best, 'dot', 'mark'));
      }
      if (key === twin) marks.push(...frames(cellsOf([site.index]), 'series2'));
      if (key === own && isAsked) {
        marks.push(...cellsOf([site.index]).map(cell => markOf(cell, 'frame', 'series1')));
      }
      view.mark(marks);
    }
  }

  Object.assign(glassbox, { light });
})();
