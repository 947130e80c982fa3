// The memory of a tape, which is kept from batch to batch.

extension Tape {
  /// Makes room for a batch of so many images, at the stages that this tape keeps.
  ///
  /// - Parameter learning: how many layers, from the first one on, a backward pass may go through;
  ///   nil for all. The others get no room for the gradients of their parameters.
  mutating func prepare(for network: Network, images: Int, _ pass: Pass, learning: Int? = nil) {
    if owner !== network.identity {
      self = Tape()
      owner = network.identity
      names = network.stages
      stages = network.shapes.map { _ in Tensor([0]) }
      stageGradients = network.shapes.map { _ in nil }
      let learning = learning ?? network.layers.count
      parameterGradients = network.layers.enumerated().map { number, layer in
        number < learning ? layer.parameters.map { Tensor($0.value.shape) } : []
      }
      scratch = network.layers.map { _ in Scratch() }
    }
    self.pass = pass
    shares.layers = network.layersInShares(images, pass)
    let last = pass.isShare ? network.layersAlone : network.layers.count
    for stage in 1..<stages.count {
      if (shares.layers...last).contains(stage) {
        stages[stage].resize(to: network.shapes[stage].batch(of: images))
      } else {
        (stages[stage], stageGradients[stage]) = (Tensor([0]), nil)
      }
    }
  }
}
