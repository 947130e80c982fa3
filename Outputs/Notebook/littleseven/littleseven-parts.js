// `glassbox.interactives['little-seven']`: the sheet of the little seven, or a lesson's part of it.
'use strict';
(() => {
  const { element, button, seven } = glassbox;
  const { GRIDS, IMAGES, gridOf, isGradient, forwardOf, gradientOf, digits } = seven;
  const ALL = [
    'image', 'kernel', 'map', 'relu', 'pooled', 'flat', 'weights', 'scores', 'shares', 'loss'];
  const at = (grid, r = 0, c = 0) => GRIDS[grid].at(r, c);

  /** What each part shows: columns, the stage that is given first, and the number to begin with. */
  const PARTS = {
    convolution: { columns: ALL.slice(0, 3), asked: at('map', 1, 2) },
    relu: { columns: ALL.slice(0, 4), asked: at('relu', 0, 0) },
    pooling: { columns: ['relu', 'pooled'], first: 2, asked: at('pooled', 0, 1) },
    dense: { columns: ['flat', 'weights', 'scores'], first: 4, asked: at('scores') },
    softmax: {
      columns: ['scores', 'shares', 'loss'], first: 5, asked: at('shares'), hasModes: true,
    },
    backprop: { columns: ALL, mode: 'both', asked: gradientOf(at('kernel', 1, 0)), hasSteps: true },
    all: { columns: ALL, mode: 'both', asked: at('map', 1, 2), hasSteps: true },
  };

  class Part {
    constructor(place, { part = 'all', image }, network) {
      const config = PARTS[part] ?? PARTS.all;
      const { first = 0 } = config;
      this.config = { ...config, hasModes: config.hasModes || config.hasSteps };
      this.model = new glassbox.LittleSeven(network, glassbox.scalars(image.scalars), first);
      this.sheet = new seven.Sheet(this.model, {
        columns: config.columns, mode: config.mode ?? 'forward', asked: config.asked,
        onChange: () => this.update(),
      });
      this.start = config.asked;
      this.shownImage = [...this.model.now.input];
      this.mode = this.sheet.mode;
      this.place = place;
      place.classList.add('seven-part');
      place.append(this.controls(), this.sheet.element);
      this.sheet.mode = this.mode;
      this.sheet.say(`${glassbox.pointAt} a number to see how it was computed. You can change the numbers `
        + 'below a ✎: type, or drag to the left or right.');
      this.update();
    }

    controls() {
      const first = glassbox.row(...this.switches());
      const second = this.config.hasSteps ? this.descent() : null;
      const box = glassbox.column(first, second, this.paperBar());
      box.classList.add('seven-controls');
      return box;
    }
    switches() {
      const made = [];
      if (this.config.hasModes) {
        const options = [['forward', 'Forward'], ['backward', 'Backward'], ['both', 'Both']]
          .map(([value, label]) => ({ value, label }));
        made.push(glassbox.choice({
          label: 'Show', options, value: this.sheet.mode, onChange: mode => this.turn(mode),
        }));
      }
      if (this.config.columns.includes('loss')) {
        this.label = glassbox.choice({
          label: 'Right answer', options: seven.CLASSES.map((label, value) => ({ value, label })),
          value: 0, onChange: label => this.answer(label),
        });
        made.push(this.label);
      }
      if (!this.config.first) made.push(this.images());
      this.paperSwitch = glassbox.toggle({
        label: 'Work it out yourself', onChange: isOn => this.work(isOn),
      });
      made.push(this.paperSwitch, this.resetButton = glassbox.reset(() => this.reset()));
      if (glassbox.data?.folder !== 'LittleSeven') {
        const link = element('a', 'The full sheet');
        link.href = '../LittleSeven/index.html';
        made.push(link);
      }
      return made;
    }
    images() {
      const select = element('select'), label = element('label', 'Image ', 'ui-select');
      for (const name of ['Your own', ...Object.keys(IMAGES)]) {
        select.append(element('option', name));
      }
      // It says that a pixel was changed; there is nothing to choose.
      select.options[0].hidden = select.options[0].disabled = true;
      select.selectedIndex = 1;
      select.addEventListener('change', () => this.show(select.value));
      label.append(select);
      this.select = select;
      return label;
    }
    show(name) {
      if (!(name in IMAGES)) return;
      const { pixels, about } = IMAGES[name], { now, original } = this.model;
      this.model.setInput(
        pixels === 'inverted' ? now.input.map(v => 1 - v) : pixels ?? original.input);
      this.shownImage = [...this.model.now.input];
      this.sheet.paper?.clear();
      this.sheet.refresh();
      this.sheet.say(about(this.model.now.parameters[0][0]));
      this.update();
    }

    turn(mode) {
      this.mode = mode;
      this.sheet.mode = mode;
      this.sheet.asked = this.turned(this.sheet.asked, mode);
      if (this.sheet.paper) return this.work(true);
      this.sheet.refresh();
      this.update();
      this.sheet.say({
        forward: 'Forward: from the image to the loss.',
        backward: 'Backward: how the loss changes with each number.',
        both: 'Above: the numbers. Below: their gradients.',
      }[mode]);
    }
    /** The same place in the lane that is shown; p and the loss have no gradient there. */
    turned(site, mode) {
      if (mode === 'forward') return forwardOf(site);
      if (mode === 'both' || isGradient(site)) return site;
      return gradientOf(['shares', 'loss'].includes(gridOf(site)) ? at('scores') : site);
    }
    answer(label) {
      const before = this.model.loss;
      this.model.label = label;
      this.sheet.paper?.clear();
      this.sheet.refresh();
      this.update();
      this.sheet.say(`The right answer is now ${seven.CLASSES[label]}. The loss was `
        + `${digits(before)} and is ${digits(this.model.loss)}. Only p − y and what follows from it change.`);
    }

    // ---- Gradient descent ------------------------------------------------------------------

    descent() {
      this.rate = glassbox.slider({
        label: 'Learning rate η', min: 0, max: 2, step: 0.01, value: 0.1,
        format: v => glassbox.number(v, 2), onInput: () => this.update(),
      });
      this.readouts = ['Loss', 'Promised fall', 'Real fall'].map(name => glassbox.readout(name));
      const step = button('Step', null, () => this.step());
      step.classList.add('seven-step');
      return this.steps = glassbox.row(this.rate, step, ...this.readouts);
    }
    step() {
      const { model } = this, rate = this.rate.value, before = model.loss;
      const promised = rate * model.steepness;
      model.step(rate);
      this.sheet.refresh();
      this.update();
      const real = before - model.loss;
      this.readouts[1].set(digits(promised));
      this.readouts[2].set(digits(real), real < 0 ? 'bad' : 'good');
      const words = [`Each weight moved by −η times its gradient. Loss: ${digits(before)} → `
        + `${digits(model.loss)}.`];
      words.push(`Promised fall ${digits(promised)}, real fall ${digits(real)}.`);
      if (real < 0) words.push('The step was too large: the loss rose.');
      else if (promised > before) {
        words.push('No loss can fall below 0: the promise holds only nearby.');
      }
      this.sheet.say(words.join(' '));
    }

    // ---- On paper --------------------------------------------------------------------------

    paperBar() {
      const show = button('Show this cell', null, () => {
        const { paper, asked } = this.sheet;
        if (paper?.hidesSite(asked)) paper.show(asked);
        else this.sheet.say('Choose an empty cell first.');
      });
      const clear = button('Clear', null, () => {
        this.sheet.paper.clear();
        this.sheet.refresh();
        this.sheet.say('All cells are empty again.');
      });
      const about = glassbox.note(
        'Compute each empty cell, type it, and press Enter. Two decimals are enough.');
      this.bar = glassbox.row(about, show, clear);
      this.bar.hidden = true;
      return this.bar;
    }
    work(isOn) {
      // Gradients are computed from the numbers above them, so these are shown.
      this.sheet.mode = isOn && this.mode === 'backward' ? 'both' : this.mode;
      this.sheet.paper = isOn ? new seven.Paper(this.sheet, this.mode) : null;
      this.bar.hidden = !isOn;
      if (this.steps) this.steps.hidden = isOn;
      this.sheet.refresh();
      this.sheet.say(
        isOn ? `Your turn. ${this.sheet.paper.count}` : 'All numbers are computed again.');
    }

    reset() {
      this.model.reset();
      this.label?.set(0);
      this.rate?.set(0.1);
      this.sheet.paper?.clear();
      this.sheet.asked = this.start;
      this.sheet.refresh();
      this.shownImage = [...this.model.now.input];
      this.update();
      if (this.select) this.select.selectedIndex = 1;
      this.sheet.say('All numbers are as at the start.');
    }

    /** What stands outside of the sheet. */
    update() {
      this.resetButton.disabled = !this.model.isTouched;
      const isShown = this.model.now.input.every((v, i) => v === this.shownImage[i]);
      if (this.select && !isShown) this.select.selectedIndex = 0;
      if (!this.readouts) return;
      this.readouts[0].set(digits(this.model.loss));
      this.readouts[1].set(digits(this.rate.value * this.model.steepness));
      this.readouts[2].set('–');  // until a step was made
    }
  }

  glassbox.interactives['little-seven'] = (place, data, networks) => {
    new Part(place, data, networks.little);
  };
})();
