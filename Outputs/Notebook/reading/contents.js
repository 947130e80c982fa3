// A page's parts: the fold “On this page”, and the steps in which a page can be read.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element } = glassbox;
  const marked = 'h2[id], section.cell, section.interactive, section.prediction, details.fold';

  /** The blocks of a page in reading order, without what is veiled or folded. A heading is one with
      the block behind it. */
  function steps(main) {
    const found = [], blocks = [...main.querySelectorAll(
      ':scope > :is(h1, h2, section, details), :scope > details[open] > :is(h2, section)')];
    for (const block of blocks.filter(one => !one.closest('.veiled'))) {
      const last = found.at(-1);
      if (last?.length === 1 && last[0].matches('h2')) last.push(block);
      else found.push([block]);
    }
    return found;
  }

  /** The title of a block; nothing if it has none. */
  function title(block) {
    if (block.matches('h1, h2')) return block.textContent;
    if (block.matches('.prediction')) return 'Predict';
    if (block.matches('details')) return block.querySelector('summary').textContent;
    return block.querySelector('h3')?.textContent ?? '';
  }

  /** Fills the fold with links to the parts that can be seen. */
  function list(main) {
    const nav = document.getElementById('parts');
    if (!nav) return;
    const parts = [...main.querySelectorAll(marked)].filter(one =>
      one.id && title(one) && !one.closest('.veiled') && !one.parentElement.closest('details'));
    nav.hidden = parts.length < 2;
    let fold = nav.querySelector('details');
    if (!fold) {
      fold = element('details');
      fold.append(element('summary', 'On this page'), element('ul'));
      fold.open = matchMedia('(min-width: 1150px)').matches;
      nav.append(fold);
      // On a narrow page, the fold covers the text: it closes behind a link.
      fold.addEventListener('click', event => {
        if (event.target.closest('a') && !matchMedia('(min-width: 1150px)').matches) {
          fold.open = false;
        }
      });
    }
    fold.querySelector('ul').replaceChildren(...parts.map(part => {
      const item = element('li'), link = element('a', title(part));
      link.href = '#' + part.id;
      item.className = part.matches('h2, details') ? '' : 'deep';
      if (part.matches('.prediction')) {
        const outcome = part.querySelector('form').dataset.outcome;
        const words = { right: 'right', wrong: 'answered', shown: 'shown' }[outcome];
        link.textContent = words ? `Predict (${words})` : 'Predict';
      }
      item.append(link);
      return item;
    }));
  }

  Object.assign(glassbox, { steps, titleOf: title });
  glassbox.part(list);
  document.addEventListener('glassbox-veil', () => {
    const main = document.querySelector('main');
    if (main) list(main);
  });
})();
