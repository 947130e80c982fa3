import CNN

/// A gradient, compared with the measured slope of the loss.
///
/// The weight is moved by ±h, and the difference of the losses is divided by 2h. Between the two, a
/// ReLU may open or close, or another pixel may win a pooling window. Then the loss has a kink, and
/// gradient and slope need not agree. `kinks` names these places.
public struct GradientCheck: Sendable {
  /// `∂loss/∂conv1.weight[3; 1,0]`
  public let name: String
  /// The gradient from backpropagation.
  public let gradient: Double
  /// (loss(w + h) − loss(w − h)) / 2h.
  public let slope: Double
  /// The places where a decision changed between w − h and w + h, such as `relu1 of image 0 at
  /// (4,5,3)`.
  public let kinks: [String]

  /// |gradient − slope| as a share of the larger of the two; 0 if both are 0.
  public var relativeError: Double {
    let largest = max(abs(gradient), abs(slope))
    return largest == 0 ? 0 : abs(gradient - slope) / largest
  }
}

extension Network {
  /// Checks the gradient of the mean loss of a batch with respect to one weight.
  ///
  /// - Parameters:
  ///   - weight: which one, such as `site("conv1", "weight", [1, 0, 0, 3])`.
  ///   - images: `[N, …]`.
  ///   - labels: the numbers of the right classes.
  ///   - step: h.
  /// - Throws: as `forward` and `backward(from:)`; an error if this is not a weight, or is not
  ///   learned.
  public func checkGradient(
    of weight: Site, _ images: Tensor, labels: [Int], step: Float, _ pass: Pass = Pass(.training)
  ) throws -> GradientCheck {
    checkSite(weight)
    guard case .parameter(let layer, let parameter, let index) = weight else {
      throw NameError("\(name(of: weight)) is not a weight, so its gradient cannot be checked")
    }
    guard layers[layer].parameters[parameter].isLearned else {
      throw NameError("\(name(of: weight)) is not learned, so it has no gradient")
    }
    var tape = Tape()
    try forward(images, tape: &tape, pass)
    try backward(from: labels, tape: &tape)
    let gradient = tape.parameterGradients[layer][parameter]
    let offset = gradient.shape.offset(of: index)

    let above = try moved(layer, parameter, offset, by: step, images, labels, pass)
    let below = try moved(layer, parameter, offset, by: -step, images, labels, pass)
    var kinks: [String] = []
    for stage in layers.indices {
      let (after, before) = (above.choices[stage], below.choices[stage])
      let shape = shapes[stage + 1].batch(of: images.shape[0])
      for place in after.indices where after[place] != before[place] {
        let at = shape.index(at: place)
        let inner = at.dropFirst().map(String.init).joined(separator: ",")
        kinks.append("\(names[stage]) of image \(at[0]) at (\(inner))")
      }
    }
    // The actual step: w ± h are rounded to Float.
    let slope = (above.loss - below.loss) / (Double(above.weight) - Double(below.weight))
    return GradientCheck(
      name: name(of: weight.gradient), gradient: Double(gradient.scalars[offset]), slope: slope,
      kinks: kinks)
  }

  private func moved(
    _ layer: Int, _ parameter: Int, _ offset: Int, by step: Float, _ images: Tensor,
    _ labels: [Int], _ pass: Pass
  ) throws(ShapeError) -> (loss: Double, weight: Float, choices: [[Int]]) {
    var network = self
    network.layers[layer].parameters[parameter].value.scalars[offset] += step
    var tape = Tape()
    try network.forward(images, tape: &tape, pass)
    let losses = try network.losses(of: labels, on: tape)
    return (
      losses.reduce(0) { $0 + Double($1) } / Double(losses.count),
      network.layers[layer].parameters[parameter].value.scalars[offset],
      layers.indices.map { (layers[$0] as? any Explained)?.choices(tape.activations[$0]) ?? [] }
    )
  }
}
