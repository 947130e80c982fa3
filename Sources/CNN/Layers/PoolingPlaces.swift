/// Where the windows of a pooling layer lie in a batch: what max and average pooling share.
struct PoolingPlaces: Sendable {
  private let size, stride: Size
  private let columns: Int
  let channels: Int
  private let outputRows, outputColumns: Int

  init(_ size: Size, _ stride: Size, _ x: Shape, _ y: Shape) {
    (self.size, self.stride) = (size, stride)
    (columns, channels) = (x[2], x[3])
    (outputRows, outputColumns) = (y[1], y[2])
  }

  /// The shape that comes out for an image of shape `input`, without the batch's axis.
  static func shape(
    _ kind: String, _ size: Size, _ stride: Size, _ input: Shape
  ) throws(ShapeError) -> Shape {
    guard input.rank == 3 else {
      throw ShapeError(kind, "needs maps of rows, columns and channels, not \(input)")
    }
    guard size.rows > 0, size.columns > 0 else {
      throw ShapeError(kind, "a window of \(size) has no pixels")
    }
    guard stride.rows > 0, stride.columns > 0 else {
      throw ShapeError(kind, "with a stride of \(stride) the window does not move on")
    }
    let rows = SlidingAxis(input: input[0], size: size.rows, stride: stride.rows, padding: .valid)
    let columns = SlidingAxis(
      input: input[1], size: size.columns, stride: stride.columns, padding: .valid)
    guard rows.output > 0, columns.output > 0 else {
      throw ShapeError(kind, "a window of \(size) is larger than its input of \(input)")
    }
    return [rows.output, columns.output, input[2]]
  }

  /// How many numbers come out for one image.
  var count: Int { outputRows * outputColumns * channels }

  /// Goes through the windows of an image, and within a window row by row through its pixels.
  ///
  /// `body` is called once for all channels of a pixel. It gets three things: where the window's
  /// outputs begin among the image's, where the pixel's numbers begin in the image, and whether
  /// the pixel is the first of its window.
  func forEachPixel(_ body: (_ place: Int, _ pixel: Int, _ isFirst: Bool) -> Void) {
    for i in 0..<outputRows {
      for j in 0..<outputColumns {
        let place = (i * outputColumns + j) * channels
        let first = (i * stride.rows * columns + j * stride.columns) * channels
        for a in 0..<size.rows {
          for b in 0..<size.columns {
            body(place, first + (a * columns + b) * channels, a == 0 && b == 0)
          }
        }
      }
    }
  }
}
