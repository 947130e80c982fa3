import CNN
import Foundation
import Testing

/// The numbers that the Python scripts in Fixtures use too: ((i · step) mod 101 − 50) / 25.
func numbers(_ shape: Shape, _ step: Int) -> Tensor {
  Tensor(shape, (0..<shape.count).map { Float(($0 * step) % 101 - 50) / 25 })
}

/// Decodes a file of Fixtures.
func fixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let url = Bundle.module.bundleURL.appending(path: "Fixtures/\(name).json")
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}

/// Checks that all numbers agree to within `tolerance` of the largest magnitude.
func expectClose(
  _ got: Tensor, _ expected: [Float], within tolerance: Float, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard got.scalars.count == expected.count else {
    Issue.record(
      "\(what): \(expected.count) numbers expected, got \(got.shape)",
      sourceLocation: sourceLocation)
    return
  }
  let scale = max(expected.map(abs).max() ?? 0, .leastNormalMagnitude)
  let errors = zip(got.scalars, expected).map { abs($0 - $1) / scale }
  let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
  #expect(
    errors.allSatisfy { $0 <= tolerance },
    """
    \(what) \(got.shape): worst at \(got.shape.index(at: worst)), expected \(expected[worst]), \
    got \(got.scalars[worst]); first expected \(expected.prefix(5)), got \(got.scalars.prefix(5))
    """, sourceLocation: sourceLocation)
}

/// Sends a batch forward and a gradient back, and returns the tape.
func run(
  _ network: Network, _ x: Tensor, dy: Tensor? = nil, _ pass: Pass = Pass(.training)
) throws -> Tape {
  var tape = Tape()
  try network.forward(x, tape: &tape, pass)
  if let dy { try network.backward(dy, tape: &tape, inputGradient: true) }
  return tape
}

/// Σ output · dy, in Double: the loss whose gradient at the output is dy.
func loss(_ network: Network, _ x: Tensor, dy: Tensor, _ pass: Pass) throws -> Double {
  let y = try run(network, x, dy: nil, pass).output
  return zip(y.scalars, dy.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// The little seven: the paper network of the lessons, and its image.
func littleSeven() throws -> (network: Network, image: Tensor) {
  let network = try Network(
    input: [4, 4, 1], seed: 1,
    [
      try Convolution(weights: [[-1, 1], [2, 0]], bias: -1), ReLU(), MaxPooling(2, stride: 1),
      Flatten(), Dense(weights: Tensor([4, 2], [0, 0, 1, 0, 0, 1, 0.5, 0]), bias: [-2, 1]),
      Softmax(),
    ])
  let image = Tensor(rows: [[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])
  return (network, image)
}
