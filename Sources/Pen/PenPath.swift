/// A shape that a pen can draw, written as a line of text.
///
/// Numbers are places in a square whose corners are (0, 0) at the top left and (1, 1) at the bottom
/// right; x comes before y. The drawing may reach a little beyond the square.
///
/// | written | means |
/// |---|---|
/// | `M x y` | lift the pen and set it down at (x, y); alone it makes a dot |
/// | `L x y …` | straight lines through these places |
/// | `~ x y …` | a smooth line through all these places; two of these commands in a row make a corner |
/// | `C x y x y x y …` | a cubic Bézier curve: two control points, and its end |
/// | `A x y r s a t` | around (x, y), r to either side and s up and down, from the angle a on and t degrees further; a line leads there. 0 is right, 90 below, and t goes clockwise |
/// | `O x y r s a t` | as `A`, but the pen is lifted before it |
/// | `Z` | a straight line back to where the pen was set down |
///
/// So `M .5 0 L .1 1 M .5 0 L .9 1 M .25 .6 L .75 .6` is an A of three strokes.
public struct PenPath: Sendable, Equatable {
  /// What the pen draws without being lifted.
  struct Stroke: Sendable, Equatable {
    var start: Spot
    var pieces: [Piece] = []
  }

  enum Piece: Sendable, Equatable {
    case line(Spot)
    case curve(Spot, Spot, Spot)
    /// The places that it goes through, in order, without its first place.
    case smooth([Spot])
    case arc(center: Spot, radii: Spot, start: Double, sweep: Double)
  }

  /// The text of the path.
  public let text: String
  var strokes: [Stroke] = []

  /// - Throws: one sentence about the first thing that cannot be read.
  public init(_ text: String) throws(PathError) {
    self.text = text
    var reader = Reader(text)
    guard !reader.isAtEnd else { throw .nothing }
    while let command = try reader.command() {
      if strokes.isEmpty, command != "M", command != "O" { throw .start("\(command)") }
      try add(command, try reader.numbers(of: command))
    }
  }

  private mutating func add(_ command: Character, _ numbers: [Double]) throws(PathError) {
    let spots = stride(from: 0, to: numbers.count - 1, by: 2).map {
      Spot(numbers[$0], numbers[$0 + 1])
    }
    let last = strokes.count - 1
    switch command {
    case "M": strokes.append(Stroke(start: spots[0]))
    case "L": strokes[last].pieces += spots.map { .line($0) }
    case "~": strokes[last].pieces.append(.smooth(spots))
    case "C":
      for first in stride(from: 0, to: spots.count, by: 3) {
        strokes[last].pieces.append(.curve(spots[first], spots[first + 1], spots[first + 2]))
      }
    case "Z": strokes[last].pieces.append(.line(strokes[last].start))
    default:
      guard spots[1].x > 0, spots[1].y > 0 else { throw .radius("\(command)") }
      let arc = Piece.arc(
        center: spots[0], radii: spots[1], start: numbers[4], sweep: numbers[5])
      let start = Spot.onEllipse(spots[0], spots[1], degrees: numbers[4])
      if command == "O" {
        strokes.append(Stroke(start: start, pieces: [arc]))
      } else {
        strokes[last].pieces += [.line(start), arc]
      }
    }
  }
}

/// Splits a path's text.
private struct Reader {
  private var words: ArraySlice<Substring>

  init(_ text: String) {
    // There may be no space between a letter and the number after it.
    var spaced = ""
    for character in text {
      let isCommand = character == "~" || (character.isLetter && character != "e")
      spaced += isCommand ? " \(character) " : String(character)
    }
    words = spaced.split { $0.isWhitespace || $0 == "," }[...]
  }

  var isAtEnd: Bool { words.isEmpty }

  mutating func command() throws(PathError) -> Character? {
    guard let word = words.popFirst() else { return nil }
    guard let command = word.first, word.count == 1, "MLCAOZ~".contains(command) else {
      throw Double(word) != nil ? .stray(String(word)) : .unknown(String(word))
    }
    return command
  }

  /// The numbers after a command, as many as it needs.
  mutating func numbers(of command: Character) throws(PathError) -> [Double] {
    let each = ["M": 2, "L": 2, "~": 2, "C": 6, "Z": 0][command] ?? 6
    var numbers: [Double] = []
    while let word = words.first, let number = Double(word) {
      guard number.isFinite, abs(number) <= 1000 else { throw .size(String(word)) }
      numbers.append(number)
      words.removeFirst()
    }
    let takesMore = "L~C".contains(command)
    let isRight =
      takesMore
      ? !numbers.isEmpty && numbers.count.isMultiple(of: each) : numbers.count == each
    guard isRight else {
      throw .count("\(command)", needs: each, orMore: takesMore, has: numbers.count)
    }
    return numbers
  }
}

/// Why a path cannot be read: one clause, which follows its name.
public enum PathError: Error, Equatable, Sendable, CustomStringConvertible {
  case nothing
  case start(String)
  case unknown(String)
  case stray(String)
  case size(String)
  case radius(String)
  case count(String, needs: Int, orMore: Bool, has: Int)

  public var description: String {
    switch self {
    case .nothing: "a path must begin with M or O, but this one is empty"
    case .start(let command):
      "a path must begin with M or O, which set the pen down, not with \(command)"
    case .unknown(let word):
      "“\(word)” is not a command of a path; the commands are M, L, ~, C, A, O and Z"
    case .stray(let word): "the number \(word) comes after no command"
    case .size(let word): "\(word) is far outside the square from 0 to 1"
    case .radius(let command): "the third and the fourth number after \(command) must be above 0"
    case .count(let command, let needs, let orMore, let has):
      needs == 0
        ? "\(command) takes no numbers, but has \(has)"
        : "\(command) takes \(needs) numbers\(orMore ? ", or a multiple of that" : ""), "
          + "but has \(has)"
    }
  }
}
