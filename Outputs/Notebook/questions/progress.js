// What a reader has answered: remembered in this browser only, shown, and forgotten on request.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element, button } = glassbox;
  // Pages from files share one storage, so every key has a prefix.
  const prefix = 'glassbox:';
  /** What the storage cannot hold, since a browser may refuse it. */
  const memory = new Map();

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(prefix + key)) ?? memory.get(key);
    } catch { return memory.get(key); }
  }
  function write(key, value) {
    memory.set(key, value);
    try { localStorage.setItem(prefix + key, JSON.stringify(value)); } catch { /* refused */ }
  }
  function remove(key) {
    memory.delete(key);
    try { localStorage.removeItem(prefix + key); } catch { /* refused */ }
  }

  /** A lesson's answers: {number: {asked, typed, outcome: 'right' | 'wrong' | 'shown'}}. */
  const answers = folder => read(folder) ?? {};

  function remember(folder, number, answer) {
    write(folder, { ...answers(folder), [number]: answer });
  }
  function forget(folder, numbers) {
    const kept = answers(folder);
    for (const number of numbers ?? Object.keys(kept)) delete kept[number];
    if (Object.keys(kept).length) write(folder, kept); else remove(folder);
  }

  const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

  /** Progress in words: “5 of 6 questions done: 4 right, 1 wrong.” `where`: ` on this page`. */
  function words(outcomes, total, where = '') {
    const done = outcomes.length;
    if (!done) return `${plural(total, 'question')}${where}, none answered yet.`;
    const names = { right: 'right', wrong: 'wrong', shown: 'shown' };
    const parts = Object.keys(names).map(name => {
      const count = outcomes.filter(outcome => outcome === name).length;
      return count ? `${count} ${names[name]}` : '';
    });
    const list = parts.filter(Boolean).join(', ');
    return `${Math.min(done, total)} of ${plural(total, 'question')}${where} done: ${list}.`;
  }

  /** A line with the progress, and a button that forgets it. */
  function line(act, about) {
    const made = element('p', '', 'progress'), text = element('span');
    made.tabIndex = -1;
    const reset = button(about, '', () => {
      act();
      made.focus();  // the button has hidden itself
    });
    made.append(text, ' ', reset);
    return {
      element: made,
      show(outcomes, total, where) {
        text.textContent = words(outcomes, total, where);
        reset.hidden = !outcomes.length;
      },
    };
  }

  /** The table of contents: the progress of every lesson, and where to continue. */
  function contents(main) {
    const lessons = [...main.querySelectorAll('.lesson')];
    if (!lessons.length || main.dataset.counted) return;
    main.dataset.counted = 'yes';
    const all = line(() => {
      for (const lesson of lessons) forget(lesson.dataset.folder);
      remove('last');
      show();
    }, 'Forget all my answers');
    main.querySelector('.opening')?.append(all.element);
    for (const lesson of lessons) {
      if (+lesson.dataset.questions) lesson.lastElementChild.append(element('p', '', 'progress'));
    }
    const onward = element('a', '', 'onward');
    main.querySelector('.start')?.after(' ', onward);

    function show() {
      let total = 0;
      const every = [];
      for (const lesson of lessons) {
        const count = +lesson.dataset.questions;
        const outcomes = Object.values(answers(lesson.dataset.folder)).map(one => one.outcome);
        total += count;
        every.push(...outcomes);
        if (count) lesson.querySelector('.progress').textContent = words(outcomes, count);
        lesson.classList.toggle('done', count > 0 && outcomes.length >= count);
      }
      all.show(every, total);
      const last = read('last');
      const link = lessons.find(one => one.dataset.folder === last)?.querySelector('a');
      onward.hidden = !link;
      if (!link) return;
      onward.href = link.getAttribute('href');
      onward.textContent = `Continue with ${link.textContent.split(':')[0]}`;
    }
    show();
    // A page that comes back by the browser's Back is not loaded anew.
    addEventListener('pageshow', event => { if (event.persisted) show(); });
  }

  glassbox.progress = {
    answers, remember, forget, line,
    /** A setting that stays from page to page. */
    setting: name => read('setting:' + name),
    set: (name, value) => write('setting:' + name, value),
  };
  glassbox.part(main => {
    contents(main);
    const [folder, page] = main.dataset.page.split('/');
    if (page) write('last', folder);
  });
})();
