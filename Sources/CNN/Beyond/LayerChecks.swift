// A layer from outside this package may leave tensors of wrong shapes. The next layer would read
// beyond their ends. So the network compares shapes after each call. A batch or a gradient from
// outside may have scalars removed, too.

extension Network {
  /// Throws if a batch does not hold images for this network.
  func check(_ x: Tensor) throws(ShapeError) {
    guard let count = x.shape.sizes.first, count > 0, x.isBatch(of: shapes[0], count: count) else {
      throw ShapeError(
        "input", "a batch of shape \(x.inWords) does not hold images of \(shapes[0])")
    }
  }

  /// Throws if a gradient does not fit the output of this network on a tape.
  func check(_ dy: Tensor, atOutputOf tape: Tape) throws(ShapeError) {
    let output = shapes[layers.count]
    guard tape.isPrepared(for: self), dy.isBatch(of: output, count: tape.output.shape[0]) else {
      throw ShapeError(
        "output", "a gradient of shape \(dy.inWords) does not fit outputs of \(output)")
    }
  }

  /// Stops with the layer's name and both shapes if the output does not have the announced shape.
  func checkOutput(ofLayer number: Int, on tape: Tape) {
    check(tape.stages[number + 1], "an output", ofLayer: number, shapes[number + 1], on: tape)
  }

  /// As `checkOutput`, for the gradients of the input and of the parameters.
  func checkGradients(ofLayer number: Int, on tape: Tape, wantsInput: Bool) {
    if wantsInput {
      check(
        tape.stageGradients[number] ?? Tensor([0]), "an input gradient", ofLayer: number,
        shapes[number], on: tape)
    }
    let (gradients, parameters) = (tape.parameterGradients[number], layers[number].parameters)
    guard gradients.count == parameters.count else {
      fatalError(
        "\(names[number]) left \(gradients.count) gradients for \(parameters.count) parameters."
      )
    }
    for (gradient, parameter) in zip(gradients, parameters) {
      let shape = parameter.value.shape
      guard gradient.fits(shape) else {
        stop(number, "a gradient of \(parameter.name)", gradient, needed: shape)
      }
    }
  }

  private func check(
    _ tensor: Tensor, _ what: String, ofLayer number: Int, _ shape: Shape, on tape: Tape
  ) {
    let count = tape.stages[0].shape[0]
    guard tensor.isBatch(of: shape, count: count) else {
      stop(number, what, tensor, needed: shape.batch(of: count))
    }
  }

  private func stop(_ number: Int, _ what: String, _ tensor: Tensor, needed: Shape) -> Never {
    fatalError(
      "\(names[number]) left \(what) of shape \(tensor.inWords); it must be \(needed).")
  }
}

extension Tensor {
  /// Its shape, and how many scalars it has, if these do not fill it.
  var inWords: String {
    "\(shape)" + (scalars.count == shape.count ? "" : " with \(scalars.count) scalars")
  }

  /// Whether it has some shape, with a scalar for each place.
  func fits(_ shape: Shape) -> Bool { self.shape == shape && scalars.count == shape.count }
}

extension [Tensor] {
  /// Whether each has the shape of its partner, with a scalar for each place.
  func fit(_ others: [Tensor]) -> Bool { elementsEqual(others) { $0.fits($1.shape) } }
}

extension [[Tensor]] {
  /// As for a list of tensors, layer by layer.
  func fit(_ others: [[Tensor]]) -> Bool { elementsEqual(others) { $0.fit($1) } }
}
