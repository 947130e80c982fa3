// What is on the pad: strokes on a square of 280 × 280, white on black as the network's images are,
// or somebody's picture.
import { evened } from './evening.js';
import { samples } from './samples.js';

export const SIDE = 280;

export class Drawing {
  strokes = [];    // of points { x, y, width }; only the last stroke of the newest list ever grows
  picture = null;  // { canvas, png, name } in place of strokes
  #past = [];

  get isBlank() { return this.strokes.length === 0 && !this.picture; }
  get canUndo() { return this.#past.length > 0; }

  #replace(strokes, picture = null) {
    this.#past.push([this.strokes, this.picture]);
    [this.strokes, this.picture] = [strokes, picture];
  }

  begin(point) { this.#replace([...this.strokes, [point]]); }
  extend(...points) { this.strokes.at(-1)?.push(...points); }

  undo() { if (this.canUndo) [this.strokes, this.picture] = this.#past.pop(); }
  clear() { if (!this.isBlank) this.#replace([]); }
  /** Shows a picture in place of the strokes. If the user draws again, the pad is empty first. */
  show(picture) { this.#replace([], picture); }

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

  /** Paints everything on a canvas whose side is `size`; `under` in grey below the strokes. */
  paint(context, size, under = []) {
    context.setTransform(size / SIDE, 0, 0, size / SIDE, 0, 0);
    context.fillStyle = 'black';
    context.fillRect(0, 0, SIDE, SIDE);
    if (this.picture) paintFitted(context, this.picture.canvas, SIDE);
    paintStrokes(context, under, '#6b747e');
    paintStrokes(context, this.strokes, 'white');
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  /**
   * What is sent: `png`, and the same on a canvas. A drawing that will be centred gets lines in
   * proportion to its size. `from` and `to` are their widths before and after, if they differ.
   */
  async sent(isCentred) {
    if (this.picture) return { png: this.picture.png, canvas: this.picture.canvas };
    const { strokes, from, to } = isCentred ? evened(this.strokes)
      : { strokes: this.strokes, from: 0, to: 0 };
    const { left, top, side } = isCentred ? room(strokes) : { left: 0, top: 0, side: SIDE };
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side;
    const context = canvas.getContext('2d');
    context.fillStyle = 'black';
    context.fillRect(0, 0, side, side);
    context.translate(-left, -top);
    paintStrokes(context, strokes, 'white');
    const png = await new Promise(done => canvas.toBlob(done, 'image/png'));
    return { png, canvas, ...Math.abs(to - from) > 1 && { from, to } };
  }
}

/** The pad, or a larger square where wider lines would run over its edge. */
function room(strokes) {
  const points = strokes.flat(), margin = 4;
  const edge = (pick, sign, start) => points.reduce(
    (far, p) => sign * Math.max(sign * far, sign * pick(p) + p.width / 2 + margin), start);
  const left = Math.floor(edge(p => p.x, -1, 0)), top = Math.floor(edge(p => p.y, -1, 0));
  const right = Math.ceil(edge(p => p.x, 1, SIDE)), bottom = Math.ceil(edge(p => p.y, 1, SIDE));
  return { left, top, side: Math.max(right - left, bottom - top) };
}

/** A picture in the middle of a square; grey where it is transparent, so that any ink is seen. */
export function paintFitted(context, canvas, side) {
  const scale = side / Math.max(canvas.width, canvas.height);
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  const [x, y] = [(side - width) / 2, (side - height) / 2];
  context.fillStyle = '#7f8790';
  context.fillRect(x, y, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, x, y, width, height);
  return { x, y, scale };
}

function paintStrokes(context, strokes, style) {
  context.lineCap = context.lineJoin = 'round';
  context.strokeStyle = context.fillStyle = style;
  for (const stroke of strokes) paintStroke(context, stroke);
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
