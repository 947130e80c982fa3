// The matrix product of two 4×4 matrices, step by step: the addresses that each step reads, and the
// lines of memory that are in a small cache. In numbers, and as cells.
'use strict';
(() => {
  const { row, element, toneStyle } = glassbox;
  const SIDE = 4, LINE = 4, STEPS = SIDE ** 3, MATRICES = ['A', 'B', 'C'];
  /** The loops from the outermost to the innermost, and what a step's place in them is. */
  const ORDERS = [['i', 'j', 'k'], ['i', 'k', 'j']];
  function placeOf(order, step) {
    const at = {};
    [16, 4, 1].forEach((size, n) => { at[order[n]] = Math.floor(step / size) % SIDE; });
    return at;
  }
  /** The addresses of A[i, k], B[k, j] and C[i, j]; the three matrices lie one after another. */
  const addresses = ({ i, j, k }) => [[i, k], [k, j], [i, j]].map(
    ([r, c], matrix) => (matrix * SIDE + r) * SIDE + c);

  /** After so many steps: the lines in the cache, the newest last, and how many were fetched. */
  function run(order, steps, room) {
    let [cache, fetched, fresh] = [[], 0, []];
    for (let step = 0; step < steps; step++) {
      fresh = [];
      for (const address of addresses(placeOf(order, step))) {
        const line = Math.floor(address / LINE);
        if (!cache.includes(line)) {
          fetched++;
          fresh.push(line);
        }
        cache = [...cache.filter(other => other !== line), line].slice(-room);
      }
    }
    return { cache, fetched, fresh };
  }

  /** Three matrices as cells with their addresses; `show(lit, cache, fresh)`. */
  function memory() {
    const grids = MATRICES.map((name, matrix) => {
      const grid = element('div');
      Object.assign(grid.style, { display: 'grid', gap: '2px',
        gridTemplateColumns: `repeat(${SIDE}, minmax(0, 28px))` });
      const cells = Array.from({ length: SIDE * SIDE }, (_, i) => {
        const cell = element('span', `${matrix * SIDE * SIDE + i}`);
        Object.assign(cell.style, { textAlign: 'center', font: '0.75rem/26px var(--mono)',
          borderRadius: '3px' });
        return cell;
      });
      grid.append(...cells);
      grid.setAttribute('role', 'img');
      grid.setAttribute('aria-label', `Addresses ${matrix * SIDE * SIDE} to ${
        (matrix + 1) * SIDE * SIDE - 1}`);
      const made = glassbox.titled(name, grid);
      made.style.flex = '0 1 118px';
      return { cells, element: made };
    });
    function show(lit, cache, fresh) {
      grids.flatMap(grid => grid.cells).forEach((cell, address) => {
        const line = Math.floor(address / LINE), isIn = cache.includes(line);
        const back = fresh.includes(line) ? 'rise' : isIn ? 'fall' : 'grid';
        Object.assign(cell.style, {
          background: toneStyle(back), color: isIn ? 'light-dark(white, black)' : 'inherit',
          outline: lit.includes(address) ? `3px solid ${toneStyle('ink')}` : 'none',
        });
      });
    }
    const made = row(grids);
    Object.assign(made.style, { gap: '14px', flexWrap: 'nowrap' });
    return { element: made, show };
  }

  glassbox.caching = { LINE, STEPS, MATRICES, ORDERS, placeOf, addresses, run, memory };
})();
