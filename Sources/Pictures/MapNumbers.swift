import CNN
import Figures
import Printing

extension Figure.Map {
  /// The size of cells: as given, or so that a map is neither too small nor too large.
  var cellSize: Int {
    if let cell { return cell }
    let longest = max(width + border.left + border.right, height + border.top + border.bottom)
    if let side { return max(1, side / max(1, longest)) }
    switch longest {
    case ...3: return 54
    case ...5: return 46
    case ...8: return 40
    case ...12: return 34
    default: return max(1, 260 / longest)
    }
  }

  /// The numbers of all cells, with the largest size and the most decimals that fit; nil if they
  /// are not wanted or do not fit.
  ///
  /// - Parameter limit: the largest allowed size.
  func numberTexts(_ limit: Figure.Style?) -> (texts: [String], style: Figure.Style)? {
    let most: Int
    switch values {
    case .none: return nil
    case .automatic:
      guard width <= 12 && height <= 12 || height == 1 && width <= 16 else { return nil }
      most = 2
    case .decimals(let places): most = max(0, places)
    }
    let styles: [Figure.Style] = limit == .small ? [.small] : [.text, .small]
    let exact = numbers.scalars.map { Self.digits($0, atMost: most) }
    let areExact = exact.allSatisfy { $0 != nil }
    let needed = areExact ? exact.compactMap { $0 }.max() ?? 0 : most
    // Only an exact zero is written as 0. No number loses its last decimal.
    for places in (min(1, needed)...needed).reversed() {
      let isExact = areExact && places == needed
      let texts = numbers.scalars.map { value -> String in
        if value == 0 { return "0" }
        return value.fixed(isExact ? Self.digits(value, atMost: most) ?? 0 : places)
      }
      for style in styles where fit(texts, style) { return (texts, style) }
    }
    return nil
  }

  private func fit(_ texts: [String], _ style: Figure.Style) -> Bool {
    let type = Typeface.of(style)
    guard cellSize >= type.capital + 6 else { return false }
    // An outline needs three pixels and a white one on each side.
    let edge = marks.contains { $0.kind == .outline } ? 9 : 4
    return texts.allSatisfy { type.width(of: $0) <= cellSize - edge }
  }

  /// How many decimals a number needs to be printed exactly; nil if more than `limit`.
  private static func digits(_ value: Float, atMost limit: Int) -> Int? {
    (0...limit).first { places in
      let scaled = (0..<places).reduce(value) { product, _ in product * 10 }
      return scaled == scaled.rounded()
    }
  }
}

extension Figure {
  /// The smallest of the sizes in which a figure's maps write their numbers.
  var smallestValues: Style? {
    let styles = maps.compactMap { $0.numberTexts(nil)?.style }
    return styles.contains(.small) ? .small : styles.first
  }
}
