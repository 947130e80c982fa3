// How a drawing enters a network: the ink on a pad is centred as MNIST's digits were. The rules are
// those of Sources/Digits/Ink.swift and Centring.swift, for bright strokes on black that leave the
// pad's border black.
'use strict';
(() => {
  const { SIDE, between, drawn } = glassbox.ink;
  const BOX = 20, IMAGE = 28, MIDDLE = 14;
  const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);

  // ---- The four steps -------------------------------------------------------------------------

  /** Otsu's threshold: it splits the pixels into two groups that differ as much as possible. */
  function otsu(counts, pixels) {
    const total = counts.reduce((all, count, level) => all + level * count, 0);
    let below = 0, sum = 0, best = { level: 1, between: -1 };
    for (let level = 1; level <= 255; level++) {
      below += counts[level - 1];
      sum += (level - 1) * counts[level - 1];
      const above = pixels - below;
      if (below === 0 || above === 0) continue;
      const distance = (total - sum) / above - sum / below;
      const spread = below * above * distance * distance;
      if (spread > best.between) best = { level, between: spread };
    }
    return best.level;
  }

  /** The numbers of the connected parts, and the sum of each part's pixels. */
  function partsOf(grey, seed) {
    const numbers = new Int32Array(grey.length).fill(-1), masses = [];
    for (let start = 0; start < grey.length; start++) {
      if (grey[start] < seed || grey[start] === 0 || numbers[start] >= 0) continue;
      const number = masses.length, open = [start];
      numbers[start] = number;
      let mass = 0;
      while (open.length) {
        const place = open.pop(), y = Math.floor(place / SIDE), x = place % SIDE;
        mass += grey[place];
        for (let row = Math.max(0, y - 1); row <= Math.min(SIDE - 1, y + 1); row++) {
          for (let column = Math.max(0, x - 1); column <= Math.min(SIDE - 1, x + 1); column++) {
            const next = row * SIDE + column;
            if (numbers[next] >= 0 || grey[next] === 0) continue;
            numbers[next] = number;
            open.push(next);
          }
        }
      }
      masses.push(mass);
    }
    return { numbers, masses };
  }

  /** Finds the ink: its pixels, and the box around it; null if the pad is blank. */
  function inkOn(pad) {
    const counts = new Array(256).fill(0);
    for (const grey of pad) counts[grey]++;
    const threshold = otsu(counts, pad.length);
    const bright = counts.slice(threshold).reduce((all, count) => all + count, 0);
    let top = threshold - 1, seen = 0;
    while (top < 255 && seen <= Math.floor(bright * 19 / 20)) seen += counts[++top];
    if (!(top >= 25.5) || bright === 0) return null;
    const { numbers, masses } = partsOf(pad, threshold), heaviest = Math.max(...masses);
    const pixels = new Uint8Array(pad.length), box = [SIDE, 0, SIDE, 0];
    for (let i = 0; i < pad.length; i++) {
      if (numbers[i] < 0 || 200 * masses[numbers[i]] < heaviest) continue;
      pixels[i] = Math.round(255 * Math.min(1, pad[i] / top));
      if (pixels[i] === 0) continue;
      const y = Math.floor(i / SIDE), x = i % SIDE;
      [box[0], box[1]] = [Math.min(box[0], y), Math.max(box[1], y + 1)];
      [box[2], box[3]] = [Math.min(box[2], x), Math.max(box[3], x + 1)];
    }
    return { pixels, rows: box.slice(0, 2), columns: box.slice(2) };
  }

  /** For each of `count` equal parts of a range: its pixels, with the share that is covered. */
  function coverage([first, end], count) {
    const size = (end - first) / count;
    return range(0, count).map(number => {
      const [start, stop] = [number * size, (number + 1) * size];
      return range(Math.trunc(start), Math.min(end - first, Math.ceil(stop)))
        .map(pixel => [first + pixel, Math.min(stop, pixel + 1) - Math.max(start, pixel)])
        .filter(([, share]) => share > 1e-9);
    });
  }
  /** A part of the pad in another size; each new pixel is the mean of its area. */
  function averaged({ pixels, rows, columns }, height, width) {
    const [lines, places] = [coverage(rows, height), coverage(columns, width)];
    const area = (rows[1] - rows[0]) / height * ((columns[1] - columns[0]) / width);
    return lines.flatMap(parts => places.map(among => {
      let sum = 0;
      for (const [row, tall] of parts) {
        for (const [column, wide] of among) sum += pixels[row * SIDE + column] * tall * wide;
      }
      return Math.min(255, Math.round(sum / area));
    }));
  }

  /**
   * The image of 28×28 numbers from 0 to 1, with the ink's centre of mass in its middle; null if
   * the pad is blank. Also the box around the ink, its size after scaling, and its centre of mass.
   */
  function centred(pad) {
    const ink = inkOn(pad);
    if (!ink) return null;
    const sides = [ink.rows, ink.columns].map(([from, to]) => to - from), most = Math.max(...sides);
    const [height, width] = sides.map(side => Math.max(1, Math.round(side * BOX / most)));
    const scaled = averaged(ink, height, width), sums = [0, 0, 0];
    scaled.forEach((grey, i) => {
      sums[0] += grey;
      sums[1] += Math.floor(i / width) * grey;
      sums[2] += i % width * grey;
    });
    const centre = [sums[1] / sums[0] || 0, sums[2] / sums[0] || 0];
    const [top, left] = [height, width].map((size, axis) =>
      Math.min(Math.max(0, Math.round(MIDDLE - centre[axis])), IMAGE - size));
    const image = new Float32Array(IMAGE * IMAGE);
    scaled.forEach((grey, i) => {
      image[(top + Math.floor(i / width)) * IMAGE + left + i % width] = grey / 255;
    });
    return { image, centre, height, width, rows: ink.rows, columns: ink.columns, longer: most };
  }

  /** Without centring: every 10×10 pixels become one. */
  function uncentred(pad) {
    const image = new Float32Array(IMAGE * IMAGE), step = SIDE / IMAGE;
    pad.forEach((grey, i) => {
      image[Math.floor(i / SIDE / step) * IMAGE + Math.floor(i % SIDE / step)] += grey;
    });
    return image.map(sum => Math.fround(sum / step / step) / 255);
  }

  // ---- A pad on the page ----------------------------------------------------------------------

  /** A pad of 280×280 pixels as an element; `label` begins with its title. */
  function padView(place, label, side = SIDE) {
    const canvas = glassbox.element('canvas'), context = canvas.getContext('2d');
    Object.assign(canvas, { width: SIDE, height: SIDE });
    canvas.style.width = `${Math.min(side, (place.clientWidth || SIDE) - 8)}px`;
    canvas.style.borderRadius = '4px';
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
    const image = context.createImageData(SIDE, SIDE), whole = new Uint32Array(image.data.buffer);
    /** Shows greys; and if it is given, a ring where the pen stands. */
    function show(pad, pen = null) {
      for (let i = 0; i < pad.length; i++) whole[i] = 0xFF000000 | (pad[i] * 0x010101);
      context.putImageData(image, 0, 0);
      if (!pen) return;
      context.strokeStyle = glassbox.tone(pen.isDown ? 'rise' : 'fall', true);
      context.lineWidth = 3;
      context.beginPath();
      context.arc(pen.x, pen.y, 12, 0, 2 * Math.PI);
      context.stroke();
    }
    /** Makes it live: `press(point, isFirst)` while a pointer is down. */
    function listen(press) {
      let pointer = null;
      const point = event => {
        const box = canvas.getBoundingClientRect();
        return [(event.clientX - box.left) * SIDE / box.width,
          (event.clientY - box.top) * SIDE / box.height];
      };
      canvas.tabIndex = 0;
      canvas.setAttribute('role', 'application');
      Object.assign(canvas.style, { touchAction: 'none', cursor: 'crosshair' });
      canvas.addEventListener('pointerdown', event => {
        if (pointer !== null || event.button !== 0) return;
        pointer = event.pointerId;
        canvas.setPointerCapture(pointer);
        press(point(event), true);
      });
      canvas.addEventListener('pointermove', event => {
        if (event.pointerId === pointer) press(point(event), false);
      });
      for (const name of ['pointerup', 'pointercancel']) {
        canvas.addEventListener(name, () => { pointer = null; });
      }
    }
    const titled = glassbox.titled('', canvas);
    titled.firstChild.textContent = label.split('.')[0];
    Object.assign(titled.firstChild.style, { fontWeight: 400, fontSize: '0.95rem' });
    titled.style.justifyItems = 'center';
    return { element: titled, canvas, show, listen };
  }

  glassbox.entering = { SIDE, drawn, centred, uncentred, padView };
})();
