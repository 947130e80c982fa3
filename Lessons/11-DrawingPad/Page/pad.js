// The page: asks the server while one draws, and shows what it says.
import { Drawing, SIDE, makePad } from './drawing.js';
import { StageView, frame, number, paintGrid, scaleBar } from './painting.js';
import { showExplanation } from './inspector.js';

const $ = id => document.getElementById(id);
const element = (tag, text = '') => Object.assign(document.createElement(tag), { textContent: text });
/** No share is ever nothing or all. */
const percent = p => p > 0.9995 ? '> 99.9 %' : p < 0.0005 ? '< 0.1 %' : `${(100 * p).toFixed(1)} %`;
const pause = ms => new Promise(done => setTimeout(done, ms));

const drawing = new Drawing();
let answer = null;       // the newest one, null while nothing is drawn
let version = 0;         // of the drawing; data-answered says which one is shown
let lastMaps = 0;        // when maps were asked for
let stages = [];         // stage 0 is what the network saw
const views = [];        // one for each stage that is painted
let asked = null;        // the site whose arithmetic is shown
let trail = [];          // the sites on the way to it, with their names
let isHeld = false, isAll = false;

// ---- The server ------------------------------------------------------------------------------

/** Does one thing at a time: what is asked meanwhile replaces what waits, so nothing queues up. */
function oneAtATime(work) {
  let isBusy = false, isWanted = false;
  return async function ask() {
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    do { isWanted = false; await work(); } while (isWanted);
    isBusy = false;
  };
}

/** The server's answer; waits and tries again where it is busy or gone. Null: nothing to be had. */
async function post(path, png, isStale = () => false) {
  for (;;) {
    let wait = 2000;
    try {
      const reply = await fetch(path, { method: 'POST', body: png, headers: { 'Content-Type': 'image/png' } });
      const told = await reply.json();
      if (reply.ok) { status(''); return told; }
      if (reply.status !== 503) { status(told.error ?? `The server said ${reply.status}.`); return null; }
      wait = 1000 * (Number(reply.headers.get('Retry-After')) || 1);
      status('The server has much to do. Your drawing is kept, and will be asked again in a moment.');
    } catch {
      status('The server does not answer. Your drawing is kept, and will be asked again until it does.');
    }
    await pause(wait);
    if (isStale()) return null;
  }
}
function status(text) { if ($('status').textContent !== text) $('status').textContent = text; }

const centre = () => $('centre').checked ? 1 : 0;

const predict = oneAtATime(async () => {
  const mine = version;
  if (drawing.isBlank) return showBlank();
  // While one draws the answer comes first; the maps follow ten times a second.
  const wantsMaps = !pad.isDrawing || performance.now() - lastMaps > 100;
  if (wantsMaps) lastMaps = performance.now();
  const wantsWhy = wantsMaps && !pad.isDrawing && $('why').open;
  const png = await drawing.png(), isStale = () => mine !== version;
  const query = `/api/predict?model=digits&centre=${centre()}`;
  const told = await post(`${query}&maps=${+wantsMaps}&why=${+wantsWhy}`, png, isStale);
  if (!told) return isStale() ? undefined : done(mine, wantsMaps);
  if (told.blank || drawing.isBlank) return showBlank(told.message);
  answer = told;
  showAnswer(!pad.isDrawing);
  showCentring();
  if (told.stages) showStages();
  if (wantsWhy) {
    showWhy(await post(`/api/predict?model=digits&centre=${1 - centre()}&maps=0&why=0`, png, isStale));
  }
  if (told.stages && asked) explain();
  done(mine, wantsMaps);
});
function done(mine, hasMaps) {
  document.body.dataset.answered = mine;
  if (!hasMaps && mine === version) setTimeout(predict, 100);
  if (hasMaps) document.body.dataset.painted = mine;
}

function changed() {
  document.body.dataset.drawn = ++version;
  pad.paint();
  $('hint').hidden = !drawing.isBlank;
  $('undo').disabled = !drawing.canUndo;
  $('clear').disabled = $('corner').disabled = drawing.isBlank;
  predict();
}

// ---- The answer ------------------------------------------------------------------------------

function showBlank(message = 'Nothing is drawn yet.') {
  answer = null;
  stages = [];
  document.body.classList.add('blank');
  $('label').textContent = '–';
  $('sure').textContent = $('spoken').textContent = message;
  $('top').replaceChildren();
  showBars(Array(10).fill(0), [...'0123456789']);
  $('centring-about').textContent =
    'The network has learned from small digits that are all placed alike. What you draw is made '
    + 'like them first; you will see each step here.';
  release();
  done(version, true);
}

