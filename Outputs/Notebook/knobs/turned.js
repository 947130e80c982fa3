// The panel below the button of a knob's value: what differs, figure by figure, line by line. And the
// notes at the places of the figures that differ.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element, button, triedParts } = glassbox;
  let isInPlace = false;  // whether the tried figures stand in their places, too

  // MARK: Words

  const code = text => element('code', text);
  /** `bias = 1`, with what comes along. */
  function nameOf(knob, value) {
    const made = element('span', '', 'tried-name');
    made.append(code(`${knob.name} = ${value.literal}`));
    for (const other of value.with) made.append(' and ', code(other.replace('=', ' = ')));
    return made;
  }
  const pageName = () => document.querySelector('main').dataset.page;
  const textOf = (knob, value) => nameOf(knob, value).textContent;
  const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
  const list = parts => parts.length < 2 ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  /** A lesson's number, or its name: what Walkthrough takes. */
  const lessonOf = folder => String(parseInt(folder) || folder);
  const commandFor = folder => `swift run Walkthrough --tries --write ${lessonOf(folder)}`;
  function line(...parts) {
    const made = element('p');
    made.append(...parts);
    return made;
  }

  // MARK: What differs

  /**
   * Fills the panel of a value: `own` holds it with its knob, the page and the notes made so far.
   * Returns its first sentence.
   */
  function fill(own, folder, data, back) {
    const { panel, knob, value } = own, head = element('p', '', 'tried-head');
    const run = line('To run it yourself: ',
      code(`swift run ${folder.replace(/^\d+-/, '')} --try ${value.command}`));
    run.className = 'tried-note';
    const end = element('div', '', 'tried-end');
    end.append(button('Back to today', null, back));
    const isOld = data && data.key !== glassbox.data.key;
    if (!data) {
      head.append('What differs with ', nameOf(knob, value), ' was not made yet. Make it with ',
        code(commandFor(folder)), '.');
    } else if (data.sentence) {
      head.append('The lesson refuses ', nameOf(knob, value), ' with one sentence:');
    } else {
      head.append('With ', nameOf(knob, value), `, ${summary(data.pages)}.`);
    }
    panel.append(head);
    if (data?.sentence) panel.append(element('p', data.sentence, 'tried-sentence'));
    if (isOld) {
      panel.append(noted('It was made by an older version of this lesson. Make it again with ',
        code(commandFor(folder)), '.'));
    }
    for (const [name, page] of Object.entries(data?.pages ?? {})) {
      show(own, folder, name, page, isOld);
    }
    if (own.marks.length) {
      const toggle = glassbox.toggle({
        label: 'Show these pictures in their places, too', value: isInPlace,
        onChange: isOn => { isInPlace = isOn; for (const mark of own.marks) mark.unfold?.(isOn); },
      });
      head.after(toggle.element);
    }
    panel.append(run, end);
    return head.textContent;
  }
  function noted(...parts) {
    const made = line(...parts);
    made.className = 'tried-old';
    return made;
  }
  /** `3 pictures and 1 printed line differ`. */
  function summary(pages) {
    const all = Object.values(pages), sum = count => all.reduce((n, page) => n + count(page), 0);
    const counts = [
      [sum(page => new Set([...Object.keys(page.figures), ...page.pictures, ...page.gone]).size),
        'picture', 'pictures'],
      [sum(page => triedParts.countOf(page.printed)), 'printed line', 'printed lines'],
      [sum(page => triedParts.countOf(page.text)), 'sentence', 'sentences'],
    ].filter(([count]) => count);
    if (!counts.length) return 'nothing differs, apart from measured times';
    const isOne = counts.length === 1 && counts[0][0] === 1;
    return `${list(counts.map(each => counted(...each)))} ${isOne ? 'differs' : 'differ'}`;
  }

  /** The changes of one page. */
  function show(own, folder, name, page, isOld) {
    const { panel, main } = own, isHere = `${folder}/${name}` === pageName();
    const parts = [];
    for (const [figure, data] of Object.entries(page.figures)) {
      parts.push(picture(own, folder, name, figure, data, page.captions[figure], isOld, isHere));
    }
    for (const figure of page.pictures) {
      parts.push(titled(titleOf(main, figure, isHere), noted(
        'This picture differs. A browser has no numbers to draw it: run the command below.')));
    }
    for (const figure of page.gone) {
      parts.push(titled(titleOf(main, figure, isHere), noted('This picture is not shown.')));
    }
    for (const [kind, draw] of [['printed', triedParts.lines], ['text', triedParts.sentences]]) {
      for (const { title, lines } of page[kind]) {
        parts.push(titled(placeOf(main, title, isHere), draw(lines)));
      }
    }
    if (!parts.length) return;
    if (!isHere) {
      const link = element('a', name), title = element('h3', 'On the page ');
      link.href = `${name}.html`;
      title.append(link);
      panel.append(title);
    }
    panel.append(...parts);
  }
  function titled(title, ...content) {
    const made = element('div', '', 'tried-part'), head = element('h4');
    head.append(title);
    made.append(head, ...content);
    return made;
  }
  /** A title that leads to its place on this page. */
  function linked(text, id) {
    if (!id) return text;
    const made = element('a', text);
    made.href = `#${id}`;
    return made;
  }
  function placeOf(main, title, isHere) {
    const found = isHere && [...main.querySelectorAll('h1, h2, h3, summary')]
      .find(head => head.textContent === title && !head.closest('.tried'));
    return linked(title || 'The page', found ? found.closest('[id]')?.id : null);
  }
  function titleOf(main, figure, isHere) {
    const place = isHere && main.querySelector(`#figure-${CSS.escape(figure)}`);
    const title = place && place.closest('.cell')?.dataset.title;
    return linked(title || figure.replaceAll('-', ' '), place ? place.id : null);
  }

  /** A figure that differs, in the panel and at its place on the page. */
  function picture(own, folder, page, figure, data, caption, isOld, isHere) {
    const { main, knob, value } = own, title = titleOf(main, figure, isHere);
    const today = glassbox.pages.get(`${folder}/${page}`)?.figures.get(figure);
    const place = isHere ? main.querySelector(`#figure-${CSS.escape(figure)}`) : null;
    if (isOld && triedParts.isPartial(data)) {
      return titled(title, noted('This picture needs today’s numbers, which have changed.'));
    }
    const tried = triedParts.wholeFigure(data, today);
    const now = element('p', 'today', 'tried-label'), then = element('p', '', 'tried-label new');
    then.append(nameOf(knob, value));
    const made = titled(title, triedParts.pair(figure, {
      today, tried, names: [now, then],
      none: ['Today the page does not show this picture.', ''],
    }));
    made.id = `tried-${isHere ? '' : page + '-'}${figure}`;
    const words = element('p', '', 'tried-caption');
    words.innerHTML = caption ?? place?.querySelector('figcaption')?.innerHTML ?? '';
    if (words.innerHTML) made.append(words);
    if (triedParts.isRounded(data)) {
      made.append(element('p', 'The tried numbers are rounded to 256 steps.', 'tried-note'));
    }
    if (place) mark(own, place, made.id, figure, tried);
    return made;
  }
  /** A note at a figure's place, which unfolds into the tried figure. */
  function mark(own, place, id, figure, tried) {
    const made = element('div', '', 'tried-mark'), words = element('p');
    const link = element('a', 'Compare');
    link.href = `#${id}`;
    words.append('Differs with ', nameOf(own.knob, own.value), '. ', link);
    made.append(words);
    const drawing = element('div');
    made.unfold = isOn => {
      made.classList.toggle('unfolded', isOn);
      if (!isOn) return drawing.remove();
      made.append(drawing);
      if (drawing.firstChild) return;
      triedParts.whenNear(drawing, () => {
        drawing.replaceChildren(glassbox.drawFigure(tried, { name: figure }).element);
      });
    };
    own.marks.push(made);
    const caption = place.querySelector(':scope > figcaption');
    if (caption) caption.before(made); else place.append(made);
    made.unfold(isInPlace);
  }

  Object.assign(glassbox.triedParts, { code, textOf, pageName, fill });
})();
