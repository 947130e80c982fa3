import CNN
import LessonKit
import Measuring
import Printing

/// For those who want more: what a copy of all windows costs, which the strides save.
func copiedWindows(_ lesson: Lesson, of layer: SecondConvolution) {
  lesson.more("what a copy of the windows would cost")
  lesson.text(
    """
    Many libraries copy every window into a row of a matrix. This is called im2col. It leaves a \
    product of two ordinary matrices. Nearly every number is copied nine times, once for each window that sees it. Here \
    is the copy alone, without the product. It is written as plainly as steps 1 and 2, and checks \
    each index. A library's copy is faster, but it reads and writes as much.
    """)
  lesson.cell("Copied windows") {
    let (x, imageSize) = (layer.images.scalars, layer.imageSize)
    let (rows, columns, channels) = (layer.rows, layer.columns, layer.channels)
    var matrix = [Float](repeating: 0, count: rows * columns * 9 * channels)
    let images = try rate(0.3) {
      for n in 0..<SecondConvolution.count {
        for i in 0..<rows {
          for j in 0..<columns {
            for a in 0..<3 {
              let from = n * imageSize + ((i + a) * (columns + 2) + j) * channels
              let to = ((i * columns + j) * 3 + a) * 3 * channels
              for t in 0..<3 * channels { matrix[to + t] = x[from + t] }
            }
          }
        }
      }
    }
    let rate = images * Double(SecondConvolution.count)
    let times = (Double(matrix.count) / Double(imageSize)).fixed(1)
    lesson.print(
      "an image has \(imageSize) numbers, its matrix of windows \(matrix.count): \(times) times as many"
    )
    lesson.print(varying: "\(rate.fixed(0)) images/s are copied on one core")
    lesson.print(
      "one of the copied windows sums to \(matrix[0..<9 * channels].reduce(0, +).fixed(4))")
  }
}
