import CNN
import Digits
import Foundation
import Pen
import Pictures

/// A picture of a digit as people bring them, made by a seed: in shadow, framed, thin, turned, …
struct FoundPicture: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case clean, shadow, spot, corner, frame, thin, alpha, card, turned, faint, coarse, small, chalk
  }

  let kind: Kind
  let label: Int
  let png: [UInt8]
  /// The same digit on clean paper, to know what is read of it at best.
  let clean: GreyPicture
  let isDarkOnLight: Bool

  /// - Parameter digits: MNIST's digits; every second picture shows one of them, the others are
  ///   written by the pen.
  init(_ kind: Kind, _ number: Int, _ digits: DataSet, seed: UInt64) {
    let random = Random(seed: seed).stream(number).stream(kind.hashNumber)
    func from(_ low: Double, _ high: Double, _ use: Int) -> Double {
      low + (high - low) * Double(random.uniform(use))
    }
    let isWide = kind == .frame || kind == .turned || kind == .alpha
    let side = Int(
      kind == .thin ? from(100, 600, 1) : from(isWide ? 80 : 200, isWide ? 400 : 600, 1))
    let (width, height) = (side, kind == .turned ? side * 3 / 4 : side)
    let least = Double(min(width, height))
    let size =
      least
      * (kind == .clean
        ? from(0.2, 0.9, 2) : kind == .small ? from(0.1, 0.2, 2) : from(0.35, 0.85, 2))
    let place = (x: from(0.1, 0.9, 3), y: from(0.1, 0.9, 4))
    let isDark =
      kind != .chalk && ([.shadow, .corner, .card].contains(kind) || random.uniform(5) < 0.6)
    var ink: DrawnInk
    if number.isMultiple(of: 2) && kind != .thin {
      let chosen = Int(random.bits(6) % UInt64(digits.count))
      label = digits.labels[chosen]
      let size = min(least, 1.3 * size)
      ink = DrawnInk(
        digits.picture(chosen), width: width, height: height, size: size, place: place)
    } else {
      label = number / 2 % 10
      var hand = Handwriting.training
      (hand.misplaced, hand.bent, hand.turn, hand.slant) = (0.015, 0.02, 5, -0.1...0.25)
      (hand.hooks, hand.overshoot, hand.aspect) = (0, 0.01, 0.2)
      let drawing = Pen(hand, seed: seed).draw(PenSymbol.digits[label], number)
      let isSharp = kind == .thin && random.uniform(7) < 0.5
      let line = kind == .thin ? from(1, 3, 8).rounded() : max(2, size * from(0.03, 0.15, 8))
      ink = DrawnInk(
        drawing, width: width, height: height, size: size, place: place, line: line,
        isSharp: isSharp)
    }
    clean = GreyPicture(
      width: width, height: height, pixels: ink.shares.map { UInt8((255 * $0).rounded()) })
    (self.kind, self.isDarkOnLight) = (kind, isDark)
    let scene = Scene(kind, ink, isDark: isDark, random.stream(1))
    png = scene.png(kind, random.stream(2))
  }
}

extension FoundPicture.Kind {
  /// The same number in each run, which a hash is not.
  fileprivate var hashNumber: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
