import CNN
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// The seven, which slides to the right, and its pooled maps.
func slideToTouch(_ lesson: Lesson, _ trained: Trace, map: Int, _ window: Window) {
  let networks = lesson.prepare {
    let maps = try trained.network.part(to: "relu2")
    let shape = try trained["relu2"].shape
    return (maps: maps, pool: try Network(input: shape, seed: 1, [window.layer]))
  }
  lesson.interactive(
    "slide", "Slide the seven by 0 to 4 pixels",
    "Move the slider. After which moves is the pooled map a shifted copy of the old one?",
    data: [
      "image": JSON(trained.activations[0]), "map": JSON(map), "stride": JSON(window.stride),
    ], networks: ["maps": networks.maps, "pool": networks.pool])
}

/// A part of a map, whose numbers can be raised until they win their window.
func loserToTouch(_ lesson: Lesson, _ maps: Tensor, map: Int, _ window: Window) {
  let part = window.part(of: maps.channel(map), places: 2) { above, _ in above }
  lesson.interactive(
    "loser", "Raise a loser",
    "Choose a number that is not the largest of its window. Raise it, and watch both pooled maps.",
    data: [
      "map": JSON(part), "name": JSON("A part of map \(map)"), "window": JSON(window.size),
      "stride": JSON(window.stride),
    ])
}

/// A part of a map before its ReLU: ReLU and pooling in both orders.
func exchangeToTouch(_ lesson: Lesson, _ trained: Trace, map: Int, _ window: Window) {
  let before = lesson.prepare { try trained["conv2"].channel(map) }
  // As many numbers below zero as above.
  let part = window.part(of: before, places: 2) { min($0, $1) }
  lesson.interactive(
    "exchange", "Exchange ReLU and pooling",
    "Deal or change the numbers, for the largest and for the mean. When do both orders agree?",
    data: ["map": JSON(part), "window": JSON(window.size), "stride": JSON(window.stride)])
}

extension Window {
  /// The part of a map that so many windows in a row and in a column see, where the most happens,
  /// rounded to two decimals.
  ///
  /// - Parameter score: how much happens with so many numbers above and below zero.
  fileprivate func part(
    of map: Tensor, places: Int, by score: (_ above: Int, _ below: Int) -> Int
  ) -> Tensor {
    let side = min(size + (places - 1) * stride, map.shape[0])
    let starts = Swift.stride(from: 0, through: map.shape[0] - side, by: stride)
    let parts = starts.flatMap { row in
      starts.map { map.part(rows: row..<row + side, columns: $0..<$0 + side) }
    }
    let scores = parts.map { part in
      score(part.scalars.count { $0 > 0 }, part.scalars.count { $0 < 0 })
    }
    let best = parts[scores.indices.max { scores[$0] < scores[$1] } ?? 0]
    return Tensor(best.shape, best.scalars.map { ($0 * 100).rounded() / 100 })
  }
}
