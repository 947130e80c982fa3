// The axes of charts: round numbers for their ticks (Sources/Pictures/Axis.swift, Ticks.swift).
'use strict';
(() => {
  const { number, superscript, widthOf } = glassbox;
  const SIZE = 12.5;  // of the letters of charts

  /** An integer times a power of ten. */
  const scaled = (count, power) => power < 0 ? count / 10 ** -power : count * 10 ** power;
  /** The power of ten in a number above zero: 2 for 100 … 999. */
  function exponent(value) {
    let power = Math.floor(Math.log10(value));
    if (scaled(1, power) > value) power--;
    if (scaled(1, power + 1) <= value) power++;
    return power;
  }
  const ten = power => `10${superscript(power)}`;

  /** 1, 2 or 5 times a power of ten: the distance of two ticks. */
  class NiceStep {
    constructor(low, high, most) {
      let size = (high - low) / (most - 1);
      do {
        const first = exponent(size);
        [this.power, this.mantissa] = [first, first + 1]
          .flatMap(power => [1, 2, 5].map(mantissa => [power, mantissa]))
          .find(([power, mantissa]) => scaled(mantissa, power) >= size * (1 - 1e-9))
          ?? [first + 1, 5];
        size /= 2;
      } while (this.multiples(low, high).length < 2);
    }
    times(count) { return scaled(count * this.mantissa, this.power); }
    index(value, rule) {
      const share = value / scaled(this.mantissa, this.power), nearest = Math.round(share);
      return Math.abs(share - nearest) < 1e-6 ? nearest : rule(share);
    }
    below(value) { return this.times(this.index(value, Math.floor)); }
    above(value) { return this.times(this.index(value, Math.ceil)); }
    multiples(low, high) {
      const [first, last] = [this.index(low, Math.ceil), this.index(high, Math.floor)];
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => this.times(first + i));
    }
  }

  /** Round numbers, all with the decimals that their distance needs. */
  function labelled(values, step, isPercentage) {
    const largest = Math.max(0, ...values.map(Math.abs));
    return values.map(value => {
      if (isPercentage) {
        return { value, label: `${number(value * 100, Math.max(0, -step.power - 2))} %` };
      }
      if (!(largest > 0) || (largest < 1e6 && step.power >= -4)) {
        return { value, label: number(value, Math.max(0, -step.power)) };
      }
      const power = exponent(largest);
      const text = number(
        power < 0 ? value * scaled(1, -power) : value / scaled(1, power),
        Math.min(15, Math.max(0, power - step.power)));
      return { value, label: value === 0 ? '0' : `${text}×${ten(power)}` };
    });
  }

  /** An axis with its ends and ticks. */
  class Scale {
    constructor(low, high, isLogarithmic, ticks, minor = []) {
      Object.assign(this, { low, high, isLogarithmic, ticks, minor });
    }
    /** The place of a number, 0 at the low end and 1 at the high; null if it has none. */
    place(value) {
      if (!Number.isFinite(value) || (this.isLogarithmic && value <= 0)) return null;
      const on = this.isLogarithmic ? Math.log10 : x => x;
      const [low, high] = [on(this.low), on(this.high)];
      return Math.min(Math.max((on(value) - low) / (high - low), -100), 100);
    }
  }

  function linear(values, most, isFixed, isPercentage) {
    let [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const size = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= 1e-7 * size) {
      [low, high] = size === 0 ? [0, 1] : [low - size / 2, high + size / 2];
    }
    const step = new NiceStep(low, high, most);
    if (!isFixed) [low, high] = [step.below(low), step.above(high)];
    return new Scale(low, high, false, labelled(step.multiples(low, high), step, isPercentage));
  }

  function logarithmic(values, most, isFixed, isPercentage) {
    let [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [1, 10];
    if (high <= low * (1 + 1e-7)) [low, high] = [low / 2, high * 2];
    const powers = [];
    for (let power = exponent(low); power <= exponent(high) + 1; power++) powers.push(power);
    if (!isFixed) {
      const round = powers.flatMap(power => [1, 2, 5].map(mantissa => scaled(mantissa, power)));
      const [first, last] = [low * (1 + 1e-9), high * (1 - 1e-9)];
      low = round.filter(value => value <= first).at(-1) ?? low;
      high = round.find(value => value >= last) ?? high;
    }
    const inside = mantissas => powers
      .flatMap(power => mantissas.map(mantissa => ({ mantissa, power })))
      .filter(({ mantissa, power }) => scaled(mantissa, power) >= low * (1 - 1e-9)
        && scaled(mantissa, power) <= high * (1 + 1e-9));
    const [tens, fine] = [inside([1]), inside([1, 2, 5])];
    let chosen = tens.length < 3 && fine.length <= Math.max(most, 4) ? fine : tens;
    if (fine.length < 2) {
      const step = new NiceStep(low, high, most);
      return new Scale(low, high, true, labelled(step.multiples(low, high), step, isPercentage));
    }
    if (chosen.length > most) {
      const stride = Math.ceil(tens.length / most);
      chosen = tens.filter(({ power }) => power % stride === 0);
    }
    if (chosen.length < 2) chosen = [fine[0], fine.at(-1)];
    const ticks = logTicks(chosen, isPercentage), known = new Set(ticks.map(tick => tick.value));
    const minor = tens.length > 8 ? [] : inside([1, 2, 3, 4, 5, 6, 7, 8, 9])
      .map(({ mantissa, power }) => scaled(mantissa, power)).filter(value => !known.has(value));
    return new Scale(low, high, true, ticks, minor);
  }
  function logTicks(chosen, isPercentage) {
    const isPlain = isPercentage || chosen.every(({ power }) => power >= -4 && power <= 4);
    return chosen.map(({ mantissa, power }) => {
      const own = isPercentage ? power + 2 : power;
      const plain = number(scaled(mantissa, own), Math.max(0, -own)) + (isPercentage ? ' %' : '');
      const inPowers = mantissa === 1 ? ten(power) : `${mantissa}×${ten(power)}`;
      return { value: scaled(mantissa, power), label: isPlain ? plain : inPowers };
    });
  }

  /** The axis for some numbers, with at most so many ticks. */
  function scaleOf(axis, values, most, isTight = false) {
    const usable = (axis.range ?? values).filter(value => Number.isFinite(value))
      .map(value => Math.abs(value) < 1e-290 ? 0 : value).filter(value => value > 0 || !axis.log);
    const make = axis.log ? logarithmic : linear;
    return make(usable, Math.max(most, 2), isTight || Boolean(axis.range), axis.percent);
  }
  /** A vertical axis of a height. */
  const upright = (axis, values, height) =>
    scaleOf(axis, values, Math.max(2, Math.floor(height / 44) + 1));
  /** A horizontal axis of a width, with as many ticks as there is room for labels. */
  function level(axis, values, width, isTight = false) {
    for (let most = Math.max(2, Math.floor(width / 72)); ; most--) {
      const scale = scaleOf(axis, values, most, isTight);
      const ends = scale.ticks.map(({ value, label }) => {
        const [middle, half] = [(scale.place(value) ?? 0) * width, widthOf(label, SIZE) / 2 + 10];
        return [middle - half, middle + half];
      });
      const isRoomy = ends.every(([left], i) => i === 0 || left >= ends[i - 1][1]);
      if (isRoomy) return scale;
      if (most > 2) continue;
      return new Scale(scale.low, scale.high, scale.isLogarithmic, scale.ticks.slice(0, 1));
    }
  }
  /** A number as an axis names it. */
  const onAxis = (axis, value) =>
    axis?.percent ? `${glassbox.short(value * 100)} %` : glassbox.short(value);

  glassbox.axes = { upright, level, onAxis };
})();
