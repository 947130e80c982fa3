// Lines and points over two axes (Sources/Pictures/PlotBlock.swift).
'use strict';
(() => {
  const { chart, axes, svg, toneStyle, widthOf } = glassbox;
  const { Frame, SIZE, CAPITAL, LINE } = chart;
  const toneOf = (plot, i) => plot.series[i].tone ?? `series${i}`;

  /** Names at the right end of lines, moved apart; null if there are too many for the height. */
  chart.endNames = (names, height) => {
    const [top, bottom] = [4, height - 4], sorted = names.filter(({ line }) => line !== null)
      .map(name => ({ ...name, line: Math.round(name.line), row: Math.round(name.line) }))
      .sort((a, b) => a.line - b.line);
    if ((sorted.length - 1) * LINE > bottom - top) return null;
    for (let i = 1; i < sorted.length; i++) {
      sorted[i].row = Math.max(sorted[i].row, sorted[i - 1].row + LINE);
    }
    for (let i = sorted.length - 1; i >= 0; i--) {
      sorted[i].row = Math.min(sorted[i].row, bottom - (sorted.length - 1 - i) * LINE);
    }
    return {
      width: Math.max(0, ...sorted.map(({ text }) => 24 + widthOf(text, SIZE))),
      draw(sheet, x, y) {
        for (const { text, tone, line, row, isDashed } of sorted) {
          const points = [[x + 3, y + line], [x + 14, y + row], [x + 18, y + row]];
          curve(sheet, points, tone, isDashed ? 1.25 : 1.5, isDashed);
          sheet.text(text, x + 24, y + row - CAPITAL / 2);
        }
      },
    };
  };

  function curve(sheet, points, tone, width, isDashed = false, clip = undefined) {
    const made = svg('polyline', {
      points: points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' '), fill: 'none',
      stroke: toneStyle(tone), 'stroke-width': width, 'stroke-linejoin': 'round',
      'stroke-linecap': 'round',
    });
    if (isDashed) made.setAttribute('stroke-dasharray', '6 4');
    if (clip) made.setAttribute('clip-path', `url(#${clip})`);
    sheet.add(made);
  }
  /** Runs of places without a gap. */
  function runs(places) {
    const all = [[]];
    for (const place of places) {
      if (place) all.at(-1).push(place);
      else if (all.at(-1).length) all.push([]);
    }
    return all.filter(run => run.length);
  }

  let clips = 0;
  /** Cuts off what lies outside the area. */
  function clipTo(sheet, { area }) {
    const id = `clip-${clips++}`;
    sheet.add(svg('clipPath', { id }, svg('rect', {
      x: area.x - 2, y: area.y - 2, width: area.width + 4, height: area.height + 4,
    })));
    return id;
  }

  /** The frame of a plot, with the names of its series at the ends of lines or in a legend. */
  function planned(plot) {
    const height = Math.max(40, plot.height), { series, references = [], points = [] } = plot;
    const levels = references.filter(({ isUpright }) => !isUpright);
    const uprights = references.filter(({ isUpright }) => isUpright);
    const ys = [...series.flatMap(({ y, ranges = [] }) => [...y, ...ranges.flat()].map(Number)),
      ...levels.map(({ value }) => value), ...points.map(point => point[1])];
    const xs = [...series.flatMap(({ x }) => x.map(Number)), ...uprights.map(({ value }) => value),
      ...points.map(point => point[0])];
    const y = axes.upright(plot.y, ys, height);
    const flat = new Frame({ x: 0, y: 0, width: 100, height }, null, y);
    const marks = levels.filter(({ label }) => label).map(({ value, label }) =>
      ({ text: label, tone: 'quiet', line: flat.row(value), isDashed: true }));
    const lines = series.flatMap((one, i) => one.style === 'dots' || !one.name ? [] : [{
      text: one.name, tone: toneOf(plot, i), line: flat.row(lastOf(one)),
      isDashed: one.style === 'dashed',
    }]);
    const most = plot.width < 480 ? 90 : Math.max(150, plot.width * 0.4);
    const isFitting = [...marks, ...lines].every(({ text }) => widthOf(text, SIZE) <= most);
    const both = isFitting ? chart.endNames([...marks, ...lines], height) : null;
    const ends = both ?? chart.endNames(marks, height);
    const legend = series.map((one, i) => ({ name: one.name, tone: toneOf(plot, i), one }))
      .filter(({ name, one }) => name && (!both || one.style === 'dots'));
    const left = plot.y.hidden ? 2 : Frame.room(y), right = Math.max(ends?.width ?? 0, 14);
    const area = { x: left, y: 0, width: Math.max(80, plot.width - left - right), height };
    const frame = new Frame(area, axes.level(plot.x, xs, area.width, true), y);
    const flags = chart.flagRows(uprights, frame, area.x + area.width + right);
    const title = plot.y.title && !plot.y.hidden ? CAPITAL + 12 : 0;
    area.y = title + chart.legendHeight(legend, left, frame.right + right) + flags.height + 6;
    return { frame, ends, legend, flags, right, title };
  }
  function lastOf({ x, y }) {
    let last = -1;
    x.forEach((value, i) => {
      const isUsable = Number.isFinite(Number(value)) && Number.isFinite(Number(y[i]));
      if (isUsable && (last < 0 || value > x[last])) last = i;
    });
    return last < 0 ? NaN : y[last];
  }

  function plot(sheet, data) {
    const { frame, ends, legend, flags, right, title } = planned(data), { area } = frame;
    if (!data.y.hidden) {
      sheet.text(data.y.title, 0, 0, { tone: 'quiet' });
      frame.drawUpright(sheet);
    }
    if (!data.x.hidden) frame.drawLevel(sheet, data.x.title, false);
    sheet.legend(legend, area.x, title ? CAPITAL + 10 : 0, frame.right + right,
      data.series.some(({ style }) => style === 'dots'));
    for (const { value, isUpright } of data.references ?? []) frame.dash(sheet, value, isUpright);
    flags.draw(sheet, area.y - 4);
    const clip = clipTo(sheet, frame);
    data.series.forEach((one, i) => ranges(sheet, frame, one, toneOf(data, i), clip));
    data.series.forEach((one, i) => lines(sheet, frame, data, one, toneOf(data, i), clip));
    ends?.draw(sheet, frame.right, area.y);
    chart.points(sheet, frame, data);
    sheet.reach(area.x, area.y, frame.right, frame.bottom);
  }
  function ranges(sheet, frame, { x, ranges: spans = [], style }, tone, clip) {
    const places = spans.map((span, i) => {
      const [low, high] = span.map(value => frame.point(Number(x[i]), Number(value)));
      return low && high ? [low, high] : null;
    });
    for (const run of runs(places)) {
      if (style === 'dots' || run.length === 1) {
        for (const ends of run) curve(sheet, ends, tone, 1.5, false, clip);
        continue;
      }
      const shade = [...run.map(([low]) => low), ...run.map(([, high]) => high).reverse()];
      sheet.add(svg('polygon', {
        points: shade.map(point => point.join(',')).join(' '), fill: toneStyle(tone),
        opacity: 0.22, 'clip-path': `url(#${clip})`,
      }));
    }
  }
  function lines(sheet, frame, data, { name, x, y, style, counts = [], ranges: spans = [] }, tone,
    clip) {
    const places = x.map((value, i) => frame.point(Number(value), Number(y[i])));
    if (style !== 'dots') {
      for (const run of runs(places)) {
        curve(sheet, run, tone, style === 'dashed' ? 1.5 : 2, style === 'dashed', clip);
      }
    }
    const most = Math.max(...counts.filter(Number.isFinite), 0) || 1;
    places.forEach((place, i) => {
      if (!place || !frame.contains(...place, 2)) return;
      const share = i < counts.length ? counts[i] / most : 1;
      const radius = counts.length ? Math.max(2.5, 9 * Math.sqrt(Math.max(0, share))) : 3.5;
      if (style === 'dots' || style === 'lineDots') sheet.disc(...place, radius, tone);
      const span = spans[i] ? ` (${spans[i].map(v => axes.onAxis(data.y, v)).join(' to ')})` : '';
      const among = i < counts.length ? `, ${counts[i]} cases` : '';
      sheet.spot([place[0] - 4, place[1] - 4, 8, 8],
        `${name ? `${name}: ` : ''}${axes.onAxis(data.y, Number(y[i]))}${span} at ${
          data.x.title ? `${data.x.title} ` : ''}${axes.onAxis(data.x, Number(x[i]))}${among}`);
    });
  }

  chart.curve = curve;
  chart.kinds.plot = plot;
})();
