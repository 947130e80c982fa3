// Numbers as colours, in the colours of the lessons' pictures (Sources/Pictures/ColorScale.swift).

const blues = [[255, 255, 255], [158, 202, 225], [49, 130, 189], [8, 48, 107]];
const oranges = [[255, 255, 255], [253, 190, 133], [230, 110, 20], [115, 40, 4]];
const MARK = '#d6006e';

/** Red, green and blue of a number: −limit blue, 0 white, +limit orange; pixels black to white. */
export function color(value, limit, kind = 'signed') {
  if (!Number.isFinite(value)) return [255, 0, 255];
  const t = Math.min(Math.max(value / (limit || 1), -1), 1);
  if (kind === 'pixels') return Array(3).fill(Math.round(255 * Math.max(t, 0)));
  const colors = t < 0 ? blues : oranges, place = Math.abs(t) * 3;
  const i = Math.min(Math.floor(place), 2), part = place - i;
  return colors[i].map((c, k) => Math.round(c + (colors[i + 1][k] - c) * part));
}
export const css = rgb => `rgb(${rgb.join(' ')})`;

/** A number with a true minus sign. */
export function number(value, places, isSigned = false) {
  const text = Math.abs(value).toFixed(places), isZero = Number(text) === 0;
  return (value < 0 && !isZero ? '−' : isSigned ? '+' : '') + text;
}

