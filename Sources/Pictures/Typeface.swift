import Figures
import Foundation

/// The letters of one size: a sheet of glyphs, drawn once, and their distances.
///
/// All numbers here are integers, so the same text gives the same bytes on every machine.
/// Resources/README.md says how the sheets are made.
struct Typeface: Sendable {
  /// Coverage of the sheet's pixels, 0…255.
  let sheet: GreyPicture
  /// The box of each glyph on the sheet, in pixels.
  let width: Int
  let height: Int
  /// The distance of the pen from the left edge of a glyph's box, and of the baseline from its top.
  let left: Int
  let ascent: Int
  /// The height of a capital letter and of a digit, in pixels.
  let capital: Int
  /// From one line to the next, in pixels.
  let line: Int
  /// The number of places between two pixels at which glyphs are drawn, and of glyphs in a row of
  /// the sheet.
  let phases: Int
  let row: Int
  /// The number of a character's glyph on the sheet. Glyph 0 is for characters without a glyph.
  let glyphs: [Character: Int]
  /// By glyph, in 64ths of a pixel.
  let advances: [Int]
  /// For two glyphs, by the first number times 1024 plus the second; in 64ths of a pixel.
  let kerning: [Int: Int]

  static func of(_ style: Figure.Style) -> Typeface {
    switch style {
    case .small: small
    case .text: text
    case .strong: strong
    case .large: large
    }
  }

  // Each is read when it is first used.
  private static let small = Typeface("small")
  private static let text = Typeface("text")
  private static let strong = Typeface("strong")
  private static let large = Typeface("large")

  /// The width of a written text, in pixels.
  func width(of text: String) -> Int { (advance(of: text) + 63) / 64 }

  /// The number of a character's glyph.
  func glyph(_ character: Character) -> Int { glyphs[character] ?? 0 }

  /// How far the pen moves for a text, in 64ths of a pixel.
  func advance(of text: String) -> Int {
    var (sum, last) = (0, -1)
    for character in text {
      let glyph = glyph(character)
      if last >= 0 { sum += kerning[last << 10 + glyph] ?? 0 }
      sum += advances[glyph]
      last = glyph
    }
    return sum
  }

  /// The glyphs of a text with the pen's place before each, in 64ths of a pixel.
  func places(of text: String) -> [(glyph: Int, pen: Int)] {
    var (pen, last, places) = (0, -1, [(glyph: Int, pen: Int)]())
    for character in text {
      let glyph = glyph(character)
      if last >= 0 { pen += kerning[last << 10 + glyph] ?? 0 }
      places.append((glyph, pen))
      pen += advances[glyph]
      last = glyph
    }
    return places
  }
}

extension Typeface {
  /// Reads a sheet and its measures. Stops the program if the package's own files are missing.
  private init(_ name: String) {
    let folder = Bundle.module.bundleURL.appending(path: "Type")
    let picture = folder.appending(path: "\(name).png")
    guard let bytes = try? [UInt8](Data(contentsOf: picture)),
      let sheet = try? PNG.decodeGrey(bytes),
      let text = try? String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
    else { fatalError("\(picture.path): the letters of pictures cannot be read") }

    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    /// `size 15 phases 4 …`
    func measure(_ name: String) -> Int {
      guard let head = lines.first, let place = head.firstIndex(of: Substring(name)),
        place + 1 < head.count, let value = Int(head[place + 1])
      else { fatalError("\(picture.path): the measures lack “\(name)”") }
      return value
    }
    var (glyphs, advances, kerning) = ([Character: Int](), [Int](), [Int: Int]())
    func character(_ hexadecimal: Substring) -> Character? {
      UInt32(hexadecimal, radix: 16).flatMap(Unicode.Scalar.init).map(Character.init)
    }
    for line in lines.dropFirst() {
      guard let first = character(line[0]) else { continue }
      if line.count == 2, let advance = Int(line[1]) {
        glyphs[first] = advances.count
        advances.append(advance)
      } else if line.count == 3, let second = character(line[1]), let kern = Int(line[2]),
        let a = glyphs[first], let b = glyphs[second]
      {
        kerning[a << 10 + b] = kern
      }
    }
    self.sheet = sheet
    (width, height) = (measure("width"), measure("height"))
    (left, ascent, capital) = (measure("left"), measure("ascent"), measure("capital"))
    (phases, row) = (measure("phases"), measure("row"))
    line = measure("size") * 4 / 3
    (self.glyphs, self.advances, self.kerning) = (glyphs, advances, kerning)
  }
}

extension Typeface {
  /// Text in lines of at most `width` pixels, broken at spaces. A wider word has its own line.
  func lines(of text: String, within room: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(of: last + " " + word) <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
