import Exchange
import LessonKit
import Testing

/// What a page says of a value worth trying is what that value shows.
@Suite struct KnobEffectTests {
  /// A value, and a line that is on the page then and not without it.
  struct Effect: CustomTestStringConvertible, Sendable {
    let lesson: LessonEntry
    let value: String
    let line: String

    init(_ lesson: LessonEntry, _ value: String, _ line: String) {
      self.lesson = lesson
      self.value = value
      self.line = line
    }

    var testDescription: String { "\(lesson.name) --try \(value)" }
  }

  static let effects = [
    Effect(.convolution, "padding=.same", "map: 28×28, answers from"),
    Effect(.convolution, "padding=.full", "map: 30×30, answers from"),
    Effect(.convolution, "stride=2", "map: 13×13, answers from"),
    Effect(.convolution, "stride=3", "map: 9×9, answers from"),
    Effect(.convolution, "bias=1", "their answers: +1.0000"),
    Effect(
      .convolution, #"kernel=Kernel("mine", asks: "what?", [[-1, 0], [0, 1]])"#,
      "map: 27×27, answers from"),
    Effect(
      .relu, "bias=-3",
      "0 of the 900 answers of the left edge are above zero, so ReLU leaves nothing"),
    // The little seven: its share of the 7 is .2689 without it.
    Effect(.softmax, "temperature=2", "7        +0.50     −0.50   0.6065   0.3775"),
  ]

  @Test(arguments: effects)
  func isOnThePage(_ effect: Effect) throws {
    func page(_ arguments: [String]) throws -> String {
      try inFolder { folder in
        let run = try Program.run(effect.lesson.name, arguments + ["--output", folder])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.errors == "")
        return String(
          decoding: try File.read("\(folder)/\(effect.lesson.folder)/README.md"), as: UTF8.self)
      }
    }
    #expect(try page(["--try", effect.value]).contains(effect.line), "\(effect.line)")
    #expect(try !page([]).contains(effect.line), "it is there without the value, too")
  }

  /// The text that speaks of left edges is only there for left edges.
  @Test func proseFollowsTheKernel() throws {
    try inFolder { folder in
      let run = try Program.run(
        "Convolution", ["--try", "kernel=.topEdge", "--output", folder])
      #expect(run.code == 0)
      let page = String(
        decoding: try File.read("\(folder)/01-Convolution/README.md"), as: UTF8.self)
      #expect(page.contains("top edge"))
      #expect(!page.contains("With the left edge: orange"))
    }
  }
}
