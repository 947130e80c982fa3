// How the drawing is made like the training digits, step by step, and why it may fail.
import { $ } from './dom.js';
import { paintFitted } from './drawing.js';
import { percent } from './answer.js';

const { cross, element, frame, number, paintGrid, paintOutline, scaleBar } = glassbox;

/** The side of a picture in CSS pixels if `count` stand side by side, on any screen. */
function side(count) {
  return Math.min(count === 3 ? 140 : 168, Math.floor(($('centring').clientWidth - 66) / count));
}

const ABOUT = 'The network has learned from small pictures that were all centred in the same way. '
  + 'Your drawing is centred like them first';

export function showNoCentring() {
  $('centring-about').textContent = `${ABOUT}. Each step is shown here.`;
  $('found').textContent = '';
}

/** One plain line of what was found, and of what was done to it. */
function found({ ground, parts, steps = [] }, { from, to }) {
  if (!ground) return '';
  const clauses = [...steps];
  if (to) {
    clauses.unshift(`its lines were drawn again, ${Math.round(to)} pixels wide instead of `
      + `${Math.round(from)}, to suit its size`);
  }
  return `Found: ${ground}, ${parts} part${parts === 1 ? '' : 's'}.`
    + clauses.map(c => ` ${c[0].toUpperCase()}${c.slice(1)}.`).join('');
}

/** `sent` is what was sent: its canvas, and the widths of its lines. */
export function showCentring(centring, sent) {
  const { ink, scaled, centred } = centring;
  $('found').textContent = found(centring, sent);
  $('centring-about').textContent = ink ? `${ABOUT}.`
    : 'Centring is off: the drawing is only made smaller, and stays where it is.';
  const steps = ink
    ? [
      step('ink', '1. Find the ink.', canvas => paintInk(canvas, ink, sent)),
      step(
        'scaled', `2. Resize it to ${scaled.rows} × ${scaled.columns} pixels: the longer side is 20.`,
        canvas => paintScaled(canvas, scaled)),
      step('centred', '3. Move its centre of mass (cross) to the middle of 28 × 28.', canvas => {
        const s = paintGrid(canvas, centred, side(3)), [row, column] = centreOfMass(centred);
        cross(canvas.getContext('2d'), (column + 0.5) * s, (row + 0.5) * s, canvas.width);
      }),
    ]
    : [
      step('ink', '1. Your drawing.', canvas => paintInk(canvas, null, sent)),
      step(
        'centred', '2. 28 × 28 pixels, in the same place.', canvas => paintGrid(canvas, centred, side(3))),
    ];
  $('steps').replaceChildren(...steps);
}

/**
 * The mean place of what is bright, from the middle of the first pixel. The ink is moved by whole
 * pixels, so it is near the middle, and seldom right in it.
 */
function centreOfMass(pixels) {
  let mass = 0, rows = 0, columns = 0;
  pixels.forEach((line, r) => line.forEach((value, c) => {
    mass += value;
    rows += value * r;
    columns += value * c;
  }));
  return [rows / mass, columns / mass];
}

function step(name, title, paint) {
  const item = element('li'), figure = element('figure'), canvas = element('canvas');
  item.dataset.step = name;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', title);
  paint(canvas);
  // All alike, though 20 and 28 pixels seldom fill the same width.
  canvas.style.width = canvas.style.height = `${side(3)}px`;
  figure.append(canvas, element('figcaption', title));
  item.append(figure);
  return item;
}

function paintInk(canvas, ink, sent) {
  const size = Math.round(side(3) * devicePixelRatio);
  Object.assign(canvas, { width: size, height: size });
  const context = canvas.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, size, size);
  const { x, y, scale: s } = paintFitted(context, sent.canvas, size);
  if (ink) frame(context, x + ink.column * s, y + ink.row * s, ink.columns * s, ink.rows * s);
}

/** In the upper left corner of a square of 20 × 20, all of which it may fill. */
function paintScaled(canvas, scaled) {
  const square = Array.from({ length: 20 }, (_, r) =>
    Array.from({ length: 20 }, (_, c) => scaled.pixels[r]?.[c] ?? 0));
  const s = paintGrid(canvas, square, side(3)), line = 2 * devicePixelRatio;
  const [width, height] = [scaled.columns * s, scaled.rows * s];
  frame(canvas.getContext('2d'), line, line, width - 2 * line, height - 2 * line);
}

// ---- Why did mine fail? ----------------------------------------------------------------------

/** `other` is the answer to the same drawing with the switch turned. */
export function showWhy(answer, other, isCentred) {
  $('compared').textContent = '';
  if (other && !other.blank) compare(...(isCentred ? [answer, other] : [other, answer]));
  const { centred } = answer.centring;
  paintFigure(
    'saw', canvas => paintGrid(canvas, centred, side(2)), 'What the network saw. Would you read it?');
  if (answer.occlusion) paintOcclusion(answer, centred);
  $('likeness').hidden = (answer.nearest ?? []).length === 0;
  $('nearest').replaceChildren(...(answer.nearest ?? []).map(near => {
    const item = element('li'), canvas = element('canvas');
    paintGrid(canvas, near.pixels, 56);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `a training picture, ${near.label}`);
    item.append(canvas, element('b', near.label), element('span', number(near.distance, 1)));
    return item;
  }));
}

function compare(on, off) {
  const said = a => `${a.label} (${percent(a.top[0].probability)})`;
  $('compared').textContent = `With centring it says ${said(on)}, without it ${said(off)}. `
    + (on.label === off.label ? 'Here place and size do not change the answer.'
      : 'Only place and size differ.');
}

function paintOcclusion(answer, centred) {
  const limit = Math.max(...answer.occlusion.flat().map(Math.abs));
  paintFigure('occlusion', canvas => {
    paintGrid(canvas, answer.occlusion, side(2), { limit, kind: 'signed' });
    paintOutline(canvas, centred);
  }, `Cover a small square there, and the score of ${answer.label} falls (orange) or rises (blue).`,
  scaleBar(limit, 'signed'));
}

function paintFigure(id, paint, caption, ...extra) {
  const [canvas, text] = $(id).children;
  paint(canvas);
  canvas.setAttribute('aria-label', caption);
  text.replaceChildren(caption, ...extra);
}
