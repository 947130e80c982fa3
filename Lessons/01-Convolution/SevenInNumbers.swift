import CNN
import Digits
import Figures
import LessonKit
import Printing

/// The seven as an image, and a part of it as numbers.
func sevenInNumbers(_ lesson: Lesson) -> Tensor {
  lesson.cell("An image is a grid of numbers") {
    let seven = try MNIST.seven()
    let (rows, columns) = (11..<19, 12..<20)
    lesson.print("the seven: 28 rows, 28 columns; each pixel is a grey from 0 (black) to 1 (white)")
    lesson.print(
      "rows \(rows.lowerBound) to 18, columns \(columns.lowerBound) to 19, counted from 0:")
    for row in rows {
      lesson.print(columns.map { seven[row, $0, 0].fixed(1).alignedRight(4) }.joined())
    }
    let image = Figure.image(seven, "the seven", of: .activation("in", channel: 0)).cell(11)
    let numbers = Figure.image(
      part(of: seven, rows: rows, columns: columns), "the framed part",
      of: .activation("in", channel: 0, row: rows.lowerBound, column: columns.lowerBound))
    let names = (rows: rows.map { "\($0)" }, columns: columns.map { "\($0)" })
    lesson.show(
      .row(
        image.marking(.window(rows: rows, columns: columns)).key(.bar),
        numbers.values(1).names(
          rows: names.rows, columns: names.columns, rowTitle: "row", columnTitle: "column"),
        spacing: 40), "seven",
      "Run a finger along row 15: where does dark turn to bright, and where back to dark?",
      alt: "The seven and a part of it in numbers")
    return seven
  }
}
