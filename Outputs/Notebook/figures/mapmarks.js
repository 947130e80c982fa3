// What stands on a map: its marks and the numbers in its cells, painted as in the lessons' pictures
// (Sources/Pictures/MapMarks.swift, MapNumbers.swift). All sizes are CSS pixels.
'use strict';
(() => {
  const FACE = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
  const font = size => `${size}px ${FACE}`;
  const ruler = new OffscreenCanvas(1, 1).getContext('2d'), widths = new Map();
  /** Sizes of the letters in cells. */
  const SIZES = [15, 12.5, 11, 10, 9];

  /** The width of a text, in CSS pixels. */
  function widthOf(text, size) {
    const key = `${size} ${text}`;
    if (!widths.has(key)) {
      ruler.font = font(size);
      widths.set(key, ruler.measureText(text).width);
    }
    return widths.get(key);
  }

  /** How many decimals a number needs to be written exactly; undefined if more than `most`. */
  function digits(value, most) {
    for (let places = 0, scaled = value; places <= most; places++) {
      if (scaled === Math.round(scaled)) return places;
      scaled = Math.fround(scaled * 10);
    }
    return undefined;
  }

  /**
   * The texts of all cells, as large and with as many decimals as fit; null if there are none.
   * `cell` is the size of a cell; `hasOutline`: whether marks stand within cells.
   */
  function numbersIn({ width, height, values }, scalars, cell, hasOutline, sizes = SIZES) {
    if (values === false) return null;
    if (values === undefined && !(width <= 12 && height <= 12 || height === 1 && width <= 16)) {
      return null;
    }
    const most = values ?? 2, exact = Array.from(scalars, value => digits(value, most));
    const areExact = exact.every(count => count !== undefined);
    const needed = areExact ? Math.max(0, ...exact) : most, room = cell - (hasOutline ? 9 : 4);
    for (let places = needed; places >= Math.min(1, needed); places--) {
      const isExact = areExact && places === needed;
      const texts = Array.from(scalars, (value, i) => value === 0 ? '0'
        : Number.isFinite(value) ? glassbox.number(value, isExact ? exact[i] : places) : '?');
      for (const size of sizes) {
        if (cell >= size * 0.73 + 6 && texts.every(text => widthOf(text, size) <= room)) {
          return { texts, size };
        }
      }
    }
    return null;
  }

  /** How far marks reach beyond a map and its border. */
  function overhang(marks, { width, height, border = [0, 0, 0, 0] }, cell) {
    return Math.max(1, ...marks.map(({ kind, rows, columns }) => {
      if (kind === 'frame') return 3;
      if (kind !== 'ring') return 1;
      const nearest = Math.min(
        rows[0] + border[0], columns[0] + border[1], height + border[2] - rows[1],
        width + border[3] - columns[1]);
      return cell * 0.25 + 6 - nearest * cell;
    }));
  }

  /** A rectangle's edge, inwards. */
  function edge(context, [x, y, w, h], thickness, style) {
    context.strokeStyle = style;
    context.lineWidth = thickness;
    context.strokeRect(x + thickness / 2, y + thickness / 2, w - thickness, h - thickness);
  }
  const grown = ([x, y, w, h], by) => [x - by, y - by, w + 2 * by, h + 2 * by];

  function disc(context, x, y, radius, style) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = style;
    context.fill();
  }

  /** How each kind of mark is painted on a box; white beside the colour, to be seen everywhere. */
  const kinds = {
    frame(context, box, style, { cell }) {
      const thickness = cell < 4 ? 2 : 3, around = grown(box, thickness - 1);
      edge(context, grown(around, 1), 1, 'white');
      edge(context, around, thickness, style);
    },
    outline(context, box, style, { cell }) {
      const thickness = cell < 8 ? 1 : cell < 24 ? 2 : 3;
      edge(context, box, thickness, style);
      if (cell >= 12) edge(context, grown(box, -thickness), 1, 'white');
    },
    ring(context, [x, y, w, h], style, { cell }) {
      for (const [width, color] of [[5, 'white'], [3, style]]) {
        context.beginPath();
        context.arc(x + w / 2, y + h / 2, cell * 0.75 + 2.5, 0, 2 * Math.PI);
        context.lineWidth = width;
        context.strokeStyle = color;
        context.stroke();
      }
    },
    dot(context, [x, y, w, h], style, { cell, hasNumbers }) {
      const [cx, cy] = hasNumbers ? [x + w - 6, y + 6] : [x + w / 2, y + h / 2];
      const radius = hasNumbers ? 3 : Math.max(1.5, cell / 5);
      disc(context, cx, cy, radius + 1, 'white');
      disc(context, cx, cy, radius, style);
    },
    cross(context, [x, y, w, h], style, { cell }) {
      const inset = Math.max(1, cell / 5), thickness = cell < 16 ? 1.5 : 2;
      for (const [width, color] of [[thickness + 2, 'white'], [thickness, style]]) {
        context.beginPath();
        context.moveTo(x + inset, y + inset);
        context.lineTo(x + w - inset, y + h - inset);
        context.moveTo(x + inset, y + h - inset);
        context.lineTo(x + w - inset, y + inset);
        context.lineWidth = width;
        context.lineCap = 'round';
        context.strokeStyle = color;
        context.stroke();
      }
    },
    /** A thin frame around what contributes, which many cells can have at once. */
    light(context, box, style) {
      edge(context, grown(box, 1), 3, 'white');
      edge(context, grown(box, 0.5), 2, style);
    },
  };

  /** Lines through a map, after every few rows and columns. */
  function rules(context, { rows, columns }, style, { cell, size }) {
    const thickness = cell < 24 ? 1 : 2;
    context.fillStyle = style;
    for (let y = rows[1] * cell; y < size[1] - 0.5; y += rows[1] * cell) {
      context.fillRect(0, y - thickness / 2, size[0], thickness);
    }
    for (let x = columns[1] * cell; x < size[0] - 0.5; x += columns[1] * cell) {
      context.fillRect(x - thickness / 2, 0, thickness, size[1]);
    }
  }

  /** Paints a mark. `map` has `cell`, `size`, `hasNumbers` and `box(rows, columns)`. */
  function paintMark(context, mark, map) {
    const style = glassbox.tone(mark.tone ?? 'mark', true);
    if (mark.kind === 'rule') rules(context, mark, style, map);
    else kinds[mark.kind]?.(context, map.box(mark.rows, mark.columns), style, map);
  }

  Object.assign(glassbox, { font, widthOf, numbersIn, overhang, paintMark, numberSizes: SIZES });
})();
