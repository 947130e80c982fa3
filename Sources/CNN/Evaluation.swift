extension Network {
  /// For each image of a batch `[N, …]` the number of the class with the largest output.
  ///
  /// - Throws: the batch's shape and the network's, if they do not match.
  public func classify(
    _ images: Tensor, tape: inout Tape, _ pass: Pass = Pass()
  ) throws(ShapeError) -> [Int] {
    try forward(images, tape: &tape, pass)
    let classes = shapes[layers.count].count
    return (0..<images.shape[0]).map { n in
      let own = tape.output.scalars[n * classes..<(n + 1) * classes]
      // Of equal outputs the first counts.
      return own.indices.reduce(own.startIndex) { own[$1] > own[$0] ? $1 : $0 } - own.startIndex
    }
  }
}
