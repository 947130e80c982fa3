import Figures

extension Picture {
  /// Writes a line of text.
  ///
  /// - Parameters:
  ///   - x: the start of the text.
  ///   - baseline: the row of pixels directly below the letters.
  mutating func write(
    _ text: String, _ style: Figure.Style, x: Int, baseline: Int, _ color: Color = .ink
  ) {
    let type = Typeface.of(style)
    for (glyph, pen) in type.places(of: text) {
      let place = x * 64 + pen
      let phase = (place & 63) * type.phases / 64
      let (column, line) = ((glyph % type.row) * type.phases + phase, glyph / type.row)
      stamp(
        type, from: (column * type.width, line * type.height),
        to: (place >> 6 - type.left, baseline - type.ascent), color)
    }
  }

  /// Puts one glyph's box onto the picture.
  private mutating func stamp(
    _ type: Typeface, from source: (x: Int, y: Int), to target: (x: Int, y: Int), _ color: Color
  ) {
    for row in max(0, -target.y)..<max(0, -target.y, min(type.height, height - target.y)) {
      for column in max(0, -target.x)..<max(0, -target.x, min(type.width, width - target.x)) {
        let coverage = type.sheet[source.x + column, source.y + row]
        if coverage > 0 { cover(target.x + column, target.y + row, color, Int(coverage)) }
      }
    }
  }

  /// Mixes a colour into a pixel, by a coverage of 0…255, in integers.
  private mutating func cover(_ x: Int, _ y: Int, _ color: Color, _ coverage: Int) {
    let ground = self[x, y]
    // In sRGB, light letters on a dark background look thinner than dark letters on a light one.
    let isLighter = color.brightness > ground.brightness
    let share = isLighter ? coverage + coverage * (255 - coverage) / 640 : coverage
    func channel(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Int(a) * (255 - share) + Int(b) * share + 127) / 255)
    }
    self[x, y] = Color(
      red: channel(ground.red, color.red), green: channel(ground.green, color.green),
      blue: channel(ground.blue, color.blue))
  }
}

extension Color {
  /// 0…255,000, by the weights of ITU-R BT.601.
  fileprivate var brightness: Int { 299 * Int(red) + 587 * Int(green) + 114 * Int(blue) }
}
