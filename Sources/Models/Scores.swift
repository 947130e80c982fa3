import CNN
import Digits

extension Network {
  /// The inputs of the softmax at the network's end, for some images of a data set: `[N, K]`.
  ///
  /// - Throws: if the images do not fit the network, or it does not end with a softmax.
  public func scores(
    of data: DataSet, numbers: [Int], workers: Int = availableCores
  ) throws -> Tensor {
    let stage = try scoresStage
    var tape = Tape()
    var scores: [Float] = []
    for start in stride(from: 0, to: numbers.count, by: 500) {
      let images = data.batch(numbers[start..<min(start + 500, numbers.count)]).images
      try forward(images, tape: &tape, Pass(workers: workers))
      scores += tape.activation(stage).scalars
    }
    return Tensor([numbers.count, shapes[stage].count], scores)
  }
}

extension Models {
  /// The rival of the lessons, one of MNIST's test sevens and ones. It is the digit that the
  /// network confuses most with the other of the two, or comes closest to confusing.
  ///
  /// That is the digit whose own score exceeds the other's by the least. The package's network
  /// confuses none of them with the other, but still misreads its rival.
  ///
  /// - Throws: if the images do not fit the network, or it does not give ten scores.
  public static func rival(of network: Network) throws -> TestDigit {
    var (rival, least) = (TestDigit(7, cell: 0), Float.infinity)
    for (label, other) in [(7, 1), (1, 7)] {
      let data = try DataSet([("\(label)", try MNIST.sheet(.test, digit: label))])
      let scores = try network.scores(of: data, numbers: Array(0..<data.count))
      guard scores.shape[1] == 10 else {
        throw ModelError(description: "a network for digits has 10 scores, not \(scores.shape[1])")
      }
      for cell in 0..<data.count {
        let lead = scores[cell, label] - scores[cell, other]
        if lead < least { (rival, least) = (TestDigit(label, cell: cell), lead) }
      }
    }
    return rival
  }
}