function showBars(probabilities, classes, winner = -1) {
  const bars = $('bars');
  while (bars.children.length > classes.length) bars.lastChild.remove();
  while (bars.children.length < classes.length) {
    const row = element('li'), track = element('span'), button = element('button');
    const place = bars.children.length;
    track.className = 'track';
    track.append(element('span'));
    button.type = 'button';
    button.append(element('b'), track, element('span'));
    button.addEventListener('click', () => {
      if (stages.length > 1) hold({ stage: stages.length - 1, index: [place] });
    });
    row.append(button);
    bars.append(row);
  }
  probabilities.forEach((p, i) => {
    const [name, track, share] = bars.children[i].firstChild.children;
    bars.children[i].className = i === winner ? 'winner' : '';
    name.textContent = classes[i];
    track.firstChild.style.width = `${100 * p}%`;
    share.textContent = winner < 0 ? '' : percent(p);
  });
}

function howSure(top) {
  const [first, second] = top;
  if (first.probability > 0.95) return `It is sure: ${percent(first.probability)}. Sure is not the same as right.`;
  if (first.probability > 0.7) return `It is fairly sure: ${percent(first.probability)}.`;
  return `It wavers between ${first.label} and ${second.label}: ${percent(first.probability)} and ${percent(second.probability)}.`;
}

function showAnswer(isCalm) {
  document.body.classList.remove('blank');
  $('label').textContent = answer.label;
  $('sure').textContent = howSure(answer.top);
  $('top').replaceChildren(...answer.top.map(t => element('li', `${t.label} ${percent(t.probability)}`)));
  showBars(answer.probabilities, answer.classes, answer.class);
  if (isCalm) $('spoken').textContent = `It says ${answer.label}. ${howSure(answer.top)}`;
}

// ---- The centring and its failures -----------------------------------------------------------

function step(title, paint) {
  const item = element('li'), figure = element('figure'), canvas = element('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', title);
  paint(canvas);
  figure.append(canvas, element('figcaption', title));
  item.append(figure);
  return item;
}

function showCentring() {
  const { ink, scaled, centred } = answer.centring, side = 140;
  const mine = canvas => {
    const size = Math.round(side * devicePixelRatio);
    Object.assign(canvas, { width: size, height: size });
    canvas.style.width = canvas.style.height = `${side}px`;
    drawing.paint(canvas.getContext('2d'), size);
    return size / SIDE;
  };
  $('centring-about').textContent = ink
    ? 'The network has learned from small digits that are all placed alike. What you draw is made '
      + 'like them first.'
    : 'Centring is off: the drawing is made small as it lies, and the network must take it as it is.';
  const steps = [];
  if (ink) {
    steps.push(step('1. Find the ink.', canvas => {
      const s = mine(canvas);
      frame(canvas.getContext('2d'), ink.column * s, ink.row * s, ink.columns * s, ink.rows * s);
    }));
    steps.push(step(`2. Cut it out: ${scaled.rows} × ${scaled.columns} pixels, the longer side 20.`, canvas => {
      const square = Array.from({ length: 20 }, (_, r) => Array.from({ length: 20 }, (_, c) =>
        scaled.pixels[r]?.[c] ?? 0));
      const s = paintGrid(canvas, square, side);
      frame(canvas.getContext('2d'), 0, 0, scaled.columns * s, scaled.rows * s, 0.75 * devicePixelRatio);
    }));
  } else {
    steps.push(step('1. Your drawing.', mine));
  }
  steps.push(step(
    ink ? '3. Its centre of mass into the middle of 28 × 28.' : '2. 28 × 28, where it lies.', canvas => {
      const s = paintGrid(canvas, centred, side), context = canvas.getContext('2d');
      if (!ink) return;
      context.fillStyle = '#d6006e';
      context.fillRect(14.5 * s - devicePixelRatio, 0, 2 * devicePixelRatio, 3 * s);
      context.fillRect(14.5 * s - devicePixelRatio, 25 * s, 2 * devicePixelRatio, 3 * s);
      context.fillRect(0, 14.5 * s - devicePixelRatio, 3 * s, 2 * devicePixelRatio);
      context.fillRect(25 * s, 14.5 * s - devicePixelRatio, 3 * s, 2 * devicePixelRatio);
    }));
  $('steps').replaceChildren(...steps);
}

