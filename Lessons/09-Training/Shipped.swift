import CNN
import Digits
import LessonKit
import Models
import Printing

/// What the network that ships can do: all training digits of MNIST, twelve epochs.
struct Shipped {
  /// The way of the seven.
  let trace: Trace
  /// Of MNIST's test digits, how many it reads, of how many.
  let right, count: Int

  /// - Parameter test: MNIST's test digits, where they have been read already.
  init(test: DataSet?) throws {
    let network = try Models.walkthrough()
    let test = try test ?? MNIST.dataSet(.test)
    trace = try network.trace(try MNIST.seven(), label: 7)
    right = try network.right(on: test, numbers: test.numbers)
    count = test.count
  }
}

/// The step with which the lesson before ends: the newborn network, its seven, η = 0.01.
func handOverFromBackprop() throws -> HandOver {
  let seven = try MNIST.seven()
  var network = try Network.walkthrough(seed: 1)
  let before = try network.trace(seven, label: 7)
  var optimizer = SGD(rate: 0.01)
  optimizer.step(&network, before.parameterGradients)
  let after = try network.trace(seven, label: 7)
  func share(_ trace: Trace) -> String { trace.output.scalars[7].fixed(4) }
  func loss(_ trace: Trace) -> String { Double(trace.loss ?? .nan).shortened }
  return HandOver([
    (
      "one step",
      "p(7) \(share(before)) → \(share(after)), loss \(loss(before)) → \(loss(after))"
    )
  ])
}
