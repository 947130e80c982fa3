/// What one batch leaves behind in the forward pass through a network and in the backward pass.
///
/// Stage 0 is the input, and stage s is the output of layer s − 1. Keep a tape from step to step:
/// its tensors keep their memory as long as the batch keeps its size.
public struct Tape: Sendable {
  /// `[stage]`, each `[N, …]`.
  public internal(set) var activations: [Tensor] = []
  /// ∂loss/∂activation, `[stage]`, in the shapes of `activations`; nil where it was not computed.
  public internal(set) var activationGradients: [Tensor?] = []
  /// ∂loss/∂parameter, `[layer][parameter]`.
  public internal(set) var parameterGradients: [[Tensor]] = []
  /// The run of the forward pass, which is also that of the backward pass.
  var pass = Pass()
  /// The layers' working memory: borders, turned kernels, partial sums.
  var scratch: [Scratch] = []
  /// The names of the stages.
  private var names: [String] = []
  /// The network for which the tape is prepared.
  private var owner: Network.Identity?

  public init() {}

  /// The output of the last layer, `[N, …]`.
  public var output: Tensor { activations[activations.count - 1] }

  /// The activations of a stage, `[N, …]`: `tape["relu2"]`, or `tape["in"]` for the images.
  ///
  /// Throws an error that lists the existing names, if this one does not exist.
  public subscript(stage: String) -> Tensor {
    get throws(NameError) { activations[try names.number(of: stage, "stage")] }
  }

  /// Whether the tape is prepared for this network.
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
