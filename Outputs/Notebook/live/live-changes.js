// What a save has changed: pictures and printed lines, before and after, side by side.
'use strict';
globalThis.glassbox ??= {};
(() => {
  function element(tag, className = '', ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  /** Two things side by side, each below its word; one alone, if there is no other. */
  function pair(title, before, after) {
    const sides = [['before', before], ['after', after]].map(([word, content]) => element(
      'div', `live-${word}`, element('b', '', word), content ?? element('p', '', 'There is none.')));
    return element('section', 'live-pair', element('h3', '', title), element('div', '', ...sides));
  }

  /** Two texts, with the lines marked that went and came. */
  function texts(title, before, after) {
    const kept = common(before, after);
    const marked = (lines, isKept, tag) => {
      const made = element('pre');
      lines.forEach((line, i) => {
        made.append(isKept.has(i) ? element('span', '', line) : element(tag, '', line), '\n');
      });
      return made;
    };
    return pair(title,
      before.length ? marked(before, new Set(kept.map(([i]) => i)), 'del') : null,
      after.length ? marked(after, new Set(kept.map(([, j]) => j)), 'ins') : null);
  }

  /** The positions of the lines that are the same in both, in order. */
  function common(a, b) {
    const longest = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        longest[i][j] = a[i] === b[j]
          ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) pairs.push([i++, j++]);
      else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
      else j++;
    }
    return pairs;
  }

  function picture(path, alt) {
    if (!path) return null;
    const image = element('img');
    [image.src, image.alt] = [path, alt];
    return image;
  }

  /** The printed blocks of a page, by the cell's title and their place in it, or by their own name. */
  function printed(page) {
    const blocks = new Map();
    const counts = new Map();
    for (const block of page?.querySelectorAll('main pre.printed') ?? []) {
      const title = block.closest('[data-title]')?.dataset.title ?? block.id;
      const count = (counts.get(title) ?? 0) + 1;
      counts.set(title, count);
      blocks.set(`${title} ${count}`, { title, lines: block.textContent.trimEnd().split('\n') });
    }
    return blocks;
  }

  function pictures(entry, outputs, before, now) {
    const list = entry.pictures.map((picture) => ({ ...picture }));
    // Without a lesson's report: the figures whose text differs. Their old pictures are gone.
    if (!list.length && before) {
      for (const figure of now.querySelectorAll('main figure[data-figure]')) {
        const name = figure.dataset.figure;
        const old = before.querySelector(`main figure[data-figure="${CSS.escape(name)}"]`);
        if (old?.innerHTML !== figure.innerHTML) {
          list.push({ name, after: `${entry.page}/${name}.png` });
        }
      }
    }
    return list.map(({ name, before: old, after }) => {
      const figure = now?.querySelector(`main figure[data-figure="${CSS.escape(name)}"]`);
      const made = pair(name,
        picture(old && `${outputs}/${old}?${entry.number}`, `${name}, before`),
        picture(after && `${outputs}/${after}?${entry.number}`, `${name}, after`));
      made.dataset.name = name;
      const caption = figure?.querySelector('figcaption')?.textContent;
      if (caption) made.append(element('p', 'live-caption', caption));
      return made;
    });
  }

  function lines(entry, before, now) {
    const section = (kind, about = '') => entry.sections.filter((one) => one[kind].length).map((one) => texts(
      one.title + about, one[kind].filter((line) => line.kind !== '+').map(({ line }) => line),
      one[kind].filter((line) => line.kind !== '-').map(({ line }) => line)));
    const [old, fresh] = [printed(before), printed(now)];
    const keys = [...fresh.keys(), ...[...old.keys()].filter((key) => !fresh.has(key))];
    const different = before && now ? keys.filter(
      (key) => old.get(key)?.lines.join('\n') !== fresh.get(key)?.lines.join('\n')) : [];
    // A lesson knows which of its lines hold times, which differ in each run.
    const known = new Set(entry.sections.filter((one) => one.printed.length).map((one) => one.title));
    const told = entry.hasReport ? different.filter((key) => known.has((fresh.get(key) ?? old.get(key)).title))
      : different;
    const blocks = told.length || !entry.hasReport
      ? told.map((key) => texts((fresh.get(key) ?? old.get(key)).title,
        old.get(key)?.lines ?? [], fresh.get(key)?.lines ?? []))
      : section('printed');
    return [...blocks, ...section('said', ', the text')];
  }

  /** What an entry has changed, as an element; null if nothing differs. The pages may be missing. */
  glassbox.liveChanges = (entry, outputs, before, now) => {
    const all = [...pictures(entry, outputs, before, now), ...lines(entry, before, now)];
    return all.length ? element('div', 'live-changes', ...all) : null;
  };
})();
