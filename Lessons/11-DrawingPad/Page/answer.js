// What the network says: the answer, how sure it is, the three best, and a bar for each class.
import { showShares } from './choosing.js';
import { $ } from './dom.js';

const { element } = glassbox;

/** No share is ever nothing or all. */
export const percent = p =>
  p > 0.9995 ? '> 99.9 %' : p < 0.0005 ? '< 0.1 %' : `${(100 * p).toFixed(1)} %`;

export function showNothing(message, classes) {
  $('remark').textContent = '';
  $('shares').hidden = true;
  document.body.classList.add('blank');
  say('–', '', message);
  $('top').replaceChildren();
  showBars(classes.map(() => 0), classes);
}

/** `answer` as the server gave it. */
export function showAnswer(answer) {
  document.body.classList.remove('blank');
  say(answer.label, answer.top[0].probability, howSure(answer), answer.sure);
  $('remark').textContent = answer.message ?? '';
  showShares(answer, percent);
  $('top').replaceChildren(...answer.top.map(t => {
    const item = element('li');
    item.append(element('b', t.label), ` ${percent(t.probability)}`);
    return item;
  }));
  showBars(answer.probabilities, answer.classes, answer.class, answer.allowed);
}

function say(label, probability, sentence, isSure = true) {
  $('label').textContent = isSure ? label : `${label}?`;
  $('label').className = label.length > 2 ? 'long' : '';
  $('sure').textContent = sentence;
  Object.assign($('answer').dataset, {
    label: label === '–' ? '' : label, probability, sure: isSure,
  });
}

/** `sure` is the service's word, by the network's threshold; without one, `sure` is missing. */
export function howSure({ top: [first, second], sure }) {
  // A number and its sign stay in one line.
  const share = one => percent(one.probability).replaceAll(' ', '\u00a0');
  const each = [first, second].filter(Boolean).map(one => `${one.label} (${share(one)})`);
  if (sure === false) return `Not sure: ${each.join(' or ')}.`;
  if (first.probability > 0.95) return `It is sure: ${share(first)}. Sure is not the same as right.`;
  if (first.probability > 0.7) return `It is fairly sure: ${share(first)}.`;
  return `It hesitates between ${each.join(' and ')}.`;
}

/** Many classes become a grid in which each keeps its place. */
function showBars(probabilities, classes, winner = -1, allowed = null) {
  const bars = $('bars');
  bars.className = classes.length > 12 ? 'many' : '';
  if (bars.children.length !== classes.length) bars.replaceChildren(...classes.map(makeBar));
  probabilities.forEach((p, i) => {
    const row = bars.children[i], [name, track, share] = row.firstChild.children;
    const isOut = allowed !== null && !allowed.includes(i);
    row.className = isOut ? 'out' : i === winner ? 'winner' : '';
    row.dataset.class = classes[i];
    name.textContent = classes[i];
    name.className = classes[i].length > 5 ? 'long' : '';
    track.firstChild.style.width = `${100 * p}%`;
    share.textContent = isOut ? 'left out' : winner < 0 ? '' : percent(p);
    row.firstChild.disabled = winner < 0;
  });
}

/** A button: it asks where its share came from. */
function makeBar(_, place) {
  const row = element('li'), track = element('span'), button = element('button');
  track.className = 'track';
  track.append(element('span'));
  button.type = 'button';
  button.title = 'Where does this probability come from?';
  button.append(element('b'), track, element('span'));
  button.addEventListener('click', () =>
    row.dispatchEvent(new CustomEvent('pick', { bubbles: true, detail: place })));
  row.append(button);
  return row;
}
