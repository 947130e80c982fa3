// A network in the browser: its layers with their weights, and the trace of an image, forward and
// backward. Where each number came from says explain.js.
'use strict';
(() => {
  const { count, exponentials } = glassbox.arithmetic;
  const floats = values => values instanceof Float32Array ? values : glassbox.scalars(values);

  class Network {
    /** `data`: `{ input: [28, 28, 1], layers: [{ kind, name, settings, parameters }] }`. */
    constructor({ input, layers }) {
      this.names = layers.map(layer => layer.name);
      this.stages = ['in', ...this.names];
      this.shapes = [[...input]];
      this.layers = layers.map((layer, number) => {
        const rules = glassbox.layers[layer.kind];
        if (!rules) throw new Error(`${layer.name}: a layer of this kind is not known here`);
        const { kind, name, settings = {}, parameters = [] } = layer;
        const own = { kind, name, number, rules, settings };
        own.parameters = parameters.map(({ name, value }) => (
          { name, shape: value.shape, values: floats(value.scalars) }));
        this.shapes.push(rules.shape(own, this.shapes[number]));
        return own;
      });
    }

    /** The number of a stage; 0 for `in`. */
    stage(name) { return find(this.stages, name, 'stage'); }
    layer(name) { return find(this.names, name, 'layer'); }
    /** `{ name, shape, values }` of a layer's weights. */
    parameter(layer, name = 'weight') {
      const { parameters } = this.layers[this.layer(layer)];
      return parameters[find(parameters.map(p => p.name), name, 'parameter')];
    }
    /** The stage of the scores, if a softmax is the last layer; otherwise −1. */
    get scoresStage() {
      return this.layers.at(-1)?.kind === 'softmax' ? this.layers.length - 1 : -1;
    }

    /** The same network, with other weights in one place. */
    with(layer, name, values) {
      const number = this.layer(layer), old = this.parameter(layer, name);
      if (values.length !== old.values.length) {
        const counts = `${old.values.length} numbers, not ${values.length}`;
        throw new Error(`${layer}.${name} needs ${counts}`);
      }
      const copy = Object.assign(Object.create(Network.prototype), this);
      const parameters = this.layers[number].parameters.map(
        p => p === old ? { ...p, values: Float32Array.from(values) } : p);
      copy.layers = this.layers.map(
        own => own.number === number ? { ...own, parameters } : own);
      return copy;
    }

    /** The activations of all stages. `pass`: `{ seed, step, firstImage }` for training. */
    forward(image, pass = {}) {
      const activations = [Float32Array.from(image)];
      if (image.length !== count(this.shapes[0])) {
        const shape = this.shapes[0].join('×');
        throw new Error(`an image of ${shape} is needed, not ${image.length} numbers`);
      }
      for (const layer of this.layers) {
        const y = new Float32Array(count(this.shapes[layer.number + 1]));
        layer.rules.forward(layer, activations[layer.number], y, pass);
        activations.push(y);
      }
      return activations;
    }

    /** The forward pass of one image; with a label or `outputGradient` the backward pass, too. */
    trace(image, options = {}) { return new Trace(this, image, options); }

    /** `in(7,9)`, `conv2 map 3 (7,9)`, `conv1.weight[3; 1,0]`, `∂loss/∂conv1.bias[3]`. */
    name(site) {
      const { kind = 'activation', index } = site;
      const source = { gradient: 'activation', parameterGradient: 'parameter' }[kind];
      if (source) return '∂loss/∂' + this.name({ ...site, kind: source });
      if (kind === 'activation') {
        const name = this.stages[site.stage];
        if (index.length !== 3) return `${name}[${index}]`;
        const map = this.shapes[site.stage][2] === 1 ? '' : ` map ${index[2]} `;
        return `${name}${map}(${index[0]},${index[1]})`;
      }
      const layer = this.layers[site.layer], parameter = layer.parameters[site.parameter];
      const name = `${layer.name}.${parameter.name}`;
      if (index.length !== 4) return `${name}[${index}]`;
      const channel = parameter.shape[2] === 1 ? '' : `, ${index[2]}`;
      return `${name}[${index[3]}${channel}; ${index[0]},${index[1]}]`;
    }
  }
  function find(names, name, kind) {
    const number = names.indexOf(name);
    if (number >= 0) return number;
    throw new Error(`there is no ${kind} “${name}”; the names are ${names.join(', ')}`);
  }

  /** Row-major position of an index, and back. */
  const offset = (shape, index) => index.reduce((all, i, axis) => all * shape[axis] + i, 0);
  function indexAt(shape, place) {
    const index = [];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index.unshift(place % shape[axis]);
      place = Math.floor(place / shape[axis]);
    }
    return index;
  }

  /** All numbers of one image's passes. The backward pass is computed when it is asked for. */
  class Trace {
    #backward = null;

    /** `options`: `{ label, outputGradient, seed, step, firstImage }`, all optional. */
    constructor(network, image, options = {}) {
      const { label = null, outputGradient = null, seed, step, firstImage } = options;
      this.network = network;
      this.pass = { seed, step, firstImage };
      this.label = label;
      this.outputGradient = label === null && outputGradient ? floats(outputGradient) : null;
      this.activations = network.forward(image, this.pass);
    }

    get output() { return this.activations.at(-1); }
    /** The inputs of the softmax at the end; null if there is none. */
    get scores() { return this.activations[this.network.scoresStage] ?? null; }
    /** −ln p(right); null without a label. */
    get loss() {
      if (this.label === null || !this.scores) return null;
      const { sum, top } = exponentials(this.scores);
      return Math.fround(Math.log(sum) - (this.scores[this.label] - top));
    }
    get isTraced() { return this.label !== null || this.outputGradient !== null; }
    /** ∂loss/∂activation for each stage; null where no backward pass came by. */
    get gradients() { return this.#passBack().gradients; }
    /** ∂loss/∂parameter, by layer and parameter. */
    get parameterGradients() { return this.#passBack().parameters; }

    /** By name: the numbers of a stage, and their gradients. */
    activation(stage) { return this.activations[this.network.stage(stage)]; }
    gradient(stage) { return this.gradients[this.network.stage(stage)]; }
    parameterGradient(layer, name = 'weight') {
      const number = this.network.layer(layer), own = this.network.parameter(layer, name);
      return this.parameterGradients[number][this.network.layers[number].parameters.indexOf(own)];
    }

    #passBack() {
      if (this.#backward) return this.#backward;
      const { layers, shapes } = this.network;
      const gradients = shapes.map(() => null);
      const parameters = layers.map(
        layer => layer.parameters.map(p => new Float32Array(p.values.length)));
      let stage = this.isTraced ? layers.length : 0;
      if (this.outputGradient) gradients[stage] = this.outputGradient;
      if (this.label !== null) {
        // Softmax and cross-entropy in one step: p − y.
        stage = this.network.scoresStage;
        if (stage < 0) throw new Error('a loss needs a softmax as the last layer');
        gradients[stage] = this.output.map((p, k) => p - (k === this.label ? 1 : 0));
      }
      for (let n = stage - 1; n >= 0; n--) {
        const [layer, x] = [layers[n], this.activations[n]], dx = new Float32Array(x.length);
        layer.rules.backward(
          layer, gradients[n + 1], x, this.activations[n + 1], dx, parameters[n], this.pass);
        gradients[n] = dx;
      }
      return this.#backward = { gradients, parameters };
    }

    /** All numbers of a site's kind and place, with their shape. */
    tensor({ kind = 'activation', stage, layer, parameter }) {
      if (kind === 'activation' || kind === 'gradient') {
        const all = kind === 'activation' ? this.activations : this.gradients;
        return { shape: this.network.shapes[stage], values: all[stage] };
      }
      const { shape, values } = this.network.layers[layer].parameters[parameter];
      if (kind === 'parameter') return { shape, values };
      return { shape, values: this.parameterGradients[layer][parameter] };
    }
    /** The number at a site; 0 for a gradient that was not traced. */
    value(site) {
      const { shape, values } = this.tensor(site);
      return values ? values[offset(shape, site.index)] : 0;
    }
    name(site) { return this.network.name(site); }
    /** Whether the input is an image of greys from 0 to 1. */
    get holdsPixels() {
      const isImage = this.network.shapes[0].length === 3;
      return isImage && this.activations[0].every(v => v >= 0 && v <= 1);
    }
  }

  Object.assign(glassbox, { Network, Trace });
  Object.assign(glassbox.arithmetic, { offset, indexAt });
})();
