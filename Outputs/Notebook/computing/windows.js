// The layers whose window slides over an image, forward and backward: convolution and pooling.
'use strict';
(() => {
  const round = Math.fround;
  /** `3×2`, 3 or [3, 2] as [rows, columns]. */
  const pair = size => Array.isArray(size) ? size
    : `${size}`.includes('×') ? size.split('×').map(Number) : [Number(size), Number(size)];

  /** How a window slides along one axis (Sources/CNN/SlidingWindow.swift). */
  function axis(input, size, stride, padding = 'valid') {
    let before = 0, after = 0;
    if (padding === 'full') before = after = size - 1;
    if (padding === 'same') {
      const border = Math.max(0, (Math.ceil(input / stride) - 1) * stride + size - input);
      before = Math.floor(border / 2);
      after = border - before;
    }
    const bordered = before + input + after;
    const output = bordered < size ? 0 : Math.floor((bordered - size) / stride) + 1;
    /** The first pixel under the window at a place; below 0 it is border. */
    const first = place => place * stride - before;
    return { input, size, stride, before, after, output, first };
  }
  function slide(layer, shape, padding) {
    const size = pair(layer.settings.size), stride = pair(layer.settings.stride ?? size);
    [layer.size, layer.stride] = [size, stride];
    [layer.rows, layer.columns] = [0, 1].map(i => axis(shape[i], size[i], stride[i], padding));
    if (shape.length !== 3) throw new Error(`${layer.name} needs an image, not a list`);
    if (layer.rows.output < 1 || layer.columns.output < 1) {
      throw new Error(`${layer.name}: a window of ${size.join('×')} is larger than its input`);
    }
    return [layer.rows.output, layer.columns.output];
  }

  const conv = {
    shape(layer, shape) {
      layer.kernels = Number(layer.settings.kernels);
      layer.channels = shape[2];
      return [...slide(layer, shape, layer.settings.padding), layer.kernels];
    },
    // y[i, j, k] = bias[k]
    //   + Σ_a Σ_b Σ_c x[i·SH − before + a, j·SW − before + b, c] · weight[a, b, c, k]
    forward(layer, x, y) {
      const { kernels, channels } = layer, [weight, bias] = layer.parameters.map(p => p.values);
      for (let o = 0; o < y.length; o++) y[o] = bias[o % kernels];
      eachPixel(layer, (place, pixel, w) => {
        for (let c = 0; c < channels; c++, w += kernels) {
          const value = x[pixel + c];
          if (value === 0) continue;
          for (let k = 0; k < kernels; k++) y[place + k] += value * weight[w + k];
        }
      });
    },
    backward(layer, dy, x, y, dx, [dWeight, dBias]) {
      const { kernels, channels } = layer, weight = layer.parameters[0].values;
      // Windows come row by row: the order of each sum is that of the places i, j, then k.
      eachPixel(layer, (place, pixel, w) => {
        if (isZero(dy, place, kernels)) return;
        for (let c = 0; c < channels; c++, w += kernels) {
          const value = x[pixel + c];
          for (let k = 0; k < kernels; k++) {
            dWeight[w + k] += value * dy[place + k];
            dx[pixel + c] += dy[place + k] * weight[w + k];
          }
        }
      });
      for (let o = 0; o < dy.length; o++) dBias[o % kernels] += dy[o];
    },
  };
  function isZero(numbers, from, length) {
    for (let i = from; i < from + length; i++) if (numbers[i] !== 0) return false;
    return true;
  }
  /** For each window, row by row, each pixel under it: where the window's outputs, the pixel's
   *  numbers and the weights of this place begin. Border is left out. */
  function eachPixel({ rows, columns, kernels, channels }, visit) {
    for (let i = 0, place = 0; i < rows.output; i++) {
      for (let j = 0; j < columns.output; j++, place += kernels) {
        for (let a = 0; a < rows.size; a++) {
          const h = rows.first(i) + a;
          if (h < 0 || h >= rows.input) continue;
          for (let b = 0; b < columns.size; b++) {
            const w = columns.first(j) + b;
            if (w < 0 || w >= columns.input) continue;
            const weights = (a * columns.size + b) * channels * kernels;
            visit(place, (h * columns.input + w) * channels, weights);
          }
        }
      }
    }
  }

  /** For each window and channel: where its output stands, and where its pixels stand. */
  function eachWindow({ rows, columns, channels }, visit) {
    for (let i = 0, place = 0; i < rows.output; i++) {
      for (let j = 0; j < columns.output; j++) {
        for (let c = 0; c < channels; c++, place++) {
          const pixels = [];
          for (let a = 0; a < rows.size; a++) {
            for (let b = 0; b < columns.size; b++) {
              const h = i * rows.stride + a, w = j * columns.stride + b;
              pixels.push((h * columns.input + w) * channels + c);
            }
          }
          visit(place, pixels);
        }
      }
    }
  }
  /** The first of the largest; NaN wins. */
  const largest = (x, pixels) => pixels.reduce(
    (best, p) => x[p] > x[best] || (x[p] !== x[p] && x[best] === x[best]) ? p : best);
  const poolShape = (layer, shape) => {
    layer.channels = shape[2];
    return [...slide(layer, shape), shape[2]];
  };

  const pool = {
    shape: poolShape,
    forward(layer, x, y) {
      eachWindow(layer, (place, pixels) => { y[place] = x[largest(x, pixels)]; });
    },
    backward(layer, dy, x, y, dx) {
      eachWindow(layer, (place, pixels) => { dx[largest(x, pixels)] += dy[place]; });
    },
  };

  const average = {
    shape: poolShape,
    forward(layer, x, y) {
      const share = round(1 / (layer.rows.size * layer.columns.size));
      eachWindow(layer, (place, pixels) => { for (const p of pixels) y[place] += share * x[p]; });
    },
    backward(layer, dy, x, y, dx) {
      const share = round(1 / (layer.rows.size * layer.columns.size));
      eachWindow(layer, (place, pixels) => {
        for (const p of pixels) dx[p] += round(share * dy[place]);
      });
    },
  };

  Object.assign(glassbox.layers, { conv, pool, average, maxpool: pool, avgpool: average });
  Object.assign(glassbox.arithmetic, { axis, pair });
})();
