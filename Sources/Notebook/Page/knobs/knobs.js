// Knobs: each value worth trying is a button. It loads what differs with the value, and shows it
// beside today's. `Walkthrough --tries --write` makes these scripts; a plain run does not.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element, button } = glassbox, { code, fill, pageName, textOf } = glassbox.triedParts;
  const scripts = new Map();  // by folder and argument: what differs
  let shown = null;  // the value that is shown: { main, knob, value, button, panel, marks }

  /** What the scripts of the values call. */
  glassbox.tried = (folder, argument, data) => scripts.set(`${folder} ${argument}`, data);

  /** Puts buttons in place of the list of values. */
  function turn(main) {
    const section = main.querySelector('section.knobs'), { knobs } = glassbox.data ?? {};
    const place = section?.querySelector('.values');
    if (!place || !knobs?.length || section.dataset.turns) return;
    section.dataset.turns = 'yes';
    const said = element('p', '', 'unseen');
    said.setAttribute('role', 'status');
    place.replaceChildren(...knobs.map(knob => group(main, section, knob)), said);
    // The buttons come first. How to do the same in the terminal is folded.
    const terminal = element('details'), rest = [...section.children].filter(one => one !== place);
    terminal.append(element('summary', 'In the terminal, and any other value'), ...rest);
    section.append(terminal);
    const about = element('p', 'Press a value to see what it changes, beside today’s page.');
    if (knobs.some(knob => knob.tries.length)) place.before(about);
    link(main, section, knobs);
  }
  /** A command in the text that tries a value leads to the value's button. */
  function link(main, section, knobs) {
    const buttons = [...section.querySelectorAll('.knob-values button')];
    const commands = knobs.flatMap(knob => knob.tries).map(value => `--try ${value.command}`);
    for (const words of main.querySelectorAll('.text code')) {
      const found = commands.findIndex(one => words.textContent.endsWith(one));
      if (found < 0 || words.nextElementSibling?.matches('.knob-link')) continue;
      const way = button('press its button', null, () => {
        buttons[found].scrollIntoView({ block: 'center' });
        buttons[found].focus({ preventScroll: true });
        if (buttons[found].getAttribute('aria-pressed') !== 'true') buttons[found].click();
      });
      way.className = 'knob-link';
      words.after(' (or ', way, ')');
    }
  }
  function group(main, section, knob) {
    const made = element('div', '', 'knob'), head = element('p'), name = element('b');
    name.append(code(knob.name));
    head.append(name, ' is ', code(knob.value), ' today. ');
    head.insertAdjacentHTML('beforeend', knob.about);
    made.append(head);
    if (!knob.tries.length) return made;
    const values = element('div', '', 'knob-values');
    values.setAttribute('role', 'group');
    values.setAttribute('aria-label', `Values of ${knob.name}`);
    for (const value of knob.tries) {
      const one = button('', null, () => press(main, section, made, knob, value, one));
      const look = element('span', '', 'knob-look');
      if (value.with.length) {
        for (const other of value.with) look.append('and ', code(other.replace('=', ' = ')), ' ');
        look.lastChild.textContent = ': ';
      }
      look.insertAdjacentHTML('beforeend', value.look);
      one.append(code(value.literal), look);
      one.setAttribute('aria-pressed', 'false');
      values.append(one);
    }
    made.append(values);
    return made;
  }

  /** Shows a value; the value that is shown already goes away. */
  async function press(main, section, place, knob, value, pressed) {
    const isShown = shown?.button === pressed, said = section.querySelector('[role=status]');
    const top = pressed.getBoundingClientRect().top;
    const keepPlace = () => scrollBy({
      top: pressed.getBoundingClientRect().top - top, behavior: 'instant' });
    close();
    keepPlace();
    if (isShown) {
      said.textContent = 'Back to today.';
      return;
    }
    pressed.setAttribute('aria-pressed', 'true');
    const mine = shown = { main, knob, value, button: pressed, panel: null, marks: [] };
    const { folder } = glassbox.data, key = `${folder} ${value.argument}`;
    if (!scripts.has(key)) {
      await glassbox.load(`tries/${encodeURIComponent(value.file)}.js`).catch(() => {});
    }
    const data = scripts.get(key);
    const names = Object.keys(data?.pages ?? {}).filter(name => `${folder}/${name}` !== pageName());
    await Promise.all(names.map(name => glassbox.pages.has(`${folder}/${name}`)
      ? null : glassbox.load(`${encodeURIComponent(name)}.js`).catch(() => {})));
    if (shown !== mine) return;
    mine.panel = element('section', '', 'tried');
    mine.panel.setAttribute('aria-label', `${textOf(knob, value)}, beside today’s`);
    place.append(mine.panel);
    said.textContent = fill(mine, folder, data, back);
  }

  /** Back to today. */
  function close() {
    shown?.panel?.remove();
    shown?.button.setAttribute('aria-pressed', 'false');
    for (const mark of shown?.marks ?? []) mark.remove();
    shown = null;
  }
  function back() {
    const { button: pressed } = shown;
    close();
    pressed.focus({ preventScroll: true });
    pressed.scrollIntoView({ block: 'nearest' });
  }

  glassbox.part(main => {
    // A page that was replaced shows today's.
    if (shown && !shown.main.isConnected) close();
    turn(main);
  });
})();
