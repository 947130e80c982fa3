// Numbers as colours, in the colours of the lessons' pictures (Sources/Pictures/ColorScale.swift).

const BLUES = [[255, 255, 255], [158, 202, 225], [49, 130, 189], [8, 48, 107]];
const ORANGES = [[255, 255, 255], [253, 190, 133], [230, 110, 20], [115, 40, 4]];
const MARK = '#009e73';
export const EDGE = '#8b929b';

/**
 * Red, green and blue of a number. `signed`: −limit blue, 0 white, +limit orange; `unsigned`: its
 * orange half; `pixels`: 0 black, limit white. What is no number is magenta: nobody overlooks it.
 */
export function color(value, limit, kind = 'signed') {
  if (!Number.isFinite(value)) return [255, 0, 255];
  const t = Math.min(Math.max(value / (limit || 1), -1), 1);
  if (kind === 'pixels') return Array(3).fill(Math.round(255 * Math.max(t, 0)));
  const colors = t < 0 ? BLUES : ORANGES, place = Math.abs(t) * 3;
  const i = Math.min(Math.floor(place), 2), part = place - i;
  return colors[i].map((c, k) => Math.round(c + (colors[i + 1][k] - c) * part));
}
export const css = rgb => `rgb(${rgb.join(' ')})`;

/** A number with a true minus sign. */
export function number(value, places, isSigned = false) {
  const text = Math.abs(value).toFixed(places), isZero = Number(text) === 0;
  return (value < 0 && !isZero ? '−' : isSigned ? '+' : '') + text;
}

/** One map, a pixel for each number; `at(row, column)` is the number. */
export function miniature(rows, columns, at, limit, kind) {
  const canvas = new OffscreenCanvas(columns, rows), context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows), { data } = image;
  for (let r = 0, p = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, p += 4) {
      [data[p], data[p + 1], data[p + 2]] = color(at(r, c), limit, kind);
      data[p + 3] = 255;
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
  const picture = miniature(rows, columns, (r, c) => pixels[r][c], limit, kind);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return scale;
}

/** The outline of what is brighter than half: a line wherever bright meets dark. */
export function paintOutline(canvas, pixels, most = 255) {
  const context = canvas.getContext('2d'), step = canvas.width / pixels[0].length;
  const isInk = (r, c) => (pixels[r]?.[c] ?? 0) > most / 2;
  context.beginPath();
  for (let r = 0; r <= pixels.length; r++) {
    for (let c = 0; c <= pixels[0].length; c++) {
      if (isInk(r, c) !== isInk(r - 1, c)) {
        context.moveTo(c * step, r * step);
        context.lineTo((c + 1) * step, r * step);
      }
      if (isInk(r, c) !== isInk(r, c - 1)) {
        context.moveTo(c * step, r * step);
        context.lineTo(c * step, (r + 1) * step);
      }
    }
  }
  context.lineCap = 'square';
  context.lineWidth = 1.5 * devicePixelRatio;
  context.strokeStyle = '#24292f';
  context.stroke();
}

/** A frame that is seen on black, white, blue and orange. */
export function frame(context, x, y, width, height, thickness = devicePixelRatio) {
  for (const [style, grow, line] of [['white', 2, 1.5], [MARK, 1, 2]]) {
    const g = grow * thickness;
    context.lineWidth = line * thickness;
    context.strokeStyle = style;
    context.strokeRect(x - g / 2, y - g / 2, width + g, height + g);
  }
}

/** Where a centre of mass stands: a cross whose middle is left open, so that the ink is seen. */
export function cross(context, x, y, size) {
  context.strokeStyle = MARK;
  context.lineWidth = 1.5 * devicePixelRatio;
  context.beginPath();
  for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    context.moveTo(x + dx * size * 0.06, y + dy * size * 0.06);
    context.lineTo(x + dx * size, y + dy * size);
  }
  context.stroke();
}

/** A scale bar with its numbers. */
export function scaleBar(limit, kind) {
  const bar = document.createElement('span'), canvas = document.createElement('canvas');
  bar.className = 'scale';
  canvas.width = 128;
  canvas.height = 1;
  const context = canvas.getContext('2d'), lowest = kind === 'signed' ? -1 : 0;
  for (let x = 0; x < 128; x++) {
    context.fillStyle = css(color(lowest + (1 - lowest) * x / 127, 1, kind));
    context.fillRect(x, 0, 1, 1);
  }
  bar.append(document.createElement('span'), canvas, document.createElement('span'));
  label(bar, limit, kind);
  return bar;
}
/** Writes the numbers anew; the colours stay. */
export function label(bar, limit, kind) {
  const text = value => number(value, Number.isInteger(value) ? 0 : 2);
  bar.firstChild.textContent = text(kind === 'signed' ? -limit : 0);
  bar.lastChild.textContent = text(limit);
}
