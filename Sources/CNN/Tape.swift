/// What one batch leaves behind in the forward pass through a network and in the backward pass.
///
/// Stage 0 is the input, and stage s is the output of layer s − 1. Keep a tape from step to step:
/// its tensors keep their memory as long as the batch keeps its size.
public struct Tape: Sendable {
  /// `[stage]`, each `[N, …]`.
  var stages: [Tensor] = []
  /// ∂loss/∂stage, `[stage]`, in the shapes of `stages`; nil where it was not computed.
  var stageGradients: [Tensor?] = []
  /// ∂loss/∂parameter, `[layer][parameter]`.
  public internal(set) var parameterGradients: [[Tensor]] = []
  /// The run of the forward pass, which is also that of the backward pass.
  var pass = Pass()
  /// The layers' working memory: turned kernels, partial sums.
  var scratch: [Scratch] = []
  /// The stages of the first layers are on tapes of a few images each: see Beyond/Shares.swift.
  var shares = Shares()
  /// The names of the stages.
  var names: [String] = []
  /// The network for which the tape is prepared.
  var owner: Network.Identity?

  public init() {}

  /// The output of the last layer, `[N, …]`.
  public var output: Tensor { stages[stages.count - 1] }

  /// The activations of a stage, `[N, …]`: `tape["relu2"]`, or `tape["in"]` for the images.
  ///
  /// Throws an error that lists the existing names, if this one does not exist.
  public subscript(stage: String) -> Tensor {
    get throws(NameError) { activation(try names.number(of: stage, "stage")) }
  }

  /// Whether the tape is prepared for this network.
  func isPrepared(for network: Network) -> Bool { owner === network.identity }
}
