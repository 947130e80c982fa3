import Compute

/// The places of a pooling layer's windows in a batch. Max and average pooling share this.
struct PoolingPlaces: Sendable {
  let size: Size
  private let stride: Size
  let columns: Int
  let channels: Int
  private let outputRows, outputColumns: Int

  init(_ size: Size, _ stride: Size, _ x: Shape, _ y: Shape) {
    (self.size, self.stride) = (size, stride)
    (columns, channels) = (x[2], x[3])
    (outputRows, outputColumns) = (y[1], y[2])
  }

  /// The shape of the output for an image of shape `input`, without the batch's axis.
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
      throw ShapeError(kind, "the window does not move with a stride of \(stride)")
    }
    let rows = SlidingAxis(input: input[0], size: size.rows, stride: stride.rows, padding: .valid)
    let columns = SlidingAxis(
      input: input[1], size: size.columns, stride: stride.columns, padding: .valid)
    guard rows.output > 0, columns.output > 0 else {
      throw ShapeError(kind, "a window of \(size) is larger than its input of \(input)")
    }
    return [rows.output, columns.output, input[2]]
  }

  /// What max pooling computes in one window.
  var window: PoolingWindow {
    PoolingWindow(
      rows: size.rows, columns: size.columns, channels: channels, line: columns * channels)
  }

  /// Visits the windows of an image. `body` gets where the window's outputs begin, and where the
  /// numbers of its first pixel begin.
  func forEachWindow(_ body: (_ place: Int, _ first: Int) -> Void) {
    for i in 0..<outputRows {
      for j in 0..<outputColumns {
        body(
          (i * outputColumns + j) * channels,
          (i * stride.rows * columns + j * stride.columns) * channels)
      }
    }
  }
}
