import Foundation
import Models

/// Which classes of a network may be the answer.
enum Choice: String, CaseIterable, Encodable, Sendable {
  case all, letters, digits

  /// The numbers of the classes that it allows.
  ///
  /// A letter is a class with the name of one letter, and a digit one from 0 to 9. If there is no
  /// class 0, the letter O counts as a digit too: it is how a 0 is written.
  func places(in classes: [String]) -> [Int] {
    switch self {
    case .all: Array(classes.indices)
    case .letters:
      classes.indices.filter { classes[$0].count == 1 && classes[$0].allSatisfy(\.isLetter) }
    case .digits:
      classes.indices.filter { place in
        let name = classes[place]
        return TrainedNetwork.digits.contains(name) || name == "O" && !classes.contains("0")
      }
    }
  }
}

extension PadModel {
  /// The choices that make a difference for this network: all classes, and each kind of which it
  /// has several besides others.
  var choices: [Choice] {
    Choice.allCases.filter { choice in
      choice == .all || (2..<classes.count).contains(choice.places(in: classes).count)
    }
  }
}

/// The shares of the classes that may be the answer.
struct Shares: Sendable {
  /// The numbers of the allowed classes.
  let allowed: [Int]
  /// A share for each class of the network; 0 for those that are left out.
  let values: [Float]
  /// How much of the network's own shares the allowed classes have together.
  let sum: Float

  /// The softmax over the allowed classes: share(k) = exp(score(k)) / Σ exp(score(j)), where j runs
  /// over the allowed ones. This is the network's own share divided by the sum of the allowed ones.
  ///
  /// From the scores it is exact even where the network's own shares have become 0.
  ///
  /// - Parameters:
  ///   - shares: the network's own, for all classes.
  ///   - scores: the inputs of its softmax.
  init(_ shares: [Float], scores: [Float], allowed: [Int]) {
    self.allowed = allowed
    guard allowed.count < shares.count else {
      (values, sum) = (shares, 1)
      return
    }
    let largest = allowed.map { Double(scores[$0]) }.max() ?? 0
    let powers = allowed.map { exp(Double(scores[$0]) - largest) }
    let total = powers.reduce(0, +)
    var values = [Float](repeating: 0, count: shares.count)
    for (place, power) in zip(allowed, powers) { values[place] = Float(power / total) }
    self.values = values
    sum = Float(allowed.reduce(0) { $0 + Double(shares[$1]) })
  }
}
