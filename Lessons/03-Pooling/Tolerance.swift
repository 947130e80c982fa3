import CNN
import Figures
import LessonKit
import Printing

// The part of the lesson that asks what the window of the knobs does to a network's answers.

/// How many numbers all windows on one map look at, and how many are too many to learn with.
private var work: (numbers: Int, limit: Int) {
  let places = SlidingAxis(
    input: maps.shape[0], size: window, stride: stride, padding: .valid
  ).output
  return (places * places * window * window, 7_000)
}

func tolerance() {
  lesson.heading("Does a window make it more tolerant?")
  let name = "\(keep.name) of \(window)×\(window), stride \(stride)"
  guard work.numbers <= work.limit else {
    lesson.text(
      """
      Small networks could learn with this window and without any, to be compared. But windows of \
      \(window)×\(window) with a stride of \(stride) look at \(work.numbers.grouped) numbers of each \
      map, and \(work.limit.grouped) are as many as this lesson waits for. A larger stride needs fewer.
      """)
    return
  }
  lesson.text(
    """
    The trained network has learned with one window, so it cannot tell. Here small networks learn \
    1,000 training digits: four kernels of 5×5, ReLU, and a dense layer. One kind has no pooling. The \
    other has the window of the knobs between ReLU and the dense layer. Each kind starts from four \
    seeds, which give it its first weights. Then each reads 1,000 test digits that have moved.
    """)
  lesson.predict("which kind reads more of the digits that have moved by 2 pixels?")
  let (without, with) = lesson.cell("With the window and without") {
    let without = try lesson.kept(
      "no pooling", dependsOn: "MaxPooling(1)", files: ["Retrained.swift"]
    ) {
      // Windows of one number hand on all numbers. The layers have the places that they have with
      // other windows, so that a seed gives the kernels the same weights.
      try retrained(with: MaxPooling(1))
    }
    let with = try lesson.kept(
      "pooling", dependsOn: window, stride, keep, files: ["Retrained.swift", "Pooled.swift"]
    ) {
      try retrained(with: keep.layer(window, stride: stride))
    }
    lesson.print("share read, mean of four seeds")
    let kinds = [("no pooling", without), (name, with)]
    let pixels = 0...Retrained.farthest
    let columns = pixels.map { $0 == 0 ? "as it is" : $0 == 1 ? "1 pixel" : "\($0) pixels" }
    lesson.print(
      "".alignedLeft(28) + columns.map { $0.alignedRight(10) }.joined() + "   weights")
    for (name, kind) in kinds {
      lesson.print(
        name.alignedLeft(28)
          + pixels.map { kind.mean($0).percent().alignedRight(10) }.joined()
          + kind.weights.grouped.alignedRight(10))
    }
    lesson.show(
      .bars(
        columns, kinds.map { .runs($0, $1.shares) }, axis: .share("digits read"),
        format: .percentage(0), width: 640
      ).reference(0.1, "guessing"), "tolerance",
      "The share of 1,000 test digits that small networks read, as they are and moved by 1 to "
        + "\(Retrained.farthest) pixels, a quarter of them in each direction. Means of four seeds, "
        + "with whiskers from the lowest to the highest.",
      alt: "Digits read with pooling and without, when they have moved")
    return (without, with)
  }
  lesson.text(answer(without, with))
}

/// Whether the window has helped, by the numbers at 2 pixels.
private func answer(_ without: Retrained, _ with: Retrained) -> String {
  if window == 1 && stride == 1 {
    return "A window of one number that moves by 1 hands on everything: both kinds are the same."
  }
  let leads = with.lead(over: without, 2)
  let (low, high) = (leads.min() ?? 0, leads.max() ?? 0)
  func points(_ share: Double) -> String { (100 * share).fixed(1, signed: true) }
  let verdict =
    low > 0.01
    ? "**Windows of \(window)×\(window) make the network more tolerant**: with each seed it reads more."
    : high < -0.01
      ? "**Windows of \(window)×\(window) make the network less tolerant**: with each seed it reads less."
      : "**That is no clear difference**: with one seed or more it is less than a point, or the other way round."
  return """
    Of digits that have moved by 2 pixels the networks without pooling read \
    \(without.mean(2).percent()), and those with the window \(with.mean(2).percent()). By seed the \
    difference is \(points(low)) to \(points(high)) points. \(verdict) Where the digits are, it is \
    \(without.mean(0).percent()) against \(with.mean(0).percent()). \
    Their dense layers also differ, with \(without.weights.grouped) weights in the one network and \
    \(with.weights.grouped) in the other. This comparison does not tell the two causes apart.
    """
}
