// Nudges of single numbers of a small network, and the kinks that they cross.
'use strict';
(() => {
  const { offset, exponentials } = glassbox.arithmetic;

  /** −ln p(label), with all decimals. */
  function lossOf(scores, label) {
    const { sum, top } = exponentials(scores);
    return Math.log(sum) - (scores[label] - top);
  }

  /** The forward pass of a trace once more, with the number at a site larger by h. */
  function nudged(trace, site, h) {
    const { network, label } = trace, { shape, values } = trace.tensor(site);
    const copy = values.slice();
    copy[offset(shape, site.index)] += h;
    if (site.kind === 'parameter') {
      const own = network.layers[site.layer], { name } = own.parameters[site.parameter];
      return network.with(own.name, name, copy).trace(trace.activations[0], { label });
    }
    const rest = glassbox.touch.follow(network, network.stages[site.stage], copy);
    const activations = network.stages.map((stage, s) => rest[stage] ?? trace.activations[s]);
    return Object.assign(Object.create(glassbox.Trace.prototype), trace, { activations });
  }

  /** Where the largest number of each pooling window is; of equal ones the first. */
  function winnersOf({ rows, columns }, map, count) {
    return Array.from({ length: count }, (_, i) => {
      const top = rows.first(Math.floor(i / columns.output));
      const left = columns.first(i % columns.output);
      let winner = top * columns.input + left;
      for (let a = 0; a < rows.size; a++) {
        for (let b = 0; b < columns.size; b++) {
          const at = (top + a) * columns.input + left + b;
          if (map[at] > map[winner]) winner = at;
        }
      }
      return winner;
    });
  }

  /** How many ReLUs open, how many close, and how many windows of one map get another winner. */
  function kinks(network, before, after) {
    const count = (list, other, isIt) => list.filter((v, i) => isIt(v, other[i])).length;
    let [opened, closed, windows] = [0, 0, 0];
    for (const layer of network.layers) {
      const { number, kind } = layer, [old, now] = [before[number], after[number]];
      if (kind === 'relu') {
        opened += count(old, now, (a, b) => a <= 0 && b > 0);
        closed += count(old, now, (a, b) => a > 0 && b <= 0);
      }
      if (kind !== 'pool') continue;
      const [a, b] = [old, now].map(map => winnersOf(layer, map, before[number + 1].length));
      windows += count(a, b, (before, after) => before !== after);
    }
    return { opened, closed, windows };
  }

  /**
   * Steps of gradient descent for the mean loss of the first `count` traces: `steepness` is
   * the sum of all squared gradients; `after(rate)` gives the losses and the outputs of all traces.
   */
  function steps(traces, count) {
    const { network } = traces[0], mean = list => glassbox.touch.sum(list) / list.length;
    const learned = traces.slice(0, count);
    const gradients = network.layers.map((own, l) => own.parameters.map((p, n) => p.values.map(
      (_, i) => mean(learned.map(t => t.parameterGradients[l][n][i])))));
    const steepness = glassbox.touch.sum(gradients.flat().flatMap(g => [...g]).map(g => g * g));
    function after(rate) {
      let moved = network;
      network.layers.forEach((own, l) => own.parameters.forEach((p, n) => {
        const values = p.values.map((v, i) => v - rate * gradients[l][n][i]);
        moved = moved.with(own.name, p.name, values);
      }));
      const all = traces.map(({ activations, label }) => moved.trace(activations[0], { label }));
      const losses = all.map(one => lossOf(one.scores, one.label));
      return { losses, loss: mean(losses.slice(0, count)), outputs: all.map(one => one.output) };
    }
    return { steepness, after };
  }

  Object.assign(glassbox.seven, { lossOf, nudged, kinks, steps });
})();
