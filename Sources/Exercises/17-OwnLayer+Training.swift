import CNN
import Digits
import Printing

/// The reader's functions as a layer of this package: on the list of each image for itself.
private struct OwnLayer: Layer {
  let kind = "own"
  let functions: OwnFunctions
  var parameters: [Parameter] = []

  init(_ functions: OwnFunctions) { self.functions = functions }

  func outputShape(for input: Shape) -> Shape { input }

  mutating func initialize(for input: Shape, random: Random) {
    let start = functions.start()
    if !start.isEmpty { parameters = [Parameter("weights", Tensor([start.count], start))] }
  }

  private var weights: [Float] { parameters.first?.value.scalars ?? [] }

  private func images(_ x: Tensor) -> [Range<Int>] {
    let size = x.shape.count / x.shape[0]
    return (0..<x.shape[0]).map { $0 * size..<($0 + 1) * size }
  }

  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    for own in images(x) {
      y.scalars.replaceSubrange(own, with: functions.forward(Array(x.scalars[own]), weights))
    }
  }

  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    var sums = weights.map { _ in Float(0) }
    for own in images(x) {
      let back = functions.backward(Array(x.scalars[own]), weights, Array(dy.scalars[own]))
      dx?.scalars.replaceSubrange(own, with: back.x)
      for i in sums.indices { sums[i] += back.weights[i] }
    }
    if !sums.isEmpty { gradients[0].scalars = sums }
  }
}

extension OwnFunctions {
  /// Two networks, with the layer between two dense layers and without it, learn the same digits.
  func judgeTraining() -> Judged {
    do {
      let test = try MNIST.dataSet(.test)
      // Each tenth is kept for the question; from the others come those to learn from.
      let asked = stride(from: 0, to: test.count, by: 10)
      let others = (0..<test.count).filter { !$0.isMultiple(of: 10) }
      let order = Random(seed: 17, for: .order).permutation(of: others.count).map { others[$0] }
      let layers: [any Layer] = [Flatten(), Dense(32), Dense(10), Softmax()]
      let with = try learn(layers.inserting(OwnLayer(self), at: 2), test, order)
      let without = try learn(layers, test, order)
      guard with.losses.allSatisfy(\.isFinite) else {
        return .unsolved("With your layer the loss becomes no number. Does y grow without end?")
      }
      let (images, labels) = test.batch(Array(asked))
      func share(_ network: Network) throws -> Double {
        var tapes = Tapes()
        let answers = try network.classify(images, tapes: &tapes, workers: 1)
        return Double(zip(answers, labels).count { $0 == $1 }) / Double(labels.count)
      }
      let shares = (with: try share(with.network), without: try share(without.network))
      let own = with.network.layers[2].parameters.first?.value.scalars ?? []
      let began = start().map(\.short).joined(separator: ", ")
      let ended = own.map(\.short).joined(separator: ", ")
      let learned = own.isEmpty ? [] : ["Its weights went from \(began) to \(ended)."]
      return Judged(
        lines: [
          "Both networks learned from \(order.count.grouped) digits, and were asked "
            + "\(labels.count.grouped) others.",
          "With your layer \(shares.with.percent()) are read right, without it "
            + "\(shares.without.percent()).",
        ] + learned, isSolved: true,
        curves: [curve("with your layer", with.losses), curve("without it", without.losses)],
        axes: Judged.Axes(x: "steps", y: "loss"))
    } catch {
      return .unsolved("\(error)")
    }
  }

  private func learn(
    _ layers: [any Layer], _ digits: DataSet, _ order: [Int]
  ) throws -> (network: Network, losses: [Double]) {
    var network = try Network(input: digits.shape, seed: 1, layers)
    var (optimizer, tape, losses) = (SGD(rate: 0.05, momentum: 0.9), Tape(), [Double]())
    let batch = 20
    let steps = 4 * order.count / batch
    for step in 0..<steps {
      // The rate falls to nothing, so that the last steps do not decide.
      optimizer.rate = 0.05 * Float(steps - step) / Float(steps)
      let numbers = (0..<batch).map { order[(step * batch + $0) % order.count] }
      let (images, labels) = digits.batch(numbers)
      try network.forward(images, tape: &tape, Pass(.training, step: step, workers: 1))
      losses.append(Double(try network.backward(from: labels, tape: &tape)))
      optimizer.step(&network, tape.parameterGradients)
    }
    return (network, losses)
  }

  /// The mean of each fifty steps.
  private func curve(_ name: String, _ losses: [Double]) -> Judged.Curve {
    let starts = Array(stride(from: 0, to: losses.count - 49, by: 50))
    return Judged.Curve(
      name: name, places: starts.map { Double($0 + 50) },
      values: starts.map { losses[$0..<$0 + 50].reduce(0, +) / 50 })
  }
}

extension [any Layer] {
  fileprivate func inserting(_ layer: any Layer, at place: Int) -> [any Layer] {
    var copy = self
    copy.insert(layer, at: place)
    return copy
  }
}
