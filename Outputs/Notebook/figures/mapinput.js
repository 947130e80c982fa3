// The pointer and the keyboard on a map: pointing, clicking, drawing, editing a number in its cell.
'use strict';
(() => {
  const { element } = glassbox;
  const same = (a, b) => a === b || (a && b && a[0] === b[0] && a[1] === b[1]);

  /** Listens on a map's body. */
  class MapInput {
    constructor(map) {
      this.map = map;
      this.body = map.body;
      this.body.append(map.said);
      const on = (name, act) => this.body.addEventListener(name, event => act.call(this, event));
      on('pointerdown', this.press);
      on('pointermove', this.move);
      on('pointerup', this.lift);
      on('pointercancel', this.lift);
      on('pointerleave', () => this.point(null));
      on('click', this.click);
      on('keydown', this.key);
      on('focus', this.focus);
      on('blur', () => this.setCursor(null));
      this.body.addEventListener('wheel', event => this.wheel(event), { passive: false });
    }
    get options() { return this.map.options; }

    canEdit(place) {
      const { editable, onEdit } = this.options;
      return place && onEdit && (typeof editable === 'function' ? editable(...place) : editable);
    }

    // The pointer

    point(place) {
      const { map } = this;
      if (same(place, map.pointed)) return;
      map.pointed = place;
      map.paintOverlay();
      this.options.onPoint?.(...(place ?? [null, null]));
    }
    press(event) {
      if (event.button !== 0 || event.target.tagName === 'INPUT') return;
      const place = this.map.cellAt(event);
      this.hasMoved = false;
      if (!place) return;
      if (this.options.draw) {
        this.body.setPointerCapture(event.pointerId);
        this.stroke = place;
        this.options.onDraw?.(...place, true);
      } else if (this.canEdit(place) && event.pointerType !== 'touch') {
        this.drag = { place, y: event.clientY, value: this.map.at(...place) };
      }
    }
    move(event) {
      const place = this.map.cellAt(event);
      if (event.target.tagName !== 'INPUT') this.point(place);
      if (this.stroke && place) this.strokeTo(place);
      if (!this.drag) return;
      const steps = Math.round((this.drag.y - event.clientY) / 6);
      if (!this.hasMoved && Math.abs(steps) < 1) return;
      if (!this.hasMoved) this.body.setPointerCapture(event.pointerId);
      this.hasMoved = true;
      this.set(this.drag.place, this.drag.value + steps * this.step);
    }
    /** Every cell between the last one and this: a fast pointer leaves no gap. */
    strokeTo([row, column]) {
      const [r, c] = this.stroke, count = Math.max(Math.abs(row - r), Math.abs(column - c));
      for (let i = 1; i <= count; i++) {
        const between = [r + (row - r) * i / count, c + (column - c) * i / count];
        this.options.onDraw?.(...between.map(Math.round), false);
      }
      this.stroke = [row, column];
    }
    lift(event) {
      if (event.pointerType === 'touch') this.point(null);
      this.stroke = this.drag = null;
    }
    click(event) {
      const place = this.map.cellAt(event);
      if (!place || this.hasMoved || event.target.tagName === 'INPUT') return;
      this.last = place;
      this.act(place);
    }
    act(place) {
      if (this.options.draw) return;
      this.options.onClick?.(...place);
      if (this.canEdit(place)) this.edit(place);
    }

    // The keyboard

    setCursor(place) {
      const { map } = this;
      if (same(place, map.cursor)) return;
      map.cursor = place;
      map.paintOverlay();
      if (place) map.said.textContent = map.words(...place);
    }
    focus() {
      if (!this.body.matches(':focus-visible')) return;
      this.setCursor(this.last ?? this.map.selected ?? [0, 0]);
    }
    key(event) {
      if (event.target.tagName === 'INPUT') return;
      const steps = {
        ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
      };
      const { height, width } = this.map.spec, { key } = event;
      const [row, column] = this.map.cursor ?? this.last ?? [0, 0];
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (steps[key]) {
        const next = this.map.cursor ? [row + steps[key][0], column + steps[key][1]]
          : [row, column];
        const inside = [Math.min(Math.max(next[0], 0), height - 1),
          Math.min(Math.max(next[1], 0), width - 1)];
        if (!same(inside, next)) this.options.onLeave?.(...steps[key]);
        this.last = inside;
        if (document.activeElement !== this.body) return event.preventDefault();
        this.setCursor(this.last);
        this.options.onPoint?.(...this.last);
      } else if (key === 'Enter' || key === ' ') {
        if (this.options.draw) this.options.onDraw?.(row, column, true);
        else this.act([row, column]);
      } else if (/^[-−0-9.,]$/.test(key) && this.canEdit([row, column])) {
        this.edit([row, column], key);
      } else return;
      event.preventDefault();
    }
    wheel(event) {
      const place = this.field ? this.editing : null;
      if (!place || !same(this.map.cellAt(event), place)) return;
      event.preventDefault();
      this.nudge(event.deltaY < 0 ? 1 : -1);
    }

    // A number in its cell

    get step() { return this.options.step ?? 0.1; }
    /** Takes a number for a cell, within its ends and without the dust of binary fractions. */
    set(place, value) {
      const { min = -Infinity, max = Infinity } = this.options;
      const taken = Number(Math.min(Math.max(value, min), max).toFixed(6)), { map } = this;
      const index = place[0] * map.spec.width + place[1];
      if (!Number.isFinite(taken) || Math.fround(taken) === map.values[index]) return taken;
      const values = map.values.slice();
      values[index] = taken;
      map.update(values, { limit: map.limit });
      this.options.onEdit(...place, taken);
      map.said.textContent = map.words(...place);
      return taken;
    }
    nudge(count) {
      const value = this.set(this.editing, this.map.at(...this.editing) + count * this.step);
      this.field.value = value;
    }
    /** Opens a small field over a cell. */
    edit(place, typed) {
      this.close(false);
      const { map } = this, [x, y, w, h] = map.box([place[0], place[0] + 1],
        [place[1], place[1] + 1]);
      const field = element('input', '', 'map-field'), before = map.at(...place);
      Object.assign(field, { type: 'number', step: 'any' });
      field.value = typed === undefined ? Number(before.toFixed(6)) : /\d/.test(typed) ? typed : '';
      field.setAttribute('aria-label', `row ${place[0]}, column ${place[1]}`);
      const width = Math.max(w, 66), height = Math.max(h, 30);
      Object.assign(field.style, {
        width: `${width}px`, height: `${height}px`,
        left: `${x + w / 2 - width / 2 + map.border[1] * map.cell}px`,
        top: `${y + h / 2 - height / 2 + map.border[0] * map.cell}px`,
      });
      [this.field, this.editing, this.before] = [field, place, before];
      field.addEventListener('keydown', event => this.fieldKey(event));
      field.addEventListener('blur', () => this.close(true));
      this.body.append(field);
      field.focus({ preventScroll: true });
      if (typed === undefined) field.select();
    }
    fieldKey(event) {
      const { key } = event;
      event.stopPropagation();
      if (key === 'ArrowUp' || key === 'ArrowDown') this.nudge(key === 'ArrowUp' ? 1 : -1);
      else if (key === 'Enter') this.close(true, true);
      else if (key === 'Escape') {
        this.set(this.editing, this.before);
        this.close(false, true);
      } else return;
      event.preventDefault();
    }
    close(takes, isBack = false) {
      const { field, editing } = this;
      if (!field) return;
      this.field = null;
      if (takes && field.value.trim() !== '') this.set(editing, Number(field.value));
      field.remove();
      this.last = editing;
      if (!isBack) return;
      this.body.focus({ preventScroll: true });
      this.setCursor(editing);
    }
  }

  glassbox.MapInput = MapInput;
})();
