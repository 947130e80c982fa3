import CNN
import Explain
import Pictures
import Printing

/// The numbers at the end of one lesson and at the start of the next. They are the little seven's
/// numbers, the seven's numbers, and the route's number at that stage.
public struct HandOver: Sendable, Equatable {
  public let lines: [Line]

  /// Numbers, in one row or more, and their name.
  public struct Line: Sendable, Equatable {
    public let about: String
    public let numbers: String
  }

  /// Your own lines, each with its name.
  public init(_ lines: [(about: String, numbers: String)]) {
    self.lines = lines.map { Line(about: $0.about, numbers: $0.numbers) }
  }

  /// The lines, for a font of fixed width.
  public var text: String {
    let width = lines.map(\.about.count).max() ?? 0
    return lines.map { line in
      line.numbers.split(separator: "\n").enumerated().map { number, row in
        (number == 0 ? line.about : "").alignedLeft(width + 3) + row
      }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// - Parameters:
  ///   - little: the little seven's numbers at this stage, `[H, W, 1]` or a list `[C]`.
  ///   - trace: the seven's forward pass through the network.
  ///   - stage: the name of the stage: `relu2`.
  /// - Throws: an error, if a stage does not exist or the network does not end with a softmax.
  public init(little: Tensor, _ trace: Trace, stage name: String) throws {
    let (stage, numbers) = (try trace.network.stage(name), try trace[name])
    let sum = numbers.scalars.reduce(0) { $0 + Double($1) }
    let positive = numbers.scalars.count { $0 > 0 }
    let step = try trace.route(from: trace.winningScore).first { $0.stage == stage }
    self.init([
      ("the little seven", Self.rows(of: little)),
      (
        "the seven",
        "\(name), \(numbers.shape): \(positive) above zero, the sum of all is \(sum.fixed(4))"
      ),
      (
        "the route",
        step.map { "\($0.explanation.name) = \($0.explanation.stored.fixed(4))" } ?? "has ended"
      ),
    ])
  }

  /// The results of three networks: the probabilities and the loss of each.
  ///
  /// - Parameters:
  ///   - little: the little seven's forward pass through its network, with the label 0.
  ///   - trained: the seven's forward pass through the trained network, with the label 7.
  ///   - newborn: the same through a network with fresh weights.
  public init(little: Trace, trained: Trace, newborn: Trace) {
    func text(_ trace: Trace, _ classes: KeyValuePairs<String, Int>) -> String {
      let shares = classes.map { name, number in
        "p(\(name)) = \(trace.output.scalars[number].fixed(4)), "
      }
      return shares.joined() + "loss \(Double(trace.loss ?? .nan).shortened)"
    }
    self.init([
      ("the little seven", text(little, ["7": 0, "1": 1])),
      ("the seven, trained", text(trained, ["7": 7])),
      ("the seven, newborn", text(newborn, ["7": 7])),
    ])
  }

  /// The trained network's answers for a digit in its place, and moved.
  ///
  /// - Parameters:
  ///   - inPlace: the seven's forward pass through it.
  ///   - aside: the same, moved by 6 pixels to the right.
  public init(inPlace: Trace, aside: Trace) {
    let shares = aside.output.scalars
    let winner = shares.argmax
    self.init([
      ("the seven, as it is", "p(7) = \(inPlace.output.scalars[7].fixed(4))"),
      (
        "the seven, 6 pixels off centre",
        "says \(winner), p(\(winner)) = \(shares[winner].fixed(4))"
      ),
    ])
  }

  /// The cost of one answer of the lessons' network.
  public init(work network: Network) {
    let work = network.layers.indices.reduce(0) { $0 + network.multiplyAdds(ofLayer: $1) }
    self.init([("one answer of the lessons' network", "\(work.grouped) multiply-adds")])
  }

  /// The accuracy of the trained network.
  ///
  /// - Parameters:
  ///   - trained: the seven's forward pass through it, with the label 7.
  ///   - right: how many test digits it classifies correctly.
  ///   - count: how many there are.
  public init(trained: Trace, right: Int, of count: Int) {
    let shares = trained.output.scalars
    let winner = shares.argmax
    self.init([
      ("the trained network", "\(right.grouped) of \(count.grouped) test digits right"),
      (
        "the seven",
        "says \(winner), p(\(winner)) = \(shares[winner].fixed(4)), "
          + "loss \(Double(trained.loss ?? .nan).shortened)"
      ),
    ])
  }

  /// Small numbers as on paper, row by row.
  private static func rows(of tensor: Tensor) -> String {
    let columns = tensor.shape.rank == 3 ? tensor.shape[1] : tensor.shape.count
    return stride(from: 0, to: tensor.scalars.count, by: columns).map { start in
      tensor.scalars[start..<start + columns].map { $0.short.alignedRight(5) }.joined()
    }.joined(separator: "\n")
  }
}

extension Lesson {
  /// The numbers at the end of the lesson before. This lesson begins with them.
  ///
  /// If `numbers` throws, the lesson ends with one sentence.
  public func takesOver(_ numbers: @autoclosure () throws -> HandOver) {
    add(.takenOver(prepare(numbers)))
  }

  /// The numbers at the end of this lesson. The next lesson begins with them.
  ///
  /// If `numbers` throws, the lesson ends with one sentence.
  public func handsOn(_ numbers: @autoclosure () throws -> HandOver) {
    endMore()
    add(.handedOn(prepare(numbers)))
  }

  /// The route from one stage to another, with a line for each number. Its share is the part from
  /// the number in the line above, compared with all parts for and against the number.
  ///
  /// - Parameters:
  ///   - first: the stage where the lesson before has stopped.
  ///   - last: the stage that this lesson has reached.
  /// - Throws: an error, if a stage does not exist or the network does not end with a softmax.
  public func printRoute(_ trace: Trace, from first: String, to last: String) throws {
    let winner = try trace.winningScore
    let stages = try trace.network.stage(first)...trace.network.stage(last)
    let last = trace.network.layers.count
    // The softmax comes after the scores. There, the number is the winner's probability.
    let end =
      stages.upperBound < last ? winner : Site.activation(stage: last, winner.index)
    let steps = trace.route(from: end).reversed()
    print("the route, one of very many, from the pixels up. Each number has many parts. Its share")
    print("is the part from the line above, compared with all parts for and against the number:")
    if stages.lowerBound == 0, let pixel = steps.first?.term.origin {
      print("\(trace.name(of: pixel).alignedLeft(24))\(trace.value(at: pixel).column)")
    }
    var carried = 1.0
    for step in steps where step.stage <= stages.upperBound {
      carried *= step.share
      guard stages.contains(step.stage) else { continue }
      let share = step.share.percent().alignedRight(9)
      print("\(step.explanation.name.alignedLeft(24))\(step.stored)\(share)")
    }
    print("this route carries \(carried.percent(4)) so far; it is one of very many")
  }
}

extension RouteStep {
  /// The stage of the step's number.
  fileprivate var stage: Int { explanation.site.layer + 1 }
  fileprivate var stored: String { explanation.stored.column }
}

extension Float {
  fileprivate var column: String { fixed(4, signed: true).alignedRight(9) }
}
