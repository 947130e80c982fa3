import CNN
import Printing

/// A layer of a reader's own, on plain lists.
struct OwnFunctions: Sendable {
  let start: @Sendable () -> [Float]
  let forward: @Sendable ([Float], [Float]) -> [Float]
  let backward: @Sendable ([Float], [Float], [Float]) -> (x: [Float], weights: [Float])
}

extension Exercise {
  /// Exercise 17.
  public static func ownLayer(
    start: @escaping @Sendable () -> [Float],
    forward: @escaping @Sendable ([Float], [Float]) -> [Float],
    backward: @escaping @Sendable ([Float], [Float], [Float]) -> (x: [Float], weights: [Float])
  ) -> Exercise {
    let own = OwnFunctions(start: start, forward: forward, backward: backward)
    return Exercise(
      17,
      hints: [
        "Forward, each y depends on one x. Backward, gradient of x[i] = dy[i] times the slope of y "
          + "at x[i]. How does y[i] change with the weight?",
        "Where x[i] > 0: y = x, and dx = dy. Elsewhere: y = w · x, dx = w · dy, and the weight's "
          + "gradient grows by x · dy.",
      ],
      [
        Part(open: "the shapes of ownForward and ownBackward", limit: 10) { own.judgeShapes() },
        Part(open: "the gradients of ownBackward", limit: 10) { own.judgeGradients() },
        Part(open: "the layer in a network") { own.judgeTraining() },
      ])
  }
}

extension OwnFunctions {
  func judgeShapes() -> Judged {
    let weights = start()
    for count in [1, 2, 7] {
      let x = (0..<count).map { Float($0) - 1.5 }
      let y = forward(x, weights)
      guard y.count == count else {
        return .unsolved(
          "`ownForward` makes a list of \(y.count) from a list of \(count). Both must be as long.")
      }
      let back = backward(x, weights, y.map { _ in 1 })
      guard back.x.count == count else {
        return .unsolved(
          "`ownBackward` gives \(back.x.count) gradients for \(count) numbers. It must be one for "
            + "each x.")
      }
      guard back.weights.count == weights.count else {
        return .unsolved(
          "`ownBackward` gives \(back.weights.count) gradients for \(weights.count) weights. It "
            + "must be one for each weight.")
      }
      guard (y + back.x + back.weights).allSatisfy(\.isFinite) else {
        return .unsolved(
          "For x = \(x.map(\.short).joined(separator: ", ")) something is no finite number.")
      }
      guard forward(x, weights) == y else {
        return .unsolved("`ownForward` gives something else the second time.")
      }
    }
    return .solved("The shapes are right: lists of 1, 2 and 7 numbers.")
  }
}
