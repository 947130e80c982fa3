import Explain
import Pictures
import Testing

@testable import LessonKit

/// A page while it grows.
@Suite struct PageTests {
  private let picture = Picture(width: 2, height: 1)
  private let cell = Page.Cell(title: "A cell", source: "a {}", isStage: false)

  private func shown(_ name: String) -> Page.Shown {
    Page.Shown(name: name, picture: picture, caption: name, of: "A page")
  }

  private func line(_ text: String) -> Page.Printed { Page.Printed(text: text, varies: false) }

  @Test func anEmptyPage() {
    #expect(Page().blocks.isEmpty)
    #expect(Page().pictures.isEmpty)
  }

  /// What a cell prints and shows stays in its order.
  @Test func aCellHasWhatItPrintsAndShows() {
    var page = Page()
    page.begin(cell)
    for text in ["one", "two"] { page.print(line(text)) }
    page.show(shown("a"))
    page.show(shown("b"))
    page.print(line("three"))
    page.endCell()
    var expected = cell
    expected.outputs = [
      .printed([line("one"), line("two")]), .shown(shown("a")), .shown(shown("b")),
      .printed([line("three")]),
    ]
    #expect(page.blocks == [.cell(expected)])
  }

  /// Text within a cell stays where it was said; what follows it is no longer the cell's.
  @Test func textWithinACell() {
    var page = Page()
    page.begin(cell)
    page.print(line("one"))
    page.add(.text("text"))
    page.print(line("two"))
    page.show(shown("a"))
    var expected = cell
    expected.outputs = [.printed([line("one")])]
    #expect(
      page.blocks == [
        .cell(expected), .text("text"), .output(.printed([line("two")])),
        .output(.shown(shown("a"))),
      ])
  }

  @Test func behindACellNothingIsItsOwn() {
    var page = Page()
    page.begin(cell)
    page.endCell()
    for text in ["one", "two"] { page.print(line(text)) }
    #expect(page.blocks == [.cell(cell), .output(.printed([line("one"), line("two")]))])
    page.begin(cell)
    page.unfold()
    page.print(line("three"))
    #expect(page.blocks.suffix(2) == [.cell(cell), .output(.printed([line("three")]))])
  }

  @Test func picturesKeepTheirOrder() {
    var page = Page()
    page.show(shown("b"))
    page.fold("more")
    page.begin(cell)
    page.show(shown("a"))
    page.unfold()
    page.show(shown("c"))
    #expect(page.pictures.map(\.name) == ["b", "a", "c"])
    #expect(page.pictures.map(\.picture) == [picture, picture, picture])
  }

  @Test func foldedPartsEndOneAnother() {
    var page = Page()
    page.fold("one")
    page.add(.text("a"))
    page.fold("two")
    page.add(.text("b"))
    // What is open is on the page already.
    #expect(page.blocks.count == 2)
    page.unfold()
    page.unfold()
    page.add(.text("c"))
    #expect(
      page.blocks == [
        .fold(Page.Fold(title: "one", blocks: [.text("a")])),
        .fold(Page.Fold(title: "two", blocks: [.text("b")])), .text("c"),
      ])
  }

  @Test func nothingFoldedNothingUnfolded() {
    var page = Page()
    page.unfold()
    #expect(page.blocks == [])
  }

  /// Without words of its own the picture is called by what it belongs to, never by its caption.
  @Test func whatStandsForAPicture() {
    func shown(_ alt: String?) -> Page.Shown {
      Page.Shown(name: "two-ways", picture: picture, caption: "See *here*.", alt: alt, of: "A cell")
    }
    #expect(shown(nil).alt == "A cell (two ways)")
    #expect(shown("Two maps").alt == "Two maps")
    #expect(shown(nil).caption == [.text("See "), .emphasis([.text("here")]), .text(".")])
  }
}

extension Page {
  /// Shows a picture whose caption is its name.
  mutating func show(
    _ picture: Picture, name: String, alt: String? = nil, varies: Bool = false
  ) {
    show(
      Shown(name: name, picture: picture, caption: name, alt: alt, of: "A page", varies: varies))
  }
}

/// A block as the page on GitHub has it, without the empty line behind it.
func written(_ block: Page.Block) -> String {
  String(MarkdownWriter().text(of: [block]).dropLast(2))
}
