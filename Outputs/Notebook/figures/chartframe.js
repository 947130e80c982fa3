// The frame of charts as SVG: axes, dashed lines, legends and the labels above
// (Sources/Pictures/ChartFrame.swift).
'use strict';
(() => {
  const { svg, toneStyle, widthOf } = glassbox;
  const SIZE = 12.5, CAPITAL = 9, LINE = 17;

  /** What is drawn, and how far it reaches. */
  class Sheet {
    constructor() {
      [this.shapes, this.spots] = [[], []];
      this.bounds = [Infinity, Infinity, -Infinity, -Infinity];
    }
    reach(x, y, right, bottom) {
      const [a, b, c, d] = this.bounds;
      this.bounds = [Math.min(a, x), Math.min(b, y), Math.max(c, right), Math.max(d, bottom)];
    }
    add(shape) { this.shapes.push(shape); }
    /** A text whose capitals begin at `y`. `at`: where `x` is: start, middle, end. */
    text(text, x, y, { at = 'start', tone = 'ink', isOnGround = false } = {}) {
      if (!text) return;
      const width = widthOf(text, SIZE);
      const left = x - width * { start: 0, middle: 0.5, end: 1 }[at];
      this.reach(left, y, left + width, y + CAPITAL + 3);
      const made = svg('text', { x, y: y + CAPITAL, 'text-anchor': at, fill: toneStyle(tone) });
      if (isOnGround) made.setAttribute('class', 'fig-on-ground');
      made.textContent = text;
      this.add(made);
    }
    rect(x, y, width, height, tone) {
      this.reach(x, y, x + width, y + height);
      const made = svg('rect', { x, y, width, height, fill: toneStyle(tone) });
      this.add(made);
      return made;
    }
    line(x, y, toX, toY, tone, { width = 1, isDashed = false } = {}) {
      const half = width === 1 ? 0.5 : 0;
      const made = svg('line', {
        x1: x + half, y1: y + half, x2: toX + half, y2: toY + half, 'stroke-width': width,
        stroke: toneStyle(tone),
      });
      if (isDashed) made.setAttribute('stroke-dasharray', '6 4');
      this.add(made);
      return made;
    }
    disc(x, y, radius, tone) {
      this.add(svg('circle', { cx: x, cy: y, r: radius, fill: toneStyle(tone) }));
    }
    /** A value that can be asked for, in a box. */
    spot(box, text) { this.spots.push({ box, text }); }
    whisker(parts) {
      for (const [margin, tone] of [[1, 'ground'], [0, 'ink']]) {
        for (const [x, y, width, height] of parts) {
          this.rect(x - margin, y - margin, width + 2 * margin, height + 2 * margin, tone);
        }
      }
    }
    /** Squares with the names of series; a new line begins where there is no room. */
    legend(entries, x, y, right, areDots = false) {
      let [at, top] = [x, y];
      for (const { name, tone } of entries) {
        const width = 18 + widthOf(name, SIZE);
        if (at > x && at + width > right) [at, top] = [x, top + 20];
        if (areDots) this.disc(at + 5, top + 5, 4, tone);
        else this.rect(at, top, 11, 11, tone);
        this.text(name, at + 18, top + 1);
        at += width + 24;
      }
    }
  }
  /** How many lines a legend needs. */
  function legendHeight(entries, x, right) {
    let [at, lines] = [x, entries.length ? 1 : 0];
    for (const { name } of entries) {
      const width = 18 + widthOf(name, SIZE);
      if (at > x && at + width > right) [at, lines] = [x, lines + 1];
      at += width + 24;
    }
    return lines ? lines * 20 + 2 : 0;
  }

  /** The area within the axes: places of numbers, and the axes drawn. */
  class Frame {
    constructor(area, x, y) { Object.assign(this, { area, x, y }); }
    get right() { return this.area.x + this.area.width; }
    get bottom() { return this.area.y + this.area.height; }
    column(value) {
      const share = this.x.place(value);
      return share === null ? null : this.area.x + share * (this.area.width - 1);
    }
    row(value) {
      const share = this.y.place(value);
      return share === null ? null : this.area.y + (1 - share) * (this.area.height - 1);
    }
    point(x, y) {
      const [column, row] = [this.column(x), this.row(y)];
      return column === null || row === null ? null : [column, row];
    }
    contains(x, y, by = 0) {
      const { area } = this;
      return x >= area.x - by && x <= this.right + by && y >= area.y - by && y <= this.bottom + by;
    }
    /** The width of a vertical axis's labels, with the space to the area. */
    static room(scale) {
      return Math.max(0, ...scale.ticks.map(tick => widthOf(tick.label, SIZE))) + 9;
    }
    drawUpright(sheet) {
      const { area } = this;
      for (const { value, label } of this.y.ticks) {
        const row = Math.round(this.row(value));
        sheet.line(area.x, row, this.right, row, value === 0 ? 'faint' : 'grid');
        sheet.text(label, area.x - 9, row - CAPITAL / 2, { at: 'end', tone: 'quiet' });
      }
    }
    drawLevel(sheet, title, hasGrid) {
      const { area, bottom } = this;
      for (const { value, label } of this.x.ticks) {
        const column = Math.round(this.column(value));
        if (hasGrid) sheet.line(column, area.y, column, bottom, 'grid');
        sheet.line(column, bottom, column, bottom + 5, 'faint');
        sheet.text(label, column, bottom + 9, { at: 'middle', tone: 'quiet' });
      }
      for (const value of this.x.minor) {
        const column = Math.round(this.column(value));
        sheet.line(column, bottom, column, bottom + 3, 'faint');
      }
      sheet.line(area.x, bottom - 1, this.right, bottom - 1, 'faint');
      sheet.text(title, area.x + area.width / 2, bottom + 9 + CAPITAL + 10, {
        at: 'middle', tone: 'quiet',
      });
    }
    /** A dashed line across the area. */
    dash(sheet, value, isUpright) {
      const at = isUpright ? this.column(value) : this.row(value), { area } = this;
      const isInside = at !== null
        && (isUpright ? this.contains(at, area.y, 1) : this.contains(area.x, at, 1));
      if (!isInside) return;
      const place = Math.round(at), look = { width: 1.25, isDashed: true };
      if (isUpright) sheet.line(place, area.y, place, this.bottom - 1, 'quiet', look);
      else sheet.line(area.x, place, this.right - 1, place, 'quiet', look);
    }
  }

  /** The labels of vertical lines, above a chart, in rows so that no two overlap. */
  function flagRows(references, frame, right) {
    const rows = [];
    for (const { value, label } of references) {
      const column = label ? frame.column(value) : null;
      if (column === null || !frame.contains(column, frame.area.y, 1)) continue;
      const width = widthOf(label, SIZE);
      const x = Math.min(Math.max(0, column - width / 2), Math.max(0, right - width));
      const flag = { label, x, right: x + width };
      const free = rows.find(row =>
        row.every(other => flag.right + 12 <= other.x || other.right + 12 <= flag.x));
      if (free) free.push(flag);
      else rows.push([flag]);
    }
    return {
      height: rows.length * LINE,
      draw(sheet, y) {
        rows.forEach((row, i) => row.forEach(({ label, x }) =>
          sheet.text(label, x, y - (i + 1) * LINE + 2, { tone: 'quiet' })));
      },
    };
  }

  glassbox.chart = { Sheet, Frame, flagRows, legendHeight, SIZE, CAPITAL, LINE, kinds: {} };
})();
