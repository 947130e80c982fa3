// Strokes become ink on a pad. The rules are those of Sources/Pen/PenDrawing.swift.
'use strict';
(() => {
  const SIDE = 280;
  const between = (value, low, high) => Math.min(Math.max(value, low), high);

  /** Inks what is nearer than `radius` to the line from a to b; each is `[x, y]`. */
  function line(pad, a, b, radius) {
    const reach = radius + 0.5, inner = Math.max(0, radius - 0.5) ** 2;
    const near = axis => [
      Math.max(0, Math.floor(Math.min(a[axis], b[axis]) - reach)),
      Math.min(SIDE, Math.ceil(Math.max(a[axis], b[axis]) + reach))];
    const [[left, right], [top, bottom]] = [near(0), near(1)];
    const way = [b[0] - a[0], b[1] - a[1]], square = way[0] ** 2 + way[1] ** 2;
    const scale = square > 0 ? 1 / square : 0;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const x = column + 0.5 - a[0], y = row + 0.5 - a[1];
        const t = between((x * way[0] + y * way[1]) * scale, 0, 1);
        const distance = (x - t * way[0]) ** 2 + (y - t * way[1]) ** 2;
        if (distance >= reach * reach) continue;
        const share = distance <= inner ? 1 : Math.min(1, reach - Math.sqrt(distance));
        const place = row * SIDE + column;
        pad[place] = Math.max(pad[place], Math.round(255 * share));
      }
    }
  }

  /** Inks a stroke of points `[x, y]`: the line bends towards each of them. */
  function stroke(pad, points, width) {
    const radius = width / 2, away = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
    if (points.length === 1) line(pad, points[0], points[0], radius);
    let from = points[0];
    for (let i = 1; i < points.length; i++) {
      const p = points[i], next = points[i + 1];
      const to = next ? p.map((v, axis) => 0.5 * (v + next[axis])) : p;
      const pieces = between(Math.trunc((away(p, from) + away(to, p)) / 4), 1, 8);
      let last = from;
      for (let n = 1; n <= pieces; n++) {
        const t = n / pieces, s = 1 - t;
        const place = p.map((v, axis) => s * s * from[axis] + 2 * s * t * v + t * t * to[axis]);
        line(pad, last, place, radius);
        last = place;
      }
      from = to;
    }
  }

  /** Strokes as a pad of 280×280 greys, from 0 to 255. */
  function drawn(strokes, width) {
    const pad = new Uint8Array(SIDE * SIDE);
    for (const points of strokes) stroke(pad, points, width);
    return pad;
  }

  glassbox.ink = { SIDE, between, drawn };
})();
