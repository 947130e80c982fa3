// Reading with the keyboard, step by step; the switch for all code; help; and printing.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element, button, progress } = glassbox;
  const keys = [
    ['n, j or →', 'the next part of the page'], ['p, k or ←', 'the part before'],
    ['c', 'show or fold all code'], ['?', 'this help'],
    ['Escape', 'leave the marked part, close the panel'],
  ];
  const isOn = () => progress.setting('keys') ?? true;

  // MARK: Step by step

  const current = () => document.querySelector('main .current');
  function leave() {
    for (const block of document.querySelectorAll('main .current')) {
      block.classList.remove('current');
    }
  }

  /** Goes some steps onward, or back; the first step from the place that is shown. */
  function go(by) {
    const main = document.querySelector('main'), steps = glassbox.steps?.(main) ?? [];
    if (!steps.length) return;
    const shown = current();
    let place = steps.findIndex(step => step.includes(shown));
    if (place < 0) {
      // The last step that begins above the upper third of the window.
      place = steps.findLastIndex(step => step[0].getBoundingClientRect().top < innerHeight / 3);
      place = by > 0 && place === 0 && scrollY < 4 ? 0 : place + by;
    } else {
      place += by;
    }
    if (place < 0 || place >= steps.length) {
      announce(place < 0 ? 'This is the first part.' : endOf(steps));
      return;
    }
    leave();
    const step = steps[place];
    for (const block of step) block.classList.add('current');
    step[0].tabIndex = -1;
    step[0].focus({ preventScroll: true });
    step[0].scrollIntoView({ block: 'start', behavior: glassbox.isStill() ? 'auto' : 'smooth' });
    const title = step.map(block => glassbox.titleOf(block)).find(Boolean);
    announce(`Part ${place + 1} of ${steps.length}${title ? ': ' + title : ''}`);
  }
  function endOf(steps) {
    const isWaiting = steps.at(-1)[0].matches('[data-waits]');
    return isWaiting ? 'Answer the prediction to go on.' : 'This is the last part.';
  }

  /** The place for announcements. A screen reader must know it before words come. */
  function announcements() {
    let place = document.getElementById('announcement');
    if (!place) {
      place = element('p');
      place.id = 'announcement';
      place.setAttribute('role', 'status');
      document.body.append(place);
    }
    return place;
  }
  /** Says something to a screen reader, and for a moment at the edge of the window. */
  let fading = 0;
  function announce(words) {
    const place = announcements();
    place.textContent = words;
    place.classList.add('fresh');
    clearTimeout(fading);
    fading = setTimeout(() => place.classList.remove('fresh'), 2500);
  }

  // MARK: Code

  /** Unfolds all code of a page, or folds it as it came. */
  function showCode(isShown) {
    progress.set('code', isShown);
    for (const fold of document.querySelectorAll('main details.code')) {
      fold.dataset.came ??= fold.open ? 'open' : 'folded';
      fold.open = isShown || fold.dataset.came === 'open';
    }
    const toggle = document.getElementById('all-code');
    if (!toggle) return;
    toggle.setAttribute('aria-pressed', String(isShown));
    toggle.textContent = isShown ? 'Fold the code' : 'Show all code';
  }
  const isCodeShown = () => progress.setting('code') ?? false;

  // MARK: Help

  function help() {
    let dialog = document.getElementById('keys-help');
    if (!dialog) {
      dialog = element('dialog');
      dialog.id = 'keys-help';
      dialog.setAttribute('aria-labelledby', 'keys-title');
      const title = element('h2', 'With the keyboard'), list = element('dl');
      title.id = 'keys-title';
      for (const [key, about] of keys) list.append(element('dt', key), element('dd', about));
      const label = element('label', '', 'switch'), toggle = element('input');
      Object.assign(toggle, { type: 'checkbox', checked: isOn() });
      toggle.setAttribute('role', 'switch');
      toggle.addEventListener('change', () => progress.set('keys', toggle.checked));
      label.append(toggle, ' Use these keys');
      const maps = element('p', 'Tab goes from map to map. In a map, the arrow keys go from '
        + 'number to number, and Enter opens its arithmetic.');
      const close = button('Close', '', () => dialog.close());
      close.autofocus = true;
      dialog.append(title, list, maps, label, close);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  }

  /** The buttons in the bar. */
  function tools(main) {
    const bar = document.querySelector('header.bar');
    if (!bar || bar.querySelector('.tools') || !glassbox.steps) return;
    const place = element('div', '', 'tools');
    if (main.querySelector('details.code')) {
      place.append(button('Show all code', 'all-code', () => showCode(!isCodeShown())));
    }
    const open = button('?', 'help', help);
    open.setAttribute('aria-label', 'Help: keys');
    open.title = 'Keys';
    place.append(open);
    bar.append(place);
  }

  glassbox.part(main => {
    tools(main);
    if (glassbox.steps) announcements();
    showCode(isCodeShown());
    if (location.hash) requestAnimationFrame(() => glassbox.follow?.(location.hash));
  });

  // MARK: Listening, once

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target.closest?.bind(event.target) ?? (() => null);
    if (at('dialog') || !isOn() && event.key !== '?') return;
    if (at('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    // Maps and groups of buttons have a use for the arrow keys and for letters of their own.
    const isBusy = at('[role=application], [role=grid], [role=radiogroup], canvas, svg, summary');
    const act = {
      n: () => go(1), j: () => go(1), p: () => go(-1), k: () => go(-1),
      ArrowRight: isBusy ? null : () => go(1), ArrowLeft: isBusy ? null : () => go(-1),
      c: () => document.getElementById('all-code')?.click(), '?': help, Escape: leave,
    }[event.key];
    // Escape may also be for others.
    if (!act || event.shiftKey && event.key !== '?') return;
    if (event.key.startsWith('Arrow') && scrollsSideways(event.target)) return;
    if (event.key !== 'Escape') event.preventDefault();
    act();
  });
  /** Whether an element needs the arrow keys to show what is beside. */
  const scrollsSideways = target => target.scrollWidth > target.clientWidth + 1
    && target !== document.body && target !== document.documentElement;

  // A printed page has its folds open. Code that is folded stays so.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('main details:not([open], .code)')];
    for (const fold of opened) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
})();
