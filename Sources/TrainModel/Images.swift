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
  init(
    for network: TrainModel.Architecture, drawings: Int, folder path: String?,
    _ preparation: Preparation?, seed: UInt64, workers: Int
  ) throws {
    folder = try path.map { try PictureFolder($0, preparation: preparation) }
    validation = folder?.validation
    if let folder {
      (train, test) = (folder.train, folder.test)
      return
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
    let symbols: [PenSymbol]
    switch network {
    case .walkthrough, .course: return nil
    case .symbols: symbols = PenSymbol.course
    case .padDigits: symbols = PenSymbol.digits
    }
    // Neither training nor the test has this seed.
    let pen = Pen(.unseen, seed: ~seed ^ 0xFFFF)
    return .symbols(symbols, each: 4000 / symbols.count, by: pen, workers: workers)
  }
}
