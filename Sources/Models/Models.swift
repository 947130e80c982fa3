import CNN
import Digits
import Exchange
import Foundation
import Pen

/// The trained networks of the package. Weights/README.md says how each was made.
public enum Models {
  /// `Network.walkthrough`, trained on MNIST.
  ///
  /// - Throws: if the package's own file is missing or damaged.
  public static func walkthrough() throws -> Network {
    var network = try Network.walkthrough(seed: 1)
    try load("walkthrough", into: &network)
    return network
  }

  /// `Network.course`, trained on MNIST.
  ///
  /// - Throws: if the package's own file is missing or damaged.
  public static func course() throws -> Network {
    var network = try Network.course(seed: 1)
    try load("course", into: &network)
    return network
  }

  /// `Network.course` for the course's 40 symbols, trained on the pen's drawings.
  ///
  /// Its answers are in the order of `PenSymbol.course`.
  /// - Throws: if the package's own file is missing or damaged.
  public static func symbols() throws -> Network {
    var network = try Network.course(classes: PenSymbol.course.count, seed: 1)
    try load("symbols", into: &network)
    return network
  }

  /// One of the package's networks, with what its file says besides the weights.
  ///
  /// - Throws: if the package's own file is missing or damaged.
  public static func trained(_ name: String) throws -> TrainedNetwork {
    try TrainedNetwork(contentsOf: path(of: name))
  }

  private static func load(_ name: String, into network: inout Network) throws {
    try network.load(contentsOf: path(of: name))
  }

  /// Where one of the package's files of weights is.
  public static func path(of name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Weights/\(name).safetensors")
      .path(percentEncoded: false)
  }
}

/// Weights that cannot be used: one sentence with the file's name.
public struct ModelError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}
