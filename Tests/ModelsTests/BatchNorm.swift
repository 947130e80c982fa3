import CNN
import Explain

/// Batch normalisation: each channel of a batch is brought to mean 0 and variance 1, then scaled
/// and shifted by two learned numbers (Ioffe and Szegedy, 2015).
///
/// `[N, H, W, C]` → the same, or `[N, C]` → the same. While training, mean and variance are the
/// batch's own, and running means of both are kept; at inference those are used. A layer of one's
/// own, with all that such a layer can have, in one file.
struct BatchNorm: Layer {
  let kind = "norm"
  /// How much of the batch's mean and variance goes into the running ones.
  let momentum: Float
  /// Keeps the division from exploding where a channel is all alike.
  let epsilon: Float
  var parameters: [Parameter] = []
  var settings: [Setting] { [Setting("momentum", momentum), Setting("epsilon", epsilon)] }

  init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
    self.momentum = momentum
    self.epsilon = epsilon
  }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    let channels: Shape = [input[input.rank - 1]]
    guard parameters.allSatisfy({ $0.value.shape == channels }) else {
      throw ShapeError(kind, "it was made for \(parameters[0].value.shape) channels, not \(input)")
    }
    return input
  }

  mutating func initialize(for input: Shape, random: Random) {
    guard parameters.isEmpty else { return }
    let channels: Shape = [input[input.rank - 1]]
    let (zeros, ones) = (Tensor(channels), Tensor(channels, repeating: 1))
    parameters = [
      Parameter("weight", ones, axes: [.output]), Parameter("bias", zeros, axes: [.output]),
      Parameter("running_mean", zeros, axes: [.output], isLearned: false),
      Parameter("running_var", ones, axes: [.output], isLearned: false),
    ]
  }

  /// Mean and variance of each channel: the batch's, or at inference the running ones.
  private func moments(_ x: Tensor, _ pass: Pass) -> (mean: [Double], variance: [Double]) {
    guard pass.mode == .training else {
      return (
        parameters[2].value.scalars.map(Double.init), parameters[3].value.scalars.map(Double.init)
      )
    }
    let channels = parameters[0].value.shape.count
    let count = Double(x.scalars.count / channels)
    var (mean, variance) = ([Double](repeating: 0, count: channels), [Double]())
    for (i, value) in x.scalars.enumerated() { mean[i % channels] += Double(value) }
    mean = mean.map { $0 / count }
    variance = [Double](repeating: 0, count: channels)
    for (i, value) in x.scalars.enumerated() {
      let distance = Double(value) - mean[i % channels]
      variance[i % channels] += distance * distance
    }
    return (mean, variance.map { $0 / count })
  }

  private func deviation(_ variance: Double) -> Double {
    (variance + Double(epsilon)).squareRoot()
  }

  // y = weight · (x − mean) / √(variance + ε) + bias, channel by channel
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let (mean, variance) = moments(x, pass)
    let (weight, bias) = (parameters[0].value.scalars, parameters[1].value.scalars)
    for i in x.scalars.indices {
      let c = i % weight.count
      let standard = (Double(x.scalars[i]) - mean[c]) / deviation(variance[c])
      y.scalars[i] = Float(Double(weight[c]) * standard + Double(bias[c]))
    }
  }

  // With s = (x − mean) / √(variance + ε), and the sums over all numbers of the channel:
  //   dweight = Σ dy · s          dbias = Σ dy
  //   dx = weight / √(variance + ε) · dy                                        at inference
  //   dx = weight / √(variance + ε) · (dy − dbias / count − s · dweight / count)  while training
  // The statistics are not learned: in place of gradients they get their new values.
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let (mean, variance) = moments(x, pass)
    let channels = mean.count
    let count = Double(x.scalars.count / channels)
    var (sums, products) = (
      [Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels)
    )
    func standard(_ i: Int) -> Double {
      (Double(x.scalars[i]) - mean[i % channels]) / deviation(variance[i % channels])
    }
    for i in dy.scalars.indices {
      sums[i % channels] += Double(dy.scalars[i])
      products[i % channels] += Double(dy.scalars[i]) * standard(i)
    }
    for c in 0..<channels {
      gradients[0].scalars[c] = Float(products[c])
      gradients[1].scalars[c] = Float(sums[c])
      let isTraining = pass.mode == .training
      // As in PyTorch the running variance is that of the whole, of which the batch is a sample.
      let new = [mean[c], variance[c] * (isTraining ? count / max(1, count - 1) : 1)]
      for (statistic, value) in zip([2, 3], new) {
        let old = Double(parameters[statistic].value.scalars[c])
        gradients[statistic].scalars[c] =
          isTraining ? Float(old + Double(momentum) * (value - old)) : Float(old)
      }
    }
    for i in dy.scalars.indices where dx != nil {
      let c = i % channels
      let shared =
        pass.mode == .training ? (sums[c] + standard(i) * products[c]) / count : 0
      let scale = Double(parameters[0].value.scalars[c]) / deviation(variance[c])
      dx?.scalars[i] = Float(scale * (Double(dy.scalars[i]) - shared))
    }
  }
}

