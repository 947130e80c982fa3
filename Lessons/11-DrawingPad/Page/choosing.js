// Which network answers, and which of its classes may be the answer.
import { $ } from './dom.js';

const { element } = glassbox;

/** What `only` asks for now: `all`, `letters` or `digits`. */
export const only = () =>
  document.querySelector('#only input:checked')?.value ?? 'all';

/** Shows the network's name, its switch, and what can be drawn for it. */
export function showModel(model) {
  const isDigits = model.classes.every(c => /^[0-9]$/.test(c));
  const what = isDigits ? 'digit' : 'symbol';
  $('invitation').textContent = `Draw a ${what} here`;
  $('drawing').setAttribute('aria-label', `Draw a ${what} here`);
  $('what').textContent = what;
  $('samples').hidden = $('keys-samples').hidden = !isDigits;
  $('hint').hidden = !model.hints;
  $('symbol').replaceChildren(...model.classes.map((label, i) => new Option(label, i)));
  $('centre').checked = model.centre ?? true;
  $('by').textContent = model.about ? `Answered by ${model.about}.` : '';
  const choices = model.only ?? ['all'];
  $('only').hidden = choices.length < 2;
  $('only-choices').replaceChildren(...choices.map(choice => {
    const label = element('label'), input = element('input');
    Object.assign(input, {
      type: 'radio', name: 'only', value: choice, checked: choice === 'all', id: `only-${choice}`,
    });
    label.append(input, choice === 'all' ? `all ${model.classes.length}` : choice);
    return label;
  }));
}

/** How the shares were computed, if classes were left out. */
export function showShares({ only, allowed, allowedSum, classes }, percent) {
  $('shares').hidden = !only;
  if (!only) return;
  const hasO = only === 'digits' && !classes.includes('0') && classes.includes('O');
  $('shares').textContent = `Only ${only}: the ${classes.length - allowed.length} others were left `
    + `out. The network gave the ${only} ${percent(allowedSum)} together. Each share here is the `
    + 'network’s own, divided by that. Its maps, scores and arithmetic stay as they are.'
    + (hasO ? ' O stands for 0, too.' : '');
}
