// The little seven: the small network of all lessons with all its numbers, which are computed anew
// after each change. The other files littleseven-*.js show it.
'use strict';
(() => {
  const CLASSES = ['7', '1'];
  const activation = stage => index => ({ kind: 'activation', stage, index });
  const weight = (layer, parameter) => index => ({ kind: 'parameter', layer, parameter, index });

  /** The grids of the sheet, by key: size, title, and the site of a cell. */
  const GRIDS = {
    image: { rows: 4, columns: 4, title: 'Image', at: (r, c) => activation(0)([r, c, 0]) },
    kernel: { rows: 2, columns: 2, title: 'Kernel', at: (r, c) => weight(0, 0)([r, c, 0, 0]) },
    bias: { rows: 1, columns: 1, title: 'Bias', at: () => weight(0, 1)([0]) },
    map: { rows: 3, columns: 3, title: 'Map', at: (r, c) => activation(1)([r, c, 0]) },
    relu: { rows: 3, columns: 3, title: 'ReLU', at: (r, c) => activation(2)([r, c, 0]) },
    pooled: { rows: 2, columns: 2, title: 'Max pooling', at: (r, c) => activation(3)([r, c, 0]) },
    flat: { rows: 4, columns: 1, title: 'Flat', at: r => activation(4)([r]) },
    weights: { rows: 4, columns: 2, title: 'Weights', at: (r, c) => weight(4, 0)([r, c]) },
    biases: { rows: 1, columns: 2, title: 'Biases', at: (r, c) => weight(4, 1)([c]) },
    scores: { rows: 2, columns: 1, title: 'Scores', at: r => activation(5)([r]) },
    shares: { rows: 2, columns: 1, title: 'Softmax', at: r => activation(6)([r]) },
    loss: { rows: 1, columns: 1, title: 'Loss', at: () => ({ kind: 'loss', index: [] }) },
  };
  const STAGES = ['image', 'map', 'relu', 'pooled', 'flat', 'scores', 'shares'];
  const PARAMETERS = { '0.0': 'kernel', '0.1': 'bias', '4.0': 'weights', '4.1': 'biases' };

  /** The grid in which a site's number stands. */
  const gridOf = site => site.kind === 'loss' ? 'loss'
    : site.stage !== undefined ? STAGES[site.stage] : PARAMETERS[`${site.layer}.${site.parameter}`];
  const isGradient = site => site.kind.endsWith('radient');
  /** The same place, forward or backward. */
  const forwardOf = site => isGradient(site)
    ? { ...site, kind: site.kind === 'gradient' ? 'activation' : 'parameter' } : site;
  const gradientOf = site => isGradient(site) || site.kind === 'loss' ? site
    : { ...site, kind: site.kind === 'activation' ? 'gradient' : 'parameterGradient' };
  /** A text for a site: equal for equal sites. */
  const keyOf = site => [site.kind, gridOf(site), site.index.join()].join(' ');

  /** What a cell is called: "map(1,2)", "weight 3 → 7", "score of 7". */
  function nameOf(site) {
    if (site.kind === 'loss') return 'loss';
    if (isGradient(site)) return `gradient of ${nameOf(forwardOf(site))}`;
    const grid = gridOf(site), [i, j] = site.index;
    switch (grid) {
      case 'bias': return 'the kernel’s bias';
      case 'flat': return `flat(${i})`;
      case 'weights': return `weight ${i} → ${CLASSES[j]}`;
      case 'biases': return `bias of ${CLASSES[i]}`;
      case 'scores': return `score of ${CLASSES[i]}`;
      case 'shares': return `p(${CLASSES[i]})`;
      default: return `${{ relu: 'ReLU' }[grid] ?? grid}(${i},${j})`;
    }
  }

  /** All numbers of the sheet. `first`: the stage whose numbers are given; 0 for the image. */
  class LittleSeven {
    constructor(network, image, first = 0) {
      this.first = first;
      const start = network.forward(image)[first];
      this.base = first === 0 ? network : this.#rest(network, first);
      this.original = this.#settings(start, 0);
      this.reset();
      this.first0 = this.trace;
    }

    /** The network from a stage on. */
    #rest(network, first) {
      return new glassbox.Network({
        input: network.shapes[first],
        layers: network.layers.slice(first).map(({ kind, name, settings, parameters }) => ({
          kind, name, settings,
          parameters: parameters.map(({ name, shape, values }) => (
            { name, value: { shape, scalars: values } })),
        })),
      });
    }
    #settings(input, label) {
      const parameters = this.base.layers.map(
        l => l.parameters.map(p => Float32Array.from(p.values)));
      return { input: Float32Array.from(input), parameters, label };
    }
    static #copy({ input, parameters, label }) {
      const weights = parameters.map(layer => layer.map(p => p.slice()));
      return { input: input.slice(), parameters: weights, label };
    }

    reset() {
      this.now = LittleSeven.#copy(this.original);
      this.compute();
    }

    compute() {
      let network = this.base;
      network.layers.forEach((layer, l) => layer.parameters.forEach(({ name }, p) => {
        network = network.with(layer.name, name, this.now.parameters[l][p]);
      }));
      this.trace = network.trace(this.now.input, { label: this.now.label });
    }

    // Stages and layers of the trace are counted from `first`.
    #local(site) {
      const made = { ...site };
      if ('stage' in made) made.stage -= this.first;
      if ('layer' in made) made.layer -= this.first;
      return made;
    }
    #global(site) {
      const made = { ...site };
      if ('stage' in made) made.stage += this.first;
      if ('layer' in made) made.layer += this.first;
      return made;
    }

    get loss() { return this.trace.loss; }
    get label() { return this.now.label; }
    set label(label) {
      this.now.label = label;
      this.compute();
    }
    value(site, trace = this.trace) {
      return site.kind === 'loss' ? trace.loss : trace.value(this.#local(site));
    }
    /** What the number was at the start. */
    originally(site) { return this.value(site, this.first0); }
    isChanged(site) { return Math.abs(this.value(site) - this.originally(site)) > 5e-7; }
    get isTouched() {
      const all = ({ input, parameters, label }) => [label, ...input, ...parameters.flat(2)
        .flatMap(p => [...p])];
      const then = all(this.original);
      return all(this.now).some((v, i) => v !== then[i]);
    }

    /** Whether a number is given, and not computed. */
    isGiven(site) {
      return site.kind === 'parameter' || site.kind === 'activation' && site.stage === this.first;
    }
    #place(site) {
      const { stage, layer, parameter, index } = this.#local(site);
      const shape = stage === 0
        ? this.base.shapes[0] : this.base.layers[layer].parameters[parameter].shape;
      const list = stage === 0 ? this.now.input : this.now.parameters[layer][parameter];
      return [list, index.reduce((all, i, axis) => all * shape[axis] + i, 0)];
    }
    /** Changes a given number. */
    set(site, value) {
      const [list, place] = this.#place(site);
      list[place] = value;
      this.compute();
    }
    /** Changes the image, or whatever is given first. */
    setInput(values) {
      this.now.input.set(values);
      this.compute();
    }

    /** The sum of all squared gradients of weights and biases. */
    get steepness() {
      return this.trace.parameterGradients.flat().flatMap(g => [...g])
        .reduce((all, g) => all + g * g, 0);
    }
    /** Weights and biases after a step of gradient descent. */
    stepped(rate) {
      const { parameterGradients } = this.trace;
      return this.now.parameters.map((layer, l) => layer.map(
        (values, p) => values.map((v, i) => v - rate * parameterGradients[l][p][i])));
    }
    step(rate) {
      this.now.parameters = this.stepped(rate);
      this.compute();
    }

    /** Where a number came from; null for the loss. Its sites are those of the whole network. */
    explain(site) {
      const told = this.trace.explain(this.#local(site));
      const terms = told.terms.map(term => ({
        ...term,
        factors: term.factors.map(f => f.site ? { ...f, site: this.#global(f.site) } : f),
      }));
      return { ...told, terms };
    }
  }

  Object.assign(glassbox, {
    LittleSeven,
    seven: { CLASSES, GRIDS, gridOf, isGradient, forwardOf, gradientOf, keyOf, nameOf },
  });
})();