function showWhy(other) {
  const said = a => `${a.label} (${percent(a.top[0].probability)})`;
  if (other && !other.blank) {
    const [on, off] = centre() ? [answer, other] : [other, answer];
    $('compared').textContent = `With centring it says ${said(on)}, without it ${said(off)}. `
      + (on.label === off.label ? 'Where it lies makes no difference to the answer here.'
        : 'Only its place and size differ.');
  }
  const figure = (id, pixels, options, caption, extra = []) => {
    const [canvas, text] = $(id).children;
    paintGrid(canvas, pixels, 168, options);
    canvas.setAttribute('aria-label', caption);
    text.replaceChildren(caption, ...extra);
  };
  figure('saw', answer.centring.centred, {}, 'What the network saw. Would you read it?');
  if (answer.occlusion) {
    const limit = Math.max(...answer.occlusion.flat().map(Math.abs));
    figure('occlusion', answer.occlusion, { limit, kind: 'signed' },
      `Cover a small square there, and the score of ${answer.label} falls (orange) or rises (blue).`,
      [scaleBar(limit, 'signed')]);
  }
  $('nearest').replaceChildren(...(answer.nearest ?? []).map(near => {
    const item = element('li'), canvas = element('canvas');
    paintGrid(canvas, near.pixels, 56);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `a training digit, a ${near.label}`);
    item.append(canvas, element('b', near.label), element('span', number(near.distance, 1)));
    return item;
  }));
}

// ---- The network -----------------------------------------------------------------------------

const kinds = {
  image: ['What the network sees', s => `${s.shape[0]} × ${s.shape[1]} pixels from 0, black, to 1, white.`],
  conv: ['convolution', s => `${s.shape[2]} kernels, each asks its own question everywhere.`],
  relu: ['ReLU', () => 'What is below zero becomes zero.'],
  maxpool: ['max pooling', () => 'The largest of every 2 × 2 goes on.'],
  averagepool: ['average pooling', () => 'The mean of every window goes on.'],
  dropout: ['dropout', () => 'Only at work while it learns. Here everything goes through.'],
  flatten: ['flatten', s => `The maps become one list of ${s.shape[0].toLocaleString('en-GB')} numbers, here in rows of 56.`],
  dense: ['dense', s => `${s.shape[0]} sums; each weighs all numbers before it.`],
  softmax: ['softmax', () => 'The scores become shares that add up to 1.'],
};

function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

function showStages() {
  const image = {
    name: 'in', kind: 'image', shape: [28, 28, 1], limit: 1,
    values: Float32Array.from(answer.centring.centred.flat(), v => v / 255),
  };
  stages = [image, ...answer.stages.map(s => ({ ...s, values: decode(s.values) }))];
  stages.forEach((stage, i) => {
    stage.number = i;
    // Lists of a number for each class say which.
    if (stage.shape.length === 1 && stage.shape[0] === answer.classes.length) stage.labels = answer.classes;
  });
  if (views.length !== stages.length) makeStages();
  views.forEach((view, i) => view.update(stages[i]));
  stages.forEach((stage, i) => views[i].bar.replaceChildren(
    scaleBar(stage.limit, views[i].scaleKind)));
  paintStages();
}

function paintStages() {
  const width = $('stages').clientWidth;
  if (stages.length > 0) for (const view of views) if (!view.isHidden) view.paint(width - 2);
}

function makeStages() {
  views.length = 0;
  $('stages').replaceChildren();
  for (const stage of stages) {
    const box = element('section'), canvas = element('canvas'), bar = element('div');
    const [what, about] = kinds[stage.kind] ?? [stage.kind, () => ''];
    const title = element('h3', stage.number === 0 ? what : stage.name);
    if (stage.number > 0) title.append(element('span', what));
    box.id = `stage-${stage.number}`;
    const size = stage.shape.length === 3
      ? `${stage.shape[2] > 1 ? stage.shape[2] + ' maps of ' : ''}${stage.shape[0]} × ${stage.shape[1]}` : `${stage.shape[0]} numbers`;
    const head = element('div');
    head.className = 'titled';
    head.append(title, bar);
    const line = element('p', `${about(stage)} `);
    line.className = 'about';
    if (stage.number > 0 && stage.shape.length === 3) line.append(element('span', `${size}.`));
    const view = new StageView(canvas, stage);
    // What dropout holds was seen just above.
    view.isHidden = stage.kind === 'dropout';
    view.bar = bar;
    views.push(view);
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-roledescription', 'maps');
    canvas.setAttribute('aria-label', `${stage.name}: ${size}. Arrow keys go from pixel to pixel.`);
    box.append(head, line);
    if (view.isHidden) { bar.hidden = true; box.className = 'quiet'; } else { box.append(canvas); }
    listen(view, stage.number);
    $('stages').append(box);
  }
}

