/// What one batch leaves behind on its way through a network, and on its way back.
///
/// Stage 0 is the input, stage s the output of layer s − 1. A tape is kept from step to step:
/// its tensors keep their memory as long as the batch keeps its size.
public struct Tape: Sendable {
  /// `[stage]`, each `[N, …]`.
  public internal(set) var activations: [Tensor] = []
  /// ∂loss/∂activation, `[stage]`, in the shapes of `activations`; nil where nobody asked.
  public internal(set) var activationGradients: [Tensor?] = []
  /// ∂loss/∂parameter, `[layer][parameter]`.
  public internal(set) var parameterGradients: [[Tensor]] = []
  /// The run that the batch took part in, forward, and so takes part in backward.
  var pass = Pass()
  /// What each layer needs besides: borders, turned kernels, partial sums.
  var scratch: [Scratch] = []
  /// The names of the stages.
  private var names: [String] = []
  /// The network that it is prepared for.
  private var owner: Network.Identity?

  public init() {}

  /// What came out of the last layer, `[N, …]`.
  public var output: Tensor { activations[activations.count - 1] }

  /// What a stage holds, `[N, …]`, by its name: `tape["relu2"]`, or `tape["in"]` for the images.
  ///
  /// Throws the names that there are, if this is not one of them.
  public subscript(stage: String) -> Tensor {
    get throws(NameError) { activations[try names.number(of: stage, "stage")] }
  }

  /// Whether the tape was made ready for this network.
  func isPrepared(for network: Network) -> Bool { owner === network.identity }

  mutating func prepare(for network: Network, images: Int) {
    if owner !== network.identity {
      owner = network.identity
      names = network.stages
      activations = network.shapes.map { _ in Tensor([0]) }
      activationGradients = network.shapes.map { _ in nil }
      parameterGradients = network.layers.map { $0.parameters.map { Tensor($0.value.shape) } }
      scratch = network.layers.map { _ in Scratch() }
    }
    for stage in activations.indices.dropFirst() {
      activations[stage].resize(to: network.shapes[stage].batch(of: images))
    }
  }
}
