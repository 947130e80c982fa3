import Explain
import Pictures
import Testing

@testable import LessonKit

@Suite struct PageTests {
  private let picture = Picture(width: 2, height: 1)

  @Test func anEmptyPage() {
    #expect(Page().markdown == "")
    #expect(Page().pictures.isEmpty)
  }

  @Test func textAndCode() {
    var page = Page()
    page.add("# Title")
    page.add("Some *prose*,\nin two lines.")
    page.add(code: "let a = 1\n\nlet b = 2", language: "swift")
    page.add(code: "a  1", language: "text")
    #expect(
      page.markdown == """
        # Title

        Some *prose*,
        in two lines.

        ```swift
        let a = 1

        let b = 2
        ```

        ```text
        a  1
        ```


        """)
  }

  @Test func aPictureWithItsCaption() {
    var page = Page()
    page.add(picture, name: "map", caption: "A map. Range −1.00 to +1.00.")
    #expect(
      page.markdown == """
        ![A map. Range −1.00 to +1.00.](map.png)

        *A map. Range −1.00 to +1.00.*


        """)
    #expect(page.pictures.map(\.name) == ["map"])
    #expect(page.pictures.map(\.picture) == [picture])
  }

  /// What would end or emphasise the text that stands for the picture is left out of it; the
  /// caption keeps it.
  @Test(arguments: [
    ("`full`, row [i]", "full, row i"),
    ("f(x) = “y”", "f(x) = “y”"),
    ("a ]( b", "a ( b"),
    ("Σₐ · ±1 < 2 & é", "Σₐ · ±1 < 2 & é"),
  ])
  func captionsWithSpecialCharacters(_ caption: String, _ plain: String) {
    var page = Page()
    page.add(picture, name: "a", caption: caption)
    #expect(page.markdown == "![\(plain)](a.png)\n\n*\(caption)*\n\n")
  }

  @Test func picturesKeepTheirOrder() {
    var page = Page()
    for name in ["b", "a", "c"] { page.add(picture, name: name, caption: name) }
    #expect(page.pictures.map(\.name) == ["b", "a", "c"])
  }

  @Test func foldedPartsEndOneAnother() {
    var page = Page()
    page.fold("one")
    page.add("a")
    page.fold("two")
    page.add("b")
    page.unfold()
    page.unfold()
    page.add("c")
    #expect(
      page.markdown == """
        <details>
        <summary>one</summary>

        a

        </details>

        <details>
        <summary>two</summary>

        b

        </details>

        c


        """)
  }

  @Test func nothingFoldedNothingUnfolded() {
    var page = Page()
    page.unfold()
    #expect(page.markdown == "")
  }
}
