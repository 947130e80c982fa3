// Bars from left to right (Sources/Pictures/LevelBars.swift).
'use strict';
(() => {
  const { chart, axes, widthOf } = glassbox, THICK = 17;
  const { Frame, SIZE, CAPITAL, valuesOf, baseOf, barsOf, isDown, reachOf } = chart;

  function level(sheet, figure) {
    const { axis, groups, legend } = figure, tops = [];
    const references = (figure.references ?? []).map(one => ({ ...one, isUpright: true }));
    let y = 6;
    for (const { bars } of groups) {
      tops.push(y);
      y += Math.max(1, bars.length) * (THICK + 1) + (bars.length > 1 ? 11 : 7);
    }
    const left = Math.max(0, ...groups.map(({ label }) => widthOf(label, SIZE))) + 12;
    const texts = Math.max(0, ...barsOf(figure).map(bar => widthOf(bar.text, SIZE)));
    const width = Math.max(figure.width, left + 120 + texts);
    const area = { x: left, y: 0, width: width - left - 14, height: Math.max(y, 24) };
    const frame = fitted(figure, area, width, left);
    const flags = chart.flagRows(references, frame, width);
    area.y = chart.legendHeight(legend, area.x, frame.right) + flags.height + 4;
    const column = value => frame.column(value), base = column(baseOf(frame.x));
    sheet.legend(legend, area.x, 0, frame.right);
    frame.drawLevel(sheet, axis.title, true);
    flags.draw(sheet, area.y - 2);
    let last = null;
    groups.forEach(({ label, bars }, i) => {
      const middle = area.y + tops[i] + Math.max(1, bars.length) * (THICK + 1) / 2;
      sheet.text(label, area.x - 12, middle - CAPITAL / 2 - 1, { at: 'end' });
      bars.forEach((bar, place) => {
        const top = area.y + tops[i] + place * (THICK + 1), end = column(bar.end);
        const start = bar.start === undefined ? base : column(bar.start);
        if (end === null) return;
        if (figure.isLinked && last) sheet.line(last[0], last[1], last[0], top, 'quiet');
        drawLevel(sheet, figure, bar, [start, end], top, column);
        last = [end, top + THICK];
      });
    });
    if (!figure.isDotted) sheet.line(base, area.y, base, frame.bottom, 'quiet');
    for (const { value } of references) frame.dash(sheet, value, true);
    groups.forEach(({ bars }, i) => bars.forEach((bar, place) => {
      const top = area.y + tops[i] + place * (THICK + 1), [low, high] = reachOf(bar, base, column);
      const room = figure.isDotted ? 10 : 5, at = isDown(bar) ? 'end' : 'start';
      const x = isDown(bar) ? low - room : high + room + 1;
      sheet.text(bar.text, x, top + (THICK - CAPITAL) / 2, { at, isOnGround: true });
    }));
  }
  /** Makes room for the values beyond the ends of the bars. */
  function fitted(figure, area, width, left) {
    const frame = new Frame(area, axes.level(figure.axis, valuesOf(figure), area.width));
    for (let i = 0; i < 20; i++) {
      let [before, after] = [0, 14];
      const base = frame.column(baseOf(frame.x));
      for (const bar of barsOf(figure).filter(({ text }) => text)) {
        const [low, high] = reachOf(bar, base, value => frame.column(value));
        const size = widthOf(bar.text, SIZE) + (figure.isDotted ? 16 : 10);
        if (isDown(bar)) before = Math.max(before, size - (low - area.x));
        else after = Math.max(after, size - (frame.right - 1 - high));
      }
      const lost = [Math.max(0, left + before - area.x), Math.max(0, after - width + frame.right)];
      if (lost[0] < 0.5 && lost[1] < 0.5) break;
      area.x += lost[0];
      area.width -= lost[0] + lost[1];
      frame.x = axes.level(figure.axis, valuesOf(figure), area.width);
    }
    return frame;
  }
  function drawLevel(sheet, { isDotted }, bar, [start, end], top, column) {
    const middle = top + THICK / 2;
    if (isDotted) {
      sheet.line(Math.min(start, end), middle - 0.5, Math.max(start, end), middle - 0.5, 'faint');
      sheet.disc(end, middle, 5, bar.tone);
      sheet.spot([end - 6, middle - 6, 12, 12], bar.told);
      return;
    }
    const box = [Math.min(start, end), top, Math.max(1, Math.abs(start - end)), THICK];
    sheet.rect(...box, bar.tone);
    sheet.spot(box, bar.told);
    if (!bar.range) return;
    const [low, high] = bar.range.map(column), y = Math.floor(middle);
    sheet.whisker([[low, y, high - low + 1, 1], [low, y - 4, 1, 9], [high, y - 4, 1, 9]]);
  }

  /** Small bars without an axis, with their values in a column on the right. */
  function bareLevel(sheet, figure) {
    const { groups, room } = figure, pitch = 20, thick = 12;
    const factor = figure.width / (figure.natural ?? figure.width);
    const labels = Math.max(0, ...groups.map(({ label }) => widthOf(label, SIZE)));
    const values = Math.max(0, ...barsOf(figure).map(bar => widthOf(bar.text, SIZE)));
    const left = labels > 0 ? labels + 8 : 0;
    const right = Math.max(values > 0 ? values + 10 : 0, room?.value ?? 0);
    const width = room ? Math.max(30, room.bar * factor)
      : Math.max(40, figure.width - left - right);
    const scale = axes.level(figure.axis, valuesOf(figure), width, true);
    const frame = new Frame({ x: left, y: 0, width, height: pitch * groups.length }, scale);
    const base = frame.column(baseOf(scale)) ?? left;
    groups.forEach(({ label, bars: [bar] }, i) => {
      const y = i * pitch + (pitch - thick) / 2, text = i * pitch + (pitch - CAPITAL) / 2;
      sheet.text(label, labels, text, { at: 'end' });
      const end = bar ? frame.column(bar.end) : null;
      if (end === null) return;
      sheet.rect(Math.min(base, end), y, Math.abs(end - base), thick, bar.tone);
      sheet.spot([Math.min(base, end), y, Math.abs(end - base), thick], bar.told);
      sheet.text(bar.text, left + width + right, text, { at: 'end' });
    });
    sheet.line(base, 0, base, frame.bottom, 'quiet');
    sheet.reach(0, 0, left + width + right, frame.bottom);
  }

  Object.assign(chart, { level, bareLevel });
})();
