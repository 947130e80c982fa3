// The arithmetic of a number that one sentence tells: one term passes, is stopped or copied, or the
// number was given.
'use strict';
(() => {
  const { decimals, element, nameOfTerm, number } = glassbox;

  /** A number too small for six decimals, as 3.2·10⁻⁹; null for all others. */
  function tiny(value, least = 5e-6) {
    if (value === 0 || Math.abs(value) >= least) return null;
    const [mantissa, power] = value.toExponential(1).replace('-', '−').split(/e[-−]/);
    return `${mantissa}·10⁻${[...power].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
  }

  const unchanged = 'It passes unchanged.';
  /** For each layer that lets a number through: what it did, forward and backward. */
  const GATES = {
    relu: (factor, isBackward) => {
      if (isBackward) {
        const input = "The ReLU's input was";
        return factor === 1 ? `${input} positive. The gradient passes unchanged.`
          : factor === 0 ? `${input} not positive. The gradient becomes 0.`
            : `${input} not positive. The gradient is multiplied by the slope, ${text(factor)}.`;
      }
      return factor === 1 ? `It is positive. ${unchanged}`
        : factor === 0 ? 'It is not positive. The output is 0.'
          : `It is not positive. It is multiplied by the slope, ${text(factor)}.`;
    },
    dropout: (factor, isBackward) => {
      const what = isBackward ? 'The gradient' : 'It';
      return factor === 0 ? `Dropout drops this number. ${what} becomes 0.`
        : factor === 1 ? `Dropout works only in training. ${what} passes unchanged.`
          : `Dropout keeps this number. ${what} is multiplied by ${text(factor)}.`;
    },
  };
  const text = factor => number(factor, Number.isInteger(factor) ? 0 : 4);

  function gate(told, stages, go) {
    const [value, factor = 1] = told.terms[0].factors.map(f => f.value), line = element('p');
    const isBackward = told.site?.kind === 'gradient', tell = GATES[told.by];
    const what = tell ? tell(factor, isBackward) : factor === 0
      ? 'It is not positive, so 0 goes on.' : factor === 1 ? unchanged
        : `It is multiplied by ${text(factor)}.`;
    const shown = tiny(value) ?? number(value, decimals([value]));
    line.append(nameOfTerm(told.terms[0], go), ` = ${shown}. ${what}`);
    return [line];
  }

  function copy(told, stages, go) {
    const line = element('p', 'This is the same number as ');
    line.append(nameOfTerm(told.terms[0], go), '. Nothing is computed here.');
    return [line];
  }

  const GIVEN = {
    parameter: 'This is a weight of the network. It does not depend on the image.',
    gradient: 'This gradient was given. The backward pass begins here.',
    activation: 'This is a pixel of the image that the network saw. The way back ends here.',
    number: 'This is a number of the input. The way back ends here.',
  };
  function given(told, stages) {
    const kind = told.site?.kind ?? 'activation';
    const isNumber = kind === 'activation' && stages[0]?.isImage === false;
    return [element('p', GIVEN[isNumber ? 'number' : kind])];
  }
  const untraced = () =>
    [element('p', 'The page has no gradient for this number: no backward pass went through it.')];
  const untold = () => [element('p', 'The layer that made this number does not explain it.')];

  Object.assign(glassbox, { tiny, plainTerms: { gate, copy, given, untraced, untold } });
})();
