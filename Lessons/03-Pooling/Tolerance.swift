import CNN
import Figures
import LessonKit
import Printing

/// Whether a window makes a network more tolerant of moves: small networks with it and without.
struct Tolerance {
  let window: Window
  /// `[H, W, C]`, the shape of what it is laid on.
  let maps: Shape

  /// How many numbers all windows on one map look at.
  private var work: Int {
    let places = SlidingAxis(
      input: maps[0], size: window.size, stride: window.stride, padding: .valid
    ).output
    return places * places * window.size * window.size
  }

  /// As many as a reader may wait for.
  private static let limit = 7_000

  func compare(_ lesson: Lesson) {
    guard work <= Self.limit else {
      lesson.text(
        """
        This window is too much work: all its places look at \(work.grouped) numbers of each map. \
        This lesson waits for \(Self.limit.grouped) at most. A larger stride needs fewer.
        """)
      return
    }
    let (without, with) = lesson.cell("With the window and without") {
      let without = try lesson.kept(
        "no pooling", dependsOn: "MaxPooling(1)", files: ["Retrained.swift"]
      ) {
        // Windows of one number hand on all numbers. So the other layers have the same positions in
        // both networks, and a seed gives the kernels the same weights.
        try retrained(with: MaxPooling(1))
      }
      let with = try lesson.kept(
        "pooling", dependsOn: window, files: ["Retrained.swift", "Window.swift"]
      ) {
        try retrained(with: window.layer)
      }
      lesson.print("share read, mean of four seeds")
      let kinds = [("no pooling", without), (window.name, with)]
      let pixels = 0...Retrained.farthest
      let columns = pixels.map { $0 == 0 ? "not moved" : $0 == 1 ? "1 pixel" : "\($0) pixels" }
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
        "The share of 1,000 test digits that small networks read: not moved, and moved by 1 to "
          + "\(Retrained.farthest) pixels. A bar is the mean of four seeds. The thin line on it goes "
          + "from the lowest to the highest.",
        alt: "Digits read with pooling and without, when they have moved")
      return (without, with)
    }
    lesson.text(answer(without, with))
  }

  /// Whether the window has helped, by the numbers at 2 pixels.
  private func answer(_ without: Retrained, _ with: Retrained) -> String {
    if window.size == 1 && window.stride == 1 {
      return
        "A window of one number with a stride of 1 hands on everything: both kinds are the same."
    }
    let leads = with.lead(over: without, 2)
    let (low, high) = (leads.min() ?? 0, leads.max() ?? 0)
    func points(_ share: Double) -> String { (100 * share).fixed(1, signed: true) }
    let networks = "The networks with windows of \(window.size)×\(window.size)"
    let verdict =
      low > 0.01
      ? "**\(networks) are more tolerant**: with every seed they read more."
      : high < -0.01
        ? "**\(networks) are less tolerant**: with every seed they read less."
        : "**That is no clear difference**: with at least one seed it is less than one point, or "
          + "it has the other sign."
    return """
      Look at the digits that have moved by 2 pixels. Without pooling the networks read \
      \(without.mean(2).percent()), and with the window \(with.mean(2).percent()). Seed by seed, the \
      difference is \(points(low)) to \(points(high)) points. \(verdict)

      Of digits that have not moved, the networks without pooling read \(without.mean(0).percent()), and \
      those with the window \(with.mean(0).percent()). Their dense layers also differ. The network without \
      pooling has \(without.weights.grouped) weights, the other one \(with.weights.grouped). So \
      the reason may be the window itself or the number of weights. This comparison cannot tell which.
      """
  }
}
