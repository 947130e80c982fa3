import CNN
import Figures
import LessonKit
import Printing

// All three checks on all six bugs.

/// How long the trainings of the second page are.
let steps = 60

/// What the three checks say of a mistake.
nonisolated struct Verdict {
  var name: String
  /// The loss of each step, the mean of three seeds.
  var right: [Double], wrong: [Double]
  /// At the first step and at the last.
  var checks: (first: Found, last: Found)
  /// The gradients below pooling and at the pixels, as they should be and as they are.
  var maps: [(stage: String, right: Tensor, wrong: Tensor)]

  var start: Double { wrong[0] }
  var end: Double { wrong.suffix(20).reduce(0, +) / 20 }
  /// Which share of the cells has another colour.
  var differing: Double {
    let cells = maps.flatMap {
      zip($0.right.inColors, $0.wrong.inColors).map { abs($0 - $1) > 0.1 }
    }
    return Double(cells.count { $0 }) / Double(max(1, cells.count))
  }

  var isCaughtByCurve: Bool { end > 0.75 * start }
  var isCaughtByCheck: Bool { checks.first.isCaught || checks.last.isCaught }
  var isCaughtByPicture: Bool { differing > 0.01 }
}

extension Tensor {
  /// The numbers as a scale of its own would colour them: as shares of the largest.
  nonisolated fileprivate var inColors: [Float] {
    let limit = scalars.map(abs).max() ?? 0
    return limit == 0 ? scalars : scalars.map { $0 / limit }
  }
}

/// Runs all three checks on some mistakes.
func runChecks(_ bugs: [Bug], _ data: Batch) throws -> [Verdict] {
  func mean(_ courses: [Course]) -> [Double] {
    (0..<steps).map { step in courses.reduce(0) { $0 + $1.losses[step] } / Double(courses.count) }
  }
  func courses(_ parts: Parts, _ data: Batch) throws -> [Course] {
    try (1...3).map { try train(parts, on: data, steps: steps, rate: 0.1, seed: UInt64($0)) }
  }
  let usual = mean(try courses(Parts(), data))
  return try bugs.map { bug in
    let own = bug.isInverted ? data.inverted : data
    let isUsual = bug.right == nil && !bug.isInverted
    let right = isUsual ? usual : mean(try courses(bug.right ?? Parts(), own))
    let wrong = try courses(bug.wrong, own)
    let seven = own.part([7])
    let traces = try [bug.right ?? Parts(), bug.wrong].map { parts in
      try parts.network(seed: 1).trace(
        seven.images.reshaped(seven.images.shape.ofOne), label: seven.labels[0], Pass(.training))
    }
    let maps = try [traces[0].network.name(before: "pool1"), "in"].map { stage in
      let pair = try traces.map { try $0.gradient(stage) }
      return (stage: stage, right: pair[0], wrong: pair[1])
    }
    return Verdict(
      name: bug.name, right: right, wrong: mean(wrong),
      checks: (
        try check(Moment(bug.wrong.network(seed: 1), own.part(Array(0..<8)))),
        try check(wrong[0].last)
      ), maps: maps)
  }
}

extension Verdict {
  /// The loss with the mistake and without it.
  fileprivate func curves(upTo highest: Double) -> Figure {
    let places = smooth(right).indices.map { Double($0 + 10) }
    return .plot(
      x: "step", y: .linear("loss", 0...highest),
      [
        .line("wrong", places, smooth(wrong), .series(1)),
        .dashed("right", places, smooth(right), .ink),
      ], width: 310, height: 140
    ).titled(name)
  }

  /// The gradients as they should be and as they are, and how many cells differ.
  fileprivate var gradients: [Figure] {
    let map = loudestMap(maps[0].right)
    let pairs = maps.flatMap { stage, right, wrong in
      let channel = right.shape[2] == 1 ? 0 : map
      return [right, wrong].map {
        Figure.map(
          $0.channel(channel), of: .gradient(stage, channel: channel), scale: .signed)
      }
    }
    return pairs.map { $0.cell(8).key(.none) } + [
      .text(differing.percent(), isCaughtByPicture ? .strong : .text)
    ]
  }
}

