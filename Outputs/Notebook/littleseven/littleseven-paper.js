// The little seven on paper: computed cells become fields to fill in, and answers are judged.
'use strict';
(() => {
  const { element, seven } = glassbox;
  const { isGradient, nameOf, digits, parse, NO_NUMBER } = seven;

  /** How many decimals were typed; a fraction counts as four. */
  const decimalsIn = text => /[/½¼¾]/.test(text)
    ? 4 : text.replace(',', '.').split('.')[1]?.trim().length ?? 0;

  /** Whether a typed number is the value, given to as many decimals as were typed, at least two. */
  function fits(typed, value, text) {
    const places = Math.min(Math.max(2, decimalsIn(text)), 6);
    const margin = 0.5 * 10 ** -places + 1e-6;
    return Math.abs(typed - value) <= margin;
  }

  /** A verdict: `{isRight, words}`. */
  function judge(model, site, text) {
    const typed = parse(text), value = model.value(site), name = nameOf(site);
    if (typed === null) return { isRight: false, words: NO_NUMBER };
    if (fits(typed, value, text)) {
      return { isRight: true, words: `Right: ${name} = ${digits(value)}.` };
    }
    const found = seven.mistakes(model, site).find(
      ([wrong]) => Math.abs(wrong - value) > 1e-4 && fits(typed, wrong, text));
    if (found) return { isRight: false, words: `${name}: ${found[1]}` };
    const off = Math.abs(typed - value);
    if (off < 0.06 && decimalsIn(text) < 2) {
      return { isRight: false, words: `${name}: nearly. Give two decimals.` };
    }
    const size = typed > value ? 'large' : 'small';
    const by = off < 0.005 ? glassbox.answers.written(off) : digits(off, 2);
    return { isRight: false, words: `${name}: too ${size} by ${by}.` };
  }

  /** The fields of a sheet. `sheet.paper` is one of these while the reader works it out. */
  class Paper {
    /** `scope`: forward, backward or both: which numbers are asked. */
    constructor(sheet, scope) {
      Object.assign(this, { sheet, scope });
      this.known = new Map();  // by key: "right" or "shown"
      this.typed = new Map();  // by key: {text, isWrong}
    }
    isAsked(site) {
      const isHere = this.scope === 'both' || isGradient(site) === (this.scope === 'backward');
      return isHere && !this.sheet.model.isGiven(site);
    }
    hidesSite(site) { return this.isAsked(site) && !this.known.has(seven.keyOf(site)); }
    hides(cell) { return this.hidesSite(cell.site); }
    clear() {
      this.known.clear();
      this.typed.clear();
    }

    /** Puts a field into a cell. */
    fill(cell) {
      cell.element.style.background = cell.element.style.color = '';
      cell.element.setAttribute('aria-label', `${nameOf(cell.site)}: to fill in`);
      const old = this.typed.get(cell.key);
      cell.element.classList.toggle('wrong', old?.isWrong ?? false);
      if (cell.element.querySelector('input')) return;
      const field = element('input');
      Object.assign(field, { type: 'text', value: old?.text ?? '', autocomplete: 'off' });
      field.setAttribute('aria-label', nameOf(cell.site));
      field.addEventListener('change', () => setTimeout(() => this.#judge(cell, field.value)));
      field.addEventListener('keydown', event => {
        if (event.key.startsWith('Arrow') && field.value !== '' && !event.key.match(/Up|Down/)) {
          event.stopPropagation();
        }
        if (event.key !== 'Enter') return;
        event.preventDefault();
        if (field.value.trim() !== '') this.#judge(cell, field.value, true);
      });
      cell.element.replaceChildren(field);
    }

    #judge(cell, text, goesOn = false) {
      if (text.trim() === '' || this.known.has(cell.key)) return;
      const { isRight, words } = judge(this.sheet.model, cell.site, text);
      this.typed.set(cell.key, { text, isWrong: !isRight });
      if (isRight) this.known.set(cell.key, 'right');
      const next = isRight && goesOn ? this.sheet.next(cell) : null;
      const had = cell.element.contains(document.activeElement);
      this.sheet.refresh();
      if (next) next.element.querySelector('input')?.focus();
      else if (had) (isRight ? cell.element : cell.element.querySelector('input')).focus();
      if (had && !isRight) cell.element.querySelector('input').select();
      this.sheet.say(isRight ? `✓ ${words} ${this.count}` : words);
    }

    /** Shows one cell. */
    show(site) {
      this.known.set(seven.keyOf(site), 'shown');
      this.sheet.refresh();
      this.sheet.say(`${nameOf(site)} = ${digits(this.sheet.model.value(site))}. ${this.count}`);
    }
    get count() {
      const cells = this.sheet.shownCells.filter(c => this.isAsked(c.site));
      const right = cells.filter(c => this.known.get(c.key) === 'right').length;
      const shown = cells.filter(c => this.known.get(c.key) === 'shown').length;
      return `${right} of ${cells.length} right${shown ? `, ${shown} shown` : ''}.`;
    }
  }

  Object.assign(seven, { Paper, judge });
})();
