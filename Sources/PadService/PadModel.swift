import CNN
import Digits
import Models
import Pen

/// A network that the pad offers, loaded once and shared by all requests.
public struct PadModel: Sendable {
  /// Its name in a request: `digits`.
  public let name: String
  /// Its name on the page: `Digits`.
  public let title: String
  /// The labels of its classes, in their order.
  public let classes: [String]
  let network: Network
  let known: KnownDrawings
  /// The pen's symbol for each class; empty if there are none.
  let hints: [PenSymbol]

  /// - Parameters:
  ///   - examples: its training drawings, or some of them. The page shows the nearest ones.
  ///   - hints: the pen's symbol for each class, in their order; empty if there are none.
  /// - Throws: if the images do not fit the network.
  public init(
    name: String, title: String, network: Network, examples: DataSet, hints: [PenSymbol] = []
  ) throws {
    (self.name, self.title, self.network, self.hints) = (name, title, network, hints)
    classes = examples.classes
    known = try KnownDrawings(network, examples)
  }

  /// MNIST's ten digits, read by the lessons' network.
  ///
  /// - Parameter every: every n-th training digit is kept, to compare drawings with.
  /// - Throws: if the package's own files are missing or damaged.
  public static func digits(every step: Int = 6) throws -> PadModel {
    let train = try MNIST.dataSet(.train)
    return try PadModel(
      name: "digits", title: "Digits", network: Models.walkthrough(),
      examples: train.choosing(stride(from: 0, to: train.count, by: step)), hints: PenSymbol.digits)
  }

  /// The course's 40 symbols, read by a network that learned from the pen.
  ///
  /// - Parameter each: how many training drawings of each symbol are kept.
  /// - Throws: if the package's own files are missing or damaged.
  public static func symbols(each: Int = 50) throws -> PadModel {
    try PadModel(
      name: "symbols", title: "40 symbols", network: Models.symbols(),
      examples: .symbols(each: each, by: Pen(.training)), hints: PenSymbol.course)
  }
}
