// Numbers as colours and as text, and what is painted on a canvas: the colours and formats of the
// lessons' pictures (Sources/Pictures).
'use strict';
(() => {
  const BLUES = [[255, 255, 255], [158, 202, 225], [49, 130, 189], [8, 48, 107]];
  const ORANGES = [[255, 255, 255], [253, 190, 133], [230, 110, 20], [115, 40, 4]];
  /** Colours by their meaning: on white, and on the dark page. */
  const TONES = {
    ink: ['#24292f', '#e6e9ed'], quiet: ['#57606a', '#a9b2bd'], faint: ['#969ca4', '#6d7681'],
    mark: ['#009e73', '#1fbf90'], plain: ['#8c959f', '#8c97a3'], rise: ['#e66e14', '#f08a3c'],
    fall: ['#3182bd', '#5aa5dc'], grid: ['#e8eaed', '#30363d'], ground: ['#ffffff', '#1c2024'],
    hairline: ['#c4c9cf', '#c4c9cf'], blank: ['#dedede', '#dedede'],
    series0: ['#0072b2', '#4ba3dd'], series1: ['#d55e00', '#f0823a'],
    series2: ['#cc79a7', '#dd94bd'], series3: ['#56b4e9', '#7cc8f2'],
    series4: ['#009e73', '#1fbf90'], series5: ['#e69f00', '#f0b428'],
    series6: ['#24292f', '#e6e9ed'],
  };
  const darkness = matchMedia('(prefers-color-scheme: dark)');
  const place = name => TONES[/^series\d+$/.test(name) ? `series${name.slice(6) % 7}` : name];

  /** The CSS colour of a tone. `isOnWhite`: on a map, which is white in the dark, too. */
  function tone(name, isOnWhite = false) {
    return (place(name) ?? TONES.ink)[!isOnWhite && darkness.matches ? 1 : 0];
  }
  /** The same for styles: follows the page into the dark. */
  const toneStyle = name => {
    const [light, dark] = place(name) ?? TONES.ink;
    return `light-dark(${light}, ${dark})`;
  };

  /**
   * Red, green and blue of a number. `signed`: −limit blue, 0 white, +limit orange; `unsigned`: its
   * orange half; `pixels`: 0 black, limit white. What is no number is magenta: nobody overlooks it.
   */
  function color(value, limit, kind = 'signed') {
    if (!Number.isFinite(value)) return [255, 0, 255];
    const t = Math.min(Math.max(value / (limit || 1), -1), 1);
    if (kind === 'pixels') return Array(3).fill(Math.round(255 * Math.max(t, 0)));
    const colors = t < 0 && kind === 'signed' ? BLUES : ORANGES;
    const at = (kind === 'signed' ? Math.abs(t) : Math.max(t, 0)) * 3;
    const i = Math.min(Math.floor(at), 2), part = at - i;
    return colors[i].map((c, k) => Math.round(c + (colors[i + 1][k] - c) * part));
  }
  const css = rgb => `rgb(${rgb.join(' ')})`;
  /** Whether black text is easier to read on a colour than white text. */
  function isLight(rgb) {
    const [r, g, b] = rgb.map(c => (c / 255) ** 2.2);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) ** 2 > 1.05 * 0.05;
  }

  /** A number with a true minus sign. */
  function number(value, places, isSigned = false) {
    const text = Math.abs(value).toFixed(places), isZero = Number(text) === 0;
    return (value < 0 && !isZero ? '−' : isSigned ? '+' : '') + text;
  }
  const superscript = power =>
    (power < 0 ? '⁻' : '') + String(Math.abs(power)).replace(/\d/g, d => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d]);

  /** Three significant digits: `0.0123`, `1.5`, `1170000`, `1.2×10⁻⁶`. */
  function short(value) {
    if (Number.isNaN(value)) return 'not a number';
    if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
    if (Math.abs(value) < 1e-290) return '0';
    const [digits, power] = Math.abs(value).toExponential(2).split('e');
    const figures = digits.replace(/0+$/, '').replace('.', '');
    const exponent = Number(power), sign = value < 0 ? '−' : '';
    if (exponent < -4 || exponent > 6) return `${sign}${Number(digits)}×10${superscript(exponent)}`;
    return sign + Number(`${digits}e${power}`).toFixed(
      Math.max(0, figures.length - 1 - exponent));
  }

  /** A number in a format of a chart: `{kind: 'percentage', count: 1}`. */
  function format(value, { kind = 'short', count = 0 } = {}) {
    if (kind === 'none') return '';
    if (kind === 'short' || !Number.isFinite(value)) return short(value);
    if (kind === 'percentage') return `${number(value * 100, count)} %`;
    const isZero = Number(Math.abs(value).toFixed(count)) === 0;
    return number(value, count, kind === 'signed' && !isZero);
  }

  /** The colours from −1 to 1 as pixels (little-endian, as everywhere that browsers run). */
  const STEPS = 2040, tables = new Map();
  function tableOf(kind) {
    if (!tables.has(kind)) {
      tables.set(kind, Uint32Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
        const [r, g, b] = color(i / STEPS - 1, 1, kind);
        return 0xFF000000 + b * 65536 + g * 256 + r;
      }));
    }
    return tables.get(kind);
  }

  /** One map, a pixel for each number; `at(row, column)` is the number. */
  function miniature(rows, columns, at, limit, kind) {
    const canvas = new OffscreenCanvas(columns, rows), context = canvas.getContext('2d');
    const image = context.createImageData(columns, rows), { data } = image;
    const pixels = new Uint32Array(data.buffer), table = tableOf(kind), most = limit || 1;
    for (let r = 0, p = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++, p++) {
        const t = at(r, c) / most;
        pixels[p] = Number.isFinite(t)
          ? table[Math.round((Math.min(Math.max(t, -1), 1) + 1) * STEPS)] : 0xFFFF00FF;
      }
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }

  /** Sets how many device pixels a canvas has, and shows each of them as one. */
  function resize(canvas, width, height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / devicePixelRatio}px`;
    canvas.style.height = `${height / devicePixelRatio}px`;
    const context = canvas.getContext('2d');
    context.imageSmoothingEnabled = false;
    return context;
  }

  /** Paints rows of numbers on a canvas, `side` CSS pixels wide at most; returns the scale. */
  function paintGrid(canvas, pixels, side, { limit = 255, kind = 'pixels' } = {}) {
    const [rows, columns] = [pixels.length, pixels[0].length];
    const scale = Math.max(1, Math.floor(side * devicePixelRatio / columns));
    const context = resize(canvas, columns * scale, rows * scale);
    const picture = miniature(rows, columns, (r, c) => pixels[r][c], limit, kind);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return scale;
  }

  /** The outline of what is brighter than half: a line wherever bright meets dark. */
  function paintOutline(canvas, pixels, most = 255) {
    const context = canvas.getContext('2d'), step = canvas.width / pixels[0].length;
    const isInk = (r, c) => (pixels[r]?.[c] ?? 0) > most / 2;
    context.beginPath();
    for (let r = 0; r <= pixels.length; r++) {
      for (let c = 0; c <= pixels[0].length; c++) {
        if (isInk(r, c) !== isInk(r - 1, c)) {
          context.moveTo(c * step, r * step);
          context.lineTo((c + 1) * step, r * step);
        }
        if (isInk(r, c) !== isInk(r, c - 1)) {
          context.moveTo(c * step, r * step);
          context.lineTo(c * step, (r + 1) * step);
        }
      }
    }
    context.lineCap = 'square';
    context.lineWidth = 1.5 * devicePixelRatio;
    context.strokeStyle = TONES.ink[0];
    context.stroke();
  }

  /** A frame that is seen on black, white, blue and orange. */
  function frame(context, x, y, width, height, thickness = devicePixelRatio, name = 'mark') {
    for (const [style, grow, line] of [['white', 2, 1.5], [tone(name, true), 1, 2]]) {
      const g = grow * thickness;
      context.lineWidth = line * thickness;
      context.strokeStyle = style;
      context.strokeRect(x - g / 2, y - g / 2, width + g, height + g);
    }
  }

  /** Where a centre of mass stands: a cross whose middle is left open, so that the ink is seen. */
  function cross(context, x, y, size) {
    context.strokeStyle = TONES.mark[0];
    context.lineWidth = 1.5 * devicePixelRatio;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + dx * size * 0.06, y + dy * size * 0.06);
      context.lineTo(x + dx * size, y + dy * size);
    }
    context.stroke();
  }

  /** A scale bar with its numbers. */
  function scaleBar(limit, kind) {
    const bar = document.createElement('span'), canvas = document.createElement('canvas');
    bar.className = 'scale';
    canvas.width = 128;
    canvas.height = 1;
    const context = canvas.getContext('2d'), lowest = kind === 'signed' ? -1 : 0;
    for (let x = 0; x < 128; x++) {
      context.fillStyle = css(color(lowest + (1 - lowest) * x / 127, 1, kind));
      context.fillRect(x, 0, 1, 1);
    }
    bar.append(document.createElement('span'), canvas, document.createElement('span'));
    label(bar, limit, kind);
    return bar;
  }
  /** Writes the numbers anew; the colours stay. */
  function label(bar, limit, kind) {
    bar.firstChild.textContent = short(kind === 'signed' ? -limit : 0);
    bar.lastChild.textContent = short(limit);
  }

  /** An element in the namespace of SVG. */
  function svg(tag, attributes = {}, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'fill' || name === 'stroke') made.style[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  Object.assign(glassbox, {
    svg, color, css, isLight, tone, toneStyle, number, short, format, superscript, miniature,
    resize, paintGrid, paintOutline, frame, cross, scaleBar, label,
  });
})();
