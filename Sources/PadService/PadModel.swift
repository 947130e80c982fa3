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
  /// Which network it is, in a clause that follows “Answered by”: `the lessons' network`.
  public let about: String
  /// The labels of its classes, in their order.
  public let classes: [String]
  let network: Network
  let known: TrainingDrawings
  let tapes = KeptTapes()
  /// The pen's symbol for each class; empty if there are none.
  let hints: [PenSymbol]
  let isCentred: Bool
  /// The answer is not sure if its share is below this number; nil if no number was measured.
  let notSureBelow: Float?

  /// A network of one's own, with the names of its classes. No training drawings are known.
  ///
  /// - Parameter file: where it comes from, for sentences.
  /// - Throws: if it does not read drawings of 28×28.
  public init(_ own: TrainedNetwork, name: String = "own", title: String, file: String) throws {
    guard own.network.shapes[0] == [28, 28, 1] else {
      throw ModelError(
        description: "\(file): its network reads images of \(own.network.shapes[0]), but a drawing "
          + "becomes one of 28×28×1")
    }
    let examples = DataSet(classes: own.classes.map { ($0, []) }, shape: [28, 28, 1])
    try self.init(
      name: name, title: title, network: own.network, examples: examples,
      isCentred: own.preparation == .centred,
      about: "your own network, from \(file.split(separator: "/").last ?? "a file")",
      notSureBelow: own.notSureBelow)
  }

  /// - Parameters:
  ///   - examples: its training drawings, or some of them. The page shows the nearest ones.
  ///   - hints: the pen's symbol for each class, in their order; empty if there are none.
  ///   - isCentred: whether drawings are centred for it, if a request does not say so.
  ///   - about: which network it is, in a clause.
  ///   - notSureBelow: the answer is not sure if its share is below this number.
  /// - Throws: if the images do not fit the network.
  public init(
    name: String, title: String, network: Network, examples: DataSet, hints: [PenSymbol] = [],
    isCentred: Bool = true, about: String = "a network", notSureBelow: Float? = nil
  ) throws {
    let known = try KnownDrawings(network, examples)
    self.init(
      name, title, network, classes: examples.classes, hints: hints, isCentred: isCentred,
      about: about, notSureBelow: notSureBelow, known: TrainingDrawings { known })
  }

  private init(
    _ name: String, _ title: String, _ network: Network, classes: [String], hints: [PenSymbol],
    isCentred: Bool = true, about: String, notSureBelow: Float?, known: TrainingDrawings
  ) {
    (self.about, self.notSureBelow, self.known) = (about, notSureBelow, known)
    (self.name, self.title, self.network, self.hints) = (name, title, network, hints)
    (self.classes, self.isCentred) = (classes, isCentred)
  }

  /// The ten digits, read by the pad's own network for them.
  ///
  /// - Parameter every: every n-th training digit is kept, to compare drawings with.
  /// - Throws: if the package's own files are missing or damaged.
  public static func digits(every step: Int = 6) throws -> PadModel {
    let trained = try Models.trained("pad-digits")
    return PadModel(
      "digits", "Digits", trained.network, classes: trained.classes, hints: PenSymbol.digits,
      about: "the pad's own network for digits, which has learned from MNIST and from the pen",
      notSureBelow: trained.notSureBelow,
      known: TrainingDrawings {
        let train = try MNIST.dataSet(.train)
        return try KnownDrawings(
          trained.network, train.choosing(stride(from: 0, to: train.count, by: step)))
      })
  }

  /// The course's 40 symbols, read by a network that learned from the pen.
  ///
  /// - Parameter each: how many training drawings of each symbol are kept.
  /// - Throws: if the package's own files are missing or damaged.
  public static func symbols(each: Int = 50) throws -> PadModel {
    let trained = try Models.trained("symbols")
    return PadModel(
      "symbols", "40 symbols", trained.network, classes: trained.classes, hints: PenSymbol.course,
      about: "the network for the course's symbols, which has learned from the pen",
      notSureBelow: trained.notSureBelow,
      known: TrainingDrawings {
        try KnownDrawings(trained.network, .symbols(each: each, by: Pen(.training)))
      })
  }
}
