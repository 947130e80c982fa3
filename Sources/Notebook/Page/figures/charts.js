// A chart as SVG, and its values under the pointer and the keyboard. bars.js, levelbars.js,
// plots.js and histograms.js draw the kinds.
'use strict';
(() => {
  const { element, svg } = glassbox;

  /** A chart from the data of a figure. `draw(width)` draws it, `natural` is its usual width. */
  class Chart {
    constructor(data) {
      this.data = data;
      this.natural = data.width;
      this.element = element('div', '', 'fig-chart');
      this.element.tabIndex = 0;
      this.element.setAttribute('role', 'application');
      this.element.setAttribute('aria-roledescription', 'chart');
      this.said = element('div', '', 'unseen');
      this.said.setAttribute('aria-live', 'polite');
      const on = (name, act) => this.element.addEventListener(name, event => act.call(this, event));
      on('pointermove', this.move);
      on('pointerleave', () => this.show(null));
      on('click', this.move);
      on('keydown', this.key);
      on('blur', () => this.show(null));
    }
    draw(width) {
      if (width === this.width) return;
      this.width = width;
      let sheet = this.sheet(width, 0);
      for (let tight = 1; tight <= 2 && width < this.natural; tight++) {
        if (sheet.bounds[2] - sheet.bounds[0] > width + 8) sheet = this.sheet(width, tight);
      }
      const [left, top, right, bottom] = sheet.bounds.map((edge, i) =>
        i < 2 ? Math.floor(edge) - 1 : Math.ceil(edge) + 1);
      this.svg = svg('svg', {
        width: right - left, height: bottom - top,
        viewBox: `${left} ${top} ${right - left} ${bottom - top}`, 'aria-hidden': true,
      }, ...sheet.shapes);
      [this.spots, this.origin, this.current] = [sheet.spots, [left, top], null];
      this.element.replaceChildren(this.svg, this.said);
      const name = this.data.title || this.data.axis?.title || this.data.y?.title || '';
      this.element.setAttribute(
        'aria-label', `${name ? `${name}: ` : ''}chart with ${sheet.spots.length} values`);
    }
    /** Everything drawn for a width; `tight`: 1 with less room, 2 without values at the bars. */
    sheet(width, tight) {
      const { Sheet, kinds } = glassbox.chart, sheet = new Sheet();
      kinds[this.data.kind](sheet, { ...this.data, width, natural: this.natural, tight });
      return sheet;
    }
    /** Shows the value of a spot; null hides it. */
    show(spot) {
      if (spot === this.current) return;
      this.current = spot;
      this.light?.remove();
      if (!spot) return glassbox.tip(null);
      const [x, y, width, height] = spot.box, box = this.svg.getBoundingClientRect();
      this.light = svg('rect', {
        x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3, rx: 3, class: 'fig-light',
      });
      this.svg.append(this.light);
      glassbox.tip(spot.text, box.left + x + width - this.origin[0] - 8,
        box.top + y + height / 2 - this.origin[1] - 8);
    }
    move(event) {
      const box = this.svg.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left + this.origin[0],
        event.clientY - box.top + this.origin[1]];
      let [nearest, least] = [null, 32];
      for (const spot of this.spots) {
        const [left, top, width, height] = spot.box;
        const away = Math.hypot(
          Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height) * 0.6);
        if (away < least) [nearest, least] = [spot, away];
      }
      this.show(nearest);
    }
    key(event) {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by || !this.spots.length) return;
      event.preventDefault();
      const next = this.spots.indexOf(this.current) + by, last = this.spots.length - 1;
      this.show(this.spots[Math.min(Math.max(next, 0), last)]);
      this.said.textContent = this.current.text;
    }
  }
  glassbox.Chart = Chart;
})();
