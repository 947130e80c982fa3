// The distribution of numbers, as bars without gaps.
'use strict';
(() => {
  const { chart, axes, short } = glassbox, { Frame, CAPITAL } = chart;

  function histogram(sheet, data) {
    const values = glassbox.scalars(data.values), { bins, references = [] } = data;
    const height = Math.max(40, data.height), [left, right] = [58, 20];
    const finite = [...values].filter(Number.isFinite);
    const x = axes.level({ ...data.axis, log: false },
      [Math.min(...finite), Math.max(...finite), ...references.map(({ value }) => value)],
      data.width - left - right);
    const counted = new Array(bins).fill(0), size = x.high - x.low;
    for (const value of values) {
      if (!(value >= x.low && value <= x.high)) continue;
      counted[Math.min(bins - 1, Math.floor((value - x.low) / size * bins))]++;
    }
    const counts = { ...data.counts };
    if (counts.log && !counts.range) counts.range = [0.5, Math.max(2, ...counted) * 1.2];
    const y = axes.upright(counts, [0, ...counted], height);
    const area = {
      x: Math.max(left, Frame.room(y)), y: 0, height,
      width: Math.max(120, data.width - left - right),
    };
    const frame = new Frame(area, x, y), flags = chart.flagRows(references, frame, data.width);
    area.y = (counts.title ? CAPITAL + 10 : 0) + flags.height + 6;
    sheet.text(counts.title, 0, 0, { tone: 'quiet' });
    frame.drawUpright(sheet);
    const edge = bin => area.x + bin * (area.width - 1) / bins, base = frame.bottom - 1;
    counted.forEach((count, bin) => {
      const row = count > 0 ? frame.row(count) : null;
      if (row === null) return;
      const [first, last, top] = [edge(bin), edge(bin + 1), Math.max(area.y, row)];
      const box = [first, top, last - first - (last - first > 4 ? 1 : 0), Math.max(1, base - top)];
      sheet.rect(...box, data.tone);
      const [from, to] = [bin, bin + 1].map(i => short(x.low + size * i / bins));
      sheet.spot(box, `${count} from ${from} to ${to}`);
    });
    const lost = values.length - counted.reduce((sum, count) => sum + count, 0);
    const beyond = lost > 0 ? `${lost} of ${values.length} lie beyond this axis` : '';
    frame.drawLevel(sheet, [data.axis.title, beyond].filter(Boolean).join(' · '), false);
    for (const { value } of references) frame.dash(sheet, value, true);
    flags.draw(sheet, area.y - 4);
  }

  chart.kinds.histogram = histogram;
})();
