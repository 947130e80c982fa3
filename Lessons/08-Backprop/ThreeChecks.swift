import CNN
import Figures
import LessonKit
import Printing

// All three checks on all six bugs.

/// The end of the second page: which check catches which mistake.
func whichCheck(catches bugs: [Bug], _ data: Batch, _ lesson: Lesson) throws {
  lesson.heading("Which check catches what?")
  lesson.text(
    """
    Three checks look at each mistake, in the case that shows it.

    - **The loss curve**: three trainings of \(steps) steps, batches of 8, η = 0.1. It is \
    suspicious if the loss does not fall by a quarter.
    - **The gradient check**: at the first and the last of these steps.
    - **The picture**: gradients of a seven, before pooling and at the pixels. Each gradient is \
    divided by the largest of its picture. It is suspicious if more than 1 % of the cells then \
    differ from the right ones by over 0.1.
    """)
  let (curve, check, picture) = ("the loss curve", "the gradient check", "the picture")
  let most = lesson.predict(
    "Which of the three catches most of the six?", .oneOf([curve, check, picture]))

  let verdicts = lesson.cell("All three on all six") {
    let verdicts = try runChecks(bugs, data)
    printTable(verdicts, lesson)
    let highest = verdicts.flatMap { smooth($0.right) + smooth($0.wrong) }.filter(\.isFinite).max()
    lesson.show(
      .montage(verdicts.map { $0.curves(upTo: max(1, highest ?? 1)) }, columns: 3), "curves",
      "Which mistakes would you have noticed? Each point is the mean of ten steps and three seeds. "
        + "Dashed: without the mistake.", alt: "Six loss curves", preview: false)
    lesson.show(
      .table(
        verdicts.map(\.gradients), rows: verdicts.map(\.name),
        columns: [
          "before pooling\nright", "before pooling\nwrong", "at the pixels\nright",
          "at the pixels\nwrong", "differing\ncells",
        ]), "bug-maps",
      "A seven's gradients without the mistake and with it, each map on its own scale. Which rows "
        + "differ?",
      alt: "Gradients, right and wrong",
      preview: false)
    return verdicts
  }
  let counts = [
    (curve, verdicts.count(where: \.isCaughtByCurve)),
    (check, verdicts.count(where: \.isCaughtByCheck)),
    (picture, verdicts.count(where: \.isCaughtByPicture)),
  ]
  let winner = counts.max { $0.1 < $1.1 }?.0 ?? check
  let mistakes: Mistakes = [
    .option(curve): "A step against a gradient that is half wrong still leads downhill.",
    .option(picture): "A gradient that is too large or too small everywhere has the same picture.",
  ]
  lesson.settle(
    most, .option(winner),
    because: Prose(
      "Of \(verdicts.count) mistakes "
        + counts.map { "\($0.0) catches \($0.1)" }.joined(separator: ", ") + "."),
    mistakes: winner == check ? mistakes : [:])
  lesson.text(summary(verdicts))
}

/// Runs all three checks on some mistakes.
func runChecks(_ bugs: [Bug], _ data: Batch) throws -> [Verdict] {
  func mean(_ runs: [SmallTraining]) -> [Double] {
    (0..<steps).map { step in runs.reduce(0) { $0 + $1.losses[step] } / Double(runs.count) }
  }
  func runs(_ parts: Parts, _ data: Batch) throws -> [SmallTraining] {
    try (1...3).map { try train(parts, on: data, steps: steps, rate: 0.1, seed: UInt64($0)) }
  }
  let usual = mean(try runs(Parts(), data))
  return try bugs.map { bug in
    let own = bug.isInverted ? data.inverted : data
    let isUsual = bug.right == nil && !bug.isInverted
    let right = isUsual ? usual : mean(try runs(bug.right ?? Parts(), own))
    let wrong = try runs(bug.wrong, own)
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

private func printTable(_ verdicts: [Verdict], _ lesson: Lesson) {
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

/// What the table teaches.
private func summary(_ verdicts: [Verdict]) -> String {
  func names(_ isCaught: (Verdict) -> Bool) -> String {
    let names = verdicts.filter(isCaught).map { "*\($0.name)*" }
    return names.isEmpty
      ? "none of them" : names.count == verdicts.count ? "all" : names.joined(separator: ", ")
  }
  return """
    **The loss curve** catches \(names(\.isCaughtByCurve)). A smaller learning rate hides even this \
    mistake: then the mistake makes the loss fall faster (see 4).

    **The gradient check** catches \(names(\.isCaughtByCheck)), if it runs where the mistake can \
    show. So use several images, dropout on, overlapping windows, white paper, and a later step.

    **The picture** catches \(names(\.isCaughtByPicture)), but only beside the right picture.
    """
}
