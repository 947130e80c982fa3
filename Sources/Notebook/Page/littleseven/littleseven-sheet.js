// The sheet of the little seven: its stages in a row, or below each other on a phone. Below them
// stands the arithmetic of the number that is pointed at.
'use strict';
(() => {
  const { element, seven } = glassbox;
  const { GRIDS, gridOf, isGradient, gradientOf, keyOf, nameOf } = seven;

  /** The columns, by key: title, size, grids, and the sign before each. */
  const COLUMNS = {
    image: { title: 'Image', size: '4 × 4', sign: '' },
    kernel: { title: 'Kernel', size: '2 × 2 and bias', sign: '∗', grids: ['kernel', 'bias'] },
    map: { title: 'Map', size: '3 × 3', sign: '=' },
    relu: { title: 'ReLU', size: '3 × 3', sign: '→' },
    pooled: { title: 'Max pooling', size: '2 × 2', sign: '→' },
    flat: { title: 'Flatten', size: '4', sign: '→' },
    weights: { title: 'Dense', size: '4 × 2 and biases', sign: '×', grids: ['weights', 'biases'] },
    scores: { title: 'Scores', size: '2', sign: '=' },
    shares: { title: 'Softmax', size: 'p', sign: '→' },
    loss: { title: 'Loss', size: '−ln p', sign: '→' },
  };
  const LABELS = { bias: 'bias', biases: 'biases' };

  class Sheet {
    /** `columns`: keys; `mode`: forward, backward or both; `asked`: the site to begin with. */
    constructor(model, { columns, mode, asked, onChange }) {
      Object.assign(this, { model, columns, asked, onChange, paper: null, hovered: null });
      this.cells = [];
      this.element = element('div', '', 'seven');
      this.body = element('div', '', 'seven-sheet');
      const rows = Math.max(...columns.map(key => key === 'kernel' ? 4 : GRIDS[key].rows));
      this.body.style.setProperty('--lane', columns.includes('weights')
        ? 'calc(5 * var(--cell) + 52px)' : `calc(${rows} * var(--cell) + 10px)`);
      this.panel = element('div', '', 'seven-panel');
      this.status = glassbox.status('');
      const frame = element('div', '', 'seven-frame');
      const foot = element('div', '', 'seven-foot');
      frame.append(this.body);
      foot.append(this.panel, this.status.element);
      this.element.append(frame, foot);
      this.#build();
      this.mode = mode;
      // Only the width counts: what is said below changes the height all the time.
      new ResizeObserver(() => {
        if (this.element.clientWidth !== this.fitted) this.#fit();
      }).observe(this.element);
      this.refresh();
    }

    #build() {
      const lanes = element('div', '', 'seven-lanes');
      lanes.append(
        element('span', 'forward →', 'forward'), element('span', '← backward', 'backward'));
      this.body.append(lanes);
      this.columns.forEach((key, i) => {
        const { title, size, sign, grids = [key] } = COLUMNS[key];
        if (i > 0) {
          const signs = element('div', '', 'seven-signs');
          signs.setAttribute('aria-hidden', 'true');
          const forward = element('span', sign, 'forward');
          forward.classList.toggle('operator', sign !== '→');
          signs.append(forward, element('span', '←', 'backward'));
          this.body.append(signs);
        }
        const stage = element('div', '', 'seven-stage'), head = element('h4', title);
        stage.dataset.column = key;
        const pencil = this.canEdit(GRIDS[key].at(0, 0)) ? '\u00a0✎' : '';
        head.append(pencil, element('small', size));
        stage.append(head, this.#lane(grids, false), this.#lane(grids, true));
        this.body.append(stage);
      });
    }
    #lane(keys, isBackward) {
      const lane = element('div', '', `seven-lane ${isBackward ? 'backward' : 'forward'}`);
      if (isBackward && keys[0] === 'shares') lane.append(this.#answer());
      if (isBackward && ['shares', 'loss'].includes(keys[0])) return lane;
      for (const key of keys) {
        if (LABELS[key]) lane.append(element('span', LABELS[key], 'seven-label'));
        const made = seven.grid(this, key, isBackward);
        if (key === 'weights') lane.append(heading(['7', '1']));
        if (key === 'scores' || key === 'shares') made.element.classList.add('named');
        this.cells.push(...made.cells);
        lane.append(made.element);
      }
      return lane;
    }
    /** y: 1 for the right answer, 0 for the other. */
    #answer() {
      this.answer = element('div', '', 'seven-answer');
      return this.answer;
    }

    get mode() { return this.body.dataset.mode; }
    set mode(mode) {
      this.body.dataset.mode = mode;
      this.#fit();
    }
    /** In a row where there is room for it, with cells as large as they can be. */
    #fit() {
      const { body } = this, room = this.element.clientWidth + 1, wasSmall = this.isSmall;
      if (room < 2) return;
      this.fitted = this.element.clientWidth;
      const place = scrollY;  // while it is tried out, the page may be too short to keep it
      body.classList.remove('tall');
      for (const cell of [46, 44, 42, 38, 36, 34, 32, 30]) {
        this.isSmall = cell < 42;
        body.classList.toggle('small', this.isSmall);
        body.style.setProperty('--cell', `${cell}px`);
        if (body.offsetWidth <= room) break;
      }
      if (body.offsetWidth > room) {
        // Two grids beside each other on a phone: room for two decimals.
        this.isSmall = this.mode === 'both' && matchMedia('(max-width: 480px)').matches;
        body.classList.remove('small');
        body.classList.add('tall');
        body.style.removeProperty('--cell');
      }
      if (scrollY !== place) scrollTo({ top: place, behavior: 'instant' });
      if (this.isSmall !== wasSmall) for (const cell of this.cells) cell.render();
    }

    canEdit(site) { return this.model.isGiven(site); }
    get shownCells() {
      return this.cells.filter(cell => this.mode === 'both'
        || isGradient(cell.site) === (this.mode === 'backward'));
    }
    /** The next cell to fill in. */
    next(cell) {
      const all = this.shownCells;
      const others = [...all.slice(all.indexOf(cell) + 1), ...all].filter(c => c !== cell);
      return others.find(c => this.paper?.hides(c));
    }

    /** The number that has the full colour: of a grid forward, of all gradients backward. */
    limit(site) { return this.limits.get(isGradient(site) ? 'gradients' : gridOf(site)) ?? 1; }
    #measure() {
      this.limits = new Map();
      for (const { site, value } of this.cells) {
        const key = isGradient(site) ? 'gradients' : gridOf(site);
        const least = key === 'gradients' ? 0.5 : key === 'image' || key === 'shares' ? 1 : 2;
        this.limits.set(key, Math.max(this.limits.get(key) ?? least, Math.abs(value)));
      }
      this.limits.set('image', 1);
    }

    /** Writes all numbers anew. */
    refresh() {
      this.#measure();
      for (const cell of this.cells) {
        const state = this.paper?.known.get(cell.key);
        cell.element.classList.toggle('right', state === 'right');
        cell.element.classList.toggle('shown', state === 'shown');
        cell.render();
      }
      const y = k => `y = ${this.model.label === k ? 1 : 0}`;
      this.answer?.replaceChildren(element('span', y(0)), element('span', y(1)));
      this.show();
    }

    // ---- Pointing --------------------------------------------------------------------------

    point(site) {
      this.hovered = site;
      this.show();
    }
    choose(site) {
      if (keyOf(site) === keyOf(this.asked) && !this.hovered) return;
      this.asked = site;
      this.hovered = null;
      this.show();
    }
    /** Shows another number, and puts the focus on its cell if a lane shows it. */
    go(site) {
      this.hovered = null;
      this.asked = site;
      this.show();
      const cell = this.shownCells.find(c => c.key === keyOf(site));
      cell?.element.focus({ preventScroll: true });
    }
    show() {
      const site = this.hovered ?? this.asked;
      const isHidden = this.paper?.hidesSite(site);
      const act = { point: sites => this.#light(sites, true), go: to => this.go(to) };
      this.panel.replaceChildren(
        ...(isHidden ? this.#hint(site) : seven.tell(this.model, site, act)));
      this.#light(null);
    }
    /** For a cell that is not filled in yet. */
    #hint(site) {
      const head = element('p', `${nameOf(site)} = ?`, 'seven-head');
      const sources = seven.sources(this.model, site).length;
      const text = sources > 1
        ? 'The numbers that it is made of have a frame. Compute it on paper, and type it.'
        : 'The number that it is made of has a frame. Compute it on paper, and type it.';
      return [head, element('p', text), element('p', seven.rule(this.model, site), 'seven-rule')];
    }
    /** Lights up what the shown number was made of; or some of it, while a term is pointed at. */
    #light(only) {
      const site = this.hovered ?? this.asked, own = keyOf(site);
      const sources = seven.sources(this.model, site);
      const counts = new Map(sources.map(([s, isUsed]) => [keyOf(s), isUsed]));
      const chosen = only && new Set(only.map(keyOf));
      for (const { key, element: cell } of this.cells) {
        const isHidden = this.paper !== null;
        cell.classList.toggle('asked', key === own);
        const isLit = counts.has(key), isUsed = isHidden || counts.get(key) || chosen?.has(key);
        cell.classList.toggle('lit', isLit && Boolean(isUsed));
        cell.classList.toggle('unused', isLit && !isUsed);
        cell.classList.toggle('strong', chosen?.has(key) ?? false);
      }
    }

    // ---- Changing --------------------------------------------------------------------------

    say(words) { this.status.say(words); }
    remember(site) { return seven.remember(this, site); }
    change(site, value, before) {
      this.model.set(site, value);
      this.paper?.clear();
      this.refresh();
      this.say(seven.compare(this, site, before));
      this.onChange?.();
    }
  }

  function heading(names) {
    const made = element('div', '', 'seven-names');
    made.append(...names.map(name => element('span', `to ${name}`)));
    made.setAttribute('aria-hidden', 'true');
    return made;
  }

  Object.assign(seven, { COLUMNS, Sheet });
})();
