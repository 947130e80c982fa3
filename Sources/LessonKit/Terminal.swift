import CNN
import Foundation
import Pictures
import Printing

/// The terminal of a running lesson.
package struct Terminal {
  /// Whether it shows colours: it is a terminal, and colours are not turned off (no-color.org).
  let hasColors: Bool
  private let hasMillions: Bool
  /// Characters in a line.
  let width: Int

  package init() {
    let environment = ProcessInfo.processInfo.environment
    hasColors = Console.hasColors
    let colors = environment["COLORTERM"] ?? ""
    hasMillions = colors.contains("truecolor") || colors.contains("24bit")
    var size = winsize()
    let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = min(known ? Int(size.ws_col) : 80, 120)
  }

  init(width: Int, hasColors: Bool, hasMillions: Bool = true) {
    self.width = width
    self.hasColors = hasColors
    self.hasMillions = hasMillions
  }

  package func bold(_ text: String) -> String { hasColors ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func italic(_ text: String) -> String { hasColors ? "\u{1B}[3m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { hasColors ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// A picture in half-blocks, two pixels a character; nil without colours.
  package func preview(_ picture: Picture) -> String? {
    guard hasColors else { return nil }
    let columns = max(1, min(width - 2, picture.width, 100))
    let rows = max(2, picture.height * columns / picture.width / 2 * 2)
    func pixel(_ column: Int, _ row: Int) -> Color {
      picture.average(
        columns: column * picture.width / columns..<(column + 1) * picture.width / columns,
        rows: row * picture.height / rows..<(row + 1) * picture.height / rows)
    }
    return stride(from: 0, to: rows, by: 2).map { row in
      (0..<columns).map { column in
        code(pixel(column, row), layer: 38) + code(pixel(column, row + 1), layer: 48) + "▀"
      }.joined() + "\u{1B}[0m"
    }.joined(separator: "\n")
  }

  /// The escape sequence for a colour: 16 million of them, or the nearest of the 6×6×6 cube.
  private func code(_ color: Color, layer: Int) -> String {
    if hasMillions {
      return "\u{1B}[\(layer);2;\(color.red);\(color.green);\(color.blue)m"
    }
    // The cube's levels are 0, 95, 135, 175, 215 and 255.
    func step(_ level: UInt8) -> Int {
      level < 48 ? 0 : level < 115 ? 1 : (Int(level) - 35) / 40
    }
    let index = 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
    return "\u{1B}[\(layer);5;\(index)m"
  }
}

extension Picture {
  /// The mean colour of a part of the picture, at least one pixel.
  fileprivate func average(columns: Range<Int>, rows: Range<Int>) -> Color {
    var (red, green, blue, count) = (0, 0, 0, 0)
    for y in rows.lowerBound..<max(rows.upperBound, rows.lowerBound + 1) {
      for x in columns.lowerBound..<max(columns.upperBound, columns.lowerBound + 1) {
        let color = self[min(x, width - 1), min(y, height - 1)]
        red += Int(color.red)
        green += Int(color.green)
        blue += Int(color.blue)
        count += 1
      }
    }
    return Color(
      red: UInt8(red / count), green: UInt8(green / count), blue: UInt8(blue / count))
  }
}
