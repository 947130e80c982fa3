// Small controls for what can be touched: real inputs with labels, for keyboard, mouse and finger.
// Each function returns an object with its `element`; `set` changes a value and tells nobody.
'use strict';
(() => {
  const { element, button } = glassbox;
  let count = 0;
  const newID = kind => `${kind}-control-${++count}`;
  const plain = value => typeof value === 'string' ? value : glassbox.short(value);

  /** Elements beside each other; they wrap on a narrow page. Text becomes an element, too. */
  function row(...elements) { return box('ui-row', elements); }
  /** Elements below each other. */
  function column(...elements) { return box('ui-column', elements); }
  function box(className, elements) {
    const made = element('div', '', className);
    made.append(...elements.flat().filter(Boolean).map(e => e.element ?? e));
    return made;
  }

  /** A short text in grey. */
  function note(text) { return element('p', text, 'ui-note'); }

  /** An element with a title above it and, if given, a text below it. */
  function titled(title, inner, about = '') {
    const made = element('figure', '', 'ui-titled');
    made.append(element('figcaption', title), inner.element ?? inner);
    if (about) made.append(note(about));
    return made;
  }

  /** A line that says in words what has changed; screen readers read it aloud. */
  function status(text = '') {
    const made = element('p', text, 'ui-status');
    made.setAttribute('role', 'status');
    made.setAttribute('aria-live', 'polite');
    return {
      element: made,
      say(sentence) { if (made.textContent !== sentence) made.textContent = sentence; },
    };
  }

  /** A button that puts everything back. */
  function reset(act, text = 'Reset') {
    const made = button(text, null, act);
    made.classList.add('ui-reset');
    return made;
  }

  /**
   * A slider with its value: `{label, min, max, step, value, format(value), onInput(value)}`.
   * Returns `{element, input, value, set(value)}`.
   */
  function slider({ label, min, max, step = 'any', value, format = plain, onInput }) {
    const made = element('div', '', 'ui-slider'), id = newID('slider');
    const name = element('label', label), input = element('input'), shown = element('output');
    Object.assign(input, { type: 'range', id, min, max, step, value });
    name.htmlFor = id;
    shown.htmlFor = id;
    const tell = () => {
      shown.textContent = format(Number(input.value));
      input.setAttribute('aria-valuetext', shown.textContent);
    };
    input.addEventListener('input', () => { tell(); onInput?.(Number(input.value)); });
    tell();
    made.append(name, input, shown);
    return {
      element: made, input,
      get value() { return Number(input.value); },
      set(next) { input.value = next; tell(); },
      /** Other limits. */
      limits(least, most) { Object.assign(input, { min: least, max: most }); tell(); },
    };
  }

  /** A number that is typed: `{label, min, max, step, value, onInput(value)}`. */
  function numberField({ label, min, max, step = 'any', value, onInput }) {
    const made = element('label', '', 'ui-number'), input = element('input');
    Object.assign(input, { type: 'number', step, value, inputMode: 'decimal' });
    if (min !== undefined) input.min = min;
    if (max !== undefined) input.max = max;
    const read = () => {
      const typed = input.valueAsNumber;
      return Number.isFinite(typed)
        ? Math.min(Math.max(typed, min ?? -Infinity), max ?? Infinity) : null;
    };
    input.addEventListener('input', () => { if (read() !== null) onInput?.(read()); });
    made.append(element('span', label), input);
    return {
      element: made, input,
      get value() { return read(); },
      set(next) { input.value = next; },
    };
  }

  /** A switch: `{label, value, onChange(isOn)}`. */
  function toggle({ label, value = false, onChange }) {
    const made = element('label', '', 'switch ui-toggle'), input = element('input');
    Object.assign(input, { type: 'checkbox', checked: value });
    input.setAttribute('role', 'switch');
    input.addEventListener('change', () => onChange?.(input.checked));
    made.append(input, element('span', label));
    return {
      element: made, input,
      get value() { return input.checked; },
      set(next) { input.checked = next; },
    };
  }

  /**
   * One of several: `{label, options, value, onChange(value)}`. An option is a text, a number or
   * `{value, label}`. Arrow keys go from one to the next, as with all radio buttons.
   */
  function choice({ label, options, value, onChange }) {
    const made = element('fieldset', '', 'ui-choice'), name = newID('choice');
    made.append(element('legend', label));
    const all = options.map(o => typeof o === 'object' ? o : { value: o, label: String(o) });
    const buttons = element('div', '', 'ui-options');
    const inputs = all.map(option => {
      const one = element('label'), input = element('input');
      Object.assign(input, { type: 'radio', name, checked: option.value === value });
      input.addEventListener('change', () => { if (input.checked) onChange?.(option.value); });
      one.append(input, element('span', option.label));
      buttons.append(one);
      return input;
    });
    made.append(buttons);
    return {
      element: made, inputs,
      get value() { return all[inputs.findIndex(i => i.checked)]?.value; },
      set(next) { all.forEach((o, i) => { inputs[i].checked = o.value === next; }); },
    };
  }

  /** A value with its name: `set(text, tone)`; the tone is "good", "bad" or nothing. */
  function readout(label, text = '') {
    const made = element('p', '', 'ui-readout'), value = element('output', plain(text));
    made.append(element('span', label), ' ', value);
    return {
      element: made,
      set(next, tone = '') {
        value.textContent = plain(next);
        value.className = tone;
      },
    };
  }

  Object.assign(glassbox, {
    row, column, note, titled, status, reset, slider, numberField, toggle, choice, readout,
  });
})();
