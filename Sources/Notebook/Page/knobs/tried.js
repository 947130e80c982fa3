// What a value of a knob changes: figures beside today's, printed lines and text. A script of
// `Walkthrough --tries --write` holds it (Sources/LessonKit/Knobs/TriedScript.swift).
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element } = glassbox;

  // MARK: Numbers

  /** The long lists of numbers in a figure's data, in their order. */
  function listsIn(data, found = []) {
    if (data === null || typeof data !== 'object') return found;
    for (const [key, value] of Object.entries(data)) {
      const isList = (key === 'scalars' || key === 'values') && typeof value === 'string';
      if (isList && value.length > 38) found.push(value);
      else listsIn(value, found);
    }
    return found;
  }

  /** Bytes as numbers: `value = (byte − zero) · step`; the frequent byte is followed by a count. */
  function unpacked(text) {
    const [, zero, step, frequent, code] = text.split(':'), packed = atob(code), bytes = [];
    for (let i = 0; i < packed.length; i++) {
      const byte = packed.charCodeAt(i), isRun = byte === Number(frequent);
      const count = isRun ? packed.charCodeAt(++i) : 1;
      for (let k = 0; k < count; k++) bytes.push(byte);
    }
    return Float32Array.from(bytes, byte => (byte - zero) * step);
  }

  /** A tried figure with all its numbers: `=3` is the fourth list of today's. */
  function filled(data, today) {
    if (typeof data === 'string') {
      if (/^=\d+$/.test(data)) return today[Number(data.slice(1))] ?? [];
      return /^r:\d+:/.test(data) ? unpacked(data) : data;
    }
    if (Array.isArray(data)) return data.map(one => filled(one, today));
    if (data === null || typeof data !== 'object') return data;
    const isList = key => key === 'scalars' || key === 'values';
    return Object.fromEntries(Object.entries(data).map(([key, value]) =>
      [key, isList(key) || typeof value === 'object' ? filled(value, today) : value]));
  }
  const holds = (data, pattern) => typeof data === 'object' && data !== null
    && Object.values(data).some(
      value => typeof value === 'string' ? pattern.test(value) : holds(value, pattern));
  /** Whether a tried figure needs today's numbers; whether its own were rounded. */
  const isPartial = data => holds(data, /^=\d+$/), isRounded = data => holds(data, /^r:\d+:/);

  /** A figure that can be drawn. */
  const wholeFigure = (data, today) => filled(data, today ? listsIn(today) : []);

  // MARK: Figures

  let watcher = null;
  const waiting = new WeakMap();  // by element: what to do when it comes near
  /** Does something when an element comes near. */
  function whenNear(place, act) {
    watcher ??= new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        waiting.get(target)?.();
      }
    }, { rootMargin: '500px' });
    waiting.set(place, act);
    watcher.observe(place);
  }

  /** A figure below its name; without data, words say that there is none. */
  function side(name, data, words) {
    const made = element('div', '', 'tried-side'), place = element('div', '', 'tried-drawing');
    made.append(name, place);
    if (!data) place.append(element('p', words, 'tried-none'));
    return {
      element: made,
      draw(context) {
        if (!data) return 0;
        const { element: drawn } = glassbox.drawFigure(data, context);
        drawn.setAttribute('role', 'group');
        drawn.setAttribute('aria-label', name.textContent);
        place.replaceChildren(drawn);
        return drawn;
      },
    };
  }

  /** Today's figure and the tried one: side by side if both fit, else below one another. */
  function pair(name, { today, tried, names, none }) {
    const made = element('div', '', 'tried-sides waits');
    const sides = [side(names[0], today, none[0]), side(names[1], tried, none[1])];
    made.append(...sides.map(one => one.element));
    whenNear(made, () => {
      made.classList.remove('waits');
      const drawn = sides.map(one => one.draw({ name }));
      // When both have found their size.
      requestAnimationFrame(() => requestAnimationFrame(() => sides.forEach((one, i) => {
        if (drawn[i]) one.element.style.minWidth = `min(100%, ${widthOf(drawn[i])}px)`;
        made.classList.add('fits');
      })));
    });
    return made;
  }
  /** The width that a drawn figure needs. */
  const widthOf = drawn => Math.max(140, (drawn.firstChild?.scrollWidth ?? 0) + 12);

  // MARK: Lines

  const kinds = {
    '-': ['del', '− '], '+': ['ins', '+ '], ' ': ['span', '  '], '…': ['span', '  …'],
  };
  /** Printed lines; what went and what came is marked. */
  function lines(texts) {
    const made = element('pre', '', 'printed tried-lines');
    made.tabIndex = 0;
    for (const text of texts) {
      const [tag, sign] = kinds[text[0]] ?? kinds[' '];
      made.append(element(tag, sign + text.slice(1)), '\n');
    }
    return made;
  }
  /** Sentences, as HTML of the lesson's own; each is marked. */
  function sentences(texts) {
    const made = element('div', '', 'tried-text');
    for (const text of texts) {
      const [tag, sign] = kinds[text[0]] ?? kinds[' '], line = element('p'), mark = element(tag);
      mark.innerHTML = text.slice(1);
      mark.prepend(sign);
      line.append(mark);
      made.append(line);
    }
    return made;
  }
  /** How many lines differ: one that went and one that came count as one. */
  const countOf = sections => sections.reduce((sum, { lines: all }) => sum + Math.max(
    all.filter(line => line[0] === '-').length, all.filter(line => line[0] === '+').length), 0);

  glassbox.triedParts = {
    wholeFigure, isPartial, isRounded, pair, whenNear, lines, sentences, countOf,
  };
})();
