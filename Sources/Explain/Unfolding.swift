import CNN
import Printing

extension Trace {
  /// Where a number came from, several levels deep: its calculation and, indented below it, those
  /// of its largest terms.
  ///
  /// Levels that only let a number through (ReLU, dropout, flatten) are shown but not counted.
  ///
  /// - Parameters:
  ///   - depth: how many levels are worked out.
  ///   - keep: how many terms of a sum are shown, and then explained in turn. All others are one
  ///     line.
  ///   - most: how many lines there may be, since each level may have `keep` times as many as the one
  ///     before. If there are more, a last line says so.
  public func unfold(_ site: Site, depth: Int, keep: Int = 3, most: Int = 20_000) -> String {
    var lines: [String] = []
    if !unfold(site, depth: depth, keep: keep, indent: "", most: most, into: &lines) {
      lines.append("… the rest is left out: \(most.grouped) lines are the most")
    }
    return lines.joined(separator: "\n")
  }

  /// Adds the lines of a number and of those below it. Returns false as soon as the next
  /// calculation would be one too many.
  private func unfold(
    _ site: Site, depth: Int, keep: Int, indent: String, most: Int, into lines: inout [String]
  ) -> Bool {
    let explanation = explain(site)
    guard explanation.isOpen, depth > 0 else { return true }
    let isPassage = explanation.rule == .gate || explanation.rule == .copy
    let own = explanation.worked(keep: keep).split(separator: "\n").map { indent + $0 }
    guard lines.count + own.count <= most else { return false }
    lines += own
    return explanation.shown(keep).compactMap(\.origin).allSatisfy {
      unfold(
        $0, depth: isPassage ? depth : depth - 1, keep: keep,
        indent: isPassage ? indent : indent + "    ", most: most, into: &lines)
    }
  }

  /// The largest of the scores, which go into the softmax at the network's end.
  ///
  /// Throws an error with the last layer's name, if that layer is not a softmax.
  public var winningScore: Site {
    get throws(ShapeError) {
      .activation(stage: try network.scoresStage, [try scores.scalars.argmax])
    }
  }

  /// A route from a number to the image, or from a gradient to the loss. Each step goes to the term
  /// that added most.
  ///
  /// It is one route of very many. A step's `share` says how large this one term is, compared with
  /// all terms for and against the number.
  public func route(from site: Site) -> [RouteStep] {
    var steps: [RouteStep] = []
    var next: Site? = site
    while let site = next {
      let explanation = explain(site)
      guard let term = explanation.foremost else { break }
      let magnitude = explanation.terms.reduce(0) { $0 + abs($1.value) }
      let share: Double =
        if case .sum = explanation.rule { magnitude == 0 ? 0 : abs(term.value) / magnitude } else {
          1
        }
      steps.append(RouteStep(explanation: explanation, term: term, share: share))
      // From a gradient, the route follows only gradients, to the loss.
      if case .activation = term.origin, !site.isActivation { break }
      next = term.origin
    }
    return steps
  }

  /// The number of a stage on the route of the winning score, with its explanation.
  ///
  /// - Throws: an error that lists the existing names, or says that there is no softmax, or that
  ///   the route does not pass through this stage.
  public func numberOfTheRoute(_ stage: String) throws -> Explanation {
    let layer = try network.layer(stage)
    let steps = try route(from: winningScore).map(\.explanation)
    guard let step = steps.first(where: { $0.site.layer == layer }) else {
      throw NameError("the route does not pass through \(stage)")
    }
    return step
  }
}

/// One step of a route: a number, the term that added most to it, and that term's share.
public struct RouteStep: Sendable {
  public let explanation: Explanation
  public let term: Term
  /// |term| / Σ |terms| where the number is a sum, otherwise 1.
  public let share: Double
}

extension Explanation {
  /// Whether it has terms that can be explained further.
  fileprivate var isOpen: Bool { rule != .given && rule != .untraced && rule != .untold }

  /// The terms that a printed explanation shows one by one, in the same order.
  fileprivate func shown(_ keep: Int) -> [Term] {
    switch rule {
    case .given, .untraced, .untold: []
    case .gate, .copy: terms
    case .maximum(let winner): [terms[winner]]
    case .quotient(let own): [terms[own]]
    case .sum: largest(keep).sorted().map { terms[$0] }
    }
  }

  /// The term that was taken; for a sum, the term that added most, without the bias.
  fileprivate var foremost: Term? {
    guard rule == .sum else { return shown(1).first }
    return terms.filter { $0.origin != nil }.max { $0.value < $1.value }
  }
}

extension Term {
  /// The factor to explain further: a gradient if there is one, otherwise an activation. A weight
  /// does not come from within the network.
  public var origin: Site? {
    let sites = factors.compactMap(\.site)
    return sites.first { if case .gradient = $0 { true } else { false } }
      ?? sites.first { if case .activation = $0 { true } else { false } }
  }
}
