// Three short names for what every module of the page does.

export const $ = id => document.getElementById(id);

export function element(tag, text = '', className = '') {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}

export function button(text, id, act) {
  const made = Object.assign(element('button', text), { type: 'button' });
  if (id) made.id = id;
  made.addEventListener('click', act);
  return made;
}

/** Whether the reader has asked for less motion. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
