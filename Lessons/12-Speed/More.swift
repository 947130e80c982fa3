import CNN
import LessonKit
import Measuring
import Printing

// For those who want more: the copy that the views save, and the way back.

func more() {
  lesson.more("what the copy would cost")
  lesson.text(
    """
    Copying every window into a row of a matrix of its own, called im2col, makes the product plain. \
    Each number is copied once for each window that sees it, nine times but at the rim. Here is the \
    copy alone, without the product: as plain as steps 1 and 2, number by number, with a check of each \
    index. A library's is faster, but it reads and writes as much.
    """)
  lesson.cell("Copied windows") {
    let (x, rows, columns, channels, imageSize) = (
      layer.images.scalars, rows, columns, channels, imageSize
    )
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

  lesson.more("the way back is the same product")
  lesson.text(
    """
    Training needs two more sums: how the loss changes with each weight, and with each pixel. Both \
    are the product of step 4 with other strides, so whatever makes it faster makes all three faster.
    """)
  lesson.formula(
    """
                     m                    k                       o            n
    forward          columns of the map   kernel column, channel  kernel rows  kernels
    weight gradient  kernel column, chan. columns of the map      rows of map  kernels
    pixel gradient   columns of the image kernel column, kernel   kernel rows  channels
    """)
  lesson.text(
    """
    For the pixels' gradient the kernel is turned by 180° and slides over the gradients of the map. \
    [ConvolutionPasses.swift](../../Sources/Compute/ConvolutionPasses.swift) shows all three.
    """)
}
