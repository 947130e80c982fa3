import ArgumentParser
import Testing

@testable import LessonKit

/// The values that knobs have, by what the command line wants.
@Suite struct KnobBoardTests {
  private enum Shape: Equatable {
    case round
    case cornered(Int)
  }

  /// The value of one knob, and what is wrong, if anything is.
  private func value<Value>(
    _ arguments: [String], _ value: Value, _ tries: Tries<Value> = [:], literals: [String] = []
  ) -> (Value, String?) {
    var board = KnobBoard(arguments: arguments)
    let call = KnobSource.Call(type: "\(Value.self)", value: "\(value)", tries: literals)
    let result = board.value("a", value, tries, call: call)
    do { try board.check() } catch { return (result, error.description) }
    return (result, nil)
  }

  @Test func withoutAWishTheValueStands() {
    #expect(value([], 3).0 == 3)
    #expect(value(["--step", "--output", "a=4"], 3).0 == 3)
    #expect(value(["--", "--try", "a=4"], 3).0 == 3)
  }

  @Test func anyLiteralOfANumber() {
    #expect(value(["--try", "a=4"], 3) == (4, nil))
    #expect(value(["--try=a=100_000"], 3) == (100_000, nil))
    #expect(value(["--try", "a=−4"], 3) == (-4, nil))
    #expect(value(["--try", "a=-0.25"], Float(1)) == (-0.25, nil))
    #expect(value(["--try", "a=1e-3"], 1.0) == (0.001, nil))
    #expect(value(["--try", "a=7"], UInt64(1)) == (7, nil))
  }

  @Test func textsAndBoolsAndOptionals() {
    #expect(value(["--try", "a=x=y"], "b") == ("x=y", nil))
    #expect(value(["--try", "a=\":)\""], "b") == (":)", nil))
    #expect(value(["--try", "a="], "b") == ("", nil))
    #expect(value(["--try", "a=true"], false) == (true, nil))
    #expect(value(["--try", "a=nil"], 3 as Int?) == (nil, nil))
    #expect(value(["--try", "a=4"], nil as Int?) == (4, nil))
  }

  @Test(arguments: ["", "x", "1.5", "1e9", "nan", "--1", "1_", "9999999999999999999999"])
  func whatIsNoWholeNumber(_ text: String) {
    let (value, problem) = value(["--try", "a=\(text)"], 3)
    #expect(value == 3)
    #expect(problem?.hasPrefix("--try a=\(text): ") == true, "\(problem ?? "")")
  }

  @Test(arguments: ["", "x", "nan", "inf", "1e99", "0x10"])
  func whatIsNoNumber(_ text: String) {
    let (value, problem) = value(["--try", "a=\(text)"], Float(3))
    #expect(value == 3)
    #expect(problem == "--try a=\(text): a takes a number (Float), such as 3.0")
  }

  @Test func aListedValueByItsLiteral() {
    let tries: Tries<Shape> = [.cornered(3): "three", .round: "none"]
    let literals = [".cornered(3)", ".round"]
    #expect(value(["--try", "a=.round"], Shape.cornered(4), tries, literals: literals).0 == .round)
    #expect(value(["--try", "a=round"], Shape.cornered(4), tries, literals: literals).0 == .round)
    #expect(
      value(["--try", "a=.cornered( 3 )"], Shape.round, tries, literals: literals).0
        == .cornered(3))
    let (_, problem) = value(["--try", "a=.flat"], Shape.round, tries, literals: literals)
    #expect(
      problem == "--try a=.flat: a takes one of .cornered(3), .round here; for any other Shape, "
        + "edit its line")
  }

  @Test func tuplesAndLists() {
    let places: Tries<(row: Int, column: Int)> = [(11, 19): "a right edge", (8, 14): "none"]
    let place = value(
      ["--try", "a=(8,14)"], (row: 1, column: 2), places, literals: ["(11, 19)", "(8, 14)"])
    #expect(place.0 == (8, 14) && place.1 == nil)
    let lists: Tries<[UInt64]> = [[5, 6]: "others", [1]: "one"]
    #expect(value(["--try", "a=[1]"], [2], lists, literals: ["[5, 6]", "[1]"]).0 == [1])
    // Literals that do not fit are not trusted: values are then named by their descriptions.
    #expect(value(["--try", "a=[5, 6]"], [2], lists, literals: ["[1]"]).0 == [5, 6])
  }

  @Test func aValueBringsOthersAlong() throws {
    func both(_ arguments: [String]) throws -> [Int] {
      var board = KnobBoard(arguments: arguments)
      let tries: Tries<Int> = [4: Look("large", with: ["stride": "4"])]
      let values = [
        board.value("window", 2, tries, call: nil), board.value("stride", 2, [:], call: nil),
      ]
      try board.check()
      return values
    }
    #expect(try both([]) == [2, 2])
    #expect(try both(["--try", "window=4"]) == [4, 4])
    #expect(try both(["--try", "window=3"]) == [3, 2])
    #expect(try both(["--try", "stride=1", "--try", "window=4"]) == [4, 1])
  }

  @Test func whatIsBroughtAlongStandsBelow() {
    var board = KnobBoard(arguments: [])
    _ = board.value("stride", 2, [:], call: nil)
    _ = board.value("window", 2, [4: Look("large", with: ["stride": "4"])], call: nil)
    #expect(board.problem == "window=4 also sets stride, which is above it; move stride below")
  }

  @Test(arguments: [
    (["--try", "b=1"], "--try b: there is no such knob. The knobs are a."),
    (["--try", "a"], "--try a: give a name and a value, as in --try bias=1"),
    (["--try", "=1"], "--try =1: give a name and a value, as in --try bias=1"),
    (["--try", "a=1", "--try", "a=2"], "--try a: it is given twice"),
  ])
  func whatCannotBeTried(_ arguments: [String], _ sentence: String) {
    #expect(value(arguments, 3).1 == sentence)
  }

  @Test func whatIsWrongEndsTheProgramWithASentence() throws {
    var board = KnobBoard(arguments: ["--try", "b=1"])
    _ = board.value("a", 3, [:], call: nil)
    let options = try KnobOptions.parse([])
    let error = #expect(throws: KnobError.self) { try options.follow(board) }
    #expect(LessonOptions.exitCode(for: try #require(error)) == .failure)
    board.staleness = "its source is new"
    #expect(throws: ExitCode(LessonExit.stale)) { try options.follow(board) }
  }

  @Test func aWordForTheShell() {
    func word(_ argument: String) -> String {
      Knob.Try(literal: "", look: "", others: [], endsInSentence: false, argument: argument)
        .shellWord
    }
    #expect(word("bias=-0.5") == "bias=-0.5")
    #expect(word("corner=(11, 19)") == "'corner=(11, 19)'")
    #expect(word("label=it's") == #"'label=it'\''s'"#)
    // With an accent, a quote is another character in Swift, but not in a shell.
    #expect(word("a='\u{301}") == "'a='\\''\u{301}'")
  }
}
