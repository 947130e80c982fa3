import CNN
import Printing

/// Why weights do not fit a network: one sentence with the names and the shapes.
public enum WeightsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A tensor that the network needs, the names of those that are there, and of all it needs.
  case missing(String, among: [String], wanted: [String])
  /// A tensor that the network has no place for, and the names that it needs.
  case unknown(String, wanted: [String])
  case twice(String)
  case shape(String, expected: Shape, got: Shape)
  /// A tensor with a NaN or an infinity, the first such number, and its index.
  case notFinite(String, String, at: [Int])
  /// A name that should be renamed, and the names of the tensors that are there.
  case noneToRename(String, among: [String])

  public var description: String {
    switch self {
    case .missing(let name, let names, let wanted):
      "no tensor “\(name)”; " + (names.isEmpty ? "it has none" : "it has \(Self.list(names))")
        + "; the network needs \(Self.list(wanted))"
        + (names.contains { !wanted.contains($0) }
          ? "; where a program has the option, --rename fc1=dense1 changes a name" : "")
    case .unknown(let name, let wanted):
      "the network has no “\(plain(name))”; it needs \(Self.list(wanted))"
    case .twice(let name): "it has the tensor “\(plain(name))” twice"
    case .shape(let name, let expected, let got):
      "\(name) has the shape \(got), but the network needs \(expected)"
    case .notFinite(let name, let number, let index):
      "\(name) holds \(number), at [\(index.map(String.init).joined(separator: ", "))]: "
        + "the weights of a network are finite numbers. Perhaps its training diverged; "
        + "train it again with a smaller rate"
    case .noneToRename(let name, let names):
      "no tensor is named “\(plain(name))”, so there is nothing to rename; "
        + (names.isEmpty ? "it has none" : "it has \(Self.list(names))")
    }
  }

  /// Up to 24 names.
  private static func list(_ names: [String]) -> String {
    names.prefix(24).map(plain).joined(separator: ", ")
      + (names.count > 24 ? " and \((names.count - 24).grouped) others" : "")
  }
}
