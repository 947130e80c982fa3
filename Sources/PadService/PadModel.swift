import CNN
import Digits
import Models
import Pen

/// A network that the pad offers, loaded once and shared by all requests.
public struct PadModel: Sendable {
  /// What it is called in a request: `digits`.
  public let name: String
  /// What it is called on the page: `Digits`.
  public let title: String
  /// The labels of its classes, in their order.
  public let classes: [String]
  let network: Network
  let known: KnownDrawings
  /// How the pen writes each class; empty if it does not.
  let hints: [PenSymbol]

  /// - Parameters:
  ///   - examples: what it has learned from, or a part of it: the nearest of them are shown.
  ///   - hints: how the pen writes each class, in their order; none if it does not.
  /// - Throws: if the images do not fit the network.
  public init(
    name: String, title: String, network: Network, examples: DataSet, hints: [PenSymbol] = []
  ) throws {
    (self.name, self.title, self.network, self.hints) = (name, title, network, hints)
    classes = examples.classes
    known = try KnownDrawings(network, examples)
  }

  /// MNIST's ten digits, read by the network of the lessons.
  ///
  /// - Parameter every: of the training digits, every so-many-th is kept to be compared with.
  /// - Throws: if the package's own files are missing or damaged.
  public static func digits(every step: Int = 6) throws -> PadModel {
    let train = try MNIST.dataSet(.train)
    return try PadModel(
      name: "digits", title: "Digits", network: Models.walkthrough(),
      examples: train.choosing(stride(from: 0, to: train.count, by: step)), hints: PenSymbol.digits)
  }

  /// The course's 40 symbols, read by a network that has learned from the pen.
  ///
  /// - Parameter each: so many of the drawings that it has learned from are kept of each.
  /// - Throws: if the package's own files are missing or damaged.
  public static func symbols(each: Int = 50) throws -> PadModel {
    try PadModel(
      name: "symbols", title: "40 symbols", network: Models.symbols(),
      examples: .symbols(each: each, by: Pen(.training)), hints: PenSymbol.course)
  }
}