function listen(view, stage) {
  const { canvas } = view;
  canvas.addEventListener('pointermove', event => {
    if (event.pointerType !== 'mouse' || isHeld) return;
    const index = view.hit(event);
    if (index) show({ stage, index });
  });
  canvas.addEventListener('pointerleave', event => {
    if (event.pointerType === 'mouse' && !isHeld) release();
  });
  canvas.addEventListener('click', event => {
    const index = view.hit(event);
    if (!index) return;
    const isSame = isHeld && asked.stage === stage && `${asked.index}` === `${index}`;
    if (isSame) release(); else hold({ stage, index });
  });
  canvas.addEventListener('keydown', event => {
    const index = view.moved(event.key);
    if (index) { isHeld = false; show({ stage, index }); }
    else if (event.key === 'Enter' && asked) { isHeld = true; mark(); }
    else return;
    event.preventDefault();
  });
}

// ---- Where a number came from ----------------------------------------------------------------

function show(site, keepsTrail = false) {
  if (asked && asked.stage === site.stage && `${asked.index}` === `${site.index}`) return;
  asked = site;
  isAll = false;
  if (!keepsTrail) trail = [];
  explain();
}
function hold(site) { isHeld = true; show(site); mark(); }
function release() {
  asked = null;
  isHeld = false;
  trail = [];
  mark();
  $('inspected').replaceChildren(element('p', stages.length > 0
    ? 'Point at a pixel of the network, or tap it.' : 'Draw something, then point at a pixel of the network.'));
}

/** Marks what is asked, and what it looked at; without an argument only what is asked. */
function mark(field = []) {
  document.body.classList.toggle('asked', asked !== null);
  document.body.classList.toggle('held', isHeld);
  $('release').hidden = asked === null;
  views.forEach((view, i) => {
    view.selected = asked?.stage === i ? asked.index : null;
    view.marks = field.filter(f => f.stage === i);
    $(`stage-${i}`).classList.toggle('lit', view.selected !== null || view.marks.length > 0);
  });
  paintStages();
}

const explain = oneAtATime(async () => {
  const site = asked;
  if (!site || !answer || stages.length === 0) return;
  const isStale = () => site !== asked;
  const few = isAll ? '' : '&keep=12';
  const told = await post(
    `/api/explain?model=digits&centre=${centre()}&stage=${site.stage}&index=${site.index}${few}`,
    await drawing.png(), isStale);
  if (!told || isStale() || !answer) return;
  site.name = told.name;
  mark(told.field);
  showExplanation($('inspected'), told, site, stages, {
    trail, all: isAll,
    go: (next, isBeside) => {
      if (!isBeside) trail = [...trail, asked];
      isHeld = true;
      show(next, true);
    },
    back: () => { const last = trail.pop(); if (last) { asked = null; show(last, true); } },
    showAll: () => { isAll = true; explain(); },
  });
  $('inspected').dataset.asked = `${site.stage}:${site.index}`;
  document.body.dataset.explained = `${site.stage}:${site.index}`;
});

// ---- Everything together ---------------------------------------------------------------------

const pad = makePad($('pad'), drawing, () => Number($('pen').value), changed,
  text => { $('spoken').textContent = text; });

for (let digit = 0; digit < 10; digit++) {
  const button = element('button', `${digit}`);
  button.type = 'button';
  button.setAttribute('aria-label', `Load a drawn ${digit}`);
  button.addEventListener('click', () => { drawing.load(digit, Number($('pen').value)); changed(); });
  $('samples').append(button);
}
$('undo').addEventListener('click', () => { pad.liftPen(); drawing.undo(); changed(); });
$('clear').addEventListener('click', () => { pad.liftPen(); drawing.clear(); changed(); });
$('corner').addEventListener('click', () => { drawing.moveToCorner(); changed(); });
$('centre').addEventListener('change', changed);
$('why').addEventListener('toggle', () => { if ($('why').open) predict(); });
$('release').addEventListener('click', release);
addEventListener('keydown', event => { if (event.key === 'Escape') release(); });
new ResizeObserver(() => { pad.paint(); if (answer) paintStages(); }).observe(document.body);
changed();
