/// Where the windows of a pooling layer lie in a batch: what max and average pooling share.
struct PoolingPlaces: Sendable {
  private let size, stride: Size
  private let rows, columns, channels: Int
  private let outputRows, outputColumns: Int

  init(_ size: Size, _ stride: Size, _ x: Shape, _ y: Shape) {
    (self.size, self.stride) = (size, stride)
    (rows, columns, channels) = (x[1], x[2], x[3])
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

  /// Outputs an image.
  var count: Int { outputRows * outputColumns * channels }

  /// Calls `body` with the number of each output of image `n`, and where in the whole batch the
  /// first pixel of its window lies.
  func forEach(ofImage n: Int, _ body: (_ place: Int, _ first: Int) -> Void) {
    var place = 0
    for i in 0..<outputRows {
      for j in 0..<outputColumns {
        let first = ((n * rows + i * stride.rows) * columns + j * stride.columns) * channels
        for c in 0..<channels {
          body(place, first + c)
          place += 1
        }
      }
    }
  }

  /// Calls `body` with where in the batch each pixel of a window lies, row by row.
  func forEachPixel(from first: Int, _ body: (Int) -> Void) {
    for a in 0..<size.rows {
      for b in 0..<size.columns { body(first + (a * columns + b) * channels) }
    }
  }

  /// Where in the batch the first of the largest pixels of a window lies.
  func winner(_ x: [Float], _ first: Int) -> Int {
    var best = first
    forEachPixel(from: first) { if x[$0] > x[best] { best = $0 } }
    return best
  }
}
