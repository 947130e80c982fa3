// The little seven in words: where a number came from, term by term, and what it means.
'use strict';
(() => {
  const { element, seven } = glassbox;
  const { CLASSES, gridOf, isGradient, forwardOf, nameOf, digits, rule } = seven;

  const product = (values, write) =>
    values.map((v, i) => v < 0 && i > 0 ? `(${write(v)})` : write(v)).join(' × ');
  /** A share or a power of e is never 0: what four decimals do not show is a power of ten. */
  const positive = value => glassbox.tiny(value, 1e-4) ?? digits(value);

  /** The site where a term leads on: the factor that was computed, if there is one. */
  function siteOf(model, term) {
    const sites = term.factors.map(f => f.site).filter(Boolean);
    return sites.find(s => !model.isGiven(s)) ?? sites[0] ?? null;
  }

  /** As on paper: "∂L/∂map(1,2)". */
  const brief = site => isGradient(site) ? `∂L/∂${nameOf(forwardOf(site))}` : nameOf(site);

  /** One term: names, numbers, product. */
  function chip(model, term, { point, go }, options = {}) {
    const { isBest = false, names, numbers, write = digits } = options;
    const made = element('button', '', 'seven-term'), sites = term.factors.map(f => f.site);
    made.type = 'button';
    const named = names ?? sites.filter(Boolean).map(brief).join(' × ');
    const shown = numbers ?? product(term.factors.map(f => f.value), write);
    const body = element('span');
    body.append(shown);
    made.append(element('small', named), body);
    if (term.factors.length > 1 || numbers) made.append(element('b', `= ${write(term.value)}`));
    if (term.note === 'not the winner') made.append(element('small', 'not the winner'));
    if (isBest) made.append(element('small', 'the largest'));
    made.classList.toggle('zero', term.value === 0 && !isBest);
    made.classList.toggle('best', isBest);
    const target = siteOf(model, term), all = sites.filter(Boolean);
    made.addEventListener('pointerenter', () => point(all));
    made.addEventListener('pointerleave', () => point(null));
    made.addEventListener('focus', () => point(all));
    made.addEventListener('blur', () => point(null));
    if (target) {
      made.title = `Where did ${nameOf(target)} come from?`;
      made.addEventListener('click', () => go(target));
    } else made.disabled = true;
    return made;
  }
  function joined(chips, sign, total) {
    const line = element('div', '', 'seven-sum');
    chips.forEach((one, i) => {
      if (i > 0 && sign) line.append(element('span', sign, 'seven-sign'));
      line.append(one);
    });
    if (total !== undefined) {
      line.append(element('span', '=', 'seven-sign'), element('strong', digits(total)));
    }
    return line;
  }

  const single = (value, site) => ({ factors: [{ value, site }], value });
  const GATES = {
    forward: ['not positive: ReLU makes it 0.', 'positive: ReLU passes it unchanged.'],
    backward: [
      'not positive: the gate is closed, and the gradient stops.',
      'positive: the gate is open, and the gradient passes.'],
  };

  /** A sum; of a long one, the terms that are 0 are only counted. */
  function sum(model, terms, value, act) {
    const zeros = terms.length > 5 ? terms.filter(t => t.value === 0) : [];
    const kept = terms.filter(t => !zeros.includes(t)).map(t => chip(model, t, act));
    if (zeros.length > 0) {
      const what = zeros.length === 1 ? 'term' : 'terms';
      kept.push(element('span', `${zeros.length} ${what} of 0`, 'seven-zeros'));
    }
    return joined(kept, '+', value);
  }

  /** The terms of a sum, a maximum or another rule, as elements. */
  function terms(model, site, told, act) {
    const value = model.value(site), grid = gridOf(site);
    if (isGradient(site) && grid === 'scores') {
      const k = site.index[0], right = k === model.label ? 1 : 0;
      const share = { kind: 'activation', stage: 6, index: [k] };
      const chips = [
        chip(model, single(model.value(share), share), act, { write: positive }),
        chip(model, { factors: [{ value: right }], value: 1 }, act, { names: `y(${CLASSES[k]})` }),
      ];
      return [joined(chips, '−', value)];
    }
    if (told.rule === 'maximum') {
      const chips = told.terms.map((t, i) => chip(model, t, act, { isBest: i === told.winner }));
      return [joined(chips, '')];
    }
    if (told.rule === 'gate') {
      const [{ value: passing, site: from }, gate] = told.terms[0].factors;
      const open = (gate?.value ?? 1) !== 0;
      const text = isGradient(site)
        ? `${nameOf(forwardOf(site))} is ${GATES.backward[Number(open)]}`
        : `${nameOf(from)} = ${digits(passing)} is ${GATES.forward[Number(open)]}`;
      return [joined([chip(model, single(passing, from), act)], ''), element('p', text)];
    }
    if (told.rule === 'copy') {
      return [joined(told.terms.map(t => chip(model, t, act)), '')];
    }
    if (told.rule === 'sum') return [sum(model, told.terms, value, act)];
    return [];
  }

  function power(exponent) {
    const made = element('span', 'e');
    made.append(element('sup', digits(exponent)));
    return made;
  }
  /** A share, with its powers of e. */
  function share(model, site, act) {
    const scores = [0, 1].map(k => ({ kind: 'activation', stage: 5, index: [k] }));
    const values = scores.map(s => model.value(s)), largest = Math.max(...values);
    const top = largest > 30 ? largest : 0;  // as the network does it: e^1000 is too large
    const powers = values.map(v => Math.exp(v - top)), own = site.index[0];
    const chips = scores.map((s, k) => chip(
      model, { factors: [{ value: values[k], site: s }], value: powers[k] }, act,
      { names: nameOf(s), numbers: power(values[k] - top), write: positive }));
    const line = element('p', '', 'seven-quotient');
    line.append(
      `${positive(powers[own])} / (${powers.map(positive).join(' + ')}) = `,
      element('strong', positive(model.value(site))));
    return [joined(chips, ''), line];
  }
  function lossTerms(model, act) {
    const right = { kind: 'activation', stage: 6, index: [model.label] };
    const p = model.value(right) || Math.exp(-model.loss);  // too small for a float
    const line = element('p', '', 'seven-quotient');
    line.append(`−ln ${positive(p)} = `, element('strong', digits(model.loss)));
    return [joined([chip(model, single(p, right), act, { write: positive })], ''), line];
  }

  /**
   * Where a number came from, as elements. `act`: `point(sites or null)` lights sites up,
   * `go(site)` shows another one.
   */
  function tell(model, site, act) {
    const head = element('p', '', 'seven-head'), value = model.value(site), grid = gridOf(site);
    const write = grid === 'shares' ? positive : digits;
    head.append(element('span', nameOf(site)), ' = ', element('strong', write(value)));
    if (model.isChanged(site)) {
      head.append(element('small', ` at the start: ${write(model.originally(site))}`));
    }
    const parts = [head];
    const says = element('p', rule(model, site));
    if (grid === 'loss') return [...parts, ...lossTerms(model, act), says];
    if (model.isGiven(site)) {
      return [...parts, element('p', seven.given(site))];
    }
    if (grid === 'shares') return [...parts, ...share(model, site, act), says];
    const told = model.explain(site);
    parts.push(...terms(model, site, told, act));
    if (says.textContent) parts.push(says);
    if (isGradient(site)) parts.push(element('p', seven.promise(model, site), 'seven-promise'));
    return parts;
  }

  /** The sites that a number was made of, each with whether it counts. */
  function sources(model, site) {
    if (site.kind === 'loss') {
      return [[{ kind: 'activation', stage: 6, index: [model.label] }, true]];
    }
    if (model.isGiven(site)) return [];
    if (gridOf(site) === 'shares') {
      return [0, 1].map(k => [{ kind: 'activation', stage: 5, index: [k] }, true]);
    }
    const told = model.explain(site);
    const all = told.terms.flatMap((term, i) => term.factors.filter(f => f.site).map(
      f => [f.site, told.rule === 'maximum' ? i === told.winner : term.value !== 0]));
    // The gate of a gradient is the number that went forward.
    const isGated = isGradient(site) && gridOf(site) === 'map';
    return isGated ? [...all, [forwardOf(site), true]] : all;
  }

  Object.assign(seven, { tell, sources });
})();
