import CNN
import Figures
import Printing

extension Block {
  /// A bar that shows which colour is which number. The numbers are below it, and the name of the
  /// scale is on its left.
  static func scaleBar(_ scale: ColorScale, width: Int, name: String = "") -> Block {
    let (type, thickness) = (Typeface.of(.small), 11)
    let ticks = scale.kind == .signed ? [scale.lowest, 0, scale.limit] : [0, scale.limit]
    let texts = ticks.map(text)
    let head = name.isEmpty ? 0 : type.width(of: name) + 12
    let left = head + max(1, type.width(of: texts.first ?? "") / 2)
    let right = max(1, type.width(of: texts.last ?? "") / 2)
    var block = Block()
    block.write(name, .small, x: 0, y: 1)
    let bar = Box(x: left, y: 0, width: width, height: thickness)
    block.items.append(Item(.gradient(scale, bar)))
    block.items.append(Item(.outline(bar.grown(1), thickness: 1), .ground, .faint))
    for (value, text) in zip(ticks, texts) {
      // The length of a scale may not fit a Float.
      let lowest = Double(scale.lowest)
      let t = (Double(value) - lowest) / (Double(scale.limit) - lowest)
      let x = left + Int((t * Double(width - 1)).rounded())
      let tick = Box(x: x, y: thickness, width: 1, height: 5)
      block.items.append(Item(.fill(tick), .ground, .quiet))
      block.write(text, .small, x: x - type.width(of: text) / 2, y: thickness + 8, .quiet)
    }
    block.width = left + width + right
    block.height = thickness + 8 + type.capital + 1
    block.body = Box(x: left, y: 0, width: width, height: thickness)
    return block
  }

  /// The numbers at the ends of a scale, in words: `±0.72`, `0 to 1.94`.
  static func rangeLine(_ scale: ColorScale) -> Block {
    let limit = text(scale.limit)
    let line = scale.kind == .signed ? "±" + limit : "0 to " + limit
    return .words(Figure.Words([line], .small, .quiet))
  }

  private static func text(_ value: Float) -> String {
    Figure.Format.short.text(Double(value))
  }
}
