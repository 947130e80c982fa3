// The grids of the little seven: cells that can be pointed at, typed into and dragged.
'use strict';
(() => {
  const { element, seven } = glassbox;
  const { GRIDS, gridOf, gradientOf, keyOf, nameOf, digits } = seven;
  const round = value => Number(value.toFixed(4));

  const NO_NUMBER = 'Type a number, such as −1, 0.5 or 1/2.';

  /** A typed number: "−0.5", "1/2", "½"; null if it is none. */
  function parse(text) {
    const plain = text.trim().replace(/[−–]/g, '-').replace(',', '.')
      .replace(/([½¼¾])/, c => ({ '½': '.5', '¼': '.25', '¾': '.75' })[c]);
    const parts = plain.match(/^([-+]?[\d.]+(?:e[-+]?\d+)?)(?:\/(\d+))?$/i);
    const value = parts ? Number(parts[1]) / Number(parts[2] ?? 1) : NaN;
    return Number.isFinite(value) ? value : null;
  }

  /** The step of a drag or an arrow key, and the limits of a number. */
  function range(site) {
    return gridOf(site) === 'image'
      ? { step: 0.1, min: 0, max: 1 } : { step: 0.1, min: -99, max: 99 };
  }
  const clamp = (value, { min, max }) => Math.min(Math.max(value, min), max);

  class Cell {
    constructor(sheet, site) {
      Object.assign(this, { sheet, site, key: keyOf(site), field: null });
      this.element = element('div', '', 'seven-cell');
      this.element.setAttribute('role', 'gridcell');
      this.element.tabIndex = -1;
      this.canEdit = sheet.canEdit(site);
      this.element.classList.toggle('editable', this.canEdit);
      this.#listen();
    }
    get value() { return this.sheet.model.value(this.site); }

    #listen() {
      const cell = this.element, { sheet, site } = this;
      const byMouse = to => event => { if (event.pointerType === 'mouse') sheet.point(to); };
      cell.addEventListener('pointerenter', byMouse(site));
      cell.addEventListener('pointerleave', byMouse(null));
      cell.addEventListener('focusin', () => sheet.choose(site));
      if (!this.canEdit) return;
      cell.addEventListener('pointerdown', event => this.#drag(event));
      cell.addEventListener('click', () => { if (!this.field && !this.dragged) this.edit(); });
      cell.addEventListener('keydown', event => {
        if (this.field || event.ctrlKey || event.metaKey || event.altKey) return;
        const isDigit = /^[-−.\d]$/.test(event.key);
        if (event.key !== 'Enter' && event.key !== 'F2' && !isDigit) return;
        event.preventDefault();
        event.stopPropagation();
        this.edit(isDigit ? event.key : null);
      });
    }

    /** Dragging to the left or right changes the number. */
    #drag(start) {
      if (this.field || start.button !== 0) return;
      const from = this.value, limits = range(this.site), before = this.sheet.remember(this.site);
      this.dragged = false;
      const move = event => {
        const steps = Math.round((event.clientX - start.clientX) / 8);
        if (!this.dragged && Math.abs(event.clientX - start.clientX) < 5) return;
        this.dragged = true;
        this.element.setPointerCapture(event.pointerId);
        this.set(clamp(round(from + steps * limits.step), limits), before);
      };
      const end = () => {
        this.element.removeEventListener('pointerup', end);
        this.element.removeEventListener('pointercancel', end);
        this.element.removeEventListener('pointermove', move);
      };
      this.element.addEventListener('pointermove', move);
      for (const type of ['pointerup', 'pointercancel']) this.element.addEventListener(type, end);
    }

    set(value, before) {
      if (value !== this.value) this.sheet.change(this.site, value, before);
    }

    /** Opens a field for typing. */
    edit(text = null) {
      const field = element('input'), limits = range(this.site);
      const before = this.sheet.remember(this.site);
      field.type = 'text';
      field.autocomplete = 'off';
      field.value = text ?? digits(this.value);
      if (limits.min >= 0) field.inputMode = 'decimal';
      field.setAttribute('aria-label', `New number for ${nameOf(this.site)}`);
      this.field = field;
      this.element.replaceChildren(field);
      const read = () => {
        const typed = parse(field.value);
        if (typed !== null) this.set(clamp(typed, limits), before);
      };
      const close = refocus => {
        if (!this.field) return;
        const isNumber = parse(field.value) !== null;
        if (!isNumber) this.set(before.value, before);
        this.field = null;
        this.render();
        if (refocus) this.element.focus();
        if (!isNumber) this.sheet.say(NO_NUMBER);
      };
      field.addEventListener('input', read);
      field.addEventListener('blur', () => close(false));
      field.addEventListener('keydown', event => {
        event.stopPropagation();
        const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (step) {
          event.preventDefault();
          this.set(clamp(round(this.value + step * limits.step), limits), before);
          field.value = digits(this.value);
        } else if (event.key === 'Enter') close(true);
        else if (event.key === 'Escape') {
          this.set(before.value, before);
          field.value = digits(this.value);
          close(true);
        }
      });
      field.focus();
      if (text === null) field.select();
      else read();
    }

    /** Writes the number, and its colour. */
    render() {
      const { sheet, site, value, element: cell } = this, grid = gridOf(site);
      const isBlank = sheet.paper?.hides(this) ?? false;
      cell.classList.toggle('changed', !isBlank && sheet.model.isChanged(site));
      cell.classList.toggle('blank', isBlank);
      if (isBlank) return sheet.paper.fill(this);
      const kind = grid === 'image' && site.kind === 'activation' ? 'pixels' : 'signed';
      const rgb = glassbox.color(value, sheet.limit(site), kind);
      cell.style.background = glassbox.css(rgb);
      cell.style.color = glassbox.isLight(rgb) ? '#000' : '#fff';
      const can = this.canEdit ? ', can be changed' : '';
      cell.setAttribute('aria-label', `${nameOf(site)}: ${digits(value)}${can}`);
      const text = digits(value, sheet.isSmall || Math.abs(value) >= 10 ? 2 : 3);
      cell.classList.toggle('long', text.length === 6);
      cell.classList.toggle('longer', text.length > 6);
      cell.classList.toggle('tight', sheet.isSmall && text.length > 4);
      if (!this.field) cell.textContent = text;
    }
  }

  const MOVES = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  };

  /** A grid of cells with one tab stop; arrow keys go from cell to cell. */
  function grid(sheet, key, isBackward) {
    const { rows, columns, title, at } = GRIDS[key];
    const made = element('div', '', 'seven-grid');
    made.setAttribute('role', 'grid');
    made.setAttribute('aria-label', isBackward ? `Gradient of ${title.toLowerCase()}` : title);
    made.style.setProperty('--columns', columns);
    const cells = [];
    for (let r = 0; r < rows; r++) {
      const line = element('div', '', 'seven-row');
      line.setAttribute('role', 'row');
      for (let c = 0; c < columns; c++) {
        const site = at(r, c), cell = new Cell(sheet, isBackward ? gradientOf(site) : site);
        cells.push(cell);
        line.append(cell.element);
      }
      made.append(line);
    }
    cells[0].element.tabIndex = 0;
    made.addEventListener('focusin', event => {
      const inside = cells.find(cell => cell.element.contains(event.target));
      for (const cell of cells) cell.element.tabIndex = cell === inside ? 0 : -1;
    });
    made.addEventListener('keydown', event => {
      const move = MOVES[event.key];
      const from = cells.findIndex(cell => cell.element === event.target);
      if (!move || from < 0) return;
      event.preventDefault();
      event.stopPropagation();
      const row = Math.floor(from / columns) + move[0], column = from % columns + move[1];
      if (row >= 0 && row < rows && column >= 0 && column < columns) {
        const cell = cells[row * columns + column];
        (cell.element.querySelector('input') ?? cell.element).focus();
      }
    });
    return { element: made, cells };
  }

  Object.assign(seven, { grid, parse, NO_NUMBER });
})();
