// All stages of the network, one below the other, painted as the numbers come.
import { StageView } from './stageview.js';

const { element, isStill, label, scaleBar } = glassbox;
const count = n => n.toLocaleString('en-GB');

/** For each kind: what it is called, its lesson, and what it does, in a sentence. */
const KINDS = {
  image: ['What the network sees', 0,
    s => `${s.shape[0]} × ${s.shape[1]} numbers, from 0, black, to 1, white.`],
  conv: ['convolution', 1, (s, before) => before.number === 0
    ? `${s.shape[2]} kernels, small grids of weights, slide over the picture. Each makes a map, `
      + 'orange where the pixels fit its weights.'
    : `${s.shape[2]} more kernels slide over all ${before.shape[2]} maps at once. Each makes a map.`],
  relu: ['ReLU', 2, () => 'A negative number becomes 0. The others go on unchanged.'],
  pool: ['max pooling', 3,
    (s, before) => `Only the largest of each ${size(s, before)} numbers goes on.`],
  average: ['average pooling', 3,
    (s, before) => `The mean of each ${size(s, before)} numbers goes on.`],
  dropout: ['dropout', 4,
    () => 'It works only while the network learns. Here everything goes through.'],
  flatten: ['flatten', 5,
    s => `All maps become one list of ${count(s.shape[0])} numbers, here folded into rows.`],
  dense: ['dense', 6, (s, before) => s.labels
    ? `A score for each answer: the sum of all ${count(before.shape[0])} numbers before it, each `
      + 'times a weight.'
    : `${s.shape[0]} sums. Each adds up all ${count(before.shape[0])} numbers before it, each times `
      + 'a weight.'],
  softmax: ['softmax', 7,
    () => 'The scores become probabilities, which add up to 1. The largest is the answer.'],
};
/** Of the windows that a pooling looks at. */
const size = (s, before) => [0, 1].map(i => Math.round(before.shape[i] / s.shape[i])).join(' × ');

/** Little-endian, as all of today's processors are. */
function decode(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Float32Array(bytes.buffer);
}

export class NetworkView {
  stages = [];  // stage 0 is what the network saw
  #views = [];
  #place;
  #on;

  /** `on.point(site)`, `on.hold(site)`, `on.step(site)`, `on.enter()`: what the reader asks for. */
  constructor(place, on) {
    this.#place = place;
    this.#on = on;
  }

  update(answer) {
    const image = {
      name: 'in', kind: 'image', shape: [28, 28, 1], limit: 1,
      values: Float32Array.from(answer.centring.centred.flat(), v => v / 255),
    };
    const before = `${this.stages.map(s => s.shape)}`;
    this.stages = [image, ...answer.stages.map(s => (
      { ...s, values: decode(s.values), limit: s.kind === 'softmax' ? 1 : s.limit }))];
    this.stages.forEach((stage, i) => {
      stage.number = i;
      if (`${stage.shape}` === `${answer.classes.length}`) stage.labels = answer.classes;
    });
    if (before !== `${this.stages.map(s => s.shape)}`) this.#make();
    this.#views.forEach((view, i) => {
      view.update(this.stages[i]);
      label(view.bar, view.stage.limit, view.scaleKind);
    });
    this.paint();
  }
  /** Until the next answer nothing can be asked, and then everything is made anew. */
  clear() { this.stages = []; }

  paint() {
    if (this.stages.length === 0) return;
    const width = this.#place.clientWidth;
    for (const view of this.#views) if (!view.isHidden) view.paint(width);
  }

  /** Marks the number that is asked, and what it looked at. */
  mark(asked, field = []) {
    this.#views.forEach((view, i) => {
      view.selected = asked?.stage === i ? asked.index : null;
      view.marks = field.filter(f => f.stage === i);
      view.box.classList.toggle('lit', view.selected !== null || view.marks.length > 0);
      view.box.classList.toggle('asked', view.selected !== null);
    });
    this.paint();
  }

  /** Brings a stage into sight. */
  reveal(stage) {
    const behavior = isStill() ? 'auto' : 'smooth';
    this.#views[stage]?.box.scrollIntoView({ block: 'nearest', behavior });
  }
  focus(stage) { this.#views[stage]?.canvas.focus({ preventScroll: true }); }

  #make() {
    this.#views = this.stages.map((stage, i) => {
      const [what, lesson, about] = KINDS[stage.kind] ?? [stage.kind, 0, () => ''];
      const box = element('section'), head = element('div');
      const title = element('h3', i === 0 ? what : stage.name);
      if (i > 0) title.append(element('span', lesson ? `${what}, lesson ${lesson}` : what));
      box.id = `stage-${i}`;
      head.className = 'titled';
      const line = element('p', about(stage, this.stages[i - 1]));
      line.className = 'about';
      const view = new StageView(this.#makeCanvas(stage), stage);
      const bar = scaleBar(stage.limit, view.scaleKind);
      head.append(title, bar);
      // What dropout holds was seen just above.
      view.isHidden = stage.kind === 'dropout';
      bar.hidden = view.isHidden;
      Object.assign(view, { bar, box });
      box.append(head, line, ...(view.isHidden ? [] : [view.canvas]));
      this.#listen(view, i);
      return view;
    });
    this.#place.replaceChildren(...this.#views.map(view => view.box));
  }

  #makeCanvas({ number, name, shape }) {
    const canvas = element('canvas');
    const what = shape.length === 1 ? `${count(shape[0])} numbers`
      : `${shape[2] > 1 ? `${shape[2]} maps of ` : ''}${shape[0]} × ${shape[1]}`;
    Object.assign(canvas.dataset, { stage: number, name, shape });
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-roledescription', 'maps');
    canvas.setAttribute('aria-label', `${name}: ${what}. Arrow keys go from number to number.`);
    return canvas;
  }

  #listen(view, stage) {
    const { canvas } = view, on = this.#on;
    const at = (event, then) => {
      const index = this.stages.length > 0 && view.hit(event);
      if (index) then({ stage, index });
    };
    canvas.addEventListener('pointermove', event => {
      if (event.pointerType === 'mouse') at(event, on.point);
    });
    canvas.addEventListener('click', event => at(event, on.hold));
    canvas.addEventListener('keydown', event => {
      const index = this.stages.length > 0 && view.moved(event.key);
      if (index) on.step({ stage, index });
      else if (event.key === 'Enter') on.enter();
      else return;
      event.preventDefault();
    });
  }
}
