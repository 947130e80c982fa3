import Explain
import Pictures
import Testing

@testable import LessonKit

@Suite struct MarkdownWriterTests {
  private let picture = Picture(width: 2, height: 1)

  private func text(_ build: (inout Page) -> Void) -> String {
    var page = Page()
    build(&page)
    return MarkdownWriter().text(of: page)
  }

  private func cell(_ title: String, _ source: String?, isStage: Bool) -> Page.Cell {
    Page.Cell(title: title, source: source, isStage: isStage)
  }

  @Test func anEmptyPage() {
    #expect(text { _ in } == "")
  }

  @Test func filesOfPages() {
    #expect(MarkdownWriter().file(ofPage: nil) == "README.md")
    #expect(MarkdownWriter().file(ofPage: "Bugs") == "Bugs.md")
  }

  @Test func textAndCode() {
    let text = text {
      $0.add(.title("Title"))
      $0.add(.text("Some *prose*,\nin two lines."))
      $0.begin(cell("A cell", "let a = 1\n\nlet b = 2", isStage: true))
      $0.print(Page.Printed(text: "a  1", varies: false))
      $0.print(Page.Printed(text: "b  2", varies: true))
    }
    #expect(
      text == """
        # Title

        Some *prose*,
        in two lines.

        ### A cell

        ```swift
        let a = 1

        let b = 2
        ```

        ```text
        a  1
        ⏱ b  2
        ```


        """)
  }

  /// Between the tags and the code there must be empty lines, or GitHub shows the fence as text.
  @Test func codeIsFoldedWhereItIsNotTheStage() {
    #expect(
      written(.cell(cell("A cell", "a {\n}", isStage: false))) == """
        ### A cell

        <details>
        <summary>Code, 2 lines</summary>

        ```swift
        a {
        }
        ```

        </details>
        """)
    #expect(written(.cell(cell("A", "a {}", isStage: false))).contains("<summary>Code, 1 line</"))
    #expect(written(.cell(cell("A cell", nil, isStage: false))) == "### A cell")
  }

  /// What was printed and shown stays in the open, behind the code.
  @Test func outputsStayOpen() {
    let text = text {
      $0.begin(cell("A cell", "a {}", isStage: false))
      $0.print(Page.Printed(text: "1", varies: false))
      $0.show(picture, name: "map")
      $0.print(Page.Printed(text: "2", varies: false))
    }
    let end = text.split(separator: "</details>\n\n").last
    #expect(
      end == "```text\n1\n```\n\n![A page (map)](map.png)\n\n*map*\n\n```text\n2\n```\n\n")
  }

  /// A caption is said once: below the picture.
  @Test func aPictureWithItsCaption() {
    let caption = "A map. Range −1.00 to +1.00."
    let text = text {
      $0.show(
        Page.Shown(name: "map", picture: picture, caption: caption, of: "Everywhere"))
    }
    #expect(text == "![Everywhere (map)](map.png)\n\n*\(caption)*\n\n")
  }

  @Test func aPictureThatVaries() {
    let text = text { $0.show(picture, name: "map", alt: "Rates", varies: true) }
    #expect(text == "![⏱ Rates](map.png)\n\n*⏱ map*\n\n")
  }

  /// What would end or emphasise the text that stands for the picture is left out of it; the
  /// caption keeps it.
  @Test(arguments: [
    ("`full`, row [i]", "full, row (i)"),
    ("f(x) = “y”", "f(x) = “y”"),
    ("a ]( b", "a )( b"),
    ("a ]\u{301}( b", "a )\u{301}( b"),
    ("Σₐ · ±1 < 2 & é", "Σₐ · ±1 < 2 & é"),
    (" two\n\nlines\\", "two lines"),
  ])
  func textsWithSpecialCharacters(_ given: String, _ plain: String) {
    let text = text {
      $0.show(Page.Shown(name: "a", picture: picture, caption: given, alt: given, of: ""))
    }
    #expect(text == "![\(plain)](a.png)\n\n*\(given)*\n\n")
  }

  @Test func folds() {
    let text = text {
      $0.fold("if a < b & c")
      $0.add(.text("a"))
      $0.begin(cell("A cell", "a {}", isStage: false))
      $0.fold("two")
      $0.unfold()
      $0.add(.heading("c"))
    }
    #expect(
      text == """
        <details>
        <summary><b>if a &lt; b &amp; c</b></summary>

        a

        ### A cell

        <details>
        <summary>Code, 1 line</summary>

        ```swift
        a {}
        ```

        </details>

        </details>

        <details>
        <summary><b>two</b></summary>

        </details>

        ## c


        """)
  }

  @Test func whatIsSaidAroundALesson() {
    let lesson = LessonEntry.backprop
    #expect(written(.question("Why?")) == "> **Why?**")
    #expect(
      written(.origin(lesson.origin))
        == "*Everything on this page was made by running "
        + "[Lessons/08-Backprop/main.swift](../../Lessons/08-Backprop/main.swift): "
        + "`swift run Backprop`.*")
    #expect(written(.prediction(question("is *it* so?"))) == "**Predict:** is *it* so?")
    let numbers = HandOver([("one", "1\n2"), ("three", "3")])
    let lines = "```text\none     1\n        2\nthree   3\n```"
    #expect(
      written(.takenOver(numbers)) == "**Taken over** from the lesson before:\n\n" + lines)
    #expect(written(.handedOn(numbers)) == "**Handed on** to the next lesson:\n\n" + lines)
  }

  @Test func knobs() {
    func text(_ source: String?, _ note: Prose) -> String {
      written(
        .knobs(Page.Knobs(origin: LessonEntry.relu.origin, source: source, note: note)))
    }
    let turning =
      "These lines are at the top of `Lessons/02-ReLU/main.swift`. Change one and run "
      + "`swift run ReLU` again. Its last line says which pictures have changed."
    #expect(text("let a = 1", "") == turning + "\n\n```swift\nlet a = 1\n```")
    #expect(text(nil, "So *much*.\n\n- a") == turning + " So *much*.\n\n- a")
  }

  @Test func aPageBesideTheFirst() {
    let (lesson, symbols) = (LessonEntry.backprop, LessonEntry.symbols)
    #expect(
      written(.page(Page.Link(name: "Bugs", title: "Six", about: Prose.spans("See *it*."))))
        == "**[Six](Bugs.md).** See *it*.")
    #expect(written(.owner(lesson)) == "This page belongs to [lesson 8](README.md).")
    #expect(written(.owner(symbols)) == "This page belongs to [Symbols](README.md).")
    #expect(
      written(.end(.page(of: lesson)))
        == "---\n\n← [8. Backprop](README.md) · [all lessons](../README.md)")
  }
}
