// The page: asks the server while one draws, and shows what it says. It shares scripts with the
// lessons' pages (Sources/Notebook/Page): index.html loads them first, and they add their functions
// to the one global, `glassbox`.
import { $ } from './dom.js';
import { Drawing } from './drawing.js';
import { makePen } from './pen.js';
import { ask, oneAtATime } from './server.js';
import { howSure, showAnswer, showNothing } from './answer.js';
import { showCentring, showNoCentring, showWhy } from './centring.js';
import { makeArithmetic } from './arithmetic.js';
import { only, showModel } from './choosing.js';
import { makeGathering } from './gathering.js';
import { NetworkView } from './network.js';
import { takePictures } from './pictures.js';
import * as hint from './hint.js';

const { button } = glassbox;
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
/** A picture is always centred: it may have any size and any ground. */
const centre = () => $('centre').checked || drawing.picture ? 1 : 0;
const query = isCentred =>
  `model=${encodeURIComponent(model.name)}&centre=${isCentred}&only=${only()}`;
const penWidth = () => Number($('width').value);

// ---- Asking while one draws ------------------------------------------------------------------

const predict = oneAtATime(async () => {
  if (drawing.isBlank) return showBlank();
  const mine = version, began = chapter, isStale = () => mine !== version;
  // While one draws the answer comes first; the maps follow ten times a second.
  const wantsMaps = !pen.isDrawing || performance.now() - lastMaps > 100;
  const wantsWhy = wantsMaps && !pen.isDrawing && $('why').open;
  if (wantsMaps) lastMaps = performance.now();
  const isCentred = centre(), asked = query(isCentred), sent = await drawing.sent(isCentred);
  const { png } = sent, post = (path, png) => ask(path, { png, status, isStale });
  const reply = await post(`/api/predict?${asked}&maps=${+wantsMaps}&why=${+wantsWhy}`, png);
  // What belongs to another drawing is thrown away. An answer to this one, a few points ago, is
  // the newest there is: on a slow server it is better than none.
  if (began !== chapter || !reply && isStale()) return;
  if (!reply) return showBlank('There is no answer.', mine);
  if (reply.blank) return showBlank(reply.message, mine);
  answer = { ...reply, png, query: asked };
  showAnswer(answer);
  if (!pen.isDrawing) say(`It says ${answer.label}. ${howSure(answer)} ${answer.message ?? ''}`);
  if (reply.stages) {
    showCentring(answer.centring, sent);
    showNetwork();
  }
  if (wantsWhy) showWhy(answer, await otherWay(1 - isCentred, post), isCentred);
  finished(mine, wantsMaps);
});
/** The answer with the switch for the centring turned; none for a picture. */
async function otherWay(isCentred, post) {
  if (drawing.picture) return null;
  const { png } = await drawing.sent(isCentred);
  return post(`/api/predict?${query(isCentred)}&maps=0&why=0`, png);
}
function finished(mine, hasMaps) {
  shown.answered = mine;
  if (hasMaps) shown.painted = mine;
  // The pen rests, and its maps are still to come.
  else if (mine === version) setTimeout(predict, 100);
}

function showNetwork() {
  network.update(answer);
  arithmetic.renew();
}

function showBlank(message = 'Nothing is drawn yet.', mine = version) {
  answer = null;
  network.clear();
  arithmetic.release();
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
  $('corner').disabled = drawing.strokes.length === 0;
  $('centre').disabled = drawing.picture !== null;
  if (!drawing.isBlank && !answer) $('sure').textContent = 'Asking the network.';
  predict();
}
function replaced() {
  chapter++;
  grew();
}

// ---- The networks to choose from -------------------------------------------------------------

function choose(name) {
  model = models.find(m => m.name === name) ?? models[0];
  showModel(model);
  hint.wipe(pen);
  arithmetic.release();  // the number that was asked may not be in this network
  network.clear();
  replaced();
}

async function loadModels() {
  const found = await ask('/api/models', { status });
  if (!found?.length) return;
  models = found;
  $('model').replaceChildren(...models.map(m => new Option(m.title, m.name)));
  $('model-choice').hidden = models.length < 2;
  choose(models[0].name);
  const kept = await ask('/api/kept', { status });
  if (!kept) return;
  gathering.show(kept);
  $('keys-keep').hidden = !kept.gathers;
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
function clear() {
  pen.lift();
  hint.wipe(pen);
  drawing.clear();
  $('picture-note').textContent = '';
  replaced();
}
function keep() {
  if (gathering.isOpen) gathering.keep();
  return gathering.isOpen;
}
const pen = makePen($('drawing'), drawing, { width: penWidth, grew, replaced, load, keep, say });
const arithmetic = makeArithmetic({
  get network() { return network; }, get answer() { return answer; },
  get isDrawing() { return pen.isDrawing; }, status, say,
});
const network = new NetworkView($('stages'), arithmetic);
const gathering = makeGathering({
  sent: async () => drawing.isBlank ? null : (await drawing.sent(1)).png, done: clear, say,
});
takePictures({
  button: $('choose'), field: $('file'), board: $('board'),
  take: picture => { pen.lift(); hint.wipe(pen); drawing.show(picture); replaced(); },
  say: text => { $('picture-note').textContent = text; },
});

for (let digit = 0; digit < 10; digit++) {
  const made = button(`${digit}`, `sample-${digit}`, () => load(digit));
  made.setAttribute('aria-label', `Load a drawn ${digit}`);
  $('samples').append(made);
}
const onClick = (id, act) => $(id).addEventListener('click', act);
onClick('undo', () => { pen.lift(); drawing.undo(); replaced(); });
onClick('clear', clear);
onClick('corner', () => { drawing.moveToCorner(); replaced(); });
onClick('show', showHint);
$('centre').addEventListener('change', replaced);
$('model').addEventListener('change', () => choose($('model').value));
$('why').addEventListener('toggle', () => { if ($('why').open) grew(); });
$('bars').addEventListener('pick', event => {
  const stage = network.stages.length - 1;
  if (stage > 0) arithmetic.step({ stage, index: [event.detail] });
});
$('only').addEventListener('change', replaced);
new ResizeObserver(() => { pen.paint(); network.paint(); }).observe(document.body);
choose('digits');
loadModels();
