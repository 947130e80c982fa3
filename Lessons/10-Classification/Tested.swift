import CNN
import Digits
import LessonKit
import Models
import Printing

/// How many of the 10,000 test digits a network names correctly, digit by digit.
struct Tested {
  /// `counts[label][answer]`
  private(set) var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 10)
  let count: Int

  init(_ network: Network) throws {
    let test = try MNIST.dataSet(.test)
    count = test.count
    let answers = try network.probabilities(on: test, numbers: Array(0..<count))
    for (answer, label) in zip(answers, test.labels) { counts[label][answer.argmax] += 1 }
  }

  var right: Int { (0..<10).reduce(0) { $0 + counts[$1][$1] } }

  private func all(_ digit: Int) -> Int { counts[digit].reduce(0, +) }
  private func wrong(_ digit: Int) -> Int { all(digit) - counts[digit][digit] }
  private func share(_ digit: Int) -> Double { Double(counts[digit][digit]) / Double(all(digit)) }

  /// What a digit is most often taken for: `7 and 8, 5 times each`; empty if it is always right.
  private func mistakes(_ digit: Int) -> String {
    let others = (0..<10).filter { $0 != digit }
    let most = others.map { counts[digit][$0] }.max() ?? 0
    guard most > 0 else { return "" }
    let names = others.filter { counts[digit][$0] == most }.map { "\($0)" }
    return names.listed + ", " + (most == 1 ? "once" : "\(most) times")
      + (names.count > 1 ? " each" : "")
  }

  var table: String {
    var lines = ["digit    there are    right                wrong   most often taken for"]
    for digit in 0..<10 {
      lines.append(
        "  \(digit) " + "\(all(digit))".alignedRight(13)
          + "\(counts[digit][digit])".alignedRight(10)
          + share(digit).percent(2).alignedRight(11)
          + "\(wrong(digit))".alignedRight(9) + "   " + mistakes(digit))
    }
    lines.append(
      "all " + "\(count)".alignedRight(13) + "\(right)".alignedRight(10)
        + (Double(right) / Double(count)).percent(2).alignedRight(11)
        + "\(count - right)".alignedRight(9))
    return lines.joined(separator: "\n")
  }
}
