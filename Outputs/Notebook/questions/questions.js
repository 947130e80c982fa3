// Predictions and questions to work out: forms, verdicts, and what becomes of them.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const { element, button, answers, progress } = glassbox;

  /** A short mark of a question's words: an answer to another question does not count. */
  function markOf(form) {
    let hash = 0;
    for (const sign of form.textContent) hash = (hash * 31 + sign.codePointAt(0)) | 0;
    return hash >>> 0;
  }

  /** The options as radio buttons, in the place of their list. */
  function radioButtons(form, options, name) {
    const group = element('div', '', 'answer-options');
    group.setAttribute('role', 'radiogroup');
    for (const [i, option] of options.entries()) {
      const label = element('label'), input = element('input'), text = element('span');
      Object.assign(input, { type: 'radio', name, value: answers.letters[i] });
      text.innerHTML = `${answers.letters[i]}) ${option}`;
      label.append(input, text);
      group.append(label);
    }
    const lists = form.querySelectorAll(':scope > ul');
    if (lists.length) lists[lists.length - 1].replaceWith(group); else form.append(group);
    return group;
  }

  /** A field for numbers. Its key pad on a phone may lack a minus, so there is a button for it. */
  function field(row, data, id) {
    const isOne = data.kind === 'number';
    const label = element('label', `Your answer: ${answers.wanted(data)}`);
    const input = element('input', '', isOne ? '' : 'several');
    Object.assign(input, {
      id, type: 'text', autocomplete: 'off', spellcheck: false,
      inputMode: isOne ? 'decimal' : 'text',
    });
    label.htmlFor = id;
    row.append(label, input);
    if (!isOne) return input;
    const minus = button('±', '', () => {
      input.value = /^[-−]/.test(input.value) ? input.value.slice(1) : '−' + input.value;
      input.focus();
    });
    minus.className = 'minus';
    minus.setAttribute('aria-label', 'Change the sign');
    row.append(minus);
    return input;
  }

  /** Makes a form live. `done` is called with the outcome of each answer. */
  function ask(form, data, solution, { folder, isPrediction, details, done }) {
    const number = form.dataset.question, asked = markOf(form);
    const words = element('div', '', 'question-text');
    words.id = `question-${number}`;
    words.append(...form.childNodes);
    form.append(words);
    form.noValidate = true;

    const row = element('div', '', 'answering'), verdict = element('p', '', 'verdict');
    verdict.setAttribute('role', 'status');
    verdict.tabIndex = -1;
    let group = null, input = null;
    if (data.kind === 'oneOf') {
      group = radioButtons(words, data.options, `answer-${number}`);
      group.setAttribute('aria-labelledby', words.id);
      form.insertBefore(group, null);
    } else {
      input = field(row, data, `answer-${number}`);
      input.setAttribute('aria-describedby', words.id);
    }
    const answer = element('button', 'Answer'), give = button('Show me', '', showMe);
    answer.type = 'submit';
    row.append(answer);
    if (isPrediction) row.append(give);  // a question to work out has its solution folded below
    form.append(row, verdict);

    const typed = () => group ? group.querySelector(':checked')?.value ?? '' : input.value.trim();
    function say(html, outcome) {
      verdict.innerHTML = html;
      verdict.className = `verdict ${outcome}`;
    }
    function settle(outcome, isNew) {
      form.dataset.outcome = outcome;
      if (isPrediction) {
        for (const one of form.querySelectorAll('input, button')) one.disabled = true;
        answer.hidden = give.hidden = true;
        row.hidden = outcome === 'shown' || group !== null;
        if (details) details.open = true;
        explainHere();
      } else if (outcome === 'right' && details) {
        details.open = true;
      }
      if (!isNew) return;
      const before = progress.answers(folder)[number];
      // Once right or shown, it stays so.
      const isSettled = before?.asked === asked && ['right', 'shown'].includes(before.outcome);
      if (!isSettled) progress.remember(folder, number, { asked, typed: typed(), outcome });
      done();
      verdict.focus({ preventScroll: true });
    }
    /** The solution stands further down, after what shows it. Here it is folded. */
    function explainHere() {
      if (!details || form.querySelector('.why')) return;
      const fold = element('details', '', 'why');
      const parts = [...details.children].filter(part => !part.matches('summary'));
      fold.append(element('summary', 'Why?'), ...parts.map(part => part.cloneNode(true)));
      form.append(fold);
    }
    function showMe() {
      say('<b>Shown.</b> The answer is given below.', 'shown');
      settle('shown', true);
    }
    form.addEventListener('submit', event => {
      event.preventDefault();
      const text = typed(), given = answers.read(text, data);
      input?.setAttribute('aria-invalid', given.problem ? 'true' : 'false');
      if (given.problem) {
        const comma = data.kind === 'number' && /^\S*\d,\d+$/.test(text);
        say('', 'unread');
        verdict.textContent = text === ''
          ? (group ? 'Choose an answer first.' : `Type ${answers.wanted(data)} first.`)
          : given.problem + (comma ? ' Write a decimal point, not a comma.' : '');
        (input ?? group.querySelector('input')).focus();
        return;
      }
      const { outcome, html } = answers.judge(given, data, solution);
      say(html, outcome);
      settle(outcome, true);
    });
    details?.querySelector('summary').addEventListener('click', () => {
      if (!form.isConnected) return;  // forgotten: another form has taken its place
      if (!isPrediction && !details.open && !form.dataset.outcome) {
        progress.remember(folder, number, { asked, typed: '', outcome: 'shown' });
        form.dataset.outcome = 'shown';
        done();
      }
    });

    const known = progress.answers(folder)[number];
    if (known?.asked !== asked) return;
    if (group && known.typed) {
      const chosen = [...group.querySelectorAll('input')].find(one => one.value === known.typed);
      if (chosen) chosen.checked = true;
    } else if (input) {
      input.value = known.typed;
    }
    if (known.outcome === 'shown') {
      if (isPrediction) say('<b>Shown.</b> The answer is given below.', 'shown');
    } else {
      const given = answers.read(known.typed, data);
      if (given.problem) return;
      const { outcome, html } = answers.judge(given, data, solution);
      say(html, outcome);
    }
    settle(known.outcome, false);
    if (!isPrediction && details) details.open = false;
  }

  /** All questions of a page, with the line that counts them. */
  function start(main) {
    const data = glassbox.data, folder = main.dataset.page.split('/')[0];
    const forms = [...main.querySelectorAll('form.question')];
    if (!data || !forms.length || main.querySelector('.progress')) return;
    const original = new Map(forms.map(form => [form, form.innerHTML]));
    const numbers = forms.map(form => form.dataset.question);
    // The numbers count through a lesson: a gap is a question of another page.
    const where = Math.max(...numbers) > numbers.length ? ' on this page' : '';
    const line = progress.line(() => {
      progress.forget(folder, numbers);
      for (const form of forms) {
        const fresh = form.cloneNode(false);  // without its listeners
        fresh.innerHTML = original.get(form);
        delete fresh.dataset.outcome;
        original.set(fresh, original.get(form));
        form.replaceWith(fresh);
      }
      for (const details of main.querySelectorAll('details.solution')) details.open = false;
      forms.splice(0, forms.length, ...main.querySelectorAll('form.question'));
      begin();
    }, 'Forget my answers on this page');

    function refresh() {
      const outcomes = forms.map(form => form.dataset.outcome).filter(Boolean);
      line.show(outcomes, forms.length, where);
      for (const form of forms) {
        const prediction = form.closest('.prediction');
        prediction?.toggleAttribute('data-waits', !form.dataset.outcome);
      }
      glassbox.veil(main);
    }
    function begin() {
      for (const form of forms) {
        const number = form.dataset.question;
        const question = data.questions.get(+number), solution = data.solutions.get(+number);
        if (!question || !solution) continue;
        ask(form, question, solution, {
          folder, isPrediction: Boolean(form.closest('.prediction')), done: refresh,
          details: main.querySelector(`details.solution[data-question="${number}"]`),
        });
      }
      refresh();
    }
    (main.querySelector('.origin') ?? main.querySelector('h1'))?.after(line.element);
    begin();
  }

  glassbox.part(start);
})();
