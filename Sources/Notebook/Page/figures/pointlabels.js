// Marked points of a plot with their labels (Sources/Pictures/PointLabels.swift).
'use strict';
(() => {
  const { chart, widthOf } = glassbox, { SIZE, CAPITAL } = chart;

  /** Marked points, each with its label at the first free place around it. */
  function points(sheet, frame, data) {
    const all = (data.points ?? []).map(([x, y, label]) => ({ at: frame.point(x, y), label, x, y }))
      .filter(({ at }) => at && frame.contains(...at, 2));
    const taken = [], curves = [], boxOf = ({ at: [x, y] }) => [x - 6, y - 6, 12, 12];
    for (const { x, y, style } of data.series) {
      const own = x.map((value, i) => frame.point(Number(value), Number(y[i]))).filter(Boolean);
      if (style !== 'dots') curves.push(...own.slice(1).flatMap((to, i) => between(own[i], to)));
      else taken.push(...own.map(([cx, cy]) => [cx - 3, cy - 3, 6, 6]));
    }
    for (const { at: [x, y], label } of all) {
      sheet.disc(x, y, 6, 'ground');
      sheet.disc(x, y, 4.5, 'ink');
      sheet.spot([x - 6, y - 6, 12, 12], label);
    }
    for (const { at, label } of all.filter(one => one.label)) {
      const others = all.filter(one => one.at !== at).map(boxOf);
      const { box, lead } = placeOf(label, at, frame, [...taken, ...others], curves);
      if (lead) chart.curve(sheet, [at, lead], 'quiet', 1);
      sheet.text(label, box[0], box[1], { isOnGround: true });
      taken.push(box);
    }
  }
  const between = (a, b) => Array.from({ length: 8 }, (_, i) =>
    [a[0] + (b[0] - a[0]) * i / 7, a[1] + (b[1] - a[1]) * i / 7]);
  function placeOf(label, [x, y], frame, taken, curves) {
    const w = widthOf(label, SIZE), h = CAPITAL, { area } = frame;
    let best = { cost: Infinity };
    [10, 18, 30, 46, 64].forEach((near, ring) => {
      const aside = near * 0.7;
      [[x + near, y - h / 2], [x + aside, y - aside - h], [x + aside, y + aside],
        [x - w / 2, y - near - h], [x - near - w, y - h / 2], [x - aside - w, y - aside - h],
        [x - aside - w, y + aside], [x - w / 2, y + near]].forEach(([left, top], i) => {
        const wide = [left - 3, top - 3, w + 6, h + 6];
        let cost = ring * 40 + i;
        const isInside = left >= area.x && top >= area.y - 2 && left + w <= frame.right + 8
          && top + h <= frame.bottom;
        if (!isInside) cost += 5000;
        cost += taken.filter(box => overlaps(box, wide)).length * 1000;
        cost += curves.some(([cx, cy]) => overlaps([cx, cy, 0, 0], wide)) ? 400 : 0;
        if (cost >= best.cost) return;
        const lead = [Math.min(Math.max(x, left - 3), left + w + 3),
          Math.min(Math.max(y, top - 3), top + h + 3)];
        best = { cost, box: [left, top, w, h], lead: ring > 0 ? lead : null };
      });
    });
    return best;
  }
  const overlaps = (a, b) => a[0] <= b[0] + b[2] && b[0] <= a[0] + a[2] && a[1] <= b[1] + b[3]
    && b[1] <= a[1] + a[3];

  chart.points = points;
})();
