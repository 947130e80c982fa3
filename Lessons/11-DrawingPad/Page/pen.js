// Mouse, finger, pen and keys on the drawing area.
import { SIDE } from './drawing.js';

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A pen presses; a mouse and a finger do not. `pressure` is from 0 to 1. */
const pressed = (width, pressure) => width * (0.4 + 1.2 * pressure);

/**
 * Lets one draw on a canvas. `grew` is called when ink was added, `replaced` when the drawing has
 * become another one, `say` with a sentence for those who do not see it. `keep` keeps the drawing at
 * Enter, and says whether it does so.
 */
export function makePen(canvas, drawing, { width, grew, replaced, load, keep, say }) {
  let pointer = null;  // the one that draws; a second finger does not
  const cursor = { x: SIDE / 2, y: SIDE / 2, isDown: false, isShown: false };
  const pen = { hint: [], get isDrawing() { return pointer !== null; }, lift, paint };

  const point = event => {
    const box = canvas.getBoundingClientRect();
    // A captured pointer goes on beyond the pad, where nobody would see its ink.
    const onPad = v => Math.min(Math.max(v, 0), SIDE);
    return {
      x: onPad((event.clientX - box.left) * SIDE / box.width),
      y: onPad((event.clientY - box.top) * SIDE / box.height),
      width: event.pointerType === 'pen' ? pressed(width(), event.pressure) : width(),
    };
  };
  canvas.addEventListener('pointerdown', event => {
    if (pointer !== null || event.button !== 0) return;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    cursor.isShown = cursor.isDown = false;
    drawing.begin(point(event));
    grew();
  });
  canvas.addEventListener('pointermove', event => {
    if (event.pointerId !== pointer) return;
    // All places since the last event, so that a quick stroke stays round.
    const events = event.getCoalescedEvents?.() ?? [];
    drawing.extend(...(events.length ? events : [event]).map(point));
    grew();
  });
  const end = event => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    grew();
  };
  canvas.addEventListener('pointerup', end);
  canvas.addEventListener('pointercancel', end);

  canvas.addEventListener('keydown', event => {
    if (key(event)) event.preventDefault();
  });
  canvas.addEventListener('blur', () => { lift(); cursor.isShown = false; paint(); });

  /** Whether the key was one of ours. */
  function key(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === 'z') {
      lift();
      drawing.undo();
      replaced();
    } else if (isCommand || event.altKey) {
      return false;
    } else if (event.key in MOVES) {
      move(...MOVES[event.key], event.shiftKey ? 4 : 14);
    } else if (event.key === 'Enter' && keep()) {
      lift();
    } else if (event.key === ' ' || event.key === 'Enter') {
      cursor.isDown = !cursor.isDown;
      cursor.isShown = true;
      if (cursor.isDown) drawing.begin(here());
      say(cursor.isDown ? 'Pen down.' : 'Pen up.');
      grew();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      lift();
      drawing.clear();
      replaced();
    } else {
      return /^[0-9]$/.test(event.key) && load(Number(event.key));
    }
    return true;
  }

  const here = () => ({ x: cursor.x, y: cursor.y, width: width() });
  function move(right, down, step) {
    const inside = v => Math.min(Math.max(v, 10), SIDE - 10);
    cursor.x = inside(cursor.x + step * right);
    cursor.y = inside(cursor.y + step * down);
    cursor.isShown = true;
    if (!cursor.isDown) return paint();
    drawing.extend(here());
    grew();
  }
  /** Ends the stroke, so that what follows cannot go on with another one. */
  function lift() {
    cursor.isDown = false;
    pointer = null;
  }

  function paint() {
    const size = Math.round(canvas.clientWidth * devicePixelRatio);
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const context = canvas.getContext('2d');
    drawing.paint(context, size, pen.hint);
    if (cursor.isShown) paintCursor(context, size);
  }

  /** A ring with four ticks: orange while the pen is down. */
  function paintCursor(context, size) {
    const [x, y, r] = [cursor.x * size / SIDE, cursor.y * size / SIDE, size / 28];
    context.strokeStyle = cursor.isDown ? '#fd8d3c' : '#9ecae1';
    context.lineWidth = size / 140;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    for (const [dx, dy] of Object.values(MOVES)) {
      context.moveTo(x + dx * r, y + dy * r);
      context.lineTo(x + dx * 1.7 * r, y + dy * 1.7 * r);
    }
    context.stroke();
  }
  return pen;
}
