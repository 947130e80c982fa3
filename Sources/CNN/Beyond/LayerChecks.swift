// A layer from outside this package may leave tensors of wrong shapes. The next layer would read
// beyond their ends. So the network compares shapes after each call.

extension Network {
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
      guard gradient.shape == shape, gradient.scalars.count == shape.count else {
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
    let isFull = tensor.scalars.count == tensor.shape.count
    let scalars = isFull ? "" : " with \(tensor.scalars.count) scalars"
    fatalError(
      "\(names[number]) left \(what) of shape \(tensor.shape)\(scalars); it must be \(needed).")
  }
}
