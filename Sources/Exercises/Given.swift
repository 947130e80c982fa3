import Printing

/// What a function is handed on a case, in writing.
enum Given {
  /// `maps [[[1, 2]]], bias 1`; nil if that is longer than a few lines.
  static func text(of input: KeyValuePairs<String, Any>) -> String? {
    let text = input.map { "\($0) \(written($1))" }.joined(separator: ", ")
    return text.count <= 240 ? text : nil
  }

  private static func written(_ value: Any) -> String {
    switch value {
    case let number as Float: number.short
    case let list as [Any]: "[" + list.map(written).joined(separator: ", ") + "]"
    default: "\(value)"
    }
  }
}
