// What every script of a page uses: the page's data, and small tools. All scripts are classic, since
// a browser refuses modules from a file. Each adds its functions to the one global, `glassbox`.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const pages = new Map();  // by name: what the data script of a page says
  let current = null;

  /**
   * A list of numbers; or base64 of little-endian Float32; or after `8:` of bytes n for n/255, where
   * a zero is followed by the number of zeros.
   */
  function scalars(data) {
    if (typeof data !== 'string') return Float32Array.from(data, Number);
    const isGrey = data.startsWith('8:'), text = atob(isGrey ? data.slice(2) : data);
    const bytes = Uint8Array.from(text, c => c.charCodeAt(0));
    return isGrey ? greys(bytes) : new Float32Array(bytes.buffer);
  }
  function greys(bytes) {
    const values = [];
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] > 0) values.push(bytes[i] / 255);
      else for (let zeros = bytes[++i]; zeros > 0; zeros--) values.push(0);
    }
    return Float32Array.from(values);
  }

  /** An element with a text and a class. */
  function element(tag, text = '', className = '') {
    const made = document.createElement(tag);
    if (text !== '') made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function button(text, id, act) {
    const made = element('button', text);
    made.type = 'button';
    if (id) made.id = id;
    made.addEventListener('click', act);
    return made;
  }

  /** What a reader does to a number, who may have no pointer that can hover. */
  const pointAt = matchMedia('(hover: none)').matches ? 'Tap' : 'Point at';

  /** Loads a classic script once; from a file, too. `again` loads it anew. */
  const loading = new Map();
  function load(path, again = '') {
    const key = path + again;
    if (!loading.has(key)) {
      loading.set(key, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = again ? `${path}?${again}` : path;
        script.onload = () => { script.remove(); resolve(); };
        script.onerror = () => { script.remove(); loading.delete(key); reject(new Error(path)); };
        document.head.append(script);
      }));
    }
    return loading.get(key);
  }

  /** Networks as data, by name; large ones have scripts of their own. */
  const networks = new Map();
  /** The data of a network; from its own script, if the page's script does not hold it. */
  async function networkData(name) {
    if (!networks.has(name)) await load(`../Notebook/networks/${name}.js`);
    return networks.get(name);
  }

  /** The parts that make a page live, in the order in which they were added. */
  const parts = [];

  /** The data of the shown page. (Object.assign would take its value once.) */
  Object.defineProperty(glassbox, 'data', {
    get: () => pages.get(document.querySelector('main')?.dataset.page),
  });

  Object.assign(glassbox, {
    scalars, element, button, load, pages, networkData, pointAt,
    /** Whether movements are unwanted. */
    isStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
    /** Adds a part: `start(main)` makes a page's elements live. */
    part(start) { parts.push(start); },
    /** Makes a page live. Called once when it is loaded, and again when it was replaced. */
    start(main) { for (const part of parts) part(main); },

    // What the data scripts call.
    page(name, key = null) {
      current = {
        name, key, folder: name.split('/')[0], figures: new Map(), traces: [], questions: new Map(),
        solutions: new Map(), interactive: new Map(), knobs: [],
      };
      pages.set(name, current);
    },
    figure(name, figure) { current.figures.set(name, figure); },
    network(name, data) { networks.set(name, data); },
    trace(number, trace) { current.traces[number] = trace; },
    question(number, form) { current.questions.set(number, form); },
    solution(number, solution) { current.solutions.set(number, solution); },
    interactive(name, data) { current.interactive.set(name, data); },
    knobs(knobs) { current.knobs = knobs; },
  });
})();
