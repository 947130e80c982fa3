// Where the cells of the page's maps stand in a network, and the addresses of such places:
// `#conv1/7/8,11@0` is map 7, row 8, column 11 of conv1 in the page's trace 0.
'use strict';
(() => {
  const { count, indexAt } = glassbox.arithmetic;

  /** What tells tensors apart: `activation:3`, `parameter:0.1`. */
  const keyOf = ({ kind, stage, layer, parameter }) =>
    `${kind}:${stage ?? `${layer}.${parameter}`}`;

  /**
   * The places of a map's cells: `{ key, site(row, column), cell(index) }`. Both functions give null
   * outside. Null if the map has no origin in the network.
   */
  function placesOf(network, { origin, height, width }) {
    const found = origin && (/^param/.test(origin.kind)
      ? weights(network, origin, height, width) : stageCells(network, origin, width));
    if (!found) return null;
    const isInside = cell => cell[0] >= 0 && cell[0] < height && cell[1] >= 0 && cell[1] < width;
    return {
      key: keyOf(found.base),
      site(row, column) {
        const index = found.index(row, column), { shape } = found;
        const isThere = index.every((i, axis) => i >= 0 && i < shape[axis]);
        return isThere ? { ...found.base, index } : null;
      },
      cell(index) {
        const cell = found.cell(index);
        return cell && isInside(cell) ? cell : null;
      },
    };
  }

  /** Numbers in row-major order, as a list or a complete table. */
  const inRows = (shape, width) => ({
    index: (r, c) => indexAt(shape, Math.min(r * width + c, count(shape))),
    cell: index => {
      const place = index.reduce((all, i, axis) => all * shape[axis] + i, 0);
      return [Math.floor(place / width), place % width];
    },
  });

  function stageCells(network, { kind, stage, channel, row = 0, column = 0 }, width) {
    const number = network.stages.indexOf(stage), shape = network.shapes[number];
    if (!shape) return null;
    const base = { kind, stage: number };
    if (shape.length !== 3) {
      const list = inRows(shape, width);
      return { base, shape, ...list, index: (r, c) => [r * width + c] };
    }
    const own = channel ?? (shape[2] === 1 ? 0 : null);
    if (own === null) return null;
    return {
      base, shape, index: (r, c) => [r + row, c + column, own],
      cell: ([r, c, k]) => k === own ? [r - row, c - column] : null,
    };
  }

  function weights(network, { kind, layer, name, kernel, channel }, height, width) {
    const number = network.names.indexOf(layer), all = network.layers[number]?.parameters ?? [];
    const parameter = all.findIndex(one => one.name === name), shape = all[parameter]?.shape;
    if (!shape) return null;
    const base = { kind, layer: number, parameter };
    if (shape.length === 4 && kernel !== undefined) {
      const own = channel ?? 0;
      return {
        base, shape, index: (r, c) => [r, c, own, kernel],
        cell: ([r, c, from, to]) => from === own && to === kernel ? [r, c] : null,
      };
    }
    if (shape.length === 2 && kernel !== undefined) {
      // A unit's weights, as the map that its inputs come from.
      const channels = Math.max(1, Math.round(shape[0] / (height * width))), own = channel ?? 0;
      return {
        base, shape, index: (r, c) => [(r * width + c) * channels + own, kernel],
        cell: ([from, to]) => {
          const place = Math.floor(from / channels);
          return to === kernel && from % channels === own
            ? [Math.floor(place / width), place % width] : null;
        },
      };
    }
    if (count(shape) !== height * width) return null;
    return { base, shape, ...inRows(shape, width) };
  }

  // ---- Addresses --------------------------------------------------------------------------------

  /** `conv1/7/8,11@0`, `gradient/conv1.weight/7/0/1,2@0`, without the sign #. */
  function addressOf(network, number, site) {
    const { index } = site, isBackward = /radient$/.test(site.kind);
    const layer = network.layers[site.layer];
    const name = layer ? `${layer.name}.${layer.parameters[site.parameter].name}`
      : network.stages[site.stage];
    const place = index.length < 3 ? [`${index}`]
      : [...index.slice(2).reverse(), `${index[0]},${index[1]}`];
    return [...(isBackward ? ['gradient'] : []), name, ...place].join('/') + `@${number}`;
  }

  /** The number of the trace in an address; −1 if it is none of ours. */
  function traceIn(address) {
    const found = /^#?[^@]+\/[^@]+@(\d+)$/.exec(decodeURIComponent(address));
    return found ? Number(found[1]) : -1;
  }

  /** The site of an address; null if the network has no such place. */
  function siteAt(network, address) {
    const parts = decodeURIComponent(address).replace(/^#/, '').replace(/@.*/, '').split('/');
    const isBackward = parts[0] === 'gradient';
    if (isBackward) parts.shift();
    const [layer, name] = parts.shift().split('.');
    const index = [...parts.pop().split(','), ...parts.reverse()].map(Number);
    let site, shape;
    if (name === undefined) {
      const stage = network.stages.indexOf(layer);
      site = { kind: isBackward ? 'gradient' : 'activation', stage, index };
      shape = network.shapes[stage];
    } else {
      const number = network.names.indexOf(layer), all = network.layers[number]?.parameters ?? [];
      const parameter = all.findIndex(one => one.name === name);
      const kind = isBackward ? 'parameterGradient' : 'parameter';
      site = { kind, layer: number, parameter, index };
      shape = all[parameter]?.shape;
    }
    const isThere = shape?.length === index.length
      && index.every((i, axis) => Number.isInteger(i) && i >= 0 && i < shape[axis]);
    return isThere ? site : null;
  }

  Object.assign(glassbox, { addressOf, keyOfSite: keyOf, placesOf, siteAt, traceIn });
})();
