import CNN
import Figures
import Printing

/// The examples of Sources/Figures/README.md, in its order and word for word.
enum FigureExamples {
  static let image = Tensor(
    rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
  static let kernel = Tensor(rows: [[-1, 1], [2, 0]])
  static let map = Tensor(rows: [[-1, -1, -1], [-1, -1, 2], [-1, 1, -2]])
  static let relu = Tensor(rows: [[0, 0, 0], [0, 0, 2], [0, 1, 0]])
  static let pooled = Tensor(rows: [[0, 2], [1, 2]])
  static let gradient = Tensor(rows: [[0, 0, 0], [0, 0, -1.1], [0, 0.73, 0]])
  static let seven: Tensor = {
    var seven = Tensor([28, 28, 1])
    for column in 6..<21 { for row in 7..<9 { seven[row, column, 0] = 1 } }
    for row in 9..<24 {
      for column in 0..<2 { seven[row, 19 - (row - 9) * 2 / 3 + column, 0] = 1 }
    }
    return seven
  }()
  static let digits = (0..<10).map(String.init)
  static let shares = [0.01, 0.0, 0.02, 0.05, 0.0, 0.01, 0.0, 0.9, 0.0, 0.01]
  static let counts = Tensor([10, 10, 1], (0..<100).map { Float($0 * 7 % 23) })
  static let steps = (0...40).map(Double.init)
  static let losses = (1...3).map { run in steps.map { 2.3 / (1 + $0 / 10 * Double(run)) } }

  static let all: [(name: String, figure: Figure)] = [
    (
      "row",
      .row(
        .image(image, "image").marking(.window(1, 2, 2, 2)), .sign("×"),
        .map(kernel, "kernel"), .sign("− 1 ="),
        .map(map, "map", of: .activation("conv1", channel: 0)).marking(.cell(1, 2)),
        sharing: .signed)
    ),
    (
      "families",
      .montage(
        (0..<4).map { k in
          .column(
            .map(kernel, "kernel \(k)").family("weights"), .map(map).cell(30).family("maps"))
        }, columns: 4, sharing: .signed)
    ),
    ("own", .row(.image(seven, "the seven"), .map(map, "its map").values(nil).cell(60))),
    (
      "sizes",
      .row(
        .image(seven, "cells of 4").cell(4), .image(seven, "side of 20").side(20),
        .map(map, "one decimal").values(1), .map(map, "none").values(nil).key(.range))
    ),
    (
      "marks",
      .row(
        .map(relu, "frame, ring").marking(.window(1, 1, 2, 2), .ring(0, 0)),
        .map(relu, "outlines").marking(.on([(1, 2), (2, 1)], .outline)),
        .map(relu, "cross, dot").marking(.cross(0, 1), .dot(1, 2)),
        .map(relu, "cover, blank").marking(.cover(1, 2), .blank(0, 0)),
        .map(image, "windows").marking(.rule(every: 2, 2)))
    ),
    (
      "border",
      .image(image, "full").cell(24).values(nil)
        .border(
          SlidingAxis(input: 4, size: 3, stride: 1, padding: .full),
          SlidingAxis(input: 4, size: 3, stride: 1, padding: .full)
        )
        .marking(.window(-2, -2, 3, 3))
    ),
    (
      "names",
      .map(counts, scale: .unsigned).values(0).key(.bar)
        .names(
          rows: digits, columns: digits, rowTitle: "what it is", columnTitle: "what was said"
        )
        .marking((0..<10).map { .blank($0, $0) })
    ),
    (
      "list",
      .map(Tensor([4], [0, 2, 1, 2]), "the list")
        .names(columns: ["0", "1", "2", "3"], columnTitle: "place")
    ),
    (
      "words",
      .column(
        .heading("A heading"), .text("A line of text"),
        .lines(["small and quiet,", "in two lines"], .small, .quiet),
        .sum([("ink", "+2.48"), ("bias", "−0.50")], total: ("map (13, 15)", "+1.98")))
    ),
    (
      "arrows",
      .row(
        .map(relu, "ReLU").marking(.outline(1, 2)), .arrow("largest"),
        .map(pooled, "pooled"), sharing: .unsigned)
    ),
    (
      "links",
      .row(.map(relu, "ReLU"), .map(pooled, "pooled"), spacing: 70, sharing: .unsigned)
        .linking((0, 1, 2), to: (1, 0, 1), .mark)
    ),
    (
      "table",
      .column(
        .way("forward: what each stage holds"),
        .table(
          [[.map(map), .map(relu)], [.map(gradient), .map(gradient)]],
          rows: ["values", "gradients\n∂loss/∂value"], columns: ["map", "ReLU"],
          sharing: .signed),
        .way("backward: how the loss changes with it", .left, .mark),
        .key((.square(.rise), "more of it is more loss"), (.square(.fall), "less loss")))
    ),
    (
      "bars",
      .bars(
        digits,
        [.values("before", shares.map { $0 / 2 }, .plain), .values("after", shares, .mark)],
        axis: .linear("p", 0...1), format: .none, height: 140)
    ),
    (
      "whiskers",
      .bars(
        ["dense only", "with convolutions"],
        [
          .runs("as they are", [[0.89, 0.93], [0.9, 0.94]]),
          .runs("shuffled", [[0.89, 0.88], [0.9, 0.9]]),
        ],
        axis: .share("digits read (the axis begins at 85 %)", 0.85...1), format: .percentage(1),
        width: 560)
    ),
    (
      "level",
      .levelBars(
        ["plain loops", "vectors", "all cores"], [2.66, 54, 211],
        axis: .log("billions of operations a second", 1...1000)
      )
      .dotted().reference(115, "peak of one core")
    ),
    (
      "small",
      .row(
        .column(
          .image(seven, "the seven").cell(6),
          .bars(
            digits, shares, axis: .hidden(0...1), format: .none, highlighting: [7], width: 168,
            height: 50)),
        .levelBars(
          digits, shares, axis: .hidden(0...1), format: .decimals(2), highlighting: [7], width: 220)
      )
    ),
    (
      "lengths",
      .table(
        [Figure.Format.decimals(2), .percentage(3)].map {
          [.levelBars(digits, shares, axis: .hidden(0...1), format: $0).length(100, values: 90)]
        }, rows: ["shares", "in percent"])
    ),
    (
      "waterfall",
      .waterfall(
        from: ("bias", 0.37),
        [("map 8 (4, 7)", 0.96), ("214 others", 3.56), ("against it", -1.16)],
        total: "logit of the 7", axis: "sum so far")
    ),
    (
      "curves",
      .plot(
        x: "steps", y: .linear("loss", 0...3),
        [.runs("SGD", steps, losses), .dashed("expected", steps, steps.map { 2.3 - $0 / 40 })]
      )
      .reference(2.303, "a guess").point(0, 2.3, "newborn")
    ),
    (
      "dots",
      .plot(
        x: .log("nudge h"), y: .log("error"),
        [
          .dots(
            "this weight", [1e-5, 1e-4, 1e-3, 1e-2], [0.5, 0.01, 0.001, 0.02], counts: [1, 4, 6, 1]),
          .lineDots("median", [1e-5, 1e-4, 1e-3, 1e-2], [0.1, 0.03, 0.004, 0.05], .plain),
        ]
      ).reference(x: 1e-3, "← rounding | kinks →")
    ),
    (
      "histogram",
      .histogram(
        (0..<500).map { Double($0 * $0 % 400) / 100 - 2 }, axis: .linear("before ReLU", -2...2),
        counts: .log("count")
      )
      .reference(0, "cut below")
    ),
  ]
}
