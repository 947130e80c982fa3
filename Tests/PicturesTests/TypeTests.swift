import CNN
import Figures
import Foundation
import Testing

@testable import Pictures

/// The letters of all sizes.
@Suite struct TypeTests {
  /// Every sign that a lesson or a source uses has a glyph.
  @Test(arguments: Figure.Style.allCases)
  func allSigns(_ style: Figure.Style) throws {
    let package = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "../..")
    let type = Typeface.of(style)
    // Clocks stand in texts only; block letters are the terminal's.
    let others: Set<Character> = ["⏱", "\u{FE0F}"]
    var (files, missing) = (0, [String]())
    for folder in ["Lessons", "Sources"] {
      let all = FileManager.default.enumerator(
        at: package.appending(path: folder), includingPropertiesForKeys: nil)
      while let file = all?.nextObject() as? URL {
        guard ["swift", "md"].contains(file.pathExtension) else { continue }
        files += 1
        for character in try String(contentsOf: file, encoding: .utf8)
        where !character.isWhitespace && type.glyph(character) == 0 && !others.contains(character) {
          missing.append("\(character) in \(file.lastPathComponent)")
        }
      }
    }
    #expect(files > 100)
    #expect(missing == [])
  }

  @Test(arguments: Figure.Style.allCases)
  func digitsHaveOneWidth(_ style: Figure.Style) {
    let type = Typeface.of(style)
    let widths = Set("0123456789".map { type.advance(of: String($0)) })
    #expect(widths.count == 1)
    #expect(type.advance(of: "+") == type.advance(of: "−"))
    #expect(type.advance(of: "−11.71") == type.advance(of: "+24.08"))
  }

  @Test func kerning() {
    let type = Typeface.of(.text)
    func apart(_ text: String) -> Int {
      text.reduce(0) { $0 + type.advance(of: String($1)) }
    }
    #expect(type.advance(of: "AV") < apart("AV"))
    #expect(type.advance(of: "To") < apart("To"))
    #expect(type.advance(of: "HH") == apart("HH"))
  }

  @Test func unknownSigns() {
    let type = Typeface.of(.text)
    #expect(type.glyph("漢") == 0)
    #expect(type.width(of: "漢") > 4)
    #expect(type.width(of: "") == 0)
  }

  /// Ink lies where the boxes say: capitals between the baseline and their height.
  @Test(arguments: Figure.Style.allCases)
  func boxes(_ style: Figure.Style) {
    let type = Typeface.of(style)
    var picture = Picture(width: 60, height: 60)
    picture.write("H7", style, x: 10, baseline: 40)
    var rows = Set<Int>()
    for y in 0..<60 {
      for x in 0..<60 where picture[x, y] != .white {
        rows.insert(y)
        #expect(x >= 9 && x <= 10 + type.width(of: "H7"))
      }
    }
    #expect(rows == Set(40 - type.capital..<40))
  }

  /// Light letters on a dark ground are no thinner than dark ones on a light ground.
  @Test func lightOnDark() {
    var (dark, light) = (
      Picture(width: 60, height: 30), Picture(width: 60, height: 30, fill: .black)
    )
    dark.write("0.25", .text, x: 5, baseline: 20, .black)
    light.write("0.25", .text, x: 5, baseline: 20, .white)
    let ink = dark.pixels.reduce(0) { $0 + 255 - Int($1) }
    let shine = light.pixels.reduce(0) { $0 + Int($1) }
    #expect(shine > ink && shine < ink * 5 / 4)
  }

  @Test func linesKeepToAWidth() {
    let type = Typeface.of(.small)
    let lines = type.lines(of: "one two three four five", within: 70)
    #expect(lines.count > 1 && lines.allSatisfy { type.width(of: $0) <= 70 })
    #expect(lines.joined(separator: " ") == "one two three four five")
    #expect(type.lines(of: "incomprehensibilities", within: 10) == ["incomprehensibilities"])
  }

  @Test func whatDoesNotFitIsCutOff() {
    var picture = Picture(width: 12, height: 8)
    picture.write("Wide", .large, x: -6, baseline: 4)
    picture.writeUpwards("Wide", .large, x: 4, bottom: 3, .ink)
    #expect(picture.width == 12)
  }
}
