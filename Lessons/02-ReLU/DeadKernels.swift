import CNN
import Digits
import LessonKit
import Printing

/// The most that a kernel can answer, and on how many digits it answers above zero.
struct Speaking {
  /// Its answer to white under its positive weights and black under the others.
  let most: Float
  let count: Int
}

/// The kernels of the first convolution on all test digits, as learned and with lower biases.
func whoSpeaks(
  _ lesson: Lesson, _ trained: Trace, on digits: DataSet
) -> (learned: [Speaking], lowered: [Speaking]) {
  lesson.cell("Which kernels answer above zero, and how often") {
    let learned = try trained.network.part(to: "conv1")
    var lowered = learned
    for k in lowered["conv1", "bias"].scalars.indices { lowered["conv1", "bias"][k] = -2 }
    lesson.print(
      "a kernel's largest possible answer, and on how many of \(digits.count) test digits it is above zero"
    )
    lesson.print("            as learned            with a bias of −2")
    lesson.print("            at most     digits    at most     digits")
    let columns = try [learned, lowered].map { network in
      let (weight, bias) = (network["conv1", "weight"], network["conv1", "bias"])
      return try speaking(network, on: digits).enumerated().map { k, count in
        var most = bias[k]
        for a in 0..<weight.shape[0] {
          for b in 0..<weight.shape[1] { most += max(0, weight[a, b, 0, k]) }
        }
        return Speaking(most: most, count: count)
      }
    }
    for k in columns[0].indices {
      let texts = columns.map { column in
        column[k].most.fixed(2, signed: true).alignedRight(11)
          + "\(column[k].count)".alignedRight(11)
      }
      lesson.print("kernel \(k)" + texts.joined())
    }
    return (columns[0], columns[1])
  }
}

/// What can be said about a kernel that gives nothing above zero on one digit.
enum Silence: String, CaseIterable {
  case dead = "none: it is dead"
  case half = "about half of them"
  case chance = "nearly all of them"

  static let options = allCases.map(\.rawValue)

  init(_ count: Int, of digits: Int) {
    let share = Double(count) / Double(max(1, digits))
    self = share > 0.9 ? .chance : share < 0.05 ? .dead : .half
  }
}

/// On how many images each kernel of conv1 answers above zero somewhere.
private func speaking(_ network: Network, on digits: DataSet) throws -> [Int] {
  let kernels = network["conv1", "bias"].shape.count
  var counts = [Int](repeating: 0, count: kernels)
  var tape = Tape()
  for start in stride(from: 0, to: digits.count, by: 100) {
    let (images, _) = digits.batch(Array(start..<min(start + 100, digits.count)))
    try network.forward(images, tape: &tape)
    let maps = try tape["conv1"].scalars
    let size = maps.count / images.shape[0]
    for image in 0..<images.shape[0] {
      // [30, 30, 8]: at each place the numbers of all kernels stand together.
      var largest = [Float](repeating: 0, count: kernels)
      for place in stride(from: image * size, to: (image + 1) * size, by: kernels) {
        for k in 0..<kernels where maps[place + k] > largest[k] { largest[k] = maps[place + k] }
      }
      for k in 0..<kernels where largest[k] > 0 { counts[k] += 1 }
    }
  }
  return counts
}
