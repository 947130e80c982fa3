// The traces of a page, computed from their images and networks when they are first wanted, and what
// the panel reads of them.
'use strict';
(() => {
  const networks = new Map();
  function networkOf(name) {
    if (!networks.has(name)) {
      networks.set(name, glassbox.networkData(name).then(data => new glassbox.Network(data)));
    }
    return networks.get(name);
  }
  const traces = new WeakMap();  // by the page's data of the trace
  /** A trace of the shown page, computed from its image and network when it is first wanted. */
  function traceOf(number) {
    const data = glassbox.data?.traces[number];
    if (!data) return Promise.reject(new Error(`this page has no trace ${number}`));
    if (!traces.has(data)) {
      traces.set(data, networkOf(data.network).then(network => network.trace(
        glassbox.scalars(data.image.scalars),
        { ...data, outputGradient: data.outputGradient?.scalars })));
    }
    return traces.get(data);
  }

  /**
   * Traces of one image through one network are one: that with gradients stands for those without.
   */
  function richest(number) {
    const all = glassbox.data?.traces ?? [], own = all[number];
    const hasGradients = trace => trace.label !== undefined || trace.outputGradient !== undefined;
    if (!own || hasGradients(own)) return number;
    const same = ['network', 'seed', 'step', 'firstImage'];
    const found = all.findIndex(other => hasGradients(other)
      && same.every(name => other[name] === own[name])
      && String(other.image.scalars) === String(own.image.scalars));
    return found < 0 ? number : found;
  }

  /** The stages of a trace, as the panel reads them. */
  function stagesOf(trace) {
    return trace.network.stages.map((name, number) => ({
      name, number, shape: trace.network.shapes[number], values: trace.activations[number],
      isImage: number === 0 ? trace.holdsPixels : undefined,
    }));
  }
  /** The map or kernel in which a site stands, as the panel enlarges it. */
  const mapIn = trace => site => {
    const { shape, values } = trace.tensor(site);
    if (!values || shape.length < 3) return null;
    const [rows, columns] = shape, [row, column, ...rest] = site.index;
    const isPixels = site.kind === 'activation' && site.stage === 0 && trace.holdsPixels;
    const at = (r, c) => trace.value({ ...site, index: [r, c, ...rest] });
    let most = 0;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) most = Math.max(most, Math.abs(at(r, c)));
    }
    return {
      rows, columns, row, column, at, limit: isPixels ? 1 : most || 1,
      kind: isPixels ? 'pixels' : 'signed', site: (r, c) => ({ ...site, index: [r, c, ...rest] }),
    };
  };

  Object.assign(glassbox, { mapIn, richest, stagesOf, traceOf });
})();
