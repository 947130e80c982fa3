import CNN
import Digits
import Exchange
import LessonKit
import Models
import Pictures
import Printing

/// A picture that the network is asked about.
nonisolated struct Subject {
  let name: String
  /// `[28, 28, 1]`
  let image: Tensor
  /// What it is, where that is known.
  let label: Int?
}

extension Subject {
  nonisolated static func seven() throws -> Subject {
    Subject(name: "the seven", image: try MNIST.seven(), label: 7)
  }

  nonisolated static func rival(of network: Network) throws -> Subject {
    let rival = try Models.rival(of: network)
    return Subject(name: "the rival", image: try rival.image(), label: rival.label)
  }
}

/// `the network takes for a 2`, or that it reads the rival correctly after all.
func inWords(_ rival: Subject, _ answer: Answer) -> String {
  let said = "(p(\(answer.winner)) = \(answer.probabilities[answer.winner].fixed(4)))"
  return answer.winner == rival.label
    ? "the network reads correctly, but with the least lead of all test sevens and ones \(said)"
    : "the network takes for a \(answer.winner) \(said)"
}

/// Numbers as they would stand on paper: `0, 2, ½, 2`.
func list(_ numbers: Tensor) -> String { numbers.scalars.map(\.short).joined(separator: ", ") }

/// The little seven and all of its network, as on paper.
func littleNetwork() -> String {
  func line(_ numbers: [Float]) -> String {
    numbers.map { $0.short.alignedRight(4) }.joined()
  }
  func column(_ k: Int) -> String { line((0..<4).map { LittleSeven.weights[$0, k] }) }
  let image = (0..<4).map { h in line((0..<4).map { LittleSeven.image[h, $0, 0] }) }
  let kernel = LittleSeven.kernel.map { line($0) }
  let (bias, biases) = (LittleSeven.kernelBias.short, LittleSeven.biases.map(\.short))
  let lines = [
    ("   image", "  kernel", "then ReLU, and       dense weights of the"),
    (image[0], kernel[0], "max pooling in four  four pooled numbers"),
    (image[1], kernel[1], "windows of 2×2,      7: \(column(0))   bias \(biases[0])"),
    (image[2], "  bias \(bias)", "at stride 1          1: \(column(1))   bias \(biases[1])"),
  ]
  return (lines.map { $0.alignedLeft(20) + $1.alignedLeft(15) + $2 } + [image[3]])
    .joined(separator: "\n")
}