/// The mean of each number with the nine before it.
nonisolated private func smooth(_ losses: [Double]) -> [Double] {
  guard losses.count >= 10 else { return [] }
  return (10...losses.count).map { losses[$0 - 10..<$0].reduce(0, +) / 10 }
}

func table(_ bugs: [Bug], _ data: Batch) {
  let verdicts = lesson.cell("All three on all six") {
    let verdicts = try runChecks(bugs, data)
    printTable(verdicts)
    let highest = verdicts.flatMap { smooth($0.right) + smooth($0.wrong) }.filter(\.isFinite).max()
    lesson.show(
      .montage(verdicts.map { $0.curves(upTo: max(1, highest ?? 1)) }, columns: 3), "curves",
      "The loss over \(steps) steps, each point the mean of ten steps and of three seeds: with the "
        + "mistake, and, dashed, without it.", alt: "Six loss curves", preview: false)
    lesson.show(
      .table(
        verdicts.map(\.gradients), rows: verdicts.map(\.name),
        columns: [
          "below pooling\nright", "below pooling\nwrong", "at the pixels\nright",
          "at the pixels\nwrong", "differing\ncells",
        ]), "bug-maps",
      "Gradients of a seven below pooling (one map) and at the pixels, without the mistake and with "
        + "it, each map on a scale of its own. At the right, the share of cells, of all maps, that "
        + "have another colour.", alt: "Gradients, right and wrong", preview: false)
    return verdicts
  }
  lesson.text(summary(verdicts))
}

private func printTable(_ verdicts: [Verdict]) {
  func mark(_ isCaught: Bool) -> String { isCaught ? "caught" : "–" }
  lesson.print(
    "            loss curve              gradient check, step 1 and \(steps)       picture")
  for verdict in verdicts {
    let curve = "\(verdict.start.fixed(2)) → \(verdict.end.fixed(2))"
    let errors = [verdict.checks.first, verdict.checks.last].map {
      $0.error.percent().alignedRight(9)
    }
    let picture = verdict.differing.percent().alignedRight(7)
    lesson.print(
      "\(verdict.name.alignedLeft(11)) \(curve)  \(mark(verdict.isCaughtByCurve).alignedLeft(9))"
        + "\(errors.joined())  \(mark(verdict.isCaughtByCheck).alignedLeft(9))"
        + "\(picture)  \(mark(verdict.isCaughtByPicture))")
  }
  lesson.print(
    "caught, of \(verdicts.count): \(verdicts.count(where: \.isCaughtByCurve)) by the loss curve, "
      + "\(verdicts.count(where: \.isCaughtByCheck)) by the gradient check, "
      + "\(verdicts.count(where: \.isCaughtByPicture)) by the picture")
}

/// What is to be learned from the table.
private func summary(_ verdicts: [Verdict]) -> String {
  func names(_ isCaught: (Verdict) -> Bool) -> String {
    let names = verdicts.filter(isCaught).map { "*\($0.name)*" }
    return names.isEmpty
      ? "none of them" : names.count == verdicts.count ? "all" : names.joined(separator: ", ")
  }
  return """
    **The loss curve** catches \(names(\.isCaughtByCurve)). Of the others it says nothing, because it \
    falls; and with a smaller rate it would have praised the gradients that are not wiped (see 4).

    **The gradient check** catches \(names(\.isCaughtByCheck)), if it is run where the mistake can \
    show: with several images, with dropout on, with windows that overlap if the network has such, on \
    images that are not mostly zero, not in the first step alone, and until every layer has weights \
    without a kink.

    **The picture** catches \(names(\.isCaughtByPicture)), with the right one beside it. Alone it tells \
    one thing, but at a glance: that two cells of one window have a colour. What is too large or too \
    small everywhere it cannot show, since each map has its own scale.
    """
}
