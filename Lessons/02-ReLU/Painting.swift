import CNN
import Pictures
import Printing

// How this lesson's pictures are put together from panels. Nothing is computed here that the
// lesson teaches.

/// The little seven's map, the bent line, and what comes out of it.
func littlePicture(_ map: Tensor, _ bent: Tensor) -> Picture {
  let (scale, cell) = (ColorScale.fitting(map), 56)
  let line = Plot(
    x: Axis("in", range: -2.5...2.5), y: Axis("out", range: -0.5...2.5),
    [.init("relu", x: [-2.5, 0, 2.5], y: [0.0, 0, 2.5])], width: 330, height: 190)
  let inputs = map.scalars.map(Double.init)
  var dotted = line
  dotted.legend = .none
  for x in [-2.0, -1, 1, 2] where inputs.contains(x) {
    dotted = dotted.marking(x: x, y: max(0, x), "")
  }
  return .row(
    [
      .column(
        [
          MapPanel(map, scale, cell: cell, title: "map", decimals: 0).draw(),
          .scaleBar(scale, width: 120),
        ], align: .center),
      .sign("→", beside: cell * 3), dotted.draw(), .sign("→", beside: cell * 3),
      MapPanel(bent, scale, cell: cell, title: "after ReLU", decimals: 0).draw(),
    ], align: .start)
}

/// The paper example from left to right, a row each without and with ReLU, for two rows of pixels.
func paperPicture(_ cases: [PaperCase]) -> Picture {
  // So wide that all numbers are written at one size.
  let (scale, cell, label) = (ColorScale.signed(1), 39, 206)
  func strip(_ numbers: [Int], of count: Int) -> Picture {
    let row = Tensor([1, numbers.count, 1], numbers.map(Float.init))
    return MapPanel(row, scale, cell: cell, decimals: 0).draw().centred(in: count * cell + 8)
  }
  func line(_ name: String, _ parts: [Picture]) -> Picture {
    let space = Picture(text: name).aligned(in: label)
    return .row([space] + parts, spacing: 12)
  }
  let arrow = Picture(text: "→", scale: 3).centred(in: 5 * cell + 8)
  let head = line(
    "",
    zip(["pixels", "after [1 −1]", "after ReLU", "answer"], [6, 5, 5, 4]).map { title, count in
      Picture(text: title).centred(in: count * cell + 8)
    })
  let rows = cases.map { item in
    let (row, first) = (strip(item.row, of: 6), strip(item.first, of: 5))
    return Picture.column(
      [
        line(item.name, []),
        line("[1 0 −1]", [row, arrow, arrow, strip(item.one, of: 4)]),
        line("[1 −1] [1 1]", [row, first, arrow, strip(item.second, of: 4)]),
        line(
          "[1 −1] ReLU [1 1]",
          [row, first, strip(item.bent, of: 5), strip(item.bentSecond, of: 4)]),
      ], spacing: 4)
  }
  return .column([head] + rows + [.scaleBar(scale, width: 160)], spacing: 14, align: .center)
}

/// Two rows, without and with ReLU: the map of the first kernel, of the second, that of one in
/// place of both, and the difference; above them the kernels.
func collapsePicture(_ collapse: Collapse) -> Picture {
  let (cell, label) = (7, 120)
  let scale = ColorScale.fitting(collapse.first + collapse.second + [collapse.one])
  let width = 30 * cell + 8
  func line(_ name: [String], _ pictures: [Picture]) -> Picture {
    let name = Picture.column(name.map { Picture(text: $0) }, spacing: 6, align: .center)
    return .row([name.centred(in: label)] + pictures.map { $0.centred(in: width) }, spacing: 10)
  }
  // In ninths the weights of the blur, and of the kernel for both, are whole numbers.
  let names = ["left edge", "blur, in ninths", "both, in ninths"]
  let kernels = zip(zip(collapse.kernels, [1, 9, 9] as [Float]), names).map { kernel, name in
    let weights = Tensor(rows: kernel.0.map { $0.map { ($0 * kernel.1).rounded() } })
    return MapPanel(
      weights, .signed(4), cell: 140 / kernel.0.count, title: name, decimals: 0
    ).draw()
  }
  let titles = ["after conv 1", "after conv 2", "one 5×5 for both", "difference"]
  let rows = [0, 1].map { row in
    let maps = [
      collapse.first[row], collapse.second[row], collapse.one, collapse.differenceMaps[row],
    ]
    let difference = collapse.differences[row]
    let words = difference.isRounding ? "nothing" : "up to \(difference.fixed(2))"
    return Picture.column(
      [
        line(
          [row == 0 ? "without" : "with", row == 0 ? "ReLU" : collapse.label],
          maps.map { MapPanel($0, scale, cell: cell).draw() }),
        line([], [1, 1, 1].map { Picture(width: $0, height: 1) } + [Picture(text: words)]),
      ], spacing: 0)
  }
  return .column(
    [
      line(["kernels"], kernels + [Picture(width: 1, height: 1)]),
      line([], titles.map { Picture(text: $0) }),
    ]
      + rows + [.scaleBar(scale)], spacing: 10, align: .center)
}

extension Picture {
  /// In the middle of so many pixels.
  fileprivate func centred(in width: Int) -> Picture {
    .column([self, Picture(width: max(width, self.width), height: 1)], spacing: 0, align: .center)
  }

  /// At the right of so many pixels.
  fileprivate func aligned(in width: Int) -> Picture {
    .column([self, Picture(width: max(width, self.width), height: 1)], spacing: 0, align: .end)
  }
}
