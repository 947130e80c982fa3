import CNN
import Figures
import LessonKit
import Printing

/// What a network says of one image under many masks.
struct Opinions {
  let name: String
  let image: Tensor
  /// The probabilities without a mask.
  let plain: Tensor
  /// p(7) under each mask.
  private(set) var shares: [Float] = []
  /// Under how many masks it says 7.
  private(set) var sevens = 0
  /// Under how many the route's number is dropped, and in how many of these it says 7.
  private(set) var lost = (count: 0, sevens: 0)

  init(_ name: String, _ image: Tensor, plain: Tensor) {
    (self.name, self.image, self.plain) = (name, image, plain)
  }

  mutating func note(_ answer: Tensor, isRouteLost: Bool) {
    shares.append(answer[7])
    let saysSeven = winner(answer) == 7
    sevens += saysSeven ? 1 : 0
    lost.count += isRouteLost ? 1 : 0
    lost.sevens += isRouteLost && saysSeven ? 1 : 0
  }

  /// What it says without a mask.
  var answer: Int { winner(plain) }

  /// Whether no mask changes the answer.
  var isSure: Bool { sevens == shares.count }

  /// From the lowest p(7) to the highest.
  var spread: String {
    "\((shares.min() ?? 0).fixed(4)) to \((shares.max() ?? 0).fixed(4))"
  }

  /// `stays 1.0000`, or how far it goes.
  private var movement: String {
    let (low, high) = ((shares.min() ?? 0).fixed(4), (shares.max() ?? 0).fixed(4))
    return low == high ? "stays \(low)" : "goes from \(low) to \(high)"
  }

  static func table(_ all: [Opinions]) -> [String] {
    ["                   p(7) without a mask   under 100 masks    says 7"]
      + all.map {
        $0.name.alignedLeft(20) + $0.plain[7].fixed(4).alignedRight(18) + "   \($0.spread)   "
          + "\($0.sevens) of \($0.shares.count)"
      }
  }

  private func winner(_ shares: Tensor) -> Int {
    shares.scalars.argmax
  }
}

extension Opinions {
  /// A row for each image: p(7) under its masks, and without a mask.
  static func figure(_ all: [Opinions]) -> Figure {
    let rows: [[Figure]] = all.map { own in
      let shares = Figure.histogram(
        own.shares, bins: 20, axis: .linear("p(7)", 0...1), counts: "masks", width: 620, height: 140
      )
      return [
        .image(own.image, own.name, of: .image).side(140),
        shares.reference(Double(own.plain[7]), "without a mask"),
      ]
    }
    return .table(rows, spacing: 30)
  }

  /// How often each says 7.
  static func answer(_ all: [Opinions]) -> Answer {
    .numbers(all.map { Double($0.sevens) }, within: 15)
  }

  static func reason(_ all: [Opinions], rate: Float) -> Prose {
    if rate == 0 { return "With a rate of 0 nothing is dropped, and all answers are the same." }
    let each = all.map { "p(7) of \($0.name) \($0.movement)." }
    if all[0].isSure && !all[1].isSure {
      return """
        Here masks change only the unsure answer. For the seven, no single number is indispensable.
        """
    }
    return Prose(each.joined(separator: " "))
  }

  /// Whether the answer needs the route's number.
  var withoutRoute: String {
    let start = "The answer for \(name) is 7 under \(sevens) of \(shares.count) masks."
    guard lost.count > 0 else { return start + " The route's number is never dropped." }
    return start
      + " The route's number is dropped under \(lost.count) of the \(shares.count) masks, and the answer "
      + "is still 7 under \(lost.sevens == lost.count ? "all" : "\(lost.sevens)") of these."
  }
}
