// Bars and sums as bars, upright (Sources/Pictures/UprightBars.swift).
'use strict';
(() => {
  const { chart, axes, widthOf, format, short } = glassbox;
  const { Frame, SIZE, CAPITAL, LINE } = chart;

  /** A chart of bars as groups, each from one number to another. */
  function fromBars(data) {
    const { labels, series, isSigned, highlighted = [], format: form } = data;
    const toneOf = i => series[i].tone ?? (series.length === 1 ? 'plain' : `series${i}`);
    const groups = labels.map((label, place) => ({
      label,
      bars: series.flatMap(({ name, values, ranges = [] }, i) => {
        if (place >= values.length) return [];
        const value = Number(values[place]), range = ranges[place]?.map(Number);
        const tone = highlighted.includes(place) ? 'mark'
          : isSigned ? (value < 0 ? 'fall' : 'rise') : toneOf(i);
        const text = data.tight === 2 && !data.isLevel ? '' : format(value, form);
        return [{ end: value, range, tone, text, told: told(label, name, value,
          range, data) }];
      }),
    }));
    const legend = series.map(({ name }, i) => ({ name, tone: toneOf(i) }))
      .filter(({ name }) => name && series.length > 1);
    return { ...data, groups, legend };
  }
  function told(label, name, value, range, { axis, format: form }) {
    const write = number => form.kind === 'none' || form.kind === 'short' || Number.isNaN(number)
      ? axes.onAxis(form.kind === 'percentage' ? { percent: true } : axis, number)
      : format(number, form);
    const span = range ? ` (${write(range[0])} to ${write(range[1])})` : '';
    return `${[label, name].filter(Boolean).join(', ')}: ${write(value)}${span}`;
  }

  /** A sum as bars: each begins where the last one ended. */
  function fromSum(data) {
    const groups = [];
    const add = (label, start, end, value, tone) => groups.push({
      label,
      bars: [{
        start, end, tone, text: format(value, data.format), told: `${label}: ${short(value)}${
          start === undefined ? '' : `, together ${short(end)}`}`,
      }],
    });
    let reached = 0;
    if (data.start) {
      reached = Number(data.start[1]);
      add(data.start[0], undefined, reached, reached, 'plain');
    }
    for (const [name, value] of data.terms) {
      add(name, reached, reached + value, value, value < 0 ? 'fall' : 'rise');
      reached += value;
    }
    add(data.total, undefined, reached, reached, 'plain');
    return { ...data, groups, legend: [], references: [], isLinked: true };
  }

  /** What all layouts need: the numbers that need a place, and the start of bars. */
  const barsOf = figure => figure.groups.flatMap(group => group.bars);
  function valuesOf(figure) {
    const bars = barsOf(figure), starts = bars.map(bar => bar.start).filter(x => x !== undefined);
    return [
      ...(!figure.axis.log && bars.length ? [0] : []), ...bars.map(bar => bar.end), ...starts,
      ...bars.flatMap(bar => bar.range ?? []), ...(figure.references ?? []).map(r => r.value),
    ];
  }
  const baseOf = scale =>
    scale.isLogarithmic ? scale.low : Math.min(Math.max(0, scale.low), scale.high);
  const isDown = bar => bar.end < (bar.start ?? 0);
  /** The pixels from the lowest to the highest end of a bar and its whisker. */
  function reach(bar, base, pixel) {
    const ends = [bar.end, ...bar.range ?? []].map(pixel).filter(x => x !== null);
    return ends.length ? [Math.min(...ends), Math.max(...ends)] : [base, base];
  }
  /** Words in lines that are no wider than a width. */
  function wrapped(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && widthOf(longer, SIZE) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  // Upright bars

  function upright(sheet, figure) {
    const { axis, references = [], legend, groups } = figure, height = Math.max(figure.height, 40);
    const scale = axes.upright(axis, valuesOf(figure), height);
    const flat = new Frame({ x: 0, y: 0, width: 100, height }, null, scale);
    const ends = chart.endNames(references.filter(({ label }) => label).map(({ value, label }) =>
      ({ text: label, tone: 'quiet', line: flat.row(value), isDashed: true })), height);
    const left = Frame.room(scale), right = Math.max(ends?.width ?? 0, 4);
    const most = Math.max(1, ...groups.map(group => group.bars.length));
    const natural = Math.max(1, figure.width - left - right) / Math.max(1, groups.length);
    const labels = groups.map(({ label }) => wrapped(label, Math.max(natural - 10, ...label.split(
      ' ').map(word => widthOf(word, SIZE)))));
    const space = figure.tight ? 3 : 8;
    const text = Math.max(8, ...barsOf(figure).map(bar => widthOf(bar.text, SIZE) + space));
    const named = Math.max(0, ...labels.flat().map(line => widthOf(line, SIZE)));
    const slot = Math.max(natural, most * text + (most > 1 && !figure.tight ? 20 : 6), named + 10);
    const stride = most === 1 ? Math.min(56, slot * 0.6)
      : Math.max(text, Math.min(56, slot * 0.7 / most));
    const hasTexts = barsOf(figure).some(bar => bar.text), width = slot * groups.length;
    const title = axis.title ? CAPITAL + 12 : 0;
    const top = title + chart.legendHeight(legend, left, left + width) + (hasTexts ? 20 : 6);
    const frame = new Frame({ x: left, y: top, width, height }, null, scale);
    const base = Math.round(frame.row(baseOf(scale)));
    sheet.text(axis.title, 0, 0, { tone: 'quiet' });
    sheet.legend(legend, left, title ? CAPITAL + 10 : 0, left + width);
    frame.drawUpright(sheet);
    const foot = frame.bottom + (hasTexts && barsOf(figure).some(isDown) ? 20 : 0) + 9;
    const columnOf = (i, place, count) => {
      const space = count > 1 ? 1 : 0;
      return [left + i * slot + (slot - stride * count) / 2 + place * stride + space,
        stride - 2 * space];
    };
    let last = null;
    groups.forEach(({ bars }, i) => {
      labels[i].forEach((line, k) =>
        sheet.text(line, left + (i + 0.5) * slot, foot + k * LINE, { at: 'middle' }));
      bars.forEach((bar, place) => {
        const [x, wide] = columnOf(i, place, bars.length);
        const end = frame.row(bar.end);
        const start = bar.start === undefined ? base : frame.row(bar.start);
        if (end === null) return;
        if (figure.isLinked && last) sheet.line(last[0], last[1], x, last[1], 'quiet');
        const [y, tall] = [Math.min(start, end), Math.max(1, Math.abs(start - end))];
        sheet.rect(x, y, wide, tall, bar.tone);
        sheet.spot([x, y, wide, tall], bar.told);
        if (bar.range) {
          const [low, high] = bar.range.map(value => frame.row(value)), middle = x + wide / 2;
          sheet.whisker([[middle, high, 1, low - high + 1], [middle - 4, high, 9, 1],
            [middle - 4, low, 9, 1]]);
        }
        last = [x + wide, end];
      });
    });
    sheet.line(left, base, frame.right, base, 'quiet');
    for (const { value } of references) frame.dash(sheet, value, false);
    groups.forEach(({ bars }, i) => bars.forEach((bar, place) => {
      const [x, wide] = columnOf(i, place, bars.length);
      const [low, high] = reach(bar, base, value => frame.row(value));
      sheet.text(bar.text, x + wide / 2, isDown(bar) ? high + 6 : low - 6 - CAPITAL, {
        at: 'middle', isOnGround: true,
      });
    }));
    ends?.draw(sheet, frame.right, frame.area.y);
  }

  /** Small bars without an axis, between two lines: the upper one is the highest number. */
  function bareUpright(sheet, figure) {
    const { groups } = figure, height = Math.max(16, figure.height);
    const slot = Math.max(3, Math.floor(figure.width / Math.max(1, groups.length)));
    const scale = axes.upright(figure.axis, valuesOf(figure), height), width = slot * groups.length;
    const frame = new Frame({ x: 0, y: 0, width, height }, null, scale);
    const base = frame.row(baseOf(scale));
    sheet.line(0, 0, width, 0, 'grid');
    groups.forEach(({ label, bars: [bar] }, i) => {
      const row = bar ? frame.row(bar.end) : null, gap = slot >= 8 ? 2 : slot > 3 ? 1 : 0;
      if (row !== null) {
        const y = Math.min(row, base), tall = Math.abs(base - row);
        sheet.rect(i * slot + gap, y, slot - 2 * gap, tall, bar.tone);
        sheet.spot([i * slot + gap, y, slot - 2 * gap, tall], bar.told);
      }
      if (widthOf(label, SIZE) <= slot - 1) {
        sheet.text(label, (i + 0.5) * slot, height + 6, { at: 'middle' });
      }
    });
    sheet.line(0, base, width, base, 'quiet');
    sheet.reach(0, 0, width, height);
  }

  Object.assign(chart, { valuesOf, baseOf, barsOf, isDown, reachOf: reach });
  Object.assign(chart.kinds, {
    bars(sheet, data) {
      const figure = fromBars(data);
      if (data.axis.hidden) (data.isLevel ? chart.bareLevel : bareUpright)(sheet, figure);
      else (data.isLevel ? chart.level : upright)(sheet, figure);
    },
    waterfall(sheet, data) { (data.isLevel ? chart.level : upright)(sheet, fromSum(data)); },
  });
})();