// Where its numbers came from, as far as one image can tell: traced while training, the batch is
// that image alone.
extension BatchNorm: Explained {
  func explain(_ site: Site, in trace: Trace) -> Explanation {
    let layer = site.layer
    let shape = trace.network.shapes[layer]
    let x = trace.activations[layer].scalars
    let c = site.index[site.index.count - 1]
    let channels = parameters[0].value.shape.count
    let own = x.indices.filter { $0 % channels == c }
    let isTraining = trace.pass.mode == .training
    var (mean, variance) = (
      Double(parameters[2].value.scalars[c]), Double(parameters[3].value.scalars[c])
    )
    let count = Double(own.count)
    if isTraining {
      mean = own.reduce(0) { $0 + Double(x[$1]) } / count
      variance = own.reduce(0) { $0 + (Double(x[$1]) - mean) * (Double(x[$1]) - mean) } / count
    }
    let deviation = (variance + Double(epsilon)).squareRoot()
    let weight = Site.parameter(layer: layer, parameter: 0, [c])
    let scale = Double(trace.value(at: weight)) / deviation
    func standard(_ i: Int) -> Double { (Double(x[i]) - mean) / deviation }
    func back(_ i: Int) -> Site { .gradient(stage: layer + 1, shape.index(at: i)) }
    /// What came back at a place of the channel, times a number.
    func term(_ i: Int, _ factor: Double) -> Term {
      Term(trace.name(of: back(i)), [trace.factor(back(i)), Factor(Float(factor))])
    }
    switch site {
    case .activation(_, let index):
      let input = Site.activation(stage: layer, index)
      return trace.explanation(
        site, remark: isTraining ? "mean and variance of this image" : "running mean and variance",
        .sum,
        [
          Term(trace.name(of: input), [trace.factor(input), Factor(Float(scale))]),
          Term("mean", [Factor(Float(-mean)), Factor(Float(scale))]),
          Term("bias", [trace.factor(.parameter(layer: layer, parameter: 1, [c]))]),
        ])
    case .gradient(_, let index):
      let place = shape.offset(of: index)
      guard isTraining else { return trace.explanation(site, .sum, [term(place, scale)]) }
      // The number also moves the mean and the variance, and so all others of its channel.
      return trace.explanation(
        site, .sum,
        own.map { i in
          let shared = (1 + standard(place) * standard(i)) / count
          return term(i, scale * ((i == place ? 1 : 0) - shared))
        })
    case .parameterGradient(_, 0, _):
      return trace.explanation(site, .sum, own.map { term($0, standard($0)) })
    case .parameterGradient(_, 1, _):
      return trace.explanation(site, .sum, own.map { term($0, 1) })
    case .parameterGradient(_, let statistic, let index):
      let old = trace.factor(.parameter(layer: layer, parameter: statistic, index))
      guard isTraining else { return trace.explanation(site, .copy, [Term("old value", [old])]) }
      let new = statistic == 2 ? mean : variance * count / max(1, count - 1)
      return trace.explanation(
        site, remark: "its new value", .sum,
        [
          Term("old value", [old, Factor(1 - momentum)]),
          Term("this image's", [Factor(Float(new)), Factor(momentum)]),
        ])
    case .parameter: return trace.explanation(site, .given, [trace.factor(site).asTerm])
    }
  }
}
