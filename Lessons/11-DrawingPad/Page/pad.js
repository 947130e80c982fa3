// The page: asks the server while one draws, and shows what it says. It shares scripts with the
// lessons' pages (Sources/Notebook/Page): index.html loads them first, and they add their functions
// to the one global, `glassbox`.
import { $ } from './dom.js';
import { Drawing } from './drawing.js';
import { makePen } from './pen.js';
import { ask, oneAtATime } from './server.js';
import { howSure, showAnswer, showNothing } from './answer.js';
import { showCentring, showNoCentring, showWhy } from './centring.js';
import { NetworkView } from './network.js';
import * as hint from './hint.js';

const { FEW, button, element, showExplanation } = glassbox;
const shown = document.body.dataset;  // for tests: which version of the drawing is shown

let models = [{ name: 'digits', title: 'Digits', classes: [...'0123456789'] }];
let model = models[0];
const drawing = new Drawing();
let version = 0;   // of what is asked: grows with every change
let chapter = 0;   // grows when the drawing (or the network, or the switch) becomes another one
let answer = null;  // the newest, with the picture and the query that it belongs to
let lastMaps = 0;  // when maps were asked for

function status(text) { if ($('status').textContent !== text) $('status').textContent = text; }
function say(text) { $('spoken').textContent = text; }
const centre = () => $('centre').checked ? 1 : 0;
const query = isCentred => `model=${encodeURIComponent(model.name)}&centre=${isCentred}`;
const penWidth = () => Number($('width').value);

// ---- Asking while one draws ------------------------------------------------------------------

const predict = oneAtATime(async () => {
  if (drawing.isBlank) return showBlank();
  const mine = version, began = chapter, isStale = () => mine !== version;
  // While one draws the answer comes first; the maps follow ten times a second.
  const wantsMaps = !pen.isDrawing || performance.now() - lastMaps > 100;
  const wantsWhy = wantsMaps && !pen.isDrawing && $('why').open;
  if (wantsMaps) lastMaps = performance.now();
  const png = await drawing.png(), asked = query(centre()), other = query(1 - centre());
  const post = path => ask(path, { png, status, isStale });
  const reply = await post(`/api/predict?${asked}&maps=${+wantsMaps}&why=${+wantsWhy}`);
  // What belongs to another drawing is thrown away. An answer to this one, a few points ago, is
  // the newest there is: on a slow server it is better than none.
  if (began !== chapter || !reply && isStale()) return;
  if (!reply) return showBlank('There is no answer.', mine);
  if (reply.blank) return showBlank(reply.message, mine);
  answer = { ...reply, png, query: asked, isCentred: centre() };
  showAnswer(answer);
  if (!pen.isDrawing) say(`It says ${answer.label}. ${howSure(answer.top)}`);
  showCentring(answer.centring, drawing);
  if (reply.stages) showNetwork();
  if (wantsWhy) showWhy(answer, await post(`/api/predict?${other}&maps=0&why=0`), answer.isCentred);
  finished(mine, wantsMaps);
});
function finished(mine, hasMaps) {
  shown.answered = mine;
  if (hasMaps) shown.painted = mine;
  // The pen rests, and its maps are still to come.
  else if (mine === version) setTimeout(predict, 100);
}

function showNetwork() {
  network.update(answer);
  if (asked) explain(); else invite();
}

function showBlank(message = 'Nothing is drawn yet.', mine = version) {
  answer = null;
  network.clear();
  release();
  showNothing(message, model.classes);
  say(message);
  showNoCentring();
  finished(mine, true);
}

function grew() {
  shown.drawn = ++version;
  pen.paint();
  $('invitation').hidden = !drawing.isBlank || pen.hint.length > 0;
  $('undo').disabled = !drawing.canUndo;
  $('clear').disabled = drawing.isBlank && pen.hint.length === 0;
  $('corner').disabled = drawing.isBlank;
  if (!drawing.isBlank && !answer) $('sure').textContent = 'Asking the network.';
  predict();
}
function replaced() {
  chapter++;
  grew();
}

// ---- Where a number came from ----------------------------------------------------------------

let asked = null;    // the site whose arithmetic is shown
let trail = [];      // the sites on the way to it, with their names
let isHeld = false;  // pointing elsewhere does not change it
let isAll = false;   // all terms, however many

const isSame = (a, b) => a?.stage === b?.stage && `${a?.index}` === `${b?.index}`;

function show(site, way = []) {
  if (isSame(asked, site)) return;
  asked = site;
  trail = way;
  isAll = false;
  explain();
}
function point(site) { if (!isHeld) show(site); }
function hold(site) {
  if (isHeld && isSame(asked, site)) return release();
  isHeld = true;
  show(site);
}
function step(site) {
  isHeld = true;
  show(site);
}
function go(site, isBeside = false) {
  isHeld = true;
  show(site, isBeside ? trail : [...trail, asked]);
  network.reveal(site.stage);
}
function back() {
  const last = trail.at(-1);
  if (!last) return;
  show(last, trail.slice(0, -1));
  network.reveal(last.stage);
}
function release() {
  asked = null;
  isHeld = false;
  trail = [];
  network.mark(null);
  document.body.classList.remove('asked');
  $('release').hidden = true;
  delete shown.explained;
  invite();
}
function invite() {
  $('arithmetic').replaceChildren(element('p', network.stages.length > 0
    ? 'Point at a number of the network, or tap it.'
    : 'Draw something, then point at a number of the network.'));
}

