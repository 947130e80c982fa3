// What made each number of a layer, forward and backward: its terms, in the order, and with the
// names and notes, of Sources/Explain.
'use strict';
(() => {
  const { exponentials, indexAt, mask, offset } = glassbox.arithmetic;
  const activation = (stage, index) => ({ kind: 'activation', stage, index });
  const gradient = (stage, index) => ({ kind: 'gradient', stage, index });
  const parameter = (layer, number, index) => (
    { kind: 'parameter', layer, parameter: number, index });
  const isGradient = site => site.kind === 'gradient';

  /** With this many decimals and a real minus sign, as Sources/Printing does. */
  function fixed(value, places) {
    const scaled = Math.round(Math.abs(value) * 10 ** places);
    if (!(scaled < 1e15)) return `${value}`;
    const digits = `${scaled}`.padStart(places + 1, '0'), whole = digits.length - places;
    const text = places === 0 ? digits : `${digits.slice(0, whole)}.${digits.slice(whole)}`;
    return (scaled !== 0 && value < 0 ? '−' : '') + text;
  }

  /** A product; `note` says why it is zero, in a word. */
  function term(name, factors, note = null, detail = '') {
    const value = factors.reduce((all, factor) => all * factor.value, 1);
    return { name, factors, value, note, detail };
  }
  const constant = value => ({ value, site: null });

  /** What the rules of one trace share. */
  class Telling {
    constructor(trace) { [this.trace, this.network] = [trace, trace.network]; }
    factor(site) { return { value: this.trace.value(site), site }; }
    single(site, ...others) {
      return term(this.trace.name(site), [this.factor(site), ...others.map(constant)]);
    }
    /** A product of the numbers at some sites, named after the first. */
    product(...sites) {
      const factors = sites.map(site => this.factor(site)), [first] = sites;
      const zero = first.kind !== 'activation' ? 'no gradient'
        : first.stage === 0 && this.trace.holdsPixels ? 'black' : 'zero';
      return term(this.trace.name(first), factors, factors[0].value === 0 ? zero : null);
    }
  }

  const sum = (terms, remark = '') => ({ rule: 'sum', terms, remark });
  const gate = (...terms) => ({ rule: 'gate', terms });

  // ---- Convolution -----------------------------------------------------------------------------

  function convolution(tell, site, layer) {
    if (isGradient(site)) return sum(inputGradient(tell, site, layer));
    if (site.kind === 'activation') return output(tell, site, layer);
    return sum(site.parameter === 0 ? weightGradient(tell, site, layer)
      : places(layer).map(([i, j]) => tell.product(
        gradient(layer.number + 1, [i, j, site.index[0]]))));
  }
  /** The windows' places, row by row. */
  function places({ rows, columns }) {
    return Array.from({ length: rows.output * columns.output }, (_, place) => (
      [Math.floor(place / columns.output), place % columns.output]));
  }
  function output(tell, { index: [i, j, k] }, layer) {
    const { rows, columns, channels, number } = layer, terms = [];
    const [top, left] = [rows.first(i), columns.first(j)];
    for (let a = 0; a < rows.size; a++) {
      for (let b = 0; b < columns.size; b++) {
        for (let c = 0; c < channels; c++) {
          const weight = parameter(number, 0, [a, b, c, k]);
          terms.push(pixelTimes(tell, layer, [top + a, left + b, c], weight));
        }
      }
    }
    terms.push(term('bias', [tell.factor(parameter(number, 1, [k]))]));
    const range = (first, size) => `${fixed(first, 0)}…${fixed(first + size - 1, 0)}`;
    const seen = `rows ${range(top, rows.size)}, columns ${range(left, columns.size)}`;
    return sum(terms, `${layer.settings.padding ?? 'valid'}, window on ${seen}`);
  }
  function inputGradient(tell, { index: [h, w, c] }, layer) {
    const { rows, columns, kernels, number } = layer, terms = [];
    for (const [i, j] of places(layer)) {
      const [a, b] = [h - rows.first(i), w - columns.first(j)];
      if (a < 0 || a >= rows.size || b < 0 || b >= columns.size) continue;
      for (let k = 0; k < kernels; k++) {
        terms.push(tell.product(
          gradient(number + 1, [i, j, k]), parameter(number, 0, [a, b, c, k])));
      }
    }
    return terms;
  }
  function weightGradient(tell, { index: [a, b, c, k] }, layer) {
    const { rows, columns, number } = layer;
    return places(layer).map(([i, j]) => pixelTimes(
      tell, layer, [rows.first(i) + a, columns.first(j) + b, c], gradient(number + 1, [i, j, k])));
  }
  /** A pixel times another number. Beyond the edge, the pixel is a zero of the border. */
  function pixelTimes(tell, { rows, columns, number }, pixel, other) {
    const site = activation(number, pixel), [h, w] = pixel;
    if (h < 0 || h >= rows.input || w < 0 || w >= columns.input) {
      return term(tell.trace.name(site), [constant(0), tell.factor(other)], 'border');
    }
    const made = tell.product(site, other);
    if (!isGradient(other)) return made;
    made.name += `, out(${other.index[0]},${other.index[1]})`;
    made.note ??= made.factors[1].value === 0 ? 'no gradient' : null;
    return made;
  }

  // ---- The other layers ------------------------------------------------------------------------

  /** What goes through a layer that computes each number from the one at the same place. */
  const passing = (site, number) =>
    isGradient(site) ? gradient(number + 1, site.index) : activation(number, site.index);

  function relu(tell, site, { number, slope }) {
    const isOpen = tell.trace.value(activation(number, site.index)) > 0;
    return gate(tell.single(passing(site, number), isOpen ? 1 : slope));
  }
  function dropout(tell, site, { number, rate }) {
    const place = offset(tell.network.shapes[number], site.index);
    return gate(tell.single(passing(site, number), mask(rate, tell.trace.pass, number)(place)));
  }
  function flatten(tell, site, { number }) {
    const shape = tell.network.shapes[number];
    const source = isGradient(site) ? gradient(number + 1, [offset(shape, site.index)])
      : activation(number, indexAt(shape, site.index[0]));
    return { rule: 'copy', terms: [tell.single(source)] };
  }

  function windowOf({ rows, columns }, [i, j, c]) {
    return Array.from({ length: rows.size * columns.size }, (_, n) => [
      i * rows.stride + Math.floor(n / columns.size), j * columns.stride + n % columns.size, c,
    ]);
  }
  /** The places of the windows that see a pixel, row by row. */
  const seeing = (layer, [h, w]) => places(layer).filter(([i, j]) => {
    const [a, b] = [h - i * layer.rows.stride, w - j * layer.columns.stride];
    return a >= 0 && a < layer.rows.size && b >= 0 && b < layer.columns.size;
  });
  /** The position of the first of the largest. */
  const winner = values => values.reduce((best, value, n) => value > values[best] ? n : best, 0);

  function maxPooling(tell, site, layer) {
    const { number } = layer, { index } = site;
    const pixels = place => windowOf(layer, place).map(pixel => activation(number, pixel));
    if (!isGradient(site)) {
      const terms = pixels(index).map(pixel => tell.single(pixel));
      return { rule: 'maximum', terms, winner: winner(terms.map(t => t.value)) };
    }
    return sum(seeing(layer, index).map(([i, j]) => {
      const place = [i, j, index[2]], window = pixels(place);
      const won = window[winner(window.map(pixel => tell.trace.value(pixel)))].index;
      const hasWon = won[0] === index[0] && won[1] === index[1];
      const made = tell.single(gradient(number + 1, place), hasWon ? 1 : 0);
      if (!hasWon) made.note = 'not the winner';
      return made;
    }));
  }
  function averagePooling(tell, site, layer) {
    const { number, rows, columns } = layer, share = Math.fround(1 / (rows.size * columns.size));
    const sites = isGradient(site)
      ? seeing(layer, site.index).map(([i, j]) => gradient(number + 1, [i, j, site.index[2]]))
      : windowOf(layer, site.index).map(pixel => activation(number, pixel));
    return sum(sites.map(source => tell.single(source, share)));
  }

  function dense(tell, site, { number, units }) {
    const { index } = site, weight = (c, k) => parameter(number, 0, [c, k]);
    if (site.kind === 'activation') {
      const inputs = Array.from({ length: tell.network.shapes[number][0] }, (_, c) => tell.product(
        activation(number, [c]), weight(c, index[0])));
      return sum([...inputs, term('bias', [tell.factor(parameter(number, 1, index))])]);
    }
    if (isGradient(site)) {
      return sum(Array.from({ length: units }, (_, k) => tell.product(
        gradient(number + 1, [k]), weight(index[0], k))));
    }
    if (site.parameter !== 0) return sum([tell.product(gradient(number + 1, index))]);
    return sum([tell.product(
      activation(number, [index[0]]), gradient(number + 1, [index[1]]))]);
  }

  function softmax(tell, site, { number }) {
    const own = site.index[0], scores = tell.trace.activations[number];
    if (!isGradient(site)) {
      const { top } = exponentials(scores), best = fixed(top, 6);
      const terms = Array.from(scores, (score, k) => {
        const source = activation(number, [k]), value = Math.fround(Math.exp(score - top));
        const detail = `exp(${fixed(score, 6)} − ${best.startsWith('−') ? `(${best})` : best})`;
        return term(tell.trace.name(source), [{ value, site: source }], null, detail);
      });
      return { rule: 'quotient', terms, winner: own };
    }
    const shares = tell.trace.activations[number + 1];
    return sum(Array.from(shares, (_, j) => {
      const dy = gradient(number + 1, [j]);
      const rest = Math.fround((j === own ? 1 : 0) - shares[own]);
      return term(tell.trace.name(dy), [
        tell.factor(dy), tell.factor(activation(number + 1, [j])), constant(rest),
      ]);
    }));
  }

  const rules = {
    conv: convolution, relu, dropout, flatten, pool: maxPooling, maxpool: maxPooling,
    average: averagePooling, avgpool: averagePooling, dense, softmax,
  };

  Object.assign(glassbox, { fixed });
  /** By kind: what made a number of such a layer, `(telling, site, layer)`. */
  glassbox.telling = { Telling, rules, sum, term, constant };
  glassbox.sites = { activation, gradient, parameter };
})();
