// Where each number of a trace came from, one level deep, and its receptive field.
'use strict';
(() => {
  const { Telling, rules, sum, term, constant } = glassbox.telling;
  const { activation } = glassbox.sites;

  /** ∂loss/∂score = p − y. */
  function loss(tell, { stage, index }) {
    const right = index[0] === tell.trace.label ? 1 : 0;
    return sum([
      tell.single(activation(stage + 1, index)), term('right answer', [constant(-right)])]);
  }

  /** The layer that computes a number: an output forward, a gradient backward. */
  function layerOf({ kind, stage, layer }) {
    return kind === 'activation' ? stage - 1 : kind === 'gradient' ? stage : layer;
  }

  function tell(trace, site) {
    const { kind } = site, { layers } = trace.network, telling = new Telling(trace);
    const isBackward = kind === 'gradient' || kind === 'parameterGradient';
    const isMissing = kind === 'gradient' ? !trace.gradients[site.stage] : !trace.isTraced;
    if (isBackward && isMissing) return { rule: 'untraced', terms: [] };
    if (kind === 'gradient' && site.stage === layers.length - 1 && trace.label !== null) {
      return loss(telling, site);
    }
    const number = layerOf(site);
    if (kind === 'parameter' || number < 0 || number >= layers.length) {
      return { rule: 'given', terms: [term('', [telling.factor(site)])] };
    }
    return rules[layers[number].kind](telling, site, layers[number]);
  }

  function result({ rule, terms, winner: best }) {
    if (rule === 'maximum') return terms[best].value;
    const total = terms.reduce((all, one) => all + one.value, 0);
    return rule === 'quotient' ? terms[best].value / total : total;
  }

  /**
   * Where the number at a site came from: `{ site, name, rule, remark, terms, value, stored,
   * winner, by }`. Rules: given, untraced, sum, gate, copy, maximum, quotient. `value` is what the
   * terms come to, `stored` the number that the network's own arithmetic has left, `by` the kind of
   * the layer.
   */
  glassbox.Trace.prototype.explain = function (asked) {
    const site = { kind: 'activation', ...asked }, told = tell(this, site);
    return {
      site, name: this.name(site), remark: '', ...told, value: result(told),
      stored: this.value(site), by: this.network.layers[layerOf(site)]?.kind ?? '',
    };
  };

  /**
   * What a number depends on, or reaches: for an activation, its receptive field in each stage
   * below; for a gradient, what its number reaches in each stage above. The nearest first, as
   * half-open ranges: `{ stage, rows, columns }`, or `{ stage, items }` of a list.
   */
  glassbox.Trace.prototype.field = function ({ kind = 'activation', stage, index }) {
    if (kind !== 'activation' && kind !== 'gradient') return [];
    const fields = [], step = kind === 'gradient' ? 1 : -1;
    let [first, last] = [index, index];
    // The outermost numbers of a part depend on the outermost numbers below.
    for (;;) {
      const near = [first, last].flatMap(place => this.explain({ kind, stage, index: place }).terms)
        .flatMap(one => one.factors).map(factor => factor.site)
        .filter(site => site?.kind === kind && site.stage === stage + step).map(site => site.index);
      if (near.length === 0) return fields;
      stage += step;
      const edge = most => near[0].map((_, axis) => most(...near.map(place => place[axis])));
      [first, last] = [edge(Math.min), edge(Math.max)];
      const range = axis => [first[axis], last[axis] + 1];
      fields.push(first.length === 3 ? { kind, stage, rows: range(0), columns: range(1) }
        : { kind, stage, items: range(0) });
    }
  };
})();
