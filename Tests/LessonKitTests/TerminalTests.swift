import Pictures
import Testing

@testable import LessonKit

@Suite struct TerminalTests {
  private let plain = Terminal(width: 20, hasColors: false)
  private let colored = Terminal(width: 20, hasColors: true)

  // MARK: - Prose

  @Test func linesAreFilledAndNotLonger() {
    #expect(plain.prose("") == "")
    #expect(plain.prose("one two") == "one two")
    // 20 characters fit, 21 do not.
    #expect(plain.prose("one two three fo fiv") == "one two three fo fiv")
    #expect(plain.prose("one two three fo five") == "one two three fo\nfive")
    #expect(
      plain.prose("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii")
        == "aaaa bbbb cccc dddd\neeee ffff gggg hhhh\niiii")
  }

  @Test func aWordThatIsTooLongStandsAlone() {
    let long = String(repeating: "x", count: 30)
    #expect(plain.prose("a \(long) b") == "a\n\(long)\nb")
    #expect(plain.prose(Prose(long)) == long)
  }

  @Test func linesOfTheTextStayLines() {
    #expect(plain.prose("one\n\ntwo\nthree") == "one\n\ntwo\nthree")
  }

  @Test func wideTerminalsAreNotFilled() {
    let words = Array(repeating: "nine char", count: 30).joined(separator: " ")
    let lines = Terminal(width: 500, hasColors: false).prose(Prose(words)).split(separator: "\n")
    #expect(lines.map(\.count).max().map { $0 <= 96 && $0 > 85 } == true, "\(lines)")
  }

  @Test func listsAreIndented() {
    #expect(
      plain.prose("- one two three four five\n- six")
        == "- one two three four\n  five\n- six")
    #expect(plain.prose("  - one two three four five") == "  - one two three\n    four five")
    #expect(plain.prose("  one two three four five") == "  one two three four\n  five")
  }

  @Test func boldWithAndWithoutColors() {
    let text: Prose = "a **bold b** c"
    #expect(plain.prose(text) == "a bold b c")
    #expect(colored.prose(text) == "a \u{1B}[1mbold b\u{1B}[0m c")
    #expect(plain.bold("a") + plain.dim("b") == "ab")
    #expect(colored.bold("a") + colored.dim("b") == "\u{1B}[1ma\u{1B}[0m\u{1B}[2mb\u{1B}[0m")
  }

  @Test func boldOverTheEndOfALine() {
    #expect(
      colored.prose("one **two three four five** six")
        == "one \u{1B}[1mtwo three four\nfive\u{1B}[0m six")
  }

  @Test func emphasisWithinBold() {
    #expect(plain.prose("**a *b* c** *d*") == "a b c d")
    #expect(
      colored.prose("**a *b* c** *d*")
        == "\u{1B}[1ma \u{1B}[3mb\u{1B}[0m\u{1B}[1m c\u{1B}[0m \u{1B}[3md\u{1B}[0m")
  }

  /// Codes of colours take no room.
  @Test func boldLinesAreAsLongAsOthers() {
    let (one, two): (Prose, Prose) = ("**aaaa** bbbb *cccc* dddd eeee", "aaaa bbbb cccc dddd eeee")
    let codes = /\u{1B}\[\d+m/
    #expect(colored.prose(one).replacing(codes, with: "") == plain.prose(two))
  }

  @Test func codeLinksAndMarksWithoutAPartner() {
    #expect(plain.prose("`a*b*` [c](d.md)") == "`a*b*` c (d.md)")
    #expect(colored.prose("2 * 3 ** `a [b") == "2 * 3 ** `a [b")
  }

  @Test func codeIsKeptInItsLines() {
    let long = "one two three four five six"
    #expect(plain.prose("a\n\n```text\n\(long)\n  b\n```\nc") == "a\n\n    \(long)\n      b\n\nc")
  }

  @Test func tablesStandInColumnsIfTheyFit() {
    let table: Prose = "| a | bb |\n|---|---|\n| **ccc** | d |\n| e | |"
    #expect(plain.prose(table) == "a    bb\nccc  d\ne")
    #expect(colored.prose(table) == "a    bb\n\u{1B}[1mccc\u{1B}[0m  d\ne")
    #expect(
      Terminal(width: 6, hasColors: false).prose(table) == "a · bb\nccc ·\n  d\ne")
  }

  // MARK: - Pictures

  /// Red and green above blue and white.
  private var four: Picture {
    var picture = Picture(width: 2, height: 2)
    picture[0, 0] = Color(red: 255, green: 0, blue: 0)
    picture[1, 0] = Color(red: 0, green: 215, blue: 0)
    picture[0, 1] = Color(red: 0, green: 0, blue: 255)
    return picture
  }

  @Test func withoutColorsThereIsNoPreview() {
    #expect(plain.preview(four) == nil)
  }

  @Test func halfBlocksInMillionsOfColors() {
    let expected =
      "\u{1B}[38;2;255;0;0m\u{1B}[48;2;0;0;255m▀"
      + "\u{1B}[38;2;0;215;0m\u{1B}[48;2;255;255;255m▀\u{1B}[0m"
    #expect(colored.preview(four) == expected)
  }

  @Test func halfBlocksIn256Colors() {
    let terminal = Terminal(width: 20, hasColors: true, hasMillions: false)
    // 16 + 36 · red + 6 · green + blue, each from 0 to 5.
    let expected =
      "\u{1B}[38;5;196m\u{1B}[48;5;21m▀\u{1B}[38;5;40m\u{1B}[48;5;231m▀\u{1B}[0m"
    #expect(terminal.preview(four) == expected)
  }

  /// The cube's own colours, of xterm's levels, are the nearest to themselves.
  @Test(arguments: zip([0, 95, 135, 175, 215, 255] as [UInt8], 0...5))
  func levelsOfTheCube(_ level: UInt8, _ step: Int) {
    let terminal = Terminal(width: 20, hasColors: true, hasMillions: false)
    let picture = Picture(width: 1, height: 1, fill: Color(grey: level))
    let index = 16 + 43 * step
    let expected = "\u{1B}[38;5;\(index)m\u{1B}[48;5;\(index)m▀\u{1B}[0m"
    #expect(terminal.preview(picture) == expected)
  }

  @Test func largePicturesAreMadeSmaller() throws {
    // 36×40 on 18 columns: each character is the mean of 2×2 above 2×2 pixels.
    var picture = Picture(width: 36, height: 40, fill: .black)
    picture[0, 0] = Color(grey: 200)
    picture[1, 3] = Color(grey: 100)
    let lines = try #require(colored.preview(picture)).split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.map { $0.count { $0 == "▀" } } == Array(repeating: 18, count: 10))
    #expect(lines[0].hasPrefix("\u{1B}[38;2;50;50;50m\u{1B}[48;2;25;25;25m▀\u{1B}[38;2;0;0;0m"))
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (101, 7), (3, 5)])
  func anyShape(_ width: Int, _ height: Int) throws {
    let picture = Picture(width: width, height: height, fill: Color(grey: 7))
    for line in try #require(colored.preview(picture)).split(separator: "\n") {
      #expect(line.count { $0 == "▀" } == min(width, 18))
      #expect(line.replacing("\u{1B}[38;2;7;7;7m\u{1B}[48;2;7;7;7m▀", with: "") == "\u{1B}[0m")
    }
  }
}
