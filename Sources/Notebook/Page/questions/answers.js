// Reads and judges typed answers, by the rules of GivenAnswer.swift and Verdict.swift.
'use strict';
globalThis.glassbox ??= {};
(() => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
  const fractions = { '¼': 1 / 4, '½': 1 / 2, '¾': 3 / 4, '⅓': 1 / 3, '⅔': 2 / 3 };

  /** All numbers with their decimals; null if there is anything else. */
  function numbersIn(typed) {
    const numbers = [];
    for (const word of typed.replaceAll('−', '-').split(/[ ,;[\]()\t]/).filter(Boolean)) {
      const mixed = /^([+-]?)(\d*)([¼½¾⅓⅔])$/.exec(word);
      if (mixed) {
        const value = Number(mixed[2]) + fractions[mixed[3]];
        numbers.push({ value: mixed[1] === '-' ? -value : value, decimals: 9 });
        continue;
      }
      const match = /^([+-]?(?:\d+\.?(\d*)|\.(\d+)))(?:\/(\d+))?$/.exec(word);
      const divisor = Number(match?.[4] ?? 1);
      if (!match || divisor === 0) return null;
      const decimals = match[4] ? 9 : (match[2] ?? '').length + (match[3] ?? '').length;
      numbers.push({ value: Number(match[1]) / divisor, decimals });
    }
    return numbers;
  }

  function optionIn(typed, options) {
    const text = typed.trim().toLowerCase(), letter = letters.indexOf(text);
    if (letter >= 0) return letter < options.length ? letter : -1;
    return options.findIndex(option => plain(option).toLowerCase() === text);
  }
  /** The words of a piece of HTML. */
  function plain(html) {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    return holder.content.textContent;
  }

  /** What is expected, in words. */
  function wanted(form) {
    switch (form.kind) {
      case 'number': return 'a number';
      case 'numbers': return `${form.count} numbers`;
      case 'someNumbers': return 'a list of numbers';
      case 'place': return 'a row and a column';
      default: return `one of ${letters.slice(0, form.options.length).join(', ')}`;
    }
  }

  /** Reads what was typed: {numbers, decimals}, {option} or {place}; or {problem}, in words. */
  function readAnswer(typed, form) {
    const unreadable = { problem: `“${typed}” is not ${wanted(form)}.` };
    if (form.kind === 'oneOf') {
      const option = optionIn(typed, form.options);
      return option < 0 ? unreadable : { option };
    }
    const found = numbersIn(typed) ?? [];
    const numbers = found.map(one => one.value), decimals = found.map(one => one.decimals);
    const count = { number: 1, numbers: form.count, place: 2 }[form.kind];
    if (count === undefined ? !numbers.length : numbers.length !== count) return unreadable;
    if (form.kind !== 'place') return { numbers, decimals };
    const isPlace = numbers.every(one => Number.isInteger(one) && Math.abs(one) < 1e6);
    return isPlace ? { place: numbers } : unreadable;
  }

  /** Whether the two are the same, within the written precision. */
  function matches(given, other, isOrdered) {
    if (!other.numbers) {
      if (other.place) return given.place?.every((one, i) => one === other.place[i]) ?? false;
      return given.option !== undefined && given.option === other.option;
    }
    if (given.numbers?.length !== other.numbers.length) return false;
    const order = numbers => {
      const indices = numbers.map((_, i) => i);
      return isOrdered ? indices : indices.sort((i, j) => numbers[i] - numbers[j]);
    };
    const right = order(other.numbers);
    return order(given.numbers).every((i, place) => {
      const value = other.numbers[right[place]], decimals = given.decimals[i];
      const rounding = decimals >= 2 ? 0.5 / 10 ** decimals : 0;
      const margin = Math.max(other.within ?? 0, rounding) + 1e-6 * Math.max(1, Math.abs(value));
      return Math.abs(given.numbers[i] - value) <= margin;
    });
  }

  /** Judges: {outcome: 'right' | 'wrong', html}. The words do not tell the right answer. */
  function judge(given, form, solution) {
    const isOrdered = form.kind !== 'someNumbers';
    if (matches(given, solution.answer, isOrdered)) {
      return { outcome: 'right', html: '<b>Right.</b>' };
    }
    const mistake = solution.mistakes.find(one => matches(given, one.answer, isOrdered));
    if (mistake) return { outcome: 'wrong', html: `<b>Not quite.</b> ${mistake.sentence}` };
    if (form.kind !== 'number') return { outcome: 'wrong', html: '<b>No.</b>' };
    const off = given.numbers[0] - solution.answer.numbers[0];
    const by = `${written(Math.abs(off))} too ${off > 0 ? 'large' : 'small'}`;
    return { outcome: 'wrong', html: `<b>No.</b> Your number is ${by}.` };
  }

  /** A number with at most four decimals, without the zeros at its end. */
  function written(value) {
    const magnitude = Math.abs(value), sign = value < 0 ? '−' : '';
    if (Number.isInteger(magnitude) && magnitude < 1e15) {
      return sign + String(magnitude).replace(/\B(?=(\d{3})+$)/g, ',');
    }
    if (magnitude < 0.001 || magnitude >= 1e15) return scientific(value);
    const scaled = String(Math.round(magnitude * 1e4)).padStart(5, '0');
    const digits = `${scaled.slice(0, -4)}.${scaled.slice(-4)}`;
    return sign + digits.replace(/\.?0+$/, '');
  }
  function scientific(value) {
    const [digits, exponent] = value.toExponential(1).split('e');
    const raised = sign => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)];
    return `${digits.replace('-', '−')}·10${[...String(Number(exponent))].map(raised).join('')}`;
  }

  glassbox.answers = { letters, wanted, read: readAnswer, judge, written };
})();
