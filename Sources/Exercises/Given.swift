import Printing

/// What a function is handed on a case, in writing.
enum Given {
  /// `maps [[[1, 2]]], bias 1`; nil if that is longer than a few lines, or if a part of it is
  /// nothing that can be written, such as a function.
  static func text(of input: Any) -> String? {
    guard let text = written(input), text.count <= 240 else { return nil }
    return text
  }

  private static func written(_ value: Any) -> String? {
    switch value {
    case let number as Float: return number.short
    case let number as Int: return "\(number)"
    case let flag as Bool: return "\(flag)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { child in (child.label, written(child.value)) }
    guard parts.allSatisfy({ $0.1 != nil }) else { return nil }
    switch mirror.displayStyle {
    case .collection:
      return "[" + parts.compactMap(\.1).joined(separator: ", ") + "]"
    case .struct, .tuple:
      return parts.compactMap { label, text in text.map { "\(label ?? "") \($0)" } }
        .joined(separator: ", ")
    default: return nil
    }
  }
}
