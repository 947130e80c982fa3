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
    .byHeart {
      learnByHeart($0, images: $1, rate: $2, steps: $3, gradient: $4, right: $5)
    },
    .occlusion { occlusion($0, side: $1, step: $2, score: $3) },
    .centreOfMass(centre: centre, centred: centred),
    .loops { product($0, $1, rows: $2, inner: $3, columns: $4) },
    .ownLayer(start: { ownStart }, forward: ownForward, backward: ownBackward),
  ]
}
