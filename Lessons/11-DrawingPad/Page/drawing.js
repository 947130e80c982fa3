// The drawing: strokes on a square of 280 × 280, white on black as the network's images are.
import { samples } from './samples.js';

export const SIDE = 280;

export class Drawing {
  strokes = [];  // of points { x, y, width }; a list of strokes is never changed, only replaced
  #past = [];

  get isBlank() { return this.strokes.length === 0; }
  get canUndo() { return this.#past.length > 0; }

  replace(strokes) {
    this.#past.push(this.strokes);
    this.strokes = strokes;
  }

  begin(point) { this.replace([...this.strokes, [point]]); }
  extend(...points) {
    const last = this.strokes.at(-1);
    this.strokes = [...this.strokes.slice(0, -1), [...last, ...points]];
  }

  undo() { if (this.canUndo) this.strokes = this.#past.pop(); }
  clear() { if (!this.isBlank) this.replace([]); }

  load(digit, width) {
    this.replace(samples[digit].map(line =>
      line.map(([x, y]) => ({ x: 60 + 1.6 * x, y: 40 + 2 * y, width }))));
  }

  /** The whole drawing at less than half its size, in the upper left corner. */
  moveToCorner() {
    const points = this.strokes.flat();
    if (points.length === 0) return;
    const left = Math.min(...points.map(p => p.x)), top = Math.min(...points.map(p => p.y));
    const scale = 0.45, margin = 18;
    this.replace(this.strokes.map(stroke => stroke.map(({ x, y, width }) => ({
      x: margin + (x - left) * scale, y: margin + (y - top) * scale, width: width * scale,
    }))));
  }

  /** Paints all strokes on a canvas whose side is `size`. */
  paint(context, size) {
    context.setTransform(size / SIDE, 0, 0, size / SIDE, 0, 0);
    context.fillStyle = 'black';
    context.fillRect(0, 0, SIDE, SIDE);
    context.strokeStyle = context.fillStyle = 'white';
    context.lineCap = context.lineJoin = 'round';
    for (const stroke of this.strokes) paintStroke(context, stroke);
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

/** Lets mouse, finger, pen and keys draw on a canvas; `changed` is called with each change. */
export function makePad(canvas, drawing, penWidth, changed, say) {
  let pointer = null;
  const pen = { x: SIDE / 2, y: SIDE / 2, isDown: false, isShown: false };

  const point = event => {
    const box = canvas.getBoundingClientRect();
    // A pen presses; a mouse and a finger do not.
    const press = event.pointerType === 'pen' ? 0.4 + 1.2 * event.pressure : 1;
    return {
      x: (event.clientX - box.left) * SIDE / box.width,
      y: (event.clientY - box.top) * SIDE / box.height, width: penWidth() * press,
    };
  };
  canvas.addEventListener('pointerdown', event => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    pen.isShown = pen.isDown = false;
    drawing.begin(point(event));
    changed();
  });
  canvas.addEventListener('pointermove', event => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    drawing.extend(...(events.length ? events : [event]).map(point));
    changed();
  });
  const lift = event => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    changed();
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);

  const here = () => ({ x: pen.x, y: pen.y, width: penWidth() });
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener('keydown', event => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key in moves) {
      const step = event.shiftKey ? 4 : 14, inside = v => Math.min(Math.max(v, 10), SIDE - 10);
      pen.x = inside(pen.x + step * moves[event.key][0]);
      pen.y = inside(pen.y + step * moves[event.key][1]);
      pen.isShown = true;
      if (pen.isDown) drawing.extend(here());
    } else if (event.key === ' ' || event.key === 'Enter') {
      pen.isDown = !pen.isDown;
      pen.isShown = true;
      if (pen.isDown) drawing.begin(here());
      say(pen.isDown ? 'Pen down.' : 'Pen up.');
    } else if (isCommand && event.key.toLowerCase() === 'z') {
      pen.isDown = false;
      drawing.undo();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      pen.isDown = false;
      drawing.clear();
    } else if (/^[0-9]$/.test(event.key) && !isCommand && !event.altKey) {
      pen.isDown = false;
      drawing.load(Number(event.key), penWidth());
    } else {
      return;
    }
    event.preventDefault();
    changed();
  });
  canvas.addEventListener('blur', () => { pen.isDown = pen.isShown = false; paint(); });

  function paint() {
    const size = Math.round(canvas.clientWidth * devicePixelRatio);
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const context = canvas.getContext('2d');
    drawing.paint(context, size);
    if (!pen.isShown) return;
    const [x, y, r] = [pen.x * size / SIDE, pen.y * size / SIDE, size / 28];
    context.strokeStyle = pen.isDown ? '#fd8d3c' : '#9ecae1';
    context.lineWidth = size / 140;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + dx * r, y + dy * r);
      context.lineTo(x + dx * 1.7 * r, y + dy * 1.7 * r);
    }
    context.stroke();
  }
  return { paint, get isDrawing() { return pointer !== null; }, liftPen() { pen.isDown = false; } };
}
