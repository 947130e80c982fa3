import CNN
import Figures
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
  let options: LessonOptions
  let terminal = Terminal()
  let place: LessonPlace
  /// Where this run leaves its pages.
  private var folder: OutputFolder { place.target }
  private var sources: [String: CellSource] = [:]
  private var pages = [Page()]
  /// The page on which is written now.
  private var current = 0
  var page: Page {
    get { pages[current] }
    set { pages[current] = newValue }
  }
  /// How many questions were asked, predictions among them.
  var questions = 0
  /// The numbers of the predictions that wait for their answers.
  var unsettled: [Int] = []
  private let start = ContinuousClock.now

  /// Begins a lesson.
  ///
  /// - Parameter file: the lesson's main.swift, whose cells the page shows.
  public init(_ entry: LessonEntry, _ options: LessonOptions, file: String = #filePath) {
    self.entry = entry
    self.options = options
    let package = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let board = KnobBoard.shared.withLock { $0 }
    let outputs = options.output ?? package.joined(separator: "/") + "/Outputs"
    place = LessonPlace(
      outputs: outputs, folder: entry.folder, isTry: board.isAsked && options.output == nil)
    if board.knobs.isEmpty { endWithoutKnobs() }
    if source(of: file).problem == nil {
      do { try folder.prepare() } catch { fail(error) }
    }
    add(.title(entry.title))
    add(.question(entry.question))
    add(.place(entry.strip))
    add(.origin(entry.origin))
    if let tried = Self.tried(board.knobs) { add(.text(Prose(tried))) }
  }

  /// Puts a block onto the page, and says it in the terminal.
  func add(_ block: Page.Block) {
    page.add(block)
    if let text = terminal.text(of: block) { say(text) }
  }

  /// Does what must be done before the first step, such as opening a file that was named; what it
  /// throws ends the lesson with one sentence.
  public func prepare<Result>(_ body: () throws -> Result) -> Result {
    do { return try body() } catch { fail(error) }
  }

  /// Prose, in Markdown.
  public func text(_ markdown: String) { add(.text(Prose(markdown))) }

  /// A heading.
  public func heading(_ title: String) { add(.heading(title)) }

  /// A formula or a small calculation, kept in its lines.
  public func formula(_ text: String) { add(.formula(text)) }

  /// Runs a piece of the lesson; the page shows its source, what it prints, and its pictures.
  ///
  /// What it throws ends the lesson with one sentence.
  ///
  /// - Parameter isStage: whether its source is what the lesson is about: the page on GitHub shows
  ///   it, and folds away that of the other cells. A lesson's first page has one such cell, or two.
  @discardableResult
  public func cell<Result>(
    _ title: String, isStage: Bool = false, file: String = #filePath, line: Int = #line,
    _ body: () throws -> Result
  ) -> Result {
    let name = file.split(separator: "/").last ?? ""
    let code = source(of: file).cell(from: line)
    if code == nil, source(of: file).problem == nil {
      fail(KnobError("the cell “\(title)” in \(name):\(line) has no closing brace in its column"))
    }
    let cell = Page.Cell(title: title, source: code, isStage: isStage)
    page.begin(cell)
    say((terminal.text(of: .cell(cell)) ?? "") + terminal.dim("\(name):\(line)"))
    let result: Result
    do { result = try body() } catch { fail(error) }
    page.endCell()
    pause()
    return result
  }

  /// The part that shows the knobs, as they stand at the top of the lesson's main.swift.
  ///
  /// - Parameter note: what else is said of them, behind how to turn them.
  public func knobs(_ note: String = "", file: String = #filePath) {
    heading(Page.Knobs.heading)
    let known = KnobBoard.shared.withLock { $0.knobs }
    add(
      .knobs(
        Page.Knobs(
          origin: entry.origin, source: source(of: file).knobs, note: Prose(note), knobs: known)))
  }

  /// Prints lines, in a font of fixed width.
  public func print(_ text: String) { print(Page.Printed(text: text, varies: false)) }

  /// Prints a time or a rate: a number that is another on each machine and in each run.
  public func print(varying text: String) { print(Page.Printed(text: text, varies: true)) }

  private func print(_ printed: Page.Printed) {
    page.print(printed)
    say(terminal.text(of: .printed([printed])))
  }

  /// Shows a picture: a file beside the page, and a small preview on a terminal with colours.
  ///
  /// - Parameters:
  ///   - caption: what is said below it, in Markdown.
  ///   - alt: a few words that say which picture it is, for those who do not see it; they read the
  ///     caption, too. Without it, the cell's title and the picture's name.
  ///   - preview: false for a picture that says nothing without its texts.
  ///   - varies: whether it shows times or rates, which are others on each machine and in each run.
  ///     Its size, caption and `alt` must not vary. A label that depends on a knob belongs into `alt`,
  ///     by which one sees that it is another.
  public func show(
    _ picture: Picture, _ name: String, _ caption: String, alt: String? = nil,
    preview: Bool = true, varies: Bool = false
  ) {
    show(picture.framed(), nil, name, caption, alt, preview: preview ? picture : nil, varies)
  }

  /// Shows a figure, as above.
  ///
  /// Where its texts or marks lie on one another, the lesson says so on standard error.
  public func show(
    _ figure: Figure, _ name: String, _ caption: String, alt: String? = nil, preview: Bool = true,
    varies: Bool = false
  ) {
    let layout = FigureLayout(figure)
    for collision in layout.collisions { complain("\(name).png: \(collision)") }
    let picture = layout.painted()
    show(picture, figure, name, caption, alt, preview: preview ? picture : nil, varies)
  }

  private func show(
    _ picture: Picture, _ figure: Figure?, _ name: String, _ caption: String, _ alt: String?,
    preview: Picture?, _ varies: Bool
  ) {
    let shown = Page.Shown(
      name: name, picture: picture, figure: figure, caption: caption, alt: alt,
      of: page.openCell?.title ?? entry.title, varies: varies)
    page.show(shown)
    if let small = preview.flatMap(terminal.preview) { say(small) }
    let path = Prose.Span.text("→ \(folder.path)/\(name).png: ")
    say(terminal.filled([path] + shown.caption))
  }

  /// Ends the lesson with what makes the next one wanted, and writes the page.
  public func end(_ next: String) {
    endMore()
    if let number = unsettled.first {
      fail(KnobError("the prediction of question \(number) was never settled"))
    }
    if !entry.exercises.isEmpty { add(.exercises(entry.exercises)) }
    let (before, after) = entry.neighbours
    add(.end(.lesson(next: Prose(next), before: before, after: after)))
    if let problem = sources.values.compactMap(\.problem).min() {
      complain("the page \(folder.path)/README.md was left as it was: \(problem).")
      exit(LessonExit.stale)
    }
    do {
      let tried = Self.tried(KnobBoard.shared.withLock { $0.knobs })
      let outcome = try place.leave(pages, title: entry.title, tried: tried)
      let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
      let text = "\(outcome) Page: \(folder.path)/README.md (\(seconds.fixed(1)) s)"
      say("\n" + terminal.filled([.text(text)]))
    } catch {
      fail(error)
    }
  }

  /// Runs `body`, and whatever it says, runs and shows stands on a page of its own.
  func onPage(_ name: String, _ body: () -> Void) {
    pages.append(Page(name: name))
    current = pages.count - 1
    body()
    current = 0
  }

  func source(of file: String) -> CellSource {
    if let known = sources[file] { return known }
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let source = CellSource(path: file, program: program)
    sources[file] = source
    return source
  }

  func pause() {
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
