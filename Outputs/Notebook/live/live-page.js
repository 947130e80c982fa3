// Puts a new page into the place of the shown one: same scroll, same open folds, same focus.
'use strict';
globalThis.glassbox ??= {};
(() => {
  /** Loads the page's data anew, replaces `main`, and makes it live. */
  glassbox.liveReplace = async (now, entry, load) => {
    const [old, made] = [document.querySelector('main'), now.querySelector('main')];
    if (!old || !made) return;
    // A page's own data is the script beside it; the shared ones have not changed.
    for (const script of now.querySelectorAll('script[src]')) {
      const path = script.getAttribute('src');
      if (!path.includes('/')) await load(`${path}?${entry.number}`).catch(() => {});
    }
    const main = document.importNode(made, true);
    const changed = new Set(entry.pictures.map((picture) => `${picture.name}.png`));
    for (const image of main.querySelectorAll('img[src]')) {
      const path = image.getAttribute('src');
      // Without a report, each picture may be new.
      if (changed.has(path) || (changed.size === 0 && !path.includes(':'))) {
        image.setAttribute('src', `${path}?${entry.number}`);
      }
    }
    const memory = remember(old);
    document.title = now.title;
    old.replaceWith(main);
    glassbox.start?.(main);
    recall(main, memory);
    // Once more when the figures are drawn.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    scroll(main, memory);
  };

  /** Keeps the reader's place while something above it changes its height. */
  glassbox.liveKeepPlace = (act) => {
    const place = anchor(document.querySelector('main'));
    act();
    scroll(document.querySelector('main'), { place, y: scrollY });
  };

  function remember(main) {
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    return {
      y: scrollY, place: anchor(main),
      folds: [...main.querySelectorAll('details')].map((fold) => [key(fold), fold.open]),
      fields: [...main.querySelectorAll('input, textarea, select')].filter((field) => field.type !== 'file')
        .map((field) => [key(field), field.value, field.checked]),
      focus: focused && key(focused),
      selection: focused && 'selectionStart' in focused ? focused.selectionStart : null,
    };
  }

  function recall(main, { folds, fields, focus, selection, ...memory }) {
    const open = new Map(folds);
    for (const fold of main.querySelectorAll('details')) fold.open = open.get(key(fold)) ?? fold.open;
    const kept = new Map(fields.map(([name, ...rest]) => [name, rest]));
    for (const field of main.querySelectorAll('input, textarea, select')) {
      const [value, checked] = kept.get(key(field)) ?? [];
      if (value === undefined || field.type === 'file') continue;
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = checked;
      else field.value = value;
    }
    if (focus) {
      const found = [...main.querySelectorAll('*')].find((element) => key(element) === focus);
      found?.focus({ preventScroll: true });
      if (found && selection !== null) {
        try { found.setSelectionRange(selection, selection); } catch { /* a field of numbers */ }
      }
    }
    scroll(main, memory);
  }

  /** The name of an element that it has again on the new page: its own, or its place in a named one. */
  function key(element) {
    if (element.id) return `#${element.id}`;
    const named = element.parentElement?.closest('[id], main');
    if (!named) return element.tagName;
    const alike = [...named.querySelectorAll(element.tagName)].indexOf(element);
    return `#${named.id} ${element.tagName} ${alike}`;
  }

  /** The first named block that is not above the window, and how far below its top it stands. */
  function anchor(main) {
    if (!main || scrollY === 0) return null;
    const top = document.getElementById('live')?.getBoundingClientRect().bottom ?? 0;
    for (const element of main.querySelectorAll('[id]')) {
      const box = element.getBoundingClientRect();
      if (box.height > 0 && box.bottom > Math.max(0, top)) return { id: element.id, top: box.top };
    }
    return null;
  }

  function scroll(main, { place, y }) {
    const found = place && main?.querySelector(`#${CSS.escape(place.id)}`);
    if (found) scrollBy({ top: found.getBoundingClientRect().top - place.top, behavior: 'instant' });
    else scrollTo({ top: y, behavior: 'instant' });
  }
})();
