import Compute

// A batch goes through the first layers in shares of a few images. So one layer's output is still
// in the cache when the next layer reads it, and the cores wait for each other only once. A share
// has a tape of its own. No bit depends on it: a convolution's sums are cut into the same shares in
// any case.

extension Network {
  /// How many layers, from the first one on, take each image alone. Values that are not learned
  /// cannot be added up as gradients are, so a layer with such a parameter does not count.
  var layersAlone: Int {
    layers.prefix { $0.takesImagesAlone && $0.parameters.allSatisfy(\.isLearned) }.count
  }

  /// How many layers a batch goes through in shares. It is 0 if there are fewer images than shares,
  /// or if a single layer is all that could be cut.
  func layersInShares(_ images: Int, _ pass: Pass) -> Int {
    pass.isShare || images < shareCount || layersAlone < 2 ? 0 : layersAlone
  }

  /// Sends a batch through the layers that take it in shares.
  func forwardInShares(tape: inout Tape) {
    let (batch, last) = (tape.stages[0], tape.shares.layers)
    guard last > 0 else { return }
    if tape.shares.tapes.isEmpty {
      tape.shares.tapes = [Tape](repeating: Tape(), count: shareCount)
    }
    while tape.shares.lent.count < max(1, tape.pass.workers) { tape.shares.lent.append([]) }
    var pass = tape.pass
    pass.workers = 1
    pass.isShare = true
    let size = shapes[last].count
    tape.stages[last].scalars.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let output = buffer
      let pass = pass
      parallel(over: &tape.shares.tapes, workers: tape.pass.workers, states: &tape.shares.lent) {
        number, tape, _ in
        let own = share(number, of: batch.shape[0])
        tape.prepare(for: self, images: own.count, pass, learning: last)
        tape.pass.firstImage += own.lowerBound
        tape.stages[0].copy(own, of: batch)
        forward(0..<last, tape: &tape)
        let place = output[own.lowerBound * size..<own.upperBound * size]
        _ = UnsafeMutableBufferPointer(rebasing: place)
          .update(fromContentsOf: tape.stages[last].scalars)
      }
    }
  }

  /// Sends the gradient of the last stage in shares back to the first layer. Adds up the gradients
  /// of the parameters in the order of the shares.
  ///
  /// Unless the input's gradient is asked for, those of the stages are needed only until the layer
  /// before has read them. So all shares of a core take turns in the same memory, which stays in
  /// its cache.
  func backwardInShares(tape: inout Tape, inputGradient: Bool) {
    let last = tape.shares.layers
    guard last > 0, let dy = tape.stageGradients[last] else { return }
    let none = [Tensor?](repeating: nil, count: shapes.count)
    parallel(over: &tape.shares.tapes, workers: tape.pass.workers, states: &tape.shares.lent) {
      number, tape, lent in
      if !inputGradient {
        tape.stageGradients = lent.isEmpty ? none : lent
        lent = []
      }
      var own = tape.stageGradients[last].take() ?? Tensor([0])
      own.copy(share(number, of: dy.shape[0]), of: dy)
      tape.stageGradients[last] = consume own
      backward(0..<last, tape: &tape, inputGradient: inputGradient)
      if !inputGradient {
        swap(&tape.stageGradients, &lent)
        tape.stageGradients = none
      }
    }
    for layer in 0..<last {
      for number in tape.parameterGradients[layer].indices {
        addUp(
          tape.shares.tapes.lazy.map { $0.parameterGradients[layer][number].scalars },
          into: &tape.parameterGradients[layer][number].scalars)
      }
    }
  }
}

/// The stages of the first layers, where a batch goes through them in shares.
struct Shares: Sendable {
  /// How many layers, from the first one on; 0 if the batch stays whole.
  var layers = 0
  /// A tape for each share.
  var tapes: [Tape] = []
  /// For each core, memory for the stages' gradients of the share that it works on.
  var lent: [[Tensor?]] = []
}

extension Tape {
  /// `[stage]`, each `[N, …]`.
  public var activations: [Tensor] { stages.indices.map(activation) }

  /// ∂loss/∂activation of the last backward pass, `[stage]`, in the shapes of its activations; nil
  /// where none was computed.
  public var activationGradients: [Tensor?] {
    stageGradients.indices.map { stage in
      guard stage < shares.layers else { return stageGradients[stage] }
      let parts = shares.tapes.compactMap { $0.stageGradients[stage] }
      return parts.isEmpty ? nil : Tensor(batch: parts)
    }
  }

  /// The activations of stage number `stage`, `[N, …]`.
  package func activation(_ stage: Int) -> Tensor {
    let isCut = (1..<max(1, shares.layers)).contains(stage)
    return isCut ? Tensor(batch: shares.tapes.map { $0.stages[stage] }) : stages[stage]
  }
}

extension Tensor {
  /// Some batches one after the other, as one batch.
  fileprivate init(batch parts: [Tensor]) {
    let count = parts.reduce(0) { $0 + $1.shape[0] }
    self.init(parts[0].shape.ofOne.batch(of: count), parts.flatMap(\.scalars))
  }

  /// Takes over some images of a batch.
  fileprivate mutating func copy(_ images: Range<Int>, of batch: Tensor) {
    let size = batch.scalars.count / batch.shape[0]
    resize(to: batch.shape.ofOne.batch(of: images.count))
    scalars.withUnsafeMutableBufferPointer {
      _ = $0.update(
        fromContentsOf: batch.scalars[images.lowerBound * size..<images.upperBound * size])
    }
  }
}
