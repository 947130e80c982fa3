import CNN

/// Gives tensors of another program the names that a network here expects: `fc1=dense1` makes
/// `dense1.weight` of `fc1.weight`, and `model=` makes `conv1.bias` of `model.conv1.bias`.
public struct Renaming: Equatable, Sendable {
  /// The beginning of a name, up to a dot or to the end.
  public let old: String
  /// What stands there instead; if it is empty, the dot goes too.
  public let new: String

  /// - Parameter rule: both names, with `=` between them.
  /// - Throws: one sentence, if there is no `=` or nothing before it.
  public init(_ rule: String) throws(RenamingError) {
    guard let sign = rule.lastIndex(of: "="), sign > rule.startIndex else {
      throw RenamingError(
        description: "“\(plain(rule))” names no two tensors; it must look like fc1=dense1")
    }
    old = String(rule[..<sign])
    new = String(rule[rule.index(after: sign)...])
  }

  /// The new name; nil if the rule is about others.
  func callAsFunction(_ name: String) -> String? {
    if name == old { return new.isEmpty ? nil : new }
    guard name.hasPrefix(old + ".") else { return nil }
    let rest = name.dropFirst(old.count + 1)
    return new.isEmpty ? String(rest) : "\(new).\(rest)"
  }
}

/// A rule that cannot be read: one sentence.
public struct RenamingError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String
}

extension [Renaming] {
  /// Renames tensors, rule by rule.
  ///
  /// - Throws: an error with the names that are there, if a rule is about none of them.
  public func callAsFunction(
    _ tensors: [(name: String, tensor: Tensor)]
  ) throws(WeightsError) -> [(name: String, tensor: Tensor)] {
    var renamed = tensors
    for rule in self {
      var isUsed = false
      for number in renamed.indices {
        guard let name = rule(renamed[number].name) else { continue }
        renamed[number].name = name
        isUsed = true
      }
      if !isUsed { throw .noneToRename(rule.old, among: renamed.map(\.name)) }
    }
    return renamed
  }
}
