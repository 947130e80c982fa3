import Foundation

// Draws onto a picture: rectangles, shades, other pictures. Coordinates are pixels from the top
// left. Parts outside the picture are cut off.

extension Picture {
  /// Fills a rectangle.
  public mutating func fill(x: Int, y: Int, width w: Int, height h: Int, _ color: Color) {
    let columns = max(0, x)..<max(0, x, min(width, x + w))
    for row in max(0, y)..<max(0, y, min(height, y + h)) {
      for column in columns { self[column, row] = color }
    }
  }

  /// Draws the edge of a rectangle, inwards from its outline.
  public mutating func outline(
    x: Int, y: Int, width: Int, height: Int, thickness t: Int = 1, _ color: Color
  ) {
    fill(x: x, y: y, width: width, height: t, color)
    fill(x: x, y: y + height - t, width: width, height: t, color)
    fill(x: x, y: y, width: t, height: height, color)
    fill(x: x + width - t, y: y, width: t, height: height, color)
  }

  /// A shade between two vertical lines, whose ends it connects.
  mutating func shade(
    from a: (low: Point, high: Point), to b: (low: Point, high: Point), _ color: Color,
    within box: Box
  ) {
    guard b.low.x != a.low.x else { return }
    // Each column belongs to one piece, so that no column is shaded twice.
    let first = Int(min(a.low.x, b.low.x).rounded(.up))
    let last = Int(max(a.low.x, b.low.x).rounded(.up))
    for x in box.x..<box.right where x >= first && x < last {
      let t = (Double(x) - a.low.x) / (b.low.x - a.low.x)
      let bottom = a.low.y + (b.low.y - a.low.y) * t
      let top = a.high.y + (b.high.y - a.high.y) * t
      for y in box.y..<box.bottom {
        let share = min(Double(y) + 0.5, bottom) - max(Double(y) - 0.5, top)
        blend(x, y, color, 0.22 * min(1, share))
      }
    }
  }

  /// The picture with white space around it.
  public func framed(_ margin: Int = 12) -> Picture {
    var framed = Picture(width: width + 2 * margin, height: height + 2 * margin)
    framed.paste(self, x: margin, y: margin)
    return framed
  }

  /// Puts another picture on top, with its top left corner at (x, y).
  public mutating func paste(_ other: Picture, x: Int, y: Int) {
    for row in max(0, -y)..<max(0, -y, min(other.height, height - y)) {
      for column in max(0, -x)..<max(0, -x, min(other.width, width - x)) {
        self[x + column, y + row] = other[column, row]
      }
    }
  }
}

extension Color {
  /// Text and frames.
  public static let ink = Color(red: 36, green: 41, blue: 47)
  /// Text that is less important, thin grids.
  public static let faint = Color(red: 150, green: 156, blue: 164)
  /// The colour of marks: a window, a ring.
  public static let mark = Color(red: 0, green: 158, blue: 115)

  /// The colour a share `t` of the way to another.
  func mixed(with other: Color, _ t: Float) -> Color {
    func channel(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Float(a) + (Float(b) - Float(a)) * t).rounded())
    }
    return Color(
      red: channel(red, other.red), green: channel(green, other.green),
      blue: channel(blue, other.blue))
  }

  /// Whether black text is easier to read on it than white text: its contrast is larger. (WCAG 2.2,
  /// contrast ratio; luminance with a gamma of 2.2.)
  var isLight: Bool {
    func linear(_ level: UInt8) -> Double { pow(Double(level) / 255, 2.2) }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return (luminance + 0.05) * (luminance + 0.05) > 1.05 * 0.05
  }
}