/** One map as a small canvas, a pixel each. `at(row, column)` is the number. */
function small(rows, columns, at, limit, kind) {
  const canvas = new OffscreenCanvas(columns, rows), context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  for (let r = 0, p = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, p += 4) {
      image.data.set(color(at(r, c), limit, kind), p);
      image.data[p + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Sets how many device pixels a canvas has, and shows each of them as one. */
export function resize(canvas, width, height) {
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / devicePixelRatio}px`;
  canvas.style.height = `${height / devicePixelRatio}px`;
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = false;
  return context;
}

/** Paints rows of numbers on a canvas, `side` CSS pixels wide at most; returns the scale. */
export function paintGrid(canvas, pixels, side, { limit = 255, kind = 'pixels' } = {}) {
  const [rows, columns] = [pixels.length, pixels[0].length];
  const scale = Math.max(1, Math.floor(side * devicePixelRatio / columns));
  const context = resize(canvas, columns * scale, rows * scale);
  context.drawImage(
    small(rows, columns, (r, c) => pixels[r][c], limit, kind), 0, 0, canvas.width, canvas.height);
  return scale;
}

/** A frame that is seen on black, white, blue and orange. */
export function frame(context, x, y, width, height, thickness = devicePixelRatio) {
  for (const [grow, style] of [[2, 'white'], [1, MARK]]) {
    const g = grow * thickness;
    context.lineWidth = thickness * (grow === 2 ? 1.5 : 2);
    context.strokeStyle = style;
    context.strokeRect(x - g / 2, y - g / 2, width + g, height + g);
  }
}

/** A scale bar with its numbers. */
export function scaleBar(limit, kind) {
  const bar = document.createElement('div'), canvas = document.createElement('canvas');
  bar.className = 'scale';
  canvas.width = 128;
  canvas.height = 1;
  const context = canvas.getContext('2d'), lowest = kind === 'signed' ? -limit : 0;
  for (let x = 0; x < 128; x++) {
    context.fillStyle = css(color(lowest + (limit - lowest) * x / 127, limit, kind));
    context.fillRect(x, 0, 1, 1);
  }
  const text = value => {
    const span = document.createElement('span');
    span.textContent = number(value, Number.isInteger(value) ? 0 : 2);
    return span;
  };
  bar.append(text(lowest), canvas, text(limit));
  return bar;
}

/** The maps of a stage (or a list, folded into rows) on one canvas, with marks on it. */
export class StageView {
  marks = [];      // { rows, columns } on all maps
  selected = null;  // an index within the stage

  constructor(canvas, stage) {
    this.canvas = canvas;
    this.update(stage);
  }

  /** `stage`: number, name, kind, shape, limit, values. */
  update(stage) {
    this.stage = stage;
    const { shape } = stage;
    this.isList = shape.length === 1;
    const count = shape[0];
    const across = this.isList ? count > 1000 ? Math.ceil(Math.sqrt(count)) : count > 32 ? 32 : count : shape[1];
    [this.rows, this.columns, this.maps] = this.isList ? [Math.ceil(count / across), across, 1] : shape;
    this.scaleKind = stage.number === 0 ? 'pixels'
      : ['conv', 'dense'].includes(stage.kind) ? 'signed' : 'unsigned';
  }

  /** Where row, column and map are in `values`. */
  #offset(r, c, k) { return this.isList ? r * this.columns + c : (r * this.columns + c) * this.maps + k; }
  value(index) {
    const { shape, values } = this.stage;
    return values[this.isList ? index[0] : (index[0] * shape[1] + index[1]) * shape[2] + index[2]];
  }

  /** How many maps stand side by side, and how large their pixels are, on so many CSS pixels. */
  layOut(width) {
    const all = Math.floor(width * devicePixelRatio);
    this.gap = Math.round(5 * devicePixelRatio);
    this.across = Math.min(this.maps, width < 760 ? 4 : 8);
    const most = this.maps > 1 || this.columns > 40 ? 6 : this.isList ? 44 : 9;
    this.scale = Math.max(1, Math.min(
      Math.floor((all - this.gap) / this.across - this.gap) / this.columns, most * devicePixelRatio) | 0);
  }

  corner(k) {
    const step = s => s * this.scale + this.gap;
    return [
      this.gap + (k % this.across) * step(this.columns),
      this.gap + Math.floor(k / this.across) * step(this.rows)];
  }

  paint(width) {
    this.layOut(width);
    const { scale, stage } = this, down = Math.ceil(this.maps / this.across);
    const context = resize(
      this.canvas, this.across * (this.columns * scale + this.gap) + this.gap,
      down * (this.rows * scale + this.gap) + this.gap);
    for (let k = 0; k < this.maps; k++) {
      const [x, y] = this.corner(k);
      context.drawImage(
        small(this.rows, this.columns, (r, c) => stage.values[this.#offset(r, c, k)] ?? 0,
          stage.limit, this.scaleKind), x, y, this.columns * scale, this.rows * scale);
      context.strokeStyle = '#8b929b';
      context.lineWidth = 1;
      context.strokeRect(x - 0.5, y - 0.5, this.columns * scale + 1, this.rows * scale + 1);
    }
    if (stage.labels) this.#write(context);
    this.#paintMarks(context);
  }

  /** Class and value in each cell of a short list. */
  #write(context) {
    const { stage } = this;
    const size = Math.round(Math.min(this.scale / 3, 13 * devicePixelRatio));
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let i = 0; i < this.columns; i++) {
      const [x, y] = this.corner(0), value = stage.values[i];
      const [r, g, b] = color(value, stage.limit, this.scaleKind);
      context.fillStyle = 0.3 * r + 0.59 * g + 0.11 * b > 135 ? '#14171b' : 'white';
      const text = this.scaleKind === 'signed' ? number(value, 1) : value.toFixed(2);
      const middle = x + (i + 0.5) * this.scale;
      context.font = `bold ${size}px system-ui, sans-serif`;
      context.fillText(stage.labels[i], middle, y + this.scale * 0.3);
      context.font = `${size}px system-ui, sans-serif`;
      context.fillText(text, middle, y + this.scale * 0.7);
    }
  }

  #paintMarks(context) {
    const { scale } = this;
    for (const { rows, columns, items } of this.marks) {
      let [r, c] = [rows, columns];
      if (items && items[1] - items[0] === 1) {
        r = [Math.floor(items[0] / this.columns), Math.floor(items[0] / this.columns) + 1];
        c = [items[0] % this.columns, items[0] % this.columns + 1];
      }
      const inside = (range, most) =>
        range ? [Math.max(0, range[0]), Math.min(most, range[1])] : [0, most];
      const [r0, r1] = inside(r, this.rows), [c0, c1] = inside(c, this.columns);
      for (let k = 0; k < this.maps; k++) {
        const [x, y] = this.corner(k);
        frame(context, x + c0 * scale, y + r0 * scale, (c1 - c0) * scale, (r1 - r0) * scale);
      }
    }
    if (!this.selected) return;
    const [r, c, k] = this.#place(this.selected), [x, y] = this.corner(k);
    const thickness = Math.max(devicePixelRatio, Math.min(scale / 3, 2 * devicePixelRatio));
    frame(context, x + c * scale, y + r * scale, scale, scale, thickness);
  }

  #place(index) {
    return this.isList ? [Math.floor(index[0] / this.columns), index[0] % this.columns, 0] : index;
  }
  #index(r, c, k) {
    if (!this.isList) return [r, c, k];
    const i = r * this.columns + c;
    return i < this.stage.shape[0] ? [i] : null;
  }

  /** The index of the pixel under a pointer, or null. */
  hit(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = (event.clientX - box.left) * this.canvas.width / box.width;
    const y = (event.clientY - box.top) * this.canvas.height / box.height;
    for (let k = 0; k < this.maps; k++) {
      const [left, top] = this.corner(k);
      const c = Math.floor((x - left) / this.scale), r = Math.floor((y - top) / this.scale);
      if (r >= 0 && r < this.rows && c >= 0 && c < this.columns) return this.#index(r, c, k);
    }
    return null;
  }

  /** The index that a key leads to, from the selected one; null if the key is none of ours. */
  moved(key) {
    const by = {
      ArrowLeft: [0, -1, 0], ArrowRight: [0, 1, 0], ArrowUp: [-1, 0, 0], ArrowDown: [1, 0, 0],
      PageUp: [0, 0, -1], PageDown: [0, 0, 1],
    }[key];
    if (!by) return null;
    const start = [Math.floor(this.rows / 2), Math.floor(this.columns / 2), 0];
    if (!this.selected) return this.#index(...start);
    const most = [this.rows, this.columns, this.maps];
    const place = this.#place(this.selected).map((v, i) => Math.min(Math.max(v + by[i], 0), most[i] - 1));
    return this.#index(...place) ?? this.selected;
  }
}
