import CNN
import Figures
import Printing

/// One way to drop some of four numbers.
typealias LittleMask = (probability: Double, dropped: [Int], numbers: Tensor)

/// All masks over a map of 2×2, a row for each number of dropped ones: those of a row are equally
/// likely. Below, their mean.
func sixteenMasks(_ all: [LittleMask], _ mean: [Double]) -> Figure {
  let rows = (0...4).map { count in all.filter { $0.dropped.count == count } }
  let maps: [[Figure]] = rows.map { row in
    row.map { .map($0.numbers).marking($0.dropped.map { .blank($0 / 2, $0 % 2) }) }
  }
  let names = zip(rows, ["none dropped", "one", "two", "three", "all dropped"]).map {
    $1 + "\n\((100 * $0[0].probability).fixed(2)) %" + ($0.count > 1 ? " each" : "")
  }
  // Rounded, since a 2 is to be written as a 2.
  let middle = Tensor([2, 2, 1], mean.map { Float(($0 * 10_000).rounded() / 10_000) })
  return .table(
    maps + [[.map(middle).marking(.window(0, 0, 2, 2))]],
    rows: names + ["mean of all\nby probability"], sharing: .unsigned
  ).cell(42)
}

extension ManyMasks {
  private var scale: Figure.Scale { .unsigned(upTo: scaleLimit) }

  /// The first masks, and what each leaves of the map.
  func underMasks(_ plain: Figure) -> Figure {
    let columns: [Figure] = masks.map { .image($0) }
    let below: [Figure] = masked.map { .map($0) }
    return .table(
      [[plain] + columns, [.lines(["map × mask", "÷ (1 − \(rate))"])] + below],
      columns: ["the map"] + masks.indices.map { "mask \($0 + 1)" }, sharing: scale
    ).cell(11)
  }

  /// The mean of more and more masked maps, and the map.
  func towards(_ plain: Figure) -> Figure {
    let some = means.count <= 4 ? means : [means[0]] + means.suffix(3)
    let maps: [Figure] = some.map { .map($0.mean, "mean of \($0.count.grouped)") }
    return .row(maps + [plain.titled("the map")], sharing: scale).cell(11)
  }

  /// How the error of the mean falls.
  var falling: Figure {
    let counts = errors.map { Double($0.count) }
    return .plot(
      x: .log("masks in the mean, n"), y: .log("error of the mean"),
      [
        .dashed("expected", counts, counts.map { expected / $0.squareRoot() }),
        .line("measured", counts, errors.map(\.error)),
      ])
  }
}
