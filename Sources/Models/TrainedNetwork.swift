import CNN
import Digits
import Exchange
import Pen
import Printing

/// A network with what must be known to ask it: the names of its classes, and how pictures are
/// prepared for it. A file of weights carries both, and the network's recipe, as texts that other
/// programs ignore.
public struct TrainedNetwork: Sendable {
  public let network: Network
  /// The names of the classes, in the order of the network's outputs.
  public let classes: [String]
  public let preparation: Preparation
  /// An answer whose share is below this number is not sure. It was measured on drawings that the
  /// network has not learned from; nil if nobody has measured it.
  public let notSureBelow: Float?

  public init(
    _ network: Network, classes: [String], preparation: Preparation, notSureBelow: Float? = nil
  ) {
    (self.network, self.classes, self.preparation) = (network, classes, preparation)
    self.notSureBelow = notSureBelow
  }

  /// The digits 0 to 9.
  public static let digits = (0..<10).map(String.init)

  /// The lessons' network for MNIST's digits, with the package's weights.
  ///
  /// - Throws: if the package's own file is missing or damaged.
  public static func walkthrough() throws -> TrainedNetwork {
    TrainedNetwork(try Models.walkthrough(), classes: digits, preparation: .centred)
  }

  /// Whether its classes are the ten digits, in their order.
  public var readsDigits: Bool { classes == Self.digits }

  /// The network in a file of weights.
  ///
  /// A file without the texts, from another program or from an earlier version of this one, is
  /// taken for one of the package's two architectures: the one with as many kernels. Its classes
  /// are the digits if there are ten, the pen's symbols if there are 40, and numbers otherwise.
  ///
  /// - Parameters:
  ///   - renaming: for tensors whose names another program has given.
  ///   - like: the architecture of a file that does not tell its own; without it, by its kernels.
  /// - Throws: one sentence with the file's name.
  public init(
    contentsOf path: String, renaming: [Renaming] = [], like known: Widths? = nil
  ) throws {
    let bytes = try File.read(path)
    do {
      let (texts, tensors) = (
        try Safetensors.metadata(bytes), try renaming(try Safetensors.decode(bytes))
      )
      var network =
        try texts[Self.recipeKey].map {
          try Network(recipe: $0, stored: tensors.reduce(0) { $0 + $1.tensor.scalars.count })
        }
        ?? Self.architecture(for: tensors, known)
      try network.load(tensors)
      let count = try Self.classCount(of: network)
      _ = try network.scoresStage
      let names = try texts[Self.classesKey].map { try Self.classes(from: $0, count: count) }
      guard let preparation = Preparation(rawValue: texts[Self.preparationKey] ?? "centred") else {
        throw ModelError(description: "this program does not know how its pictures were prepared")
      }
      self.init(
        network, classes: names ?? Self.names(count), preparation: preparation,
        notSureBelow: try texts[Self.notSureKey].map(Self.share))
    } catch { throw FileError.unusable(path, "\(error)") }
  }

  /// Writes weights, recipe, classes and preparation, all or nothing.
  ///
  /// - Throws: one sentence with the file's name, or that the weights are not finite.
  public func save(to path: String) throws {
    try network.checkFinite()
    try network.save(to: path, metadata: metadata)
  }

  private static let (recipeKey, classesKey, preparationKey) = ("network", "classes", "prepared")
  private static let notSureKey = "not_sure_below"
  private static let mostClasses = 10_000

  /// - Throws: one clause, if there are more than a file of weights may have.
  private static func classCount(of network: Network) throws(ModelError) -> Int {
    let count = network.shapes.last?.count ?? 0
    guard count <= mostClasses else {
      throw ModelError(
        description: "its network has \(count.grouped) outputs; the limit is "
          + "\(mostClasses.grouped) classes")
    }
    return count
  }

  /// - Throws: one sentence with the file's name, if no weights of this network can be written to
  ///   it. Call it before a training whose result goes there.
  static func checkWritable(_ network: Network, to path: String) throws(FileError) {
    try File.checkWritable(path)
    do { _ = try classCount(of: network) } catch { throw .unusable(path, "\(error)") }
  }

  /// - Throws: one clause, if it is not a share.
  private static func share(_ text: String) throws(ModelError) -> Float {
    guard let share = Float(text), (0...1).contains(share) else {
      throw ModelError(
        description: "\(notSureKey) must be a share from 0 to 1, not “\(plain(text))”")
    }
    return share
  }

  /// The texts of its file.
  var metadata: [(name: String, text: String)] {
    [
      (Self.recipeKey, network.recipe), (Self.classesKey, Self.text(of: classes)),
      (Self.preparationKey, preparation.rawValue),
    ] + (notSureBelow.map { [(Self.notSureKey, "\($0)")] } ?? [])
  }

  /// The names of classes that are not told.
  private static func names(_ count: Int) -> [String] {
    count == PenSymbol.course.count
      ? PenSymbol.course.map(\.label) : (0..<count).map(String.init)
  }

  /// One of the package's two architectures, with fresh weights.
  private static func architecture(
    for tensors: [(name: String, tensor: Tensor)], _ known: Widths?
  ) throws -> Network {
    func outputs(_ name: String) -> Int? {
      tensors.first { $0.name == name }?.tensor.shape.sizes.first
    }
    let isCourse = outputs("conv1.weight") == Widths.course.kernels.0
    let classes = outputs("dense2.bias").map { min(max(1, $0), mostClasses) } ?? 10
    return try Network(
      known ?? (isCourse ? .course : .walkthrough), classes: classes, seed: 1)
  }
}
