// A map: numbers as coloured cells, which can be pointed at, clicked, drawn on and edited, with the
// keyboard too. The layout follows Sources/Pictures/MapBlock.swift.
'use strict';
(() => {
  const { element, widthOf } = glassbox;

  /** The colours of some numbers: `automatic` is signed if one of them is below zero. */
  function scaleFor({ kind = 'automatic', limit } = {}, lists) {
    if (kind === 'pixels') return { kind, limit: limit ?? 1 };
    let [most, isSigned] = [0, kind === 'signed'];
    for (const list of lists) {
      for (const value of list) {
        if (!Number.isFinite(value)) continue;
        most = Math.max(most, Math.abs(value));
        isSigned ||= kind === 'automatic' && value < 0;
      }
    }
    const own = limit ?? most;
    return { kind: isSigned ? 'signed' : 'unsigned', limit: own > 0 ? own : 1 };
  }

  /** The size of a cell, so that a map is neither too small nor too large. */
  function cellFor({ cell, side, width, height, border = [0, 0, 0, 0] }) {
    if (cell) return cell;
    const longest = Math.max(width + border[1] + border[3], height + border[0] + border[2]);
    if (side) return Math.max(1, Math.floor(side / longest));
    const size = [[3, 54], [5, 46], [8, 40], [12, 34]].find(([most]) => longest <= most)?.[1];
    return size ?? Math.max(1, Math.floor(260 / longest));
  }

  const views = new WeakMap();  // by their elements

  /**
   * A map. `spec` is the data of a map in a figure (or has `values` as a Float32Array); `options`
   * says what happens: label, onPoint(row, column), onClick(row, column), onDraw(row, column,
   * isFirst), onEdit(row, column, value), editable, draw, min, max, step. `listen(options)` adds
   * some later.
   */
  class MapView extends glassbox.MapPicture {
    constructor(spec, options = {}) {
      super();
      this.spec = spec;
      this.options = {};
      this.border = spec.border ?? [0, 0, 0, 0];
      const given = typeof spec.values === 'object' ? spec.values : spec.scalars;
      this.values = given instanceof Float32Array ? given : glassbox.scalars(given ?? []);
      this.decimals = typeof spec.values === 'object' ? spec.decimals : spec.values;
      this.marks = [];
      this.cursor = this.pointed = this.selected = null;
      this.natural = this.cell = cellFor(spec);
      Object.assign(this, scaleFor(spec.scale, [this.values]));
      this.build();
      this.listen(options);
      this.layout();
    }

    /** The elements: names around a body with the canvas; figures add titles to head and foot. */
    build() {
      const { rows = [], columns = [], rowTitle, columnTitle, title } = this.spec;
      this.element = element('div', '', 'map');
      views.set(this.element, this);
      for (const part of ['head', 'side', 'body', 'foot']) {
        this[part] = element('div', '', `map-${part}`);
      }
      this.element.append(this.head, this.side, this.body, this.foot);
      this.canvas = element('canvas');
      this.body.append(this.canvas);
      if (title) this.head.append(element('div', title, 'map-title'));
      if (rowTitle) this.side.append(element('div', rowTitle, 'map-row-title'));
      if (rows.length) this.side.append(this.names(rows.slice(0, this.spec.height), 'map-rows'));
      this.columnParts = [];
      if (columnTitle) this.columnParts.push(element('div', columnTitle, 'map-column-title'));
      if (columns.length) {
        this.columnNames = this.names(columns.slice(0, this.spec.width), 'map-columns');
        this.columnParts.push(this.columnNames);
      }
      this.said = element('div', '', 'unseen');
      this.said.setAttribute('aria-live', 'polite');
    }
    names(texts, className) {
      const list = element('div', '', className);
      list.append(...texts.map(text => element('span', text)));
      return list;
    }

    /** Adds what happens when the map is pointed at, clicked, drawn on or edited. */
    listen(options) {
      Object.assign(this.options, options);
      const { body } = this, { label } = this.options;
      const { onPoint, onClick, onDraw, onEdit, isQuiet } = this.options;
      if (label) body.setAttribute('aria-label', label);
      this.isLive = !isQuiet && Boolean(onPoint || onClick || onDraw || onEdit);
      body.setAttribute('role', this.isLive ? 'application' : 'img');
      if (!this.isLive) return;
      body.tabIndex = 0;
      body.setAttribute('aria-roledescription', 'map');
      if (!this.input) this.input = new glassbox.MapInput(this);
      body.classList.toggle('map-draws', Boolean(this.options.draw));
    }

    /** Sets the size of a cell, in CSS pixels; without it, the usual one. */
    resize(cell = this.natural) {
      if (cell === this.cell) return;
      this.cell = cell;
      this.layout();
    }

    /** Paints what has changed. A map of a figure is painted when its size is settled. */
    refresh() {
      if (!this.isStale) return;
      this.isStale = false;
      this.paint();
      if (this.overlay) this.paintOverlay();
    }
    /** Places names and canvas for the size of a cell, and paints. */
    layout() {
      const { spec, cell, border } = this, { width, height, side } = spec;
      const longest = Math.max(width, height), length = side * cell / this.natural;
      this.size = side && side < longest
        ? [Math.max(1, length * width / longest), Math.max(1, length * height / longest)]
        : [width * cell, height * cell];
      this.isAveraged = this.size[0] < width || this.size[1] < height;
      const [top, left, bottom, right] = border.map(count => count * cell);
      this.inner = [this.size[0] + left + right, this.size[1] + top + bottom];
      this.reach = Math.max(6, Math.ceil(glassbox.overhang(spec.marks ?? [], spec, cell)));
      const room = Math.max(1, Math.ceil(glassbox.overhang(spec.marks ?? [], spec, cell)));
      const style = this.element.style;
      style.setProperty('--cell', `${cell}px`);
      style.setProperty('--room', `${room}px`);
      style.setProperty('--top', `${top + room}px`);
      style.setProperty('--left', `${left + room}px`);
      this.body.style.width = `${this.inner[0]}px`;
      this.body.style.height = `${this.inner[1]}px`;
      this.placeNames();
      for (const canvas of [this.canvas, this.overlay]) if (canvas) this.place(canvas);
      this.isStale = true;
      if (this.spec.isPaintedLater) return;
      this.refresh();
    }
    /** How large a canvas is shown: it reaches beyond the body, for marks at the edge. */
    place({ style }) {
      style.margin = `${-this.reach}px`;
      style.width = `${this.inner[0] + 2 * this.reach}px`;
      style.height = `${this.inner[1] + 2 * this.reach}px`;
    }
    /** Names of columns stand above, upright if they are too wide; those of one row below. */
    placeNames() {
      const names = this.spec.columns ?? [], size = this.cell >= 20 ? 15 : 12.5;
      this.element.classList.toggle('map-small', this.cell < 20);
      const isTurned = this.cell < 60
        && names.some(name => widthOf(name, size) > this.cell - 2);
      this.columnNames?.classList.toggle('map-turned', isTurned);
      const isBelow = this.spec.height === 1 && !isTurned;
      if (isBelow) this.foot.prepend(...[...this.columnParts].reverse());
      else this.head.append(...this.columnParts);
    }

    /** Shows other numbers. Without a limit, the scale keeps its end or fits the numbers. */
    update(values, { limit } = {}) {
      this.values = values instanceof Float32Array ? values.slice() : Float32Array.from(values);
      const { scale } = this.spec, fixed = limit ?? this.sharedLimit;
      const found = scaleFor(fixed ? { ...scale, limit: fixed } : scale, [this.values]);
      Object.assign(this, this.sharedKind ? { ...found, kind: this.sharedKind } : found);
      this.paint();
    }
    /** Uses the scale that several maps share; null for the map's own. */
    share(scale) {
      [this.sharedKind, this.sharedLimit] = [scale?.kind, scale?.limit];
      Object.assign(this, scale ?? scaleFor(this.spec.scale, [this.values]));
      this.isStale = true;
      if (!this.spec.isPaintedLater) this.refresh();
    }
    /** Replaces the extra marks. Kinds: those of figures, and `light`, a thin frame. */
    mark(marks = []) {
      if (!marks.length && !this.marks.length) return;
      this.marks = marks;
      this.paintOverlay();
    }
    /** Frames a cell; null for none. */
    select(row, column) {
      this.selected = row === null || row === undefined ? null : [row, column];
      this.paintOverlay();
    }
    /** The number of a cell. */
    at(row, column) { return this.values[row * this.spec.width + column]; }
    /** The cell under a pointer; null outside the map. */
    cellAt({ clientX, clientY }) {
      const box = this.body.getBoundingClientRect(), { border, cell, spec } = this;
      const x = (clientX - box.left) * this.inner[0] / box.width - border[1] * cell;
      const y = (clientY - box.top) * this.inner[1] / box.height - border[0] * cell;
      const row = Math.floor(y / this.size[1] * spec.height);
      const column = Math.floor(x / this.size[0] * spec.width);
      const isInside = row >= 0 && column >= 0 && row < spec.height && column < spec.width;
      return isInside ? [row, column] : null;
    }
    /** A cell in words: `row 3, column 4: 0.5`. */
    words(row, column) {
      const { rows = [], columns = [], height } = this.spec;
      const names = [
        height === 1 ? '' : `row ${rows[row] || row}`, `column ${columns[column] || column}`,
      ];
      return `${names.filter(Boolean).join(', ')}: ${glassbox.short(this.at(row, column))}`;
    }
  }

  /** The maps within an element. */
  const mapsIn = place => [...place.querySelectorAll('.map')].map(one => views.get(one));

  Object.assign(glassbox, { MapView, mapsIn, scaleFor, cellFor });
})();
