import CNN

extension Tensor {
  /// An image `[H, W, C]` with a part of it black: 0 in all channels.
  ///
  /// A part that reaches beyond the image is cut at its edge.
  public func covering(rows: Range<Int>, columns: Range<Int>) -> Tensor {
    var covered = self
    for h in rows.clamped(to: 0..<shape[0]) {
      for w in columns.clamped(to: 0..<shape[1]) {
        for c in 0..<shape[2] { covered[h, w, c] = 0 }
      }
    }
    return covered
  }
}

/// Occlusion: covers one part of an image after the other, and records the change of a score.
/// (Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014.)
public struct Occlusion: Sendable {
  /// score − score with the square black, `[row][column]`. The middles of neighbouring squares are
  /// `step` pixels apart.
  public let lost: [[Float]]

  /// - Parameters:
  ///   - image: `[H, W, C]`.
  ///   - network: with a softmax at its end.
  ///   - winner: the class whose score is measured.
  ///   - patch: the side of the square.
  ///   - step: how far it moves.
  /// - Throws: if this is not an image, it does not fit the network, or the network has no softmax.
  public init(
    of image: Tensor, in network: Network, class winner: Int, patch: Int, step: Int
  ) throws(ShapeError) {
    let scorer = try network.scorer
    guard image.shape.rank == 3 else {
      throw ShapeError(
        "input", "occlusion needs an image of rows, columns and channels, not \(image.shape)")
    }
    let (height, width) = (image.shape[0], image.shape[1])
    let places = (rows: height / step, columns: width / step)
    func square(_ place: Int) -> Range<Int> {
      let start = place * step - (patch - step) / 2
      return start..<start + patch
    }
    var images = image.scalars
    for i in 0..<places.rows {
      for j in 0..<places.columns {
        images += image.covering(rows: square(i), columns: square(j)).scalars
      }
    }
    var tapes = Tapes()
    let count = 1 + places.rows * places.columns
    let scores = try scorer.answer(
      Tensor(image.shape.batch(of: count), images), tapes: &tapes, workers: 1)
    let untouched = scores[0, winner]
    lost = (0..<places.rows).map { i in
      (0..<places.columns).map { j in untouched - scores[1 + i * places.columns + j, winner] }
    }
  }
}
