// Drawings that are kept, a folder for each class. Only a pad that was started with --gather does so.
import { $ } from './dom.js';
import { order } from './server.js';

const { element } = glassbox;

/**
 * Shows the field for the class, the counts and the buttons, if the pad gathers. `sent` gives the
 * PNG of what is drawn, or null; `done` is called when it was kept. The result's `keep` keeps.
 */
export function makeGathering({ sent, done, say }) {
  let isBusy = false;
  const note = text => { $('kept-note').textContent = text; say(text); };

  function show({ gathers, classes, canUndo }) {
    $('gathering').hidden = !gathers;
    $('unkeep').disabled = !canUndo;
    $('kept').replaceChildren(...classes.map(({ name, count }) => {
      const item = element('li'), pick = element('button', name);
      pick.type = 'button';
      pick.title = `Draw more of ${name}`;
      pick.addEventListener('click', () => { $('class-name').value = name; });
      item.append(pick, ` ${count}`);
      item.dataset.class = name;
      item.dataset.count = count;
      return item;
    }));
    $('class-names').replaceChildren(...classes.map(({ name }) => new Option(name)));
  }

  /** One at a time, and never again by itself: a drawing must not be kept twice. */
  async function change(path, png, told) {
    if (isBusy) return false;
    isBusy = true;
    const { report, problem } = await order(path, png);
    isBusy = false;
    if (problem) { note(problem); return false; }
    show(report);
    note(told(report));
    return true;
  }

  async function keep() {
    const name = $('class-name').value, png = await sent();
    if (!png) return note('Nothing is drawn, so there is nothing to keep.');
    const path = `/api/keep?class=${encodeURIComponent(name)}`;
    if (await change(path, png, ({ file }) => `Kept as ${file}.`)) done();
  }

  $('gathering').addEventListener('submit', event => { event.preventDefault(); keep(); });
  $('unkeep').addEventListener('click', () =>
    change('/api/undo', null, ({ file }) => `${file} is deleted.`));
  return { show, keep, get isOpen() { return !$('gathering').hidden; } };
}
