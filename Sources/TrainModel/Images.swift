import CNN
import Digits
import Models
import Pen

/// What a training learns from, and what it is tested with.
struct Images {
  let train: DataSet
  /// Pictures for choosing settings, if a folder has some beside those for the test.
  let validation: DataSet?
  let test: DataSet
  /// Where they come from, if they are somebody's own.
  let folder: PictureFolder?

  /// - Parameters:
  ///   - network: what it will read.
  ///   - drawings: how many drawings of each class the pen makes.
  ///   - path: a folder of one's own, in place of all others.
  ///   - batch: how many images a batch has.
  /// - Throws: one sentence, also if the training would need too much memory. Then little of it has
  ///   been taken.
  init(
    for network: TrainModel.Architecture, drawings: Int, folder path: String?,
    _ preparation: Preparation?, batch: Int, seed: UInt64, workers: Int
  ) throws {
    let room = PictureRoom()
    folder = try path.map { path in
      try PictureFolder(path, preparation: preparation) { read in
        if read.count == 1 {
          try Training.checkSize(
            of: Network.layers(network.widths, classes: read.classes), for: read.shape,
            batch: batch)
        }
        try room.check(read, of: path)
      }
    }
    validation = folder?.validation
    if let folder {
      (train, test) = (folder.train, folder.test)
      return
    }
    if let symbols = Self.symbols(for: network) {
      try room.check(drawings: drawings * symbols.count)
    }
    (train, test) =
      switch network {
      case .walkthrough, .course: try MNIST.halves()
      case .symbols: DataSet.symbolHalves(each: drawings, seed: seed, workers: workers)
      case .padDigits: try DataSet.padHalves(each: drawings, seed: seed, workers: workers)
      }
  }

  /// 4,000 drawings by hands that training did not use, for choosing when an answer is not sure.
  /// Nil for a network that does not learn from the pen.
  static func heldOut(
    for network: TrainModel.Architecture, seed: UInt64, workers: Int
  ) -> DataSet? {
    guard let symbols = symbols(for: network) else { return nil }
    // Neither training nor the test has this seed.
    let pen = Pen(.unseen, seed: ~seed ^ 0xFFFF)
    return .symbols(symbols, each: 4000 / symbols.count, by: pen, workers: workers)
  }

  /// What the pen draws for a network; nil if it does not learn from the pen.
  private static func symbols(for network: TrainModel.Architecture) -> [PenSymbol]? {
    switch network {
    case .walkthrough, .course: nil
    case .symbols: PenSymbol.course
    case .padDigits: PenSymbol.digits
    }
  }
}
