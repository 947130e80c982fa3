// Lines in proportion to the drawing. The pad's pen has one width, but drawings have many sizes.
// Fitted into 20 × 20, a small drawing would have thick lines, and a large one thin lines.

/**
 * The width of a line when the drawing is fitted into 20 pixels. Of 2, 2.5, 3 and 3.5, it was the
 * best for digits and symbols together (drawings of the pen's unseen hand).
 */
const WIDE = 2.5, BOX = 20;
/** A shorter drawing is a dot, and has no lines. In pixels of the pad. */
const LEAST = 20;

const span = values => Math.max(...values) - Math.min(...values);
const middle = values => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * The same strokes with lines as wide as the drawing's size asks for. Where a pen was pressed, the
 * line stays wider than elsewhere. `from` and `to` are the usual width before and after.
 */
export function evened(strokes) {
  const points = strokes.flat();
  if (points.length === 0) return { strokes, from: 0, to: 0 };
  const length = Math.max(span(points.map(p => p.x)), span(points.map(p => p.y)));
  const from = middle(points.map(p => p.width));
  // The ink is as long as the drawing and one line's width: w · 20 / (length + w) = 2.5.
  const to = length < LEAST ? from : WIDE * length / (BOX - WIDE), factor = to / from;
  return {
    strokes: strokes.map(line => line.map(p => ({ ...p, width: p.width * factor }))), from, to,
  };
}
