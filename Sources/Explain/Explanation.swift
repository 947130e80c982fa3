import CNN

/// Where one number came from, one level deep: its terms, and the operation.
public struct Explanation: Sendable {
  /// The operation on the terms.
  public enum Rule: Sendable, Equatable {
    /// None: the number was there from the start.
    case given
    /// Not known: no backward pass was traced to this number.
    case untraced
    /// Not known: the layer is not `Explained`.
    case untold
    /// They were added.
    case sum
    /// One number was let through, stopped or scaled.
    case gate
    /// One number was copied.
    case copy
    /// The largest was taken: the term at this position.
    case maximum(winner: Int)
    /// The term at this position was divided by the sum of all terms.
    case quotient(of: Int)
  }

  public let site: Site
  /// `conv1 map 7 (8,11)`
  public let name: String
  /// More about the operation, such as the place of the window; may be empty.
  public let remark: String
  public let rule: Rule
  public let terms: [Term]
  /// The result that plain arithmetic in Double gets from the terms.
  public let value: Double
  /// The number that the network's own arithmetic in Float has stored.
  public let stored: Float
  /// Whether its terms may be greys of an image, which are printed as they are in the file, too.
  var readsPixels = false

  /// - Parameters:
  ///   - remark: more about the operation, such as the place of the window.
  ///   - stored: the number that the network's own arithmetic has stored.
  public init(
    _ site: Site, name: String, remark: String = "", _ rule: Rule, _ terms: [Term],
    _ stored: Float
  ) {
    self.site = site
    self.name = name
    self.remark = remark
    self.rule = rule
    self.terms = terms
    self.stored = stored
    let sum = terms.reduce(0) { $0 + $1.value }
    value =
      switch rule {
      case .given, .untraced, .untold, .sum, .gate, .copy: sum
      case .maximum(let winner): terms[winner].value
      case .quotient(let own): terms[own].value / sum
      }
  }

  /// How much `stored` may differ from `value`: each addition in Float rounds once (Higham,
  /// *Accuracy and Stability of Numerical Algorithms*, section 3.1).
  public var tolerance: Double {
    let magnitude =
      if case .quotient = rule { value } else { terms.reduce(0) { $0 + abs($1.value) } }
    return Double(terms.count + 1) * Double(Float.ulpOfOne) * magnitude
  }
}

/// A term of an explanation: a product of its factors.
public struct Term: Sendable {
  /// Its name within the explanation: `in(7,9)`, `bias`.
  public let name: String
  public let factors: [Factor]
  /// Why the term is zero, in a word: `black`, `border`; nil for no special reason.
  public let note: String?
  /// How it was computed, if it is more than the product of its factors; may be empty.
  public let detail: String

  public init(_ name: String, _ factors: [Factor], note: String? = nil, detail: String = "") {
    self.name = name
    self.factors = factors
    self.note = note
    self.detail = detail
  }

  public var value: Double { factors.reduce(1) { $0 * Double($1.value) } }
}

/// A number in a product. It has a site if it can be explained further.
public struct Factor: Sendable {
  public let value: Float
  public let site: Site?

  public init(_ value: Float, at site: Site? = nil) {
    self.value = value
    self.site = site
  }

  /// The number alone.
  public var asTerm: Term { Term("", [self]) }
}

extension Trace {
  /// The number at a site, as a factor that can be explained further.
  public func factor(_ site: Site) -> Factor { Factor(value(at: site), at: site) }

  /// A product of the numbers at some sites, named after the first. If the first is zero, the
  /// reason is noted.
  func product(of sites: Site...) -> Term {
    let factors = sites.map(factor)
    return Term(name(of: sites[0]), factors, note: factors[0].value == 0 ? zero(sites[0]) : nil)
  }

  private func zero(_ site: Site) -> String {
    switch site {
    case .activation(let stage, _): stage == 0 && holdsPixels ? "black" : "zero"
    default: "no gradient"
    }
  }

  /// Whether the input is an image of greys from 0 to 1, and not any numbers.
  var holdsPixels: Bool {
    activations[0].shape.rank == 3 && activations[0].scalars.allSatisfy { (0...1).contains($0) }
  }

  /// A layer's explanation of a site.
  public func explanation(
    _ site: Site, remark: String = "", _ rule: Explanation.Rule, _ terms: [Term]
  ) -> Explanation {
    var explanation = Explanation(
      site, name: name(of: site), remark: remark, rule, terms, value(at: site))
    explanation.readsPixels = holdsPixels
    return explanation
  }
}
