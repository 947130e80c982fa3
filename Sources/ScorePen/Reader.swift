import CNN
import Digits
import Models
import Printing

/// A network, and which of its answers are allowed.
struct Reader {
  let trained: TrainedNetwork
  /// The numbers of the allowed classes.
  private let allowed: [Int]

  /// - Parameter only: the allowed classes, one character each; nil for all.
  /// - Throws: one sentence, if there are none or one of these does not exist.
  init(_ trained: TrainedNetwork, only: String?) throws {
    self.trained = trained
    if only?.isEmpty == true {
      throw ModelError(
        description: "--only needs at least one of the network's classes, "
          + trained.classes.joined(separator: " "))
    }
    if let unknown = only?.map(String.init).first(where: { !trained.classes.contains($0) }) {
      throw ModelError(
        description: "--only: \(unknown) is not among the network's classes, "
          + trained.classes.joined(separator: " "))
    }
    allowed = trained.classes.indices.filter { number in
      only.map { $0.map(String.init).contains(trained.classes[number]) } ?? true
    }
  }

  /// The probabilities of the allowed classes, divided by their sum; 0 for all others.
  private func probabilities(_ drawn: Drawings) throws -> [[Float]] {
    let numbers = Array(0..<drawn.data.count)
    return try trained.network.probabilities(on: drawn.data, numbers: numbers).map { all in
      let sum = allowed.reduce(Float(0)) { $0 + all[$1] }
      var own = [Float](repeating: 0, count: all.count)
      for number in allowed { own[number] = sum > 0 ? all[number] / sum : 0 }
      return own
    }
  }

  func read(_ drawn: Drawings) throws -> Sureness {
    Sureness(try probabilities(drawn), labels: drawn.labels(among: trained.classes))
  }

  /// One line for each drawing that was misread.
  func misread(_ drawn: Drawings) throws -> [String] {
    zip(drawn.names, zip(try probabilities(drawn), drawn.data.labels)).compactMap { name, answer in
      let (own, label) = answer
      let (written, said) = (drawn.data.classes[label], trained.classes[own.argmax])
      return written == said
        ? nil
        : "  \(name): \(written.alignedLeft(9))read as \(said.alignedLeft(9))"
          + Double(own.max() ?? 0).percent(0).alignedRight(6)
    }
  }

  /// What the drawings of 180 pixels, with lines in proportion, say about its confidence.
  func report(_ sureness: Sureness) {
    let count = sureness.answers.count
    print(
      "180 pixels, lines in proportion: \(sureness.right.grouped) of \(count.grouped) right")
    print(
      "of the mistakes, \(sureness.mistakes(above: 0.9).percent(1)) have more than 90 %; "
        + "expected calibration error \(sureness.calibrationError.percent(1))")
    var thresholds: [Float] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]
    if let own = trained.notSureBelow, !thresholds.contains(own) { thresholds.append(own) }
    for threshold in thresholds.sorted() {
      let (unsure, wrong) = sureness.split(below: threshold)
      let mark = threshold == trained.notSureBelow ? ", the network's own threshold" : ""
      print(
        "not sure below \(Double(threshold).percent(0)): \(unsure.percent(1)) of all, and "
          + "\(wrong.percent(1)) of the others are wrong\(mark)")
    }
  }
}
