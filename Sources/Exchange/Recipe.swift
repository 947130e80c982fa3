import CNN
import Printing

// A network in a line of text, from which it can be built again. Files of weights carry it.

extension Network {
  /// The layers in a line, with their settings and their output shapes: `28×28×1, conv1 kernels 8
  /// size 3×3 stride 1×1 padding full 30×30×8, relu1 slope 0.0 …`.
  public var recipe: String {
    let steps = layers.indices.map { number in
      let settings = layers[number].settings.map { " \($0.name) \($0.value)" }.joined()
      return "\(names[number])\(settings) \(shapes[number + 1])"
    }
    return (["\(shapes[0])"] + steps).joined(separator: ", ")
  }

  /// A network with fresh weights, from its recipe.
  ///
  /// - Parameter stored: how many weights the recipe's file has. A network of millions that has
  ///   more is not built: a file of a hundred bytes would take a gigabyte.
  /// - Throws: one clause, if a layer is none of this package's, if a layer does not fit the one
  ///   before, or if its weights, its activations or a convolution's border would take too much
  ///   memory.
  public init(recipe: String, seed: UInt64 = 1, stored: Int? = nil) throws(RecipeError) {
    let steps = recipe.split(separator: ", ").map { $0.split(separator: " ").map(String.init) }
    guard let first = steps.first, first.count == 1, let input = Shape(times: first[0]) else {
      throw RecipeError("its network “\(plain(recipe))” does not begin with the shape of an image")
    }
    guard steps.count > 1 else { throw RecipeError("its network has no layers") }
    var layers: [any Layer] = []
    for step in steps.dropFirst() { layers.append(try Self.layer(step)) }
    do {
      let size = try NetworkSize(of: layers, input: input)
      guard size.weights <= NetworkSize.mostWeights else { throw RecipeError(size.tooMany) }
      guard size.activations <= NetworkSize.mostActivations else {
        throw RecipeError(
          "its network would have \(size.activations.grouped) activations for one image; "
            + "the limit is \(NetworkSize.mostActivations.grouped)")
      }
      guard size.workspace <= NetworkSize.mostActivations else {
        throw RecipeError(
          "a convolution of its network would work on \(size.workspace.grouped) numbers for one "
            + "image; the limit is \(NetworkSize.mostActivations.grouped)")
      }
      if let stored, size.weights > max(stored, 1_000_000) {
        throw RecipeError(
          "its network needs \(size.weights.grouped) weights, but the file has \(stored.grouped)")
      }
      try self.init(input: input, seed: seed, layers)
    } catch let error as RecipeError {
      throw error
    } catch { throw RecipeError("its network cannot be built: \(error)") }
  }

  /// The layer of one step, such as `conv1 kernels 8 size 3×3 stride 1×1 padding full 30×30×8`.
  private static func layer(_ step: [String]) throws(RecipeError) -> any Layer {
    let name = step.first ?? ""
    let kind = String(name.reversed().drop { $0.isNumber }.reversed())
    var settings: [String: String] = [:]
    for place in stride(from: 1, to: step.count - 2, by: 2) {
      settings[step[place]] = step[place + 1]
    }
    func setting<Value>(_ name: String, _ read: (String) -> Value?) throws(RecipeError) -> Value {
      guard let value = settings[name].flatMap(read) else {
        throw RecipeError("the layer \(plain(step.joined(separator: " "))) has no usable \(name)")
      }
      return value
    }
    func size(_ name: String) throws(RecipeError) -> Size {
      try setting(name) { text in
        guard let shape = Shape(times: text), shape.rank == 2 else { return nil }
        return Size(shape[0], shape[1])
      }
    }
    switch kind {
    case "conv":
      return Convolution(
        try setting("kernels", Int.init), try size("size"), stride: try size("stride"),
        padding: try setting("padding", Padding.init(rawValue:)))
    case "relu": return ReLU(slope: try setting("slope", Float.init))
    case "pool": return MaxPooling(try size("size"), stride: try size("stride"))
    case "average": return AveragePooling(try size("size"), stride: try size("stride"))
    case "dropout": return Dropout(try setting("rate", Float.init))
    case "flatten": return Flatten()
    case "dense": return Dense(try setting("units", Int.init))
    case "softmax": return Softmax()
    default:
      throw RecipeError(
        "its network has a layer “\(plain(name))”, which this program does not know")
    }
  }
}

extension NetworkSize {
  /// The most weights of a network that is built from a file or for pictures: 100 million, which
  /// take 1.6 GB while it learns.
  public static let mostWeights = 100_000_000

  /// The most numbers that a network from a file may have for one image, in all stages or in a
  /// convolution's workspace: they take 400 MB.
  static let mostActivations = 100_000_000

  /// `the network would have 943,726,291 weights; the limit is 100,000,000`
  public var tooMany: String {
    "the network would have \(weights.grouped) weights; the limit is "
      + "\(Self.mostWeights.grouped)"
  }
}

extension Shape {
  /// From `28×28×1`. Nil if an axis is longer than 2²⁴, or if there are more than 2³¹ numbers.
  fileprivate init?(times text: String) {
    let sizes = text.split(separator: "×", omittingEmptySubsequences: false).map { Int($0) }
    guard !sizes.isEmpty, sizes.allSatisfy({ $0.map { (1...1 << 24).contains($0) } ?? false }),
      sizes.count <= 4, sizes.reduce(1.0, { $0 * Double($1 ?? 0) }) <= 0x1p31
    else { return nil }
    self.init(sizes.compactMap { $0 })
  }
}

/// Why a network cannot be built from its recipe: one clause, which follows the file's name.
public struct RecipeError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ clause: String) { description = clause }
}
