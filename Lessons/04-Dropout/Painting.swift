import CNN
import Foundation
import Pictures
import Printing

// How this lesson's pictures are put together. Nothing is computed here that the lesson teaches.

/// Sixteen masks over a map of 2×2, those that drop least first, and their mean.
func paperPicture(
  _ all: [(probability: Double, dropped: [Int], numbers: Tensor)], _ mean: [Double]
) -> Picture {
  let scale = ColorScale.unsigned(all.flatMap(\.numbers.scalars).max() ?? 1)
  func panel(_ numbers: Tensor, _ title: String, _ dropped: [Int]) -> Picture {
    var panel = MapPanel(numbers, scale, cell: 58, title: title, decimals: 2)
      .tinting(dropped.map { ($0 / 2, $0 % 2) }, .ink)
    panel.largestText = 2
    return panel.draw()
  }
  let order = all.indices.sorted { (all[$0].dropped.count, $0) < (all[$1].dropped.count, $1) }
  let panels = order.map { number in
    let (probability, dropped, numbers) = all[number]
    return panel(numbers, (100 * probability).fixed(2) + " %", dropped)
  }
  // Rounded, since a 2 is to be written as a 2.
  let middle = panel(Tensor([2, 2, 1], mean.map { Float($0.fixed(4)) ?? 0 }), "mean of all", [])
  return .column(
    [
      .montage(panels, columns: 8, spacing: 12), .row([.scaleBar(scale), middle], spacing: 60),
    ], spacing: 24, align: .center)
}

/// The curve from the lead in score to p(7), what masks lead to, and their mean beside it.
func bendPicture(
  _ points: [(lead: Double, share: Double)], _ meanLead: Double, _ meanShare: Double
) -> Picture {
  let points = points.sorted { $0.lead < $1.lead }
  let leads = points.map(\.lead)
  let (low, high) = ((leads.min() ?? 0) - 0.7, (leads.max() ?? 0) + 0.7)
  let places = (0...100).map { low + (high - low) * Double($0) / 100 }
  func share(_ lead: Double) -> Double { 1 / (1 + exp(-lead)) }
  return Plot(
    x: Axis("score of the 7 minus score of the 1"), y: Axis("p(7)"),
    [
      Plot.Series("p(7)", x: places, y: places.map(share)),
      Plot.Series("under each mask", x: leads, y: points.map(\.share), style: .points),
    ], width: 800, height: 380
  )
  .marking(x: meanLead, y: share(meanLead), "without masks \(share(meanLead).fixed(4))")
  .marking(x: meanLead, y: meanShare, "mean \(meanShare.fixed(4))")
  .draw()
}

/// Where the scale of maps and masked maps ends: at the largest survivor, if that leaves enough
/// colour for the map.
func scaleLimit(_ map: Tensor) -> Float {
  (map.scalars.max() ?? 1) * min(1 / (1 - rate), 2)
}

/// A map, four masks, the map under each, means of many, and how the error falls.
func meansPicture(_ rehearsals: Rehearsals) -> Picture {
  let scale = ColorScale.unsigned(scaleLimit(rehearsals.map))
  func panel(_ map: Tensor, _ title: String, _ scale: ColorScale) -> Picture {
    MapPanel(map, scale, cell: 12, title: title).draw()
  }
  func row(_ panels: [Picture]) -> Picture { .row(panels, spacing: 18, align: .start) }
  let map = panel(rehearsals.map, "the map", scale)
  let masks = rehearsals.masks.enumerated().map { panel($1, "mask \($0 + 1)", .pixels) }
  let masked = rehearsals.masked.enumerated().map { panel($1, "map under \($0 + 1)", scale) }
  let all = rehearsals.means
  let shown = all.count <= 4 ? all : [all[0]] + all.suffix(3)
  let means = shown.map { panel($0.mean, "mean of \($0.count.grouped)", scale) }
  // What makes the second row of the first, at the width of a panel.
  let rule = Picture.column(
    [
      Picture(width: map.width, height: 36), Picture(text: "map × mask"),
      Picture(text: "÷ (1 − \(rate))"), .scaleBar(scale, width: 110),
    ], align: .center)
  let maps = Picture.column([row([map] + masks), row([rule] + masked), row(means + [map])])
  guard rehearsals.expected > 0 else { return maps }

  let counts = rehearsals.errors.map { Double($0.count) }
  let theory = counts.map { rehearsals.expected / $0.squareRoot() }
  let curve = Plot(
    x: Axis("masks in the mean, n", .logarithmic),
    y: Axis("error of the mean", .logarithmic),
    [
      Plot.Series("expected, 1/√n", x: counts, y: theory, color: .faint),
      Plot.Series("measured", x: counts, y: rehearsals.errors.map(\.error)),
    ], width: maps.width, height: 220)
  return .column([maps, curve.draw()], spacing: 30)
}

/// Two images, and p(7) of each under many masks.
func opinionsPicture(_ opinions: [Opinions]) -> Picture {
  let images = opinions.map {
    MapPanel($0.image, .pixels, cell: 5, title: $0.name).draw()
  }
  var plot = Plot(
    x: Axis("number of the mask"), y: Axis("p(7)", range: 0...1),
    opinions.map { own in
      Plot.Series(
        own.name, x: own.shares.indices.map { Double($0 + 1) }, y: own.shares.map(Double.init),
        style: .points)
    }, width: 720, height: 300)
  for own in opinions { plot = plot.reference(y: Double(own.plain[7])) }
  return .row([.column(images, spacing: 20, align: .center), plot.draw()], spacing: 30)
}
