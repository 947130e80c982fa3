// Figures, drawn from their data where the page has a picture. They fit the width of the page.
'use strict';
(() => {
  const { element } = glassbox;
  const drawnFigures = new WeakMap();  // by the element `figure`
  let note = null;

  /** A small note beside the pointer; null hides it. */
  function tip(text, x = 0, y = 0) {
    if (!note) {
      note = element('div', '', 'fig-tip');
      note.setAttribute('aria-hidden', 'true');
    }
    if (!note.isConnected) document.body.append(note);
    note.hidden = text === null;
    if (text === null) return;
    note.textContent = text;
    const width = note.offsetWidth, isRight = x + 14 + width < innerWidth - 8;
    note.style.left = `${Math.max(4, isRight ? x + 14 : x - 14 - width)}px`;
    note.style.top = `${y + 18 + note.offsetHeight < innerHeight ? y + 18 : y - 30}px`;
  }
  /** Tells a number of a map beside it. */
  function tipOf(map, row, column) {
    if (row === null) return tip(null);
    const box = map.body.getBoundingClientRect(), [x, y, w, h] = map.box(
      [row, row + 1], [column, column + 1]);
    const [left, top] = [map.border[1] * map.cell, map.border[0] * map.cell];
    tip(map.words(row, column), box.left + left + x + w - 10, box.top + top + y + h - 14);
  }

  const PADDING = 8;  // of a drawn figure, left and right together

  /** The width that a figure may have: cells and charts shrink, rows wrap, the rest scrolls. */
  class Fitting {
    constructor(root, { maps, charts, placed }) {
      Object.assign(this, { root, maps, charts, placed, inner: root.firstChild, width: 0 });
      new ResizeObserver(() => this.fit()).observe(root);
    }
    fit() {
      const room = this.root.clientWidth;
      if (!room || room === this.width) return;
      this.width = room;
      this.set(1, false);
      const natural = this.inner.scrollWidth + PADDING;
      if (natural > room) this.shrink(room, natural);
      this.matchNumbers();
      for (const map of this.maps) map.refresh();
      const wraps = this.root.classList.contains('fig-wraps');
      for (const place of this.placed) place(wraps);
    }
    shrink(room, natural) {
      const lowest = room < 560 ? 0.85 : 0.6;
      if (this.attempt(room, natural, lowest, false)) return;
      this.set(1, true);
      this.attempt(room, this.root.scrollWidth, 0.5, true);
    }
    /** Whether the figure fits with a factor that is not below the lowest. */
    attempt(room, natural, lowest, wraps) {
      let factor = 1, width = natural;
      for (let i = 0; i < 12 && width > room; i++) {
        factor *= Math.min(0.98, room / width);
        if (factor < lowest && !wraps) return false;
        factor = Math.max(factor, lowest);
        this.set(factor, wraps);
        width = wraps ? this.root.scrollWidth : this.inner.scrollWidth + PADDING;
      }
      return width <= room;
    }
    set(factor, wraps) {
      this.root.classList.toggle('fig-wraps', wraps);
      for (const map of this.maps) map.resize(cellAt(map, factor));
      for (const chart of this.charts) {
        const { natural } = chart, least = Math.min(natural * 0.6, 250);
        chart.draw(Math.min(Math.max(natural * factor, least), this.width - 4));
      }
    }
    /** All maps of a figure write their numbers in one size. */
    matchNumbers() {
      for (const map of this.maps) map.sizes = undefined;
      const sizes = this.maps.map(map => map.findNumbers()?.size ?? Infinity);
      const size = Math.max(11, Math.min(...sizes));
      for (const map of this.maps) {
        map.sizes = glassbox.numberSizes.filter(one => one <= size);
      }
    }
  }
  /** A cell made smaller; those of small maps stay large enough for a finger. */
  function cellAt({ natural, spec }, factor) {
    const isSmall = Math.max(spec.width, spec.height) <= 8;
    const cell = natural * factor, least = isSmall ? Math.min(natural, 24) : 0;
    return Math.max(least, cell >= 6 ? Math.floor(cell) : Math.floor(cell * 16) / 16, 0.25);
  }

  /**
   * Draws a figure from its data: `{element, maps, charts}`. Each map is a MapView; its `spec.data`
   * is its data, its `figure` the name in `context`.
   */
  function drawFigure(data, context = {}) {
    const own = { ...context, maps: [], charts: [], placed: [] };
    const root = element('div', '', 'fig-drawn'), inner = element('div', '', 'fig-inner');
    inner.append(glassbox.drawBlock(data, own).element);
    root.append(inner);
    if (!own.maps.length && !own.charts.length) root.classList.add('fig-verbal');
    for (const map of own.maps) {
      map.listen({ onPoint: (row, column) => tipOf(map, row, column) });
    }
    walkable(own.maps);
    new Fitting(root, own);
    return { element: root, maps: own.maps, charts: own.charts };
  }
  /** The arrow keys lead from one map to the next; of many maps, Tab stops at one only. */
  function walkable(maps) {
    maps.forEach((map, i) => {
      if (maps.length > 6 && i > 0) map.body.tabIndex = -1;
      map.options.onLeave = (rows, columns) => {
        const next = maps[i + (rows + columns > 0 ? 1 : -1)];
        if (!next) return;
        if (maps.length > 6) [map.body.tabIndex, next.body.tabIndex] = [-1, 0];
        next.body.focus();
      };
    });
  }

  /** Puts the drawn figure in place of the picture. */
  function show(figure, data) {
    if (drawnFigures.has(figure)) return;
    const name = figure.dataset.figure, picture = figure.querySelector('img');
    const drawn = drawFigure(data, { name });
    drawn.element.setAttribute('role', 'group');
    if (picture) {
      drawn.element.setAttribute('aria-label', picture.alt);
      picture.hidden = true;
      picture.after(drawn.element);
    } else figure.prepend(drawn.element);
    drawnFigures.set(figure, { name, figure, ...drawn });
    document.dispatchEvent(new CustomEvent(
      'glassbox-figure', { detail: { name, figure, maps: drawn.maps, drawn } }));
  }

  const dataOf = figure => glassbox.data?.figures.get(figure.dataset.figure);
  let watcher = null;
  const drawAll = () => {
    for (const picture of document.querySelectorAll('figure > img')) picture.loading = 'eager';
    for (const figure of document.querySelectorAll('figure[data-figure]')) {
      if (dataOf(figure)) show(figure, dataOf(figure));
    }
  };
  addEventListener('beforeprint', drawAll);
  addEventListener('scroll', () => note && tip(null), { passive: true });

  glassbox.part(main => {
    watcher?.disconnect();
    watcher = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        show(target, dataOf(target));
      }
    }, { rootMargin: '700px' });
    for (const figure of main.querySelectorAll('figure[data-figure]')) {
      if (dataOf(figure) && !drawnFigures.has(figure)) watcher.observe(figure);
    }
  });

  Object.assign(glassbox, {
    drawFigure, tip, drawAll,
    /** The drawn figures of a page: `{name, figure, element, maps}` each. */
    figuresOf: main => [...main.querySelectorAll('figure[data-figure]')]
      .map(figure => drawnFigures.get(figure)).filter(Boolean),
  });
})();
