// Where a number came from: which one is asked, the way to it, and its arithmetic.
import { $ } from './dom.js';
import { ask, oneAtATime } from './server.js';

const { FEW, element, showExplanation } = glassbox;
const isSame = (a, b) => a?.stage === b?.stage && `${a?.index}` === `${b?.index}`;

/**
 * `pad` gives the page's `network` and its newest `answer`, `isDrawing`, and `status` and `say` for
 * sentences.
 */
export function makeArithmetic(pad) {
  let asked = null;    // the site whose arithmetic is shown
  let trail = [];      // the sites on the way to it, with their names
  let isHeld = false;  // pointing elsewhere does not change it
  let isAll = false;   // all terms, however many

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
    step(site);
  }
  function step(site) {
    isHeld = true;
    show(site);
  }
  function go(site, isBeside = false) {
    isHeld = true;
    show(site, isBeside ? trail : [...trail, asked]);
    pad.network.reveal(site.stage);
  }
  function back() {
    const last = trail.at(-1);
    if (!last) return;
    show(last, trail.slice(0, -1));
    pad.network.reveal(last.stage);
  }
  function release() {
    asked = null;
    isHeld = false;
    trail = [];
    pad.network.mark(null);
    document.body.classList.remove('asked');
    $('release').hidden = true;
    delete document.body.dataset.explained;
    invite();
  }
  function invite() {
    $('arithmetic').replaceChildren(element('p', pad.network.stages.length > 0
      ? 'Point at a number of the network, or tap it.'
      : 'Draw something, then point at a number of the network.'));
  }
  /** The drawing has changed: the same number, if one is asked. */
  function renew() { if (asked) explain(); else invite(); }

  const explain = oneAtATime(async () => {
    const { network, answer: mine } = pad, site = asked;
    if (!site || !mine || network.stages.length === 0) return;
    const isStale = () => site !== asked || mine !== pad.answer;
    const { kind } = network.stages[site.stage], isSum = ['conv', 'dense'].includes(kind);
    const few = isSum && !isAll ? `&keep=${FEW}` : '';
    const reply = await ask(
      `/api/explain?${mine.query}&stage=${site.stage}&index=${site.index}${few}`,
      { png: mine.png, status: pad.status, isStale });
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
    if (isHeld && !pad.isDrawing) pad.say(`${reply.name} is ${$('value').textContent}.`);
    document.body.dataset.explained = `${site.stage}:${site.index}`;
  });

  $('release').addEventListener('click', release);
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !asked) return;
    const { stage } = asked, isInside = $('inspector').contains(document.activeElement);
    release();
    if (isInside) pad.network.focus(stage);
  });
  return { point, hold, step, release, renew, enter() { if (asked) $('follow')?.focus(); } };
}
