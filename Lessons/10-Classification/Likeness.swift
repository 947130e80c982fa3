import CNN
import Printing

/// The names of the methods, in the order of their columns.
nonisolated let methods = ["occlusion", "gradient", "gradient × input", "Grad-CAM"]

/// r, from −1 to 1: whether two lists rise and fall together (Pearson). Nil if one does not at all.
nonisolated func correlation(_ a: [Float], _ b: [Float]) -> Double? {
  let (x, y) = (a.map(Double.init), b.map(Double.init))
  let (meanX, meanY) = (x.mean, y.mean)
  let product = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  let (ownX, ownY) = (
    x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) },
    y.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
  )
  return ownX > 0 && ownY > 0 ? product / (ownX * ownY).squareRoot() : nil
}

/// How much of a method's pictures is the ink, and how similar they are with trained and with random
/// weights, over all subjects and seeds.
nonisolated struct Likeness {
  let method: String
  /// Between its strengths, whatever their sign, and the ink of the image, with trained and with
  /// random weights.
  var inkTrained: [Double] = []
  var inkRandom: [Double] = []
  /// Between trained and random, with the signs, where there is ink: does it say the same of them?
  var signs: [Double] = []

  /// From what r on, with the ink and with random weights, a method is called exposed.
  static let exposing = 0.5
  var isExposed: Bool { inkRandom.mean >= Self.exposing }
}

/// - Parameters:
///   - trained: by subject and method.
///   - random: the same for each of the random networks.
func inkLikenesses(
  of subjects: [Subject], trained: [[Tensor]], random: [[[Tensor]]]
) -> [Likeness] {
  methods.indices.map { m in
    var likeness = Likeness(method: methods[m])
    for s in subjects.indices {
      let (own, ink) = (trained[s][m].scalars, subjects[s].image.scalars)
      if let r = correlation(own.map(abs), ink) { likeness.inkTrained.append(r) }
      let inked = ink.indices.filter { ink[$0] > 0 }
      for random in random.map({ $0[s][m].scalars }) {
        if let r = correlation(random.map(abs), ink) { likeness.inkRandom.append(r) }
        if let r = correlation(inked.map { own[$0] }, inked.map { random[$0] }) {
          likeness.signs.append(r)
        }
      }
    }
    return likeness
  }
}

func likenessTable(_ likenesses: [Likeness]) -> String {
  func text(_ numbers: [Double]) -> String {
    guard let low = numbers.min(), let high = numbers.max() else { return "nothing to compare" }
    return numbers.mean.fixed(2, signed: true)
      + " (\(low.fixed(2, signed: true)) to \(high.fixed(2, signed: true)))"
  }
  let head = [
    "r, mean of all (lowest to highest)",
    "                    strength and ink                 trained and random,",
    "                    trained  random                  with signs, on the ink",
  ]
  return
    (head
    + likenesses.map { likeness in
      likeness.method.alignedLeft(20)
        + likeness.inkTrained.mean.fixed(2, signed: true).alignedLeft(9)
        + text(likeness.inkRandom).alignedLeft(24) + text(likeness.signs)
    } + ["(Grad-CAM has no negative numbers, so its strengths are compared)"]).joined(
      separator: "\n")
}

/// The method whose pictures follow the ink most closely with random weights.
func mostLikeTheInk(_ likenesses: [Likeness]) -> String {
  likenesses.max { $0.inkRandom.mean < $1.inkRandom.mean }?.method ?? methods[0]
}

/// Why a method paints the ink before anything was learned.
func reason(_ method: String) -> String {
  let why =
    switch method {
    case "occlusion": "Where all is black, a black cover changes nothing."
    case "gradient × input": "A gradient times a black pixel is 0."
    case "Grad-CAM":
      "With random weights the biases are 0, and a map is 0 where all around is black."
    default: "Which gates are open depends on the ink."
    }
  return why + " So the shape of the ink is there before anything is learned."
}

/// Which methods paint the ink, whatever has been learned.
func verdict(_ likenesses: [Likeness]) -> String {
  func list(_ some: [Likeness]) -> String {
    some.map { "\($0.method) (r = \($0.inkRandom.mean.fixed(2)))" }.joined(separator: ", ")
  }
  let (exposed, others) = (
    likenesses.filter(\.isExposed), likenesses.filter { !$0.isExposed }
  )
  let found =
    exposed.isEmpty
    ? "No method reaches r = \(Likeness.exposing) with random weights, so none is exposed."
    : "**Exposed** by random weights: **\(list(exposed))**."
  let single = others.filter { ($0.inkRandom.max() ?? 0) >= Likeness.exposing }
    .map { "\($0.method) up to \(($0.inkRandom.max() ?? 0).fixed(2))" }
  let rest =
    (others.isEmpty ? "" : " Not exposed: \(list(others)).")
    + (single.isEmpty
      ? "" : " In single pictures r goes higher: \(single.joined(separator: ", ")).")
  let fairness =
    exposed.contains { $0.method == "occlusion" }
    ? " Occlusion still measures what a cover does, but the shape of its map is no discovery." : ""
  let signs = likenesses.map(\.signs.mean)
  let strongest = signs.map(abs).max() ?? 0
  return """
    \(found)\(rest)\(fairness)

    Only the signs, the colours, can show what was learned. On the ink, the signs from \
    trained and from random weights have \(strongest < 0.3 ? "little" : "something") in common: the \
    means of r lie between \((signs.min() ?? 0).fixed(2)) and \((signs.max() ?? 0).fixed(2)). So read the colours, \
    not the shape.
    """
}
