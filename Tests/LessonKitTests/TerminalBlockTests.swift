import Pictures
import Testing

@testable import LessonKit

/// The blocks of a page as a terminal says them.
@Suite struct TerminalBlockTests {
  private let plain = Terminal(width: 40, hasColors: false)
  private let colored = Terminal(width: 40, hasColors: true)
  private let lesson = LessonEntry.relu

  @Test func whatOpensALesson() {
    #expect(plain.text(of: .title("Title")) == "\nTitle")
    #expect(plain.text(of: .question("Is *a* < b?")) == "\nIs *a* < b?")
    #expect(plain.text(of: .place(nil)) == "\nBeside the lessons.")
    let place = plain.text(of: .place(lesson.strip)) ?? ""
    #expect(place.hasPrefix("\nYou are here: image → convolution →\n[ReLU] → "), "\(place)")
    let back = colored.text(of: .place(LessonEntry.backprop.strip)) ?? ""
    #expect(back.hasPrefix("\nYou are here: \u{1B}[1mimage ← convolution"), "\(back)")
  }

  /// Where a page comes from, and where it leads, a terminal has no use for.
  @Test func whatOnlyPagesHave() {
    for block in [.owner(lesson), .origin(lesson.origin), .end(.page(of: lesson))] as [Page.Block] {
      #expect(plain.text(of: block) == nil)
    }
    let end = Page.Block.end(.lesson(next: "**Next:** more.", before: nil, after: .pooling))
    #expect(plain.text(of: end) == "\nNext: more.")
  }

  @Test func whatALessonSays() {
    #expect(plain.text(of: .text("a *b*\n\nc")) == "\na b\n\nc")
    #expect(plain.text(of: .heading("Heading")) == "\nHeading")
    #expect(plain.text(of: .formula("a\n  b")) == "\n    a\n      b")
    #expect(plain.text(of: .prediction(question("how *many*?"))) == "\nPredict: how many?")
    #expect(colored.text(of: .prediction(question("a"))) == "\n\u{1B}[1mPredict:\u{1B}[0m a")
    let numbers = HandOver([("one", "1")])
    #expect(
      plain.text(of: .takenOver(numbers))
        == "\nTaken over from the lesson before:\n\n    one   1")
    #expect(
      plain.text(of: .handedOn(numbers)) == "\nHanded on to the next lesson:\n\n    one   1")
    #expect(plain.text(of: .fold(Page.Fold(title: "more"))) == "\nmore")
    let link = Page.Link(name: "Bugs", title: "Six bugs", about: Prose.spans("They *hide*."))
    #expect(plain.text(of: .page(link)) == "\nSix bugs. They hide.")
  }

  @Test func whatItRuns() {
    let cell = Page.Cell(title: "A cell", source: "a {}", isStage: true)
    #expect(plain.text(of: .cell(cell)) == "\n── A cell ")
    let printed = [("one", false), ("2 s", true)].map { Page.Printed(text: $0, varies: $1) }
    #expect(plain.text(of: .output(.printed(printed))) == "one\n⏱ 2 s")
    let knobs = Page.Knobs(origin: lesson.origin, source: "let a = 1", note: "So *much*.")
    let text = plain.text(of: .knobs(knobs)) ?? ""
    #expect(text.hasSuffix("have changed.\nSo much.\n\nlet a = 1"), "\(text)")
  }
}
