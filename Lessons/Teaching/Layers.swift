import CNN
import Figures
import LessonKit
import Printing

/// A layer in a row of the sheet.
struct LayerRow {
  let name: String
  let lesson: LessonEntry
  /// Of one image, without the batch's axis N.
  let shapeIn: String
  let shapeOut: String
  /// Formulas; a line break begins a second line.
  let forward: String
  let backward: String
  let weights: String

  static let all = [
    LayerRow(
      name: "convolution", lesson: .convolution, shapeIn: "[H, W, C]", shapeOut: "[OH, OW, K]",
      forward: "y(i,j,k) = bias(k) + Σ x(i·s−p+a, j·s−p+b, c) · w(a,b,c,k)",
      backward: "dw(a,b,c,k) = Σ x(i·s−p+a, j·s−p+b, c) · dy(i,j,k)\n"
        + "dbias(k) = Σ dy(i,j,k)\n"
        + "dx(i·s−p+a, j·s−p+b, c) += w(a,b,c,k) · dy(i,j,k)",
      weights: "KH·KW·C·K + K"),
    LayerRow(
      name: "ReLU", lesson: .relu, shapeIn: "any", shapeOut: "the same",
      forward: "y = x where x > 0, else 0", backward: "dx = dy where x > 0, else 0",
      weights: "none"),
    LayerRow(
      name: "max pooling", lesson: .pooling, shapeIn: "[H, W, C]", shapeOut: "[OH, OW, C]",
      forward: "y(i,j,c) = the largest x(i·s+a, j·s+b, c) of the window",
      backward: "dx(winner) += dy(i,j,c), the others get nothing\n"
        + "of equal numbers the first wins", weights: "none"),
    LayerRow(
      name: "dropout", lesson: .dropout, shapeIn: "any", shapeOut: "the same",
      forward: "training: y = x · mask / (1 − r), mask 0 or 1\ninference: y = x",
      backward: "dx = dy · mask / (1 − r), the same mask", weights: "none"),
    LayerRow(
      name: "flatten", lesson: .flatten, shapeIn: "[H, W, C]", shapeOut: "[H·W·C]",
      forward: "y((i·W + j)·C + c) = x(i,j,c)", backward: "dx(i,j,c) = dy((i·W + j)·C + c)",
      weights: "none"),
    LayerRow(
      name: "dense", lesson: .dense, shapeIn: "[C]", shapeOut: "[K]",
      forward: "y(k) = bias(k) + Σ x(c) · w(c,k)",
      backward: "dw(c,k) = x(c) · dy(k)\ndbias(k) = dy(k)\ndx(c) = Σ w(c,k) · dy(k)",
      weights: "C·K + K"),
    LayerRow(
      name: "softmax, cross-entropy", lesson: .softmax, shapeIn: "[K] scores",
      shapeOut: "[K] shares, loss L",
      forward: "p(k) = exp(s(k)) / Σ exp(s(j))\nL = −ln p(right)",
      backward: "ds(k) = p(k) − y(k), y = 1 for the right class, else 0", weights: "none"),
  ]
}

/// The page of the layers.
func layers(_ lesson: Lesson) {
  lesson.text(
    """
    Shapes are those of one image. A batch adds an axis N in front. dx stands for ∂L/∂x, and so on. \
    Each sum goes over all letters that are not on the left. `+=` means: one number may get \
    several terms, so add them. In a batch, dw and dbias are also sums over the images.
    """)
  lesson.text(markdown(LayerRow.all))
  lesson.text(
    """
    s is the stride and p the border before the first pixel: 0 for `valid`. r is dropout's rate. \
    OH and OW count places: a window of k pixels along n pixels, with a border of q in all, has \
    ⌊(n + q − k) / s⌋ + 1 places.
    """)
  lesson.heading("To print")
  lesson.cell("The sheet") {
    lesson.show(
      sheet(LayerRow.all), "layers", "The same table as a picture, black on white.",
      alt: "a row for each layer", preview: false)
  }
  lesson.heading("Checked")
  lesson.text(
    """
    Each formula is computed here by plain loops on a small example. The result is compared with \
    that of the package's layer. Forward compares y. Backward compares dx, and also dw and dbias where \
    there are weights.
    """)
  lesson.cell("Formula and package", isStage: true) {
    let checks = try [
      checkConvolution(), checkReLU(), checkMaxPooling(), checkDropout(), checkFlatten(),
      checkDense(), checkSoftmax(),
    ]
    lesson.print("layer          example                        forward   backward")
    for check in checks {
      lesson.print(
        check.name.alignedLeft(15) + check.example.alignedLeft(31)
          + written(check.forward).alignedLeft(10) + written(check.backward))
    }
    lesson.print(
      "the largest difference between formula and package; “none” means equal to the last bit")
  }
}

private func written(_ value: Double) -> String {
  value == 0 ? "none" : value < 1e-5 ? "< 0.00001" : value.fixed(5)
}

private func markdown(_ rows: [LayerRow]) -> String {
  func code(_ lines: String) -> String {
    lines.split(separator: "\n").map { "`\($0)`" }.joined(separator: "<br>")
  }
  func plain(_ text: String) -> String { text.contains("[") ? "`\(text)`" : text }
  let header = """
    | layer | in | out | forward | backward | weights | lesson |
    |---|---|---|---|---|---|---|
    """
  return
    ([header]
    + rows.map {
      "| **\($0.name)** | \(plain($0.shapeIn)) | \(plain($0.shapeOut)) | \(code($0.forward)) "
        + "| \(code($0.backward)) | \($0.weights) | \(link($0.lesson)) |"
    }).joined(separator: "\n")
}

private func sheet(_ rows: [LayerRow]) -> Figure {
  func lines(_ text: String, _ style: Figure.Style = .text) -> Figure {
    .lines(text.split(separator: "\n").map(String.init), style, align: .start)
  }
  let header: [Figure] = [
    lines("layer", .strong), lines("shape", .strong), lines("forward, backward", .strong),
    lines("weights", .strong),
  ]
  let cells: [[Figure]] = rows.map { row in
    [
      .column(
        lines(row.name), lines("lesson \(row.lesson.number)", .small), spacing: 4, align: .start),
      lines("\(row.shapeIn)\n→ \(row.shapeOut)", .small),
      .column(lines(row.forward), .space(1, 2), lines(row.backward), spacing: 6, align: .start),
      lines(row.weights, .small),
    ]
  }
  return .table([header] + cells, spacing: 26, align: .start)
}
