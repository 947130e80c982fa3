// The drawing: strokes on a square of 280 × 280, white on black as the network's images are.
import { samples } from './samples.js';

export const SIDE = 280;

export class Drawing {
  strokes = [];  // of points { x, y, width }; only the last stroke of the newest list ever grows
  #past = [];

  get isBlank() { return this.strokes.length === 0; }
  get canUndo() { return this.#past.length > 0; }

  #replace(strokes) {
    this.#past.push(this.strokes);
    this.strokes = strokes;
  }

  begin(point) { this.#replace([...this.strokes, [point]]); }
  extend(...points) { this.strokes.at(-1).push(...points); }

  undo() { if (this.canUndo) this.strokes = this.#past.pop(); }
  clear() { if (!this.isBlank) this.#replace([]); }

  load(digit, width) {
    this.#replace(samples[digit].map(line =>
      line.map(([x, y]) => ({ x: 60 + 1.6 * x, y: 40 + 2 * y, width }))));
  }

  /** The whole drawing at less than half its size, in the upper left corner. */
  moveToCorner() {
    const points = this.strokes.flat();
    if (points.length === 0) return;
    const left = Math.min(...points.map(p => p.x)), top = Math.min(...points.map(p => p.y));
    const scale = 0.45, margin = 18;
    this.#replace(this.strokes.map(stroke => stroke.map(({ x, y, width }) => ({
      x: margin + (x - left) * scale, y: margin + (y - top) * scale, width: width * scale,
    }))));
  }

  /** Paints all strokes on black, on a canvas whose side is `size`; `under` in grey below them. */
  paint(context, size, under = []) {
    context.setTransform(size / SIDE, 0, 0, size / SIDE, 0, 0);
    context.fillStyle = 'black';
    context.fillRect(0, 0, SIDE, SIDE);
    context.lineCap = context.lineJoin = 'round';
    for (const [strokes, style] of [[under, '#6b747e'], [this.strokes, 'white']]) {
      context.strokeStyle = context.fillStyle = style;
      for (const stroke of strokes) paintStroke(context, stroke);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** The drawing as a PNG, whatever the size of the screen. */
  png() {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIDE;
    this.paint(canvas.getContext('2d'), SIDE);
    return new Promise(done => canvas.toBlob(done, 'image/png'));
  }
}

/** From the middle between two points to the next middle, bent towards the point between them. */
function paintStroke(context, points) {
  const middle = (a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  if (points.length === 0) return;
  if (points.length === 1) {
    context.beginPath();
    context.arc(points[0].x, points[0].y, points[0].width / 2, 0, 2 * Math.PI);
    context.fill();
  }
  let from = points[0];
  for (let i = 1; i < points.length; i++) {
    const to = i === points.length - 1 ? points[i] : middle(points[i], points[i + 1]);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(points[i].x, points[i].y, to.x, to.y);
    context.lineWidth = points[i].width;
    context.stroke();
    from = to;
  }
}
