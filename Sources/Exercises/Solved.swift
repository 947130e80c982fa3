enum Solved {
  /// All exercises with the solutions in the place of a reader's functions.
  static let all: [Exercise] = [
    .correlate(
      one: { correlate($0, $1, bias: $2) }, several: { correlate(maps: $0, slices: $1, bias: $2) }),
    .relu(forward: relu, backward: reluBackward),
    .maxPooling(forward: maxPool, backward: maxPoolBackward),
    .dropout(dropout),
  ]
}