const explain = oneAtATime(async () => {
  const site = asked, mine = answer;
  if (!site || !mine || network.stages.length === 0) return;
  const isStale = () => site !== asked || mine !== answer;
  const { kind } = network.stages[site.stage], isSum = ['conv', 'dense'].includes(kind);
  const few = isSum && !isAll ? `&keep=${FEW}` : '';
  const reply = await ask(
    `/api/explain?${mine.query}&stage=${site.stage}&index=${site.index}${few}`,
    { png: mine.png, status, isStale });
  if (!reply || isStale()) return;
  site.name = reply.name;
  // The keyboard's place must not be lost with the button that was pressed.
  const hadFocus = $('arithmetic').contains(document.activeElement);
  document.body.classList.add('asked');
  $('release').hidden = false;
  network.mark(site, reply.field);
  // A gate tells by its layer why it let a number pass; what a sum multiplies with are weights.
  const told = { ...reply, by: isSum ? undefined : kind };
  showExplanation($('arithmetic'), told, site, {
    stages: network.stages, trail, go, back, showAll: () => { isAll = true; explain(); },
  });
  if (hadFocus) ($('follow') ?? $('back') ?? $('release')).focus({ preventScroll: true });
  if (isHeld && !pen.isDrawing) say(`${reply.name} is ${$('value').textContent}.`);
  shown.explained = `${site.stage}:${site.index}`;
});

// ---- The networks to choose from -------------------------------------------------------------

function choose(name) {
  model = models.find(m => m.name === name) ?? models[0];
  const isDigits = model.classes.every(c => /^[0-9]$/.test(c));
  const what = isDigits ? 'digit' : 'symbol';
  $('invitation').textContent = `Draw a ${what} here`;
  $('drawing').setAttribute('aria-label', `Draw a ${what} here`);
  $('what').textContent = what;
  $('samples').hidden = $('keys-samples').hidden = !isDigits;
  $('hint').hidden = !model.hints;
  $('symbol').replaceChildren(...model.classes.map((label, i) => new Option(label, i)));
  hint.wipe(pen);
  release();  // the number that was asked may not be in this network
  replaced();
}

async function loadModels() {
  const found = await ask('/api/models', { status });
  if (!found?.length) return;
  models = found;
  $('model').replaceChildren(...models.map(m => new Option(m.title, m.name)));
  $('model-choice').hidden = models.length < 2;
  choose(models[0].name);
}

let seed = 0;  // each time the pen writes a little differently
async function showHint() {
  const mine = model, began = version, asked = ++seed;
  // Somebody who has gone on meanwhile, or asked again, does not want it any more.
  const isStale = () => mine !== model || began !== version || asked !== seed;
  const wanted = `class=${$('symbol').value}&seed=${asked}`;
  const path = `/api/hint?model=${encodeURIComponent(mine.name)}&${wanted}`;
  const found = await ask(path, { status, isStale });
  if (!found || isStale()) return;
  if (!drawing.isBlank) drawing.clear();
  hint.write(found.strokes, pen, found.width ?? penWidth());
  replaced();
  say(`The pen writes ${found.label}, in grey. Draw over it.`);
}

// ---- Everything together ---------------------------------------------------------------------

function load(digit) {
  if ($('samples').hidden) return false;
  pen.lift();
  drawing.load(digit, penWidth());
  replaced();
  return true;
}
const pen = makePen($('drawing'), drawing, { width: penWidth, grew, replaced, load, say });
const network = new NetworkView($('stages'), {
  point, hold, step, enter: () => { if (asked) $('follow')?.focus(); },
});

for (let digit = 0; digit < 10; digit++) {
  const made = button(`${digit}`, `sample-${digit}`, () => load(digit));
  made.setAttribute('aria-label', `Load a drawn ${digit}`);
  $('samples').append(made);
}
const onClick = (id, act) => $(id).addEventListener('click', act);
onClick('undo', () => { pen.lift(); drawing.undo(); replaced(); });
onClick('clear', () => { pen.lift(); hint.wipe(pen); drawing.clear(); replaced(); });
onClick('corner', () => { drawing.moveToCorner(); replaced(); });
onClick('release', release);
onClick('show', showHint);
$('centre').addEventListener('change', replaced);
$('model').addEventListener('change', () => choose($('model').value));
$('why').addEventListener('toggle', () => { if ($('why').open) grew(); });
$('bars').addEventListener('pick', event => {
  if (network.stages.length > 1) step({ stage: network.stages.length - 1, index: [event.detail] });
});
addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !asked) return;
  const { stage } = asked, isInside = $('inspector').contains(document.activeElement);
  release();
  if (isInside) network.focus(stage);
});
new ResizeObserver(() => { pen.paint(); network.paint(); }).observe(document.body);
choose('digits');
loadModels();
