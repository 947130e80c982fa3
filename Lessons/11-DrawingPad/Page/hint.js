// Shows how the pen writes a symbol, in grey under the drawing.
const { isStill } = glassbox;

const DURATION = 1500;  // milliseconds for a whole symbol
let running = 0;

/**
 * Writes strokes of [x, y, pressure] under the drawing; at once where less motion is asked for. The
 * line is `pressure` times as wide as the pen (Sources/Digits/Pen/PenDrawing.swift).
 */
export function write(strokes, pen, width) {
  const points = strokes.map(stroke => stroke.map(([x, y, pressure]) =>
    ({ x, y, width: width * pressure })));
  const count = points.flat().length, started = performance.now(), mine = ++running;
  const step = now => {
    if (mine !== running) return;
    const share = isStill() ? 1 : Math.min(1, Math.max(0, (now - started) / DURATION));
    let left = Math.ceil(share * count);
    pen.hint = points.map(stroke => {
      const part = stroke.slice(0, left);
      left = Math.max(0, left - stroke.length);
      return part;
    });
    pen.paint();
    if (share < 1) requestAnimationFrame(step);
  };
  step(started);
}

export function wipe(pen) {
  running++;
  pen.hint = [];
  pen.paint();
}
