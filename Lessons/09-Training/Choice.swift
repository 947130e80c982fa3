import CNN
import Digits
import LessonKit
import Models

/// Which layers a network has. The last two, a dense layer with a score for each class and the
/// softmax, belong to all of them and are not in the list.
nonisolated enum Choice {
  case walkthrough
  case course
  /// A list of one's own.
  case layers([any Layer])

  /// - Parameter dropout: the rates after pooling and after the hidden layer; 0 for none.
  func layers(_ dropout: (maps: Float, hidden: Float)) -> [any Layer] {
    switch self {
    case .walkthrough: Self.layers(.walkthrough, dropout)
    case .course: Self.layers(.course, dropout)
    case .layers(let own): own
    }
  }

  static func layers(
    _ widths: Widths, _ dropout: (maps: Float, hidden: Float)
  ) -> [any Layer] {
    func dropping(_ rate: Float) -> [any Layer] { rate == 0 ? [] : [Dropout(rate)] }
    let maps: [any Layer] = [
      Convolution(widths.kernels.0, 3, padding: .full), ReLU(), Convolution(widths.kernels.1, 3),
      ReLU(),
      MaxPooling(2),
    ]
    let hidden: [any Layer] = [Flatten(), Dense(widths.units), ReLU()]
    return maps + dropping(dropout.maps) + hidden + dropping(dropout.hidden)
  }

  /// The network with fresh weights for the images and the classes of a data set.
  ///
  /// - Throws: one sentence about the knob if the layers do not fit.
  func newborn(
    for data: DataSet, dropout: (maps: Float, hidden: Float), seed: UInt64, withDropout: Bool = true
  ) throws -> Network {
    let all = layers(dropout)
    do {
      return try Network(
        withDropout ? all : all.filter { $0.kind != "dropout" }, for: data, seed: seed)
    } catch { throw KnobError("choice: \(error)") }
  }

  /// The network of the experiments, in half the size of the lessons': many of them must be trained.
  static func small(for data: DataSet, seed: UInt64) throws -> Network {
    try Network(
      layers(Widths(kernels: (4, 8), units: 32), (0.25, 0.5)), for: data, seed: seed)
  }
}

extension Network {
  /// A network with fresh weights for the images and the classes of a data set.
  nonisolated init(_ layers: [any Layer], for data: DataSet, seed: UInt64) throws {
    let last: [any Layer] = [Dense(data.classes.count), Softmax()]
    try self.init(input: data.shape, seed: seed, layers + last)
  }
}
