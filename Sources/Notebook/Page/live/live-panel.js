// What a watch says, on top of the page: its state, errors with their lines, before and after.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const words = {
    building: 'Building…', running: 'Running…', done: 'Made.', failed: 'Not made.',
  };
  let isOpen = true;      // whether the part below the line is shown
  let told = null;        // the number of the entry for which it was opened or closed
  let shown = null;       // how long the last save took to its picture

  function element(tag, className = '', ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function panel() {
    const known = document.getElementById('live');
    if (known) return known;
    const made = element('aside', 'live');
    made.id = 'live';
    made.setAttribute('aria-label', 'What the watch says');
    const line = element('p', 'live-line');
    line.setAttribute('role', 'status');
    made.append(line, element('div', 'live-body'));
    document.querySelector('main').before(made);
    // Below a bar that stays on top.
    const bar = document.querySelector('body > header');
    if (bar && ['sticky', 'fixed'].includes(getComputedStyle(bar).position)) {
      made.style.top = `${bar.offsetHeight}px`;
    }
    return made;
  }

  function show({ status, folder, outputs, alive, changes, shownAt }) {
    // What concerns this page, the last first. The page of contents shows all.
    const own = Object.entries(status.entries)
      .filter(([, entry]) => entry.page === folder || !folder)
      .sort(([, a], [, b]) => b.number - a.number);
    const failed = own.find(([, entry]) => entry.state === 'failed');
    const [key, entry] = (own[0]?.[1].state === 'done' && failed) || own[0] || [];
    if (entry && shownAt) shown = { number: entry.number, milliseconds: shownAt - entry.savedAt };
    if (entry && told !== entry.number) {
      told = entry.number;
      isOpen = true;
    }
    glassbox.liveKeepPlace(() => {
      const made = panel();
      made.dataset.state = alive ? entry?.state ?? 'calm' : 'ended';
      const body = element('div', 'live-body');
      if (entry?.state === 'failed') body.append(errors(entry, outputs));
      if (entry?.notes.length) body.append(notes(entry));
      if (entry?.verdict) body.append(verdict(entry, outputs));
      else if (entry && key === folder && entry.state === 'done' && changes) body.append(changes);
      body.hidden = !isOpen || !body.childElementCount;
      made.querySelector('.live-body').replaceWith(body);
      line(made, body, text(status, key, entry, alive), elsewhere(status, folder, outputs));
    });
  }

  function text(status, key, entry, alive) {
    if (!alive) return 'The watch has ended. swift run Walkthrough --watch begins another.';
    if (!entry) return 'Watching: save a lesson, and its page follows.';
    const time = new Date(entry.savedAt).toLocaleTimeString();
    const start = `${key}, saved ${time}: `;
    if (entry.state === 'building' || entry.state === 'running') return start + words[entry.state];
    const parts = entry.timing.parts.map(({ name, seconds }) => `${name} ${seconds.toFixed(2)}`);
    let seconds = entry.timing.seconds;
    if (shown?.number === entry.number) {
      parts.push(`shown ${Math.max(0, shown.milliseconds / 1000 - seconds).toFixed(2)}`);
      seconds = Math.max(seconds, shown.milliseconds / 1000);
    }
    return `${start}${entry.state === 'failed' ? `${words.failed} ` : ''}${entry.sentence} `
      + `In ${seconds.toFixed(2)} s: ${parts.join(', ')}.`;
  }

  function line(made, body, words, link) {
    const line = made.querySelector('.live-line');
    line.replaceChildren(element('span', '', words));
    if (link) line.append(' ', link);
    if (!body.childElementCount) return;
    const button = element('button', '', isOpen ? 'Hide' : 'Show');
    button.type = 'button';
    button.setAttribute('aria-expanded', isOpen);
    button.addEventListener('click', () => glassbox.liveKeepPlace(() => {
      isOpen = !isOpen;
      body.hidden = !isOpen;
      button.textContent = isOpen ? 'Hide' : 'Show';
      button.setAttribute('aria-expanded', isOpen);
    }));
    line.append(' ', button);
  }

  /** A link to what was saved last, if this page does not show it. */
  function elsewhere(status, folder, outputs) {
    const entry = status.entries[status.latest];
    if (!entry || entry.page === folder) return null;
    if (!entry.pages.length) return element('span', '', `${status.latest}: ${words[entry.state]}`);
    const link = element('a', '', `${status.latest}: ${words[entry.state]}`);
    link.href = `${outputs}/${entry.pages[0]}.html`;
    return link;
  }

  function place({ file, line, column }) {
    return [file, line, column].filter((part) => part !== undefined).join(':');
  }

  function errors(entry, outputs) {
    const list = element('ol', 'live-errors');
    for (const error of entry.errors) {
      const item = element('li');
      if (error.file) {
        const link = element('a', '', element('code', '', place(error)));
        link.href = error.file.startsWith('/') ? error.file : `${outputs}/../${error.file}`;
        item.append(link, ' ');
      }
      item.append(error.message);
      list.append(item);
    }
    return list;
  }

  function notes(entry) {
    return element('ul', 'live-notes', ...entry.notes.map(
      (note) => element('li', '', [place(note), note.message].filter(Boolean).join(' '))));
  }

  function verdict({ verdict, number }, outputs) {
    const made = element('section', `live-verdict ${verdict.isSolved ? 'good' : 'bad'}`,
      element('pre', '', verdict.text));
    if (verdict.picture) {
      const image = element('img');
      image.src = `${outputs}/${verdict.picture}?${number}`;
      image.alt = `Exercise ${verdict.number}: expected, yours, and the difference.`;
      made.append(image);
    }
    return made;
  }

  glassbox.livePanel = {
    show,
    changes: (...all) => glassbox.liveChanges(...all),
  };
})();
