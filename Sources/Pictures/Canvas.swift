/// A picture that knows where its texts stand, so that others can keep clear of them.
struct Canvas {
  var picture: Picture
  private(set) var texts: [Box] = []

  init(width: Int, height: Int) { picture = Picture(width: width, height: height) }

  /// Writes a line of text with its top left corner at (x, y), and keeps its place.
  mutating func write(_ text: String, x: Int, y: Int, _ color: Color = .ink) {
    guard !text.isEmpty else { return }
    picture.write(text, x: x, y: y, color)
    texts.append(Box(x: x, y: y, width: Picture.width(of: text), height: Font.height * 2))
  }

  /// Writes lines below each other; each at the left of `width` pixels from `x`, in their middle
  /// or at their right.
  mutating func write(
    _ lines: [String], x: Int, y: Int, width: Int, align: Picture.Alignment = .start,
    _ color: Color = .ink
  ) {
    for (number, line) in lines.enumerated() {
      let room = width - Picture.width(of: line)
      let indent =
        switch align {
        case .start: 0
        case .center: room / 2
        case .end: room
        }
      write(line, x: x + indent, y: y + number * Picture.lineHeight, color)
    }
  }

  /// Writes what an axis measures under the middle of its area.
  mutating func write(_ title: [String], under area: Box) {
    let size = Picture.width(of: title)
    let x = min(max(0, area.x + (area.width - size) / 2), picture.width - size)
    write(title, x: x, y: area.bottom + 38, width: size, align: .center, .quiet)
  }
}
