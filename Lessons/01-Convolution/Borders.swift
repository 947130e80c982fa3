import CNN
import Figures
import LessonKit
import Printing

// The border of each padding, and the sizes of the maps.

/// What each padding adds to an image, and how large the map is, as a table.
func bordersTable(on image: Shape, size: Int) -> String {
  let names: [(padding: Padding, border: String)] = [
    (.valid, "none"), (.same, "(k − 1) / 2"), (.full, "k − 1"),
  ]
  let rows = names.map { padding, border in
    let (height, width) = (
      SlidingAxis(input: image[0], size: size, stride: 1, padding: padding),
      SlidingAxis(input: image[1], size: size, stride: 1, padding: padding)
    )
    return "| `\(padding)` | \(border) | \(height.before) | \(height.output)×\(width.output) |"
  }
  return """
    | padding | border on each side, for a window of k | for k = \(size) | map |
    |---|---|---|---|
    \(rows.joined(separator: "\n"))
    """
}

/// The first window of each padding, and the map that comes out.
func borders(_ lesson: Lesson, _ seven: Tensor, _ kernel: Kernel, bias: Float) {
  lesson.cell("Three borders") {
    var (names, images, maps): ([String], [Figure], [Figure]) = ([], [], [])
    for padding in Padding.allCases {
      let layer = try Convolution(weights: kernel.weights, bias: bias, padding: padding)
      let (rows, columns) = layer.axes(for: seven.shape)
      let first = (rows: rows.window(at: 0), columns: columns.window(at: 0))
      let border = rows.before == rows.after ? "\(rows.before)" : "\(rows.before) or \(rows.after)"
      names.append("\(padding)\nborder \(border)")
      images.append(
        .image(seven).border(rows, columns)
          .marking(.window(rows: first.rows, columns: first.columns)))
      let trace = try Network(input: seven.shape, seed: 1, [layer]).trace(seven)
      maps.append(
        try .activation(trace, "conv1", "map \(rows.output)×\(columns.output)")
          .marking(.cell(0, 0)))
    }
    lesson.show(
      .table([images, maps], columns: names, sharing: .signed).cell(8), "padding",
      "Above, the first window; the chequered border is black. Below, each answer stands where "
        + "the middle of its window was. Which map has one number for each pixel?",
      alt: "The border of each padding, and the map that comes out")
  }
}

/// How many places a window has, for each padding, size and stride.
func sizes(_ lesson: Lesson, along pixels: Int) {
  lesson.cell("Sizes") {
    lesson.print(
      "places along \(pixels) pixels; in brackets, unseen pixels at the end, border included")
    lesson.print("kernel  stride  " + Padding.allCases.map { "\($0)".alignedLeft(10) }.joined())
    for size in [2, 3, 5] {
      for stride in [1, 2, 3] {
        let row = Padding.allCases.map { padding in
          let axis = SlidingAxis(input: pixels, size: size, stride: stride, padding: padding)
          return (axis.unused == 0 ? "\(axis.output)" : "\(axis.output) (\(axis.unused))")
            .alignedLeft(9)
        }
        lesson.print("   \(size)       \(stride)     " + row.joined(separator: " "))
      }
    }
  }
}
