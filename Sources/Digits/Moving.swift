import CNN

// Moves images by full pixels. Pixels that leave the frame are lost, and black comes in on the
// other side.

extension Tensor {
  /// An image `[H, W, C]`, moved by some pixels; negative numbers move it up or left. Pixels that
  /// leave the frame are lost, and zeros come in.
  public func moved(down: Int = 0, right: Int = 0) -> Tensor {
    let (height, width, channels) = (shape[0], shape[1], shape[2])
    return Tensor(
      shape, moving(scalars, height, width * channels, down: down, right: right * channels))
  }
}

extension DataSet {
  /// The same labels, and each image moved by some pixels; negative numbers move it up or left.
  /// Pixels that leave the frame are lost, and black comes in.
  public func moved(down: Int = 0, right: Int = 0) -> DataSet {
    mapping { moving($0, shape[0], shape[1], down: down, right: right) }
  }
}

// y[h, w] = x[h − down, w − right], and 0 where there is no such x
private func moving<Number: Numeric>(
  _ x: [Number], _ height: Int, _ width: Int, down: Int, right: Int
) -> [Number] {
  var y = [Number](repeating: 0, count: x.count)
  // The columns that stay inside; no columns if the image moves farther than it is wide.
  let first = min(max(0, right), width)
  let end = min(width, width + right)
  guard first < end else { return y }
  for h in max(0, down)..<max(0, down, min(height, height + down)) {
    let start = (h - down) * width - right
    y.replaceSubrange(h * width + first..<h * width + end, with: x[start + first..<start + end])
  }
  return y
}
