import CNN
import Digits
import LessonKit
import Printing

// For those who want more: which kernels never say anything.

func deadKernels(_ trained: Trace) {
  lesson.text(
    """
    A kernel is dead if no image makes it speak: then its map is zero after ReLU, always. The most \
    that a kernel can say is white under all its positive weights, black under the others, plus \
    its bias; if that is not above zero, it is dead for sure. Whether it speaks to digits has to \
    be tried.
    """)
  let counts = lesson.cell("Who speaks, and how often") {
    let digits = try MNIST.dataSet(.test)
    let learned = try trained.network.part(to: "conv1")
    var lowered = learned
    for k in lowered["conv1", "bias"].scalars.indices { lowered["conv1", "bias"][k] = -2 }
    lesson.print(
      "the most that a kernel can say, and how many of \(digits.count) test digits it speaks to")
    lesson.print("            as learned            with a bias of −2")
    lesson.print("            at most  speaks to    at most  speaks to")
    let columns = try [learned, lowered].map { network in
      let (weight, bias) = (network["conv1", "weight"], network["conv1", "bias"])
      return try speaking(network, on: digits).enumerated().map { k, count in
        var most = bias[k]
        for a in 0..<weight.shape[0] {
          for b in 0..<weight.shape[1] { most += max(0, weight[a, b, 0, k]) }
        }
        return (most: most, count: count)
      }
    }
    for k in columns[0].indices {
      let texts = columns.map { column in
        column[k].most.fixed(2, signed: true).alignedRight(11)
          + "\(column[k].count)".alignedRight(11)
      }
      lesson.print("kernel \(k)" + texts.joined())
    }
    return columns
  }
  let least = counts[0].enumerated().min { $0.element.count < $1.element.count }
  let never = counts[1].count { $0.most <= 0 }
  lesson.text(
    """
    \(counts[0].contains { $0.count == 0 } ? "Not all are alive" : "As learned, none is dead"): \
    the quietest, kernel \(least?.offset ?? 0), speaks to \(least?.element.count ?? 0) digits. A \
    bias of −2 in place of the learned ones kills \(never) of \(counts[1].count) for sure, whatever the image.
    """)
}

/// To how many images each kernel of conv1 says something above zero somewhere.
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
