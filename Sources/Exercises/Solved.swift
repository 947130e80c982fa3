enum Solved {
  /// All exercises with the solutions in the place of a reader's functions.
  static let all: [Exercise] = [
    .correlate(
      one: { correlate($0, $1, bias: $2) }, several: { correlate(maps: $0, slices: $1, bias: $2) }),
    .relu(forward: relu, backward: reluBackward),
    .maxPooling(forward: maxPool, backward: maxPoolBackward),
    .dropout(dropout),
    .flatten(
      index: { index(row: $0, column: $1, map: $2, size: $3) }, place: { place($0, size: $1) }),
    .dense(
      logit: { logit($0, first: $1, bias: $2, second: $3) },
      contributions: { contributions($0, first: $1, bias: $2, second: $3) }),
    .softmax(softmax),
  ]
}
