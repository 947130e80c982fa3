// What follows a prediction is veiled until the reader has answered or given up. Links and
// addresses that lead into veiled or folded parts open them.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element } = glassbox;
  /** The predictions that a link has opened, though they are not answered. */
  const opened = new WeakSet();

  /** The parts from a prediction to its answer, and what follows it, which speaks about the
   * answer; none if it has no answer. */
  function partsBehind(prediction) {
    const number = prediction.querySelector('form').dataset.question;
    const answer = `details.solution[data-question="${number}"]`;
    const parts = [];
    for (let part = prediction.nextElementSibling; part; part = part.nextElementSibling) {
      if (!part.matches('.veil')) parts.push(part);
      if (!part.querySelector(answer)) continue;
      for (let text = part.nextElementSibling; text?.matches('.text, .formula, .interactive'); ) {
        parts.push(text);
        text = text.nextElementSibling;
      }
      return parts;
    }
    return [];
  }

  /** The line that stands for the veiled parts. */
  function veilLine(prediction) {
    const next = prediction.nextElementSibling;
    if (next?.matches('.veil')) return next;
    const line = element('p', 'What follows is hidden until you answer, or press Show me.', 'veil');
    prediction.after(line);
    return line;
  }

  /** Veils what follows each prediction that waits for its answer, and nothing else. */
  function veil(main) {
    const hidden = new Set();
    for (const prediction of main.querySelectorAll('.prediction[data-waits]')) {
      const parts = partsBehind(prediction);
      const isVeiled = parts.length > 0 && !opened.has(prediction);
      veilLine(prediction).hidden = !isVeiled;
      if (isVeiled) for (const part of parts) hidden.add(part);
    }
    for (const line of main.querySelectorAll('.prediction:not([data-waits]) + .veil')) {
      line.remove();
    }
    for (const part of main.querySelectorAll('.veiled')) {
      if (!hidden.has(part)) part.classList.remove('veiled');
    }
    for (const part of hidden) {
      part.classList.add('veiled');
      const line = part.nextElementSibling;
      if (line?.matches('.veil')) line.classList.add('veiled');
    }
    for (const line of main.querySelectorAll('.veil.veiled')) {
      if (!line.previousElementSibling.matches('.veiled')) line.classList.remove('veiled');
    }
    document.dispatchEvent(new CustomEvent('glassbox-veil'));
  }

  /** Opens all that hides an element: folds, and the veils of predictions. */
  function unveil(target) {
    const main = target.closest('main');
    for (let fold = target.closest('details'); fold;
      fold = fold.parentElement.closest('details')) fold.open = true;
    if (!main || !target.closest('.veiled')) return;
    for (const prediction of main.querySelectorAll('.prediction[data-waits]')) {
      if (partsBehind(prediction).some(part => part.contains(target))) opened.add(prediction);
    }
    veil(main);
  }

  /** Shows the element that an address names. */
  function follow(hash, isMoving = true) {
    const target = document.getElementById(hash.slice(1));
    if (!target) return;
    unveil(target);
    if (isMoving) target.scrollIntoView();
  }
  addEventListener('hashchange', () => follow(location.hash));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && !link.matches('.skip')) follow(link.getAttribute('href'), false);
  });

  Object.assign(glassbox, { veil, unveil, follow });
})();
