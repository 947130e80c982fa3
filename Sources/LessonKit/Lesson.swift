import CNN
import Foundation
import Pictures
import Printing

/// A lesson while it runs: it tells its text, runs its cells, and leaves a page.
///
/// Everything is said twice, in the terminal at once and on the page at the end. The page, others
/// beside it, and all pictures are written together when the lesson has come to its end, so a run
/// that fails or is stopped leaves those of the run before.
@MainActor public final class Lesson {
  let entry: LessonEntry
  private let options: LessonOptions
  let terminal = Terminal()
  private let folder: OutputFolder
  private var sources: [String: CellSource] = [:]
  private var pages = [Page()]
  /// The page on which is written now.
  private var current = 0
  var page: Page {
    get { pages[current] }
    set { pages[current] = newValue }
  }
  private let start = ContinuousClock.now

  /// Begins a lesson.
  ///
  /// - Parameter file: the lesson's main.swift, whose cells the page shows.
  public init(_ entry: LessonEntry, _ options: LessonOptions, file: String = #filePath) {
    self.entry = entry
    self.options = options
    let package = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let outputs = options.output ?? package.joined(separator: "/") + "/Outputs"
    folder = OutputFolder(outputs + "/" + entry.folder)
    if source(of: file).problem == nil {
      do { try folder.prepare() } catch { fail(error) }
    }
    page.add("# \(entry.title)")
    page.add("> **\(entry.question)**")
    let place = entry.isLesson ? "You are here: \(entry.strip)" : "Beside the lessons."
    page.add(place)
    page.add(origin)
    say(terminal.bold("\n\(entry.title)"))
    say(terminal.prose("\n\(entry.question)\n\n\(place)"))
  }

  /// Says on a page where it comes from.
  var origin: String {
    "*Everything on this page was made by running "
      + "[Lessons/\(entry.folder)/main.swift](../../Lessons/\(entry.folder)/main.swift): "
      + "`swift run \(entry.name)`.*"
  }

  /// Does what must be done before the first step, such as opening a file that was named; what it
  /// throws ends the lesson with one sentence.
  public func prepare<Result>(_ body: () throws -> Result) -> Result {
    do { return try body() } catch { fail(error) }
  }

  /// Prose, in Markdown.
  public func text(_ markdown: String) {
    page.add(markdown)
    say("\n" + terminal.prose(markdown))
  }

  /// A heading.
  public func heading(_ title: String) {
    page.add("## \(title)")
    say("\n" + terminal.bold(title))
  }

  /// A formula or a small calculation, kept in its lines.
  public func formula(_ text: String) {
    page.add(code: text, language: "text")
    say("\n" + text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
  }

  /// Runs a piece of the lesson; the page shows its source, what it prints, and its pictures.
  ///
  /// What it throws ends the lesson with one sentence.
  @discardableResult
  public func cell<Result>(
    _ title: String, file: String = #filePath, line: Int = #line, _ body: () throws -> Result
  ) -> Result {
    page.add("### \(title)")
    let name = file.split(separator: "/").last ?? ""
    if let code = source(of: file).cell(from: line) {
      page.add(code: code, language: "swift")
    } else if source(of: file).problem == nil {
      fail(KnobError("the cell “\(title)” in \(name):\(line) has no closing brace in its column"))
    }
    say("\n" + terminal.bold("── \(title) ") + terminal.dim("\(name):\(line)"))
    let result: Result
    do { result = try body() } catch { fail(error) }
    flush()
    pause()
    return result
  }

  /// The part that shows the knobs, as they stand at the top of the lesson's main.swift.
  ///
  /// - Parameter note: what else is said of them, behind how to turn them.
  public func knobs(_ note: String = "", file: String = #filePath) {
    heading("Change something")
    text(
      "These lines stand at the top of `Lessons/\(entry.folder)/main.swift`. Change one, run "
        + "`swift run \(entry.name)` again; its last line says which pictures have changed."
        + (note.isEmpty ? "" : " " + note))
    guard let knobs = source(of: file).knobs else { return }
    page.add(code: knobs, language: "swift")
    say("\n" + knobs)
  }

  private var printed: [String] = []

  /// Prints lines, in a font of fixed width.
  public func print(_ text: String) {
    printed.append(text)
    say(text)
  }

  /// Prints a time or a rate: a number that is another on each machine and in each run.
  public func print(varying text: String) {
    print(OutputComparison.varyingMark + " " + text)
  }

  /// Shows a picture: a file beside the page, and a small preview on a terminal with colours.
  ///
  /// - Parameters:
  ///   - preview: false for a picture that says nothing without its texts.
  ///   - varies: whether it shows times or rates, which are others on each machine and in each run;
  ///     its size must not.
  public func show(
    _ picture: Picture, _ name: String, _ caption: String, preview: Bool = true,
    varies: Bool = false
  ) {
    flush()
    page.add(picture.framed(), name: name, caption: caption, varies: varies)
    if preview, let small = terminal.preview(picture) { say(small) }
    say(terminal.prose("→ \(folder.path)/\(name).png: \(caption)"))
  }

  /// Asks for a prediction before the answer is seen.
  public func predict(_ question: String) {
    page.add("**Predict:** \(question)")
    say("\n" + terminal.prose("**Predict:** \(question)"))
    pause()
  }

  /// Ends the lesson with what makes the next one wanted, and writes the page.
  public func end(_ next: String) {
    endMore()
    page.add("---")
    page.add(next)
    page.add(entry.neighbours)
    say("\n" + terminal.prose(next))
    let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    if let problem = sources.values.compactMap(\.problem).min() {
      complain("the page \(folder.path)/README.md was left as it was: \(problem).")
      return
    }
    do {
      let changes = try folder.write(pages)
      let time = seconds.fixed(1)
      say(terminal.prose("\n\(changes) Page: \(folder.path)/README.md (\(time) s)"))
    } catch {
      fail(error)
    }
  }

  /// Runs `body`, and whatever it says, runs and shows stands on a page of its own.
  func onPage(_ file: String, _ body: () -> Void) {
    pages.append(Page(file))
    current = pages.count - 1
    body()
    current = 0
  }

  private func source(of file: String) -> CellSource {
    if let known = sources[file] { return known }
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let source = CellSource(path: file, program: program)
    sources[file] = source
    return source
  }

  /// Puts what was printed so far onto the page.
  private func flush() {
    if !printed.isEmpty { page.add(code: printed.joined(separator: "\n"), language: "text") }
    printed = []
  }

  private func pause() {
    guard options.step else { return }
    Swift.print(terminal.dim("Return for the next step, Ctrl-C to stop "), terminator: "")
    fflush(nil)
    _ = readLine()
  }

  func say(_ text: String) {
    Swift.print(text)
    fflush(nil)
  }

  private func complain(_ sentence: String) {
    Console.complain(entry.name, sentence)
  }

  func fail(_ error: some Error) -> Never {
    complain("\(error)")
    exit(1)
  }
}
