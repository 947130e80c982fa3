import Exchange
import Foundation
import Notebook
import Pictures

/// The page that opens Outputs: every lesson with its picture. It is written for GitHub
/// (`README.md`) and for browsers (`index.html`).
public struct TableOfContents {
  /// A part of the page, for both writers.
  enum Part {
    case title(String)
    case text(Prose)
    /// How to open the page in a browser. A browser shows the way to the first lesson instead.
    case opening(Prose)
    /// A page that only a browser can show.
    case sheetToTouch(folder: String, title: String, about: [Prose.Span])
    case heading(String)
    /// The complete network on one sheet.
    case sheet(of: LessonEntry, name: String, caption: Prose)
    /// A page with its picture, and how many questions it asks.
    case lesson(LessonEntry, questions: Int)
  }

  let parts: [Part]

  /// - Parameters:
  ///   - hasLittleSeven: whether the page with the small network is there.
  ///   - questions: how many questions each lesson asks.
  init(
    _ lessons: [LessonEntry], hasLittleSeven: Bool = false,
    questions: (LessonEntry) -> Int = { _ in 0 }
  ) {
    var parts: [Part] = [.title(Self.title), .opening(Self.opening), .text(Self.about)]
    if lessons.contains(.teaching) {
      let folder = LessonEntry.teaching.folder
      parts.append(
        .text(
          """
          **For whoever teaches:** [a class of 45 minutes, a day, and sheets to print]\
          (\(folder)/README.md).
          """))
    }
    if hasLittleSeven { parts.append(Self.littleSeven) }
    for lesson in lessons {
      guard let sheet = lesson.sheet else { continue }
      parts += [
        .heading("The overview"), .text(Self.overview),
        .sheet(of: lesson, name: sheet, caption: Self.caption),
      ]
    }
    self.parts = parts + lessons.map { .lesson($0, questions: questions($0)) }
  }

  /// Writes `README.md` and `index.html` for the lessons whose pages are in the folder.
  public static func write(to folder: String) throws(FileError) {
    let there = LessonEntry.pages.filter {
      FileManager.default.fileExists(atPath: "\(folder)/\($0.folder)/README.md")
    }
    let hasLittleSeven = FileManager.default.fileExists(atPath: "\(folder)/LittleSeven/index.html")
    let contents = TableOfContents(there, hasLittleSeven: hasLittleSeven) {
      questions(in: "\(folder)/\($0.folder)")
    }
    try File.write([
      (path: folder + "/README.md", bytes: Array(contents.markdown.utf8)),
      (path: folder + "/index.html", bytes: Array(contents.html.utf8)),
    ])
  }

  /// Removes what earlier runs have left: networks that no page in the folder names, and scripts
  /// that do not exist any more.
  public static func removeOldFiles(in folder: String) throws(FileError) {
    let shared = SharedFolder(outputs: folder)
    try shared.removeNetworks(pages: { name in
      name.hasSuffix(".js") && !name.hasPrefix(NotebookFiles.folder + "/")
        && !name.contains("/\(TriedScript.folder)/")
    })
    shared.removeOldScripts()
  }

  /// How many questions the scripts of a lesson's pages hold.
  private static func questions(in folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let texts = names.filter { $0.hasSuffix(".js") }.compactMap {
      FileManager.default.contents(atPath: "\(folder)/\($0)")
    }
    return texts.map { text in
      text.split(separator: UInt8(ascii: "\n"))
        .count { $0.starts(with: "glassbox.question(".utf8) }
    }.reduce(0, +)
  }

  // MARK: - The words

  private static let title = "What the lessons show"

  private static let opening: Prose = """
    **Open `index.html` in a browser: there you can touch everything.** Choose a number to see how \
    it was computed. Turn a knob. Answer a question.

    Double-click the file `index.html` in the folder `Outputs`, or type one of these commands in the \
    package's folder:

    ```bash
    open Outputs/index.html       # on a Mac
    xdg-open Outputs/index.html   # on Linux
    ```

    It needs no server and no internet connection. The pages below are the same text for GitHub.
    """

  private static let about: Prose = """
    Running a lesson makes its page. The page holds the text, the code that ran, the numbers that it \
    printed and the pictures that it painted. Run a lesson yourself, and its page is made again.

    The lessons build on one another. Begin with the first. You need some programming, and about \
    twenty-five minutes a page if you leave the folded parts alone.
    """

  private static let littleSeven = Part.sheetToTouch(
    folder: "LittleSeven", title: "The little seven, live",
    about: Prose.spans(
      """
      This is a small network on one sheet. Change any number: every number that depends on it is \
      computed again.
      """))

  private static let overview: Prose = """
    This is the complete network, from the image at the top to the answer at the bottom. A \
    handwritten seven goes through it. Each stage names the lesson that explains it.
    """

  private static let caption: Prose = """
    *An arrow is a layer of the network. Beside each arrow stand the layer's name, the size of its \
    result, the smallest and the largest number, and the lesson. Each small square is one number: \
    white is zero, orange is positive, blue is negative. Only the image is grey: there, black is \
    zero. Each stage has its own scale.*
    """
}
