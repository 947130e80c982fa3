// The little seven: what a change has changed, in words.
'use strict';
(() => {
  const { seven } = glassbox;
  const { gridOf, isGradient, gradientOf, nameOf, digits } = seven;

  /** What was before a change, so that words can compare. */
  function remember({ model, cells }, site) {
    const numbers = new Map(cells.filter(c => !isGradient(c.site)).map(c => [c.key, c.value]));
    const slope = model.value(gradientOf(site));
    return { value: model.value(site), loss: model.loss, slope, numbers };
  }

  /** "kernel(1,0): 2 → 2.1. Map: 5 of 9 numbers change."; beside the loss, what was promised. */
  function compare(sheet, site, { value, loss, slope, numbers }) {
    const { model, columns, cells } = sheet, now = model.value(site);
    const words = [`${nameOf(site)}: ${digits(value)} → ${digits(now)}.`];
    if (sheet.paper) return `${words[0]} The fields are empty again.`;
    if (columns.includes('loss')) {
      const signed = v => Math.abs(v) < 5e-5 ? '0' : glassbox.number(v, 4, true);
      const [real, promised] = [model.loss - loss, slope * (now - value)].map(signed);
      words.push(`Loss: ${digits(loss)} → ${digits(model.loss)}. It changes by ${real};`);
      words.push(`the gradient promised ${promised}.`);
      return words.join(' ');
    }
    for (const key of columns) {
      const own = cells.filter(c => gridOf(c.site) === key && !isGradient(c.site));
      if (own.length === 0 || model.isGiven(own[0].site)) continue;
      const changed = own.filter(c => Math.abs(c.value - numbers.get(c.key)) > 5e-7).length;
      const count = changed === 0
        ? 'no number changes' : `${changed} of ${own.length} numbers change`;
      words.push(`${seven.COLUMNS[key].title}: ${count}.`);
    }
    return words.join(' ');
  }

  Object.assign(seven, { remember, compare });
})();
