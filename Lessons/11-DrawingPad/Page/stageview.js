// The maps of one stage (or a list, folded into rows) on one canvas, with marks on it.
const { color, frame, miniature, number, resize } = glassbox;

const EDGE = '#8b929b';
const KEYS = {  // by rows, columns and maps
  ArrowLeft: [0, -1, 0], ArrowRight: [0, 1, 0], ArrowUp: [-1, 0, 0], ArrowDown: [1, 0, 0],
  PageUp: [0, 0, -1], PageDown: [0, 0, 1],
};

export class StageView {
  marks = [];       // { rows, columns } on all maps, or { items } of a list
  selected = null;  // an index within the stage
  #picture = null;  // all maps, one below the other, a pixel for each number

  constructor(canvas, stage) {
    this.canvas = canvas;
    this.update(stage);
  }

  /** `stage`: number, name, kind, shape, limit, values, and labels if each number is a class. */
  update(stage) {
    this.stage = stage;
    this.isList = stage.shape.length === 1;
    this.#picture = null;
    const [rows, columns, maps] = stage.shape;
    this.columns = columns ?? StageView.#across(rows, stage.labels);
    [this.rows, this.maps] = this.isList ? [Math.ceil(rows / this.columns), 1] : [rows, maps];
    this.scaleKind = stage.number === 0 ? 'pixels'
      : ['conv', 'dense'].includes(stage.kind) ? 'signed' : 'unsigned';
  }
  /** In how many columns a list is folded. */
  static #across(count, labels) {
    if (labels) return Math.min(count, matchMedia('(max-width: 480px)').matches ? 5 : 10);
    return count > 1000 ? Math.ceil(Math.sqrt(count)) : Math.min(count, 32);
  }

  /** The last row of a list may not be full. */
  #value(r, c, k) { return this.stage.values[(r * this.columns + c) * this.maps + k] ?? 0; }
  #place(index) {
    return this.isList ? [Math.floor(index[0] / this.columns), index[0] % this.columns, 0] : index;
  }
  #index(r, c, k) {
    if (!this.isList) return [r, c, k];
    const i = r * this.columns + c;
    return i < this.stage.shape[0] ? [i] : null;
  }

  /** How many maps stand side by side, and how large their pixels are, on so many CSS pixels. */
  #layOut(width) {
    const all = Math.floor(width * devicePixelRatio);
    this.gap = Math.round((this.maps > 1 ? 5 : 3) * devicePixelRatio);
    this.across = Math.min(this.maps, width < 520 ? 4 : 8);
    const isShort = this.isList && this.columns <= 40;
    const most = this.stage.labels ? 56 : isShort ? 20 : this.maps > 1 ? 6 : 5;
    const room = Math.floor((all - this.gap) / this.across - this.gap) / this.columns;
    this.scale = Math.max(1, Math.floor(Math.min(room, most * devicePixelRatio)));
    // In CSS pixels, so that a test finds the number that it wants to point at.
    Object.assign(this.canvas.dataset, {
      scale: this.scale / devicePixelRatio, gap: this.gap / devicePixelRatio, across: this.across,
      columns: this.columns,
    });
  }
  corner(k) {
    return [
      this.gap + (k % this.across) * (this.columns * this.scale + this.gap),
      this.gap + Math.floor(k / this.across) * (this.rows * this.scale + this.gap),
    ];
  }

  paint(width) {
    this.#layOut(width);
    const { scale, stage, gap } = this, down = Math.ceil(this.maps / this.across);
    const [w, h] = [this.columns * scale, this.rows * scale];
    const context = resize(this.canvas, this.across * (w + gap) + gap, down * (h + gap) + gap);
    // Hovering paints only marks anew.
    this.#picture ??= miniature(
      this.rows * this.maps, this.columns,
      (r, c) => this.#value(r % this.rows, c, Math.floor(r / this.rows)), stage.limit,
      this.scaleKind);
    for (let k = 0; k < this.maps; k++) {
      const [x, y] = this.corner(k);
      context.drawImage(this.#picture, 0, k * this.rows, this.columns, this.rows, x, y, w, h);
      context.strokeStyle = EDGE;
      context.lineWidth = 1;
      context.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1);
    }
    if (stage.labels) this.#write(context);
    for (const mark of this.marks) this.#paintMark(context, mark);
    if (this.selected) this.#paintSelected(context);
  }

  /** Class and value in each cell of a short list. */
  #write(context) {
    const { stage, scale } = this, size = Math.round(Math.min(scale / 3.2, 13 * devicePixelRatio));
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    stage.labels.forEach((label, i) => {
      const [r, c] = this.#place([i]), value = stage.values[i];
      const [x, y] = [this.gap + (c + 0.5) * scale, this.gap + r * scale];
      const [red, green, blue] = color(value, stage.limit, this.scaleKind);
      context.fillStyle = 0.3 * red + 0.59 * green + 0.11 * blue > 135 ? '#14171b' : 'white';
      const text = this.scaleKind === 'signed' ? number(value, 1) : value.toFixed(2);
      context.font = `bold ${size}px system-ui, sans-serif`;
      context.fillText(label, x, y + scale * 0.3, scale - 2);
      context.font = `${size}px system-ui, sans-serif`;
      context.fillText(text, x, y + scale * 0.7, scale - 2);
    });
  }

  #paintMark(context, { rows, columns, items }) {
    const { scale } = this;
    let [r, c] = [rows, columns];
    if (items && items[1] - items[0] === 1) {
      [r, c] = this.#place(items).slice(0, 2).map(place => [place, place + 1]);
    }
    // A window may reach over the edge; without one, all of it was looked at.
    const inside = ([from, to] = [0, Infinity], most) => [Math.max(0, from), Math.min(most, to)];
    const [r0, r1] = inside(r, this.rows), [c0, c1] = inside(c, this.columns);
    for (let k = 0; k < this.maps; k++) {
      const [x, y] = this.corner(k);
      frame(context, x + c0 * scale, y + r0 * scale, (c1 - c0) * scale, (r1 - r0) * scale);
    }
  }

  #paintSelected(context) {
    const { scale } = this, [r, c, k] = this.#place(this.selected), [x, y] = this.corner(k);
    const thickness = Math.max(devicePixelRatio, Math.min(scale / 3, 2 * devicePixelRatio));
    frame(context, x + c * scale, y + r * scale, scale, scale, thickness);
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
    const by = KEYS[key];
    if (!by) return null;
    const most = [this.rows, this.columns, this.maps];
    if (!this.selected) return this.#index(most[0] >> 1, most[1] >> 1, 0);
    const place = this.#place(this.selected)
      .map((v, i) => Math.min(Math.max(v + by[i], 0), most[i] - 1));
    return this.#index(...place) ?? this.selected;
  }
}
