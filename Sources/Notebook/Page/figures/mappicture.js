// How a map is painted: its border, cells, lines, numbers and marks, and above them what changes
// often (Sources/Pictures/MapBlock.swift).
'use strict';
(() => {
  const { element, font } = glassbox;

  /** The painting of a map; MapView has its numbers and its elements. */
  class MapPicture {
    /** The place of cells on the canvas, whose origin is the map's first cell. */
    box(rows, columns) {
      const x = this.size[0] / this.spec.width, y = this.size[1] / this.spec.height;
      return [
        columns[0] * x, rows[0] * y, Math.max(1, (columns[1] - columns[0]) * x),
        Math.max(1, (rows[1] - rows[0]) * y),
      ];
    }
    /** A context in CSS pixels, whose origin is the map's first cell. */
    context(canvas) {
      const { reach, border, cell, inner } = this, ratio = devicePixelRatio;
      const size = inner.map(length => Math.ceil((length + 2 * reach) * ratio));
      const context = glassbox.resize(canvas, ...size);
      canvas.style.margin = `${-reach}px`;
      context.scale(ratio, ratio);
      context.translate(reach + border[1] * cell, reach + border[0] * cell);
      return context;
    }

    paint() {
      const context = this.context(this.canvas), { spec, cell, size } = this;
      const marks = spec.marks ?? [];
      this.paintBorder(context);
      context.drawImage(this.picture(), 0, 0, ...size);
      for (const mark of marks) {
        if (mark.kind !== 'cover' && mark.kind !== 'blank') continue;
        context.fillStyle = glassbox.tone(mark.kind === 'blank' ? 'blank' : mark.tone, true);
        context.fillRect(...this.box(mark.rows, mark.columns));
      }
      if (cell >= 12) this.paintLines(context);
      context.strokeStyle = glassbox.tone('faint', true);
      context.lineWidth = 1;
      context.strokeRect(-0.5, -0.5, size[0] + 1, size[1] + 1);
      this.paintNumbers(context, marks);
      for (const mark of marks) glassbox.paintMark(context, mark, this);
    }
    /** The chequered cells around a map, over which a window slides. */
    paintBorder(context) {
      const { border: [top, left, bottom, right], cell, spec: { width, height } } = this;
      if (top + left + bottom + right === 0) return;
      for (let r = -top; r < height + bottom; r++) {
        for (let c = -left; c < width + right; c++) {
          context.fillStyle = (r + top + c + left) % 2 ? '#ffffff' : '#e1e4e8';
          context.fillRect(c * cell, r * cell, cell, cell);
        }
      }
    }
    paintLines(context) {
      const { size, cell, spec } = this;
      context.fillStyle = glassbox.tone('hairline', true);
      for (let r = 1; r < spec.height; r++) context.fillRect(0, r * cell, size[0], 1);
      for (let c = 1; c < spec.width; c++) context.fillRect(c * cell, 0, 1, size[1]);
    }
    /** The cells, one pixel each; fewer pixels, if the map is smaller than its cells. */
    picture() {
      const { spec: { width, height }, values, limit, kind } = this;
      if (!this.isAveraged) {
        return glassbox.miniature(height, width, (r, c) => values[r * width + c], limit, kind);
      }
      const rows = Math.min(height, Math.round(this.size[1] * devicePixelRatio)) || 1;
      const columns = Math.min(width, Math.round(this.size[0] * devicePixelRatio)) || 1;
      const range = (pixel, count, pixels) => {
        const first = Math.floor(pixel * count / pixels);
        return [first, Math.max(first + 1, Math.floor((pixel + 1) * count / pixels))];
      };
      const mean = (row, column) => {
        const [top, bottom] = range(row, height, rows), [l, r] = range(column, width, columns);
        let sum = 0;
        for (let y = top; y < bottom; y++) for (let x = l; x < r; x++) sum += values[y * width + x];
        return sum / ((bottom - top) * (r - l));
      };
      return glassbox.miniature(rows, columns, mean, limit, kind);
    }

    /** The numbers that fit into the cells, as texts of one size; null if there are none. */
    findNumbers() {
      const { spec: { width, height, marks = [] }, cell } = this;
      const found = glassbox.numbersIn(
        { width, height, values: this.decimals }, this.values, cell,
        marks.some(mark => mark.kind === 'outline'), this.sizes);
      this.hasNumbers = found !== null;
      return found;
    }
    paintNumbers(context, marks) {
      const { spec: { width }, cell } = this, found = this.findNumbers();
      if (!found) return;
      const isHidden = (r, c) => marks.some(({ kind, rows, columns }) =>
        (kind === 'blank' || kind === 'cover') && r >= rows[0] && r < rows[1] && c >= columns[0]
        && c < columns[1]);
      context.font = font(found.size);
      context.textAlign = 'center';
      found.texts.forEach((text, i) => {
        const [row, column] = [Math.floor(i / width), i % width];
        if (isHidden(row, column)) return;
        const rgb = glassbox.color(this.values[i], this.limit, this.kind);
        context.fillStyle = glassbox.isLight(rgb) ? 'black' : 'white';
        context.fillText(
          text, (column + 0.5) * cell + 0.5, (row + 0.5) * cell + found.size * 0.36);
      });
    }

    /** What lies above the map and changes often: extra marks, selection, pointer, cursor. */
    paintOverlay() {
      if (!this.overlay) {
        this.overlay = element('canvas', '', 'map-overlay');
        this.body.append(this.overlay);
      }
      const context = this.context(this.overlay);
      for (const mark of this.marks) glassbox.paintMark(context, mark, this);
      const on = (kind, place, tone) => place && glassbox.paintMark(context, {
        kind, tone, rows: [place[0], place[0] + 1], columns: [place[1], place[1] + 1],
      }, this);
      on('light', this.pointed, 'ink');
      on('light', this.cursor, 'series0');
      on('frame', this.selected, 'mark');
    }
  }

  glassbox.MapPicture = MapPicture;
})();
