import CNN
import Figures
import Foundation
import Pictures
import Printing

/// A lesson while it runs: it says its text, runs its cells, and writes a page.
///
/// Everything appears twice: at once in the terminal, and at the end on the page. All pages and
/// pictures are written together at the end of the lesson. So a run that fails or is stopped does
/// not change the earlier pages.
@MainActor public final class Lesson {
  let entry: LessonEntry
  let options: LessonOptions
  let terminal = Terminal()
  private(set) var place: LessonPlace
  /// The folder of this run's pages.
  private var folder: OutputFolder { place.target }
  private var sources: [String: CellSource] = [:]
  private var pages = [Page()]
  /// The page that is written now.
  private var current = 0
  var page: Page {
    get { pages[current] }
    set { pages[current] = newValue }
  }
  /// How many questions were asked, predictions among them.
  var questions = 0
  /// The trace that explains maps which name no trace of their own.
  var trace: Trace?
  /// The numbers of the predictions that wait for their answers.
  var unsettled: [Int] = []
  /// A key of the lesson's source.
  private let key: String?
  private let start = ContinuousClock.now

  /// Begins a lesson.
  ///
  /// - Parameter file: the lesson's main.swift, whose cells the page shows.
  public init(_ entry: LessonEntry, _ options: LessonOptions, file: String = #filePath) {
    self.entry = entry
    self.options = options
    let package = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let board = KnobBoard.shared.withLock { $0 }
    key = CellSource.key(ofLessonWith: file)
    let outputs = options.output ?? package.joined(separator: "/") + "/Outputs"
    place = LessonPlace(
      outputs: outputs, folder: entry.folder, isTry: board.isAsked && options.output == nil)
    place.report = options.knobs.changes
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

  /// Adds a block to the page, and prints it in the terminal.
  func add(_ block: Page.Block) {
    page.add(block)
    if let text = terminal.text(of: block) { say(text) }
  }

  /// Work before the first step, such as opening a file. If it throws, the lesson ends with one
  /// sentence.
  public func prepare<Result>(_ body: () throws -> Result) -> Result {
    do { return try body() } catch { fail(error) }
  }

  /// Prose, in Markdown.
  public func text(_ markdown: String) { add(.text(Prose(markdown))) }

  /// A heading.
  public func heading(_ title: String) { add(.heading(title)) }

  /// A formula or a small calculation, with its line breaks.
  public func formula(_ text: String) { add(.formula(text)) }

  /// Runs a piece of the lesson. The page shows its source, its output and its pictures.
  ///
  /// If it throws, the lesson ends with one sentence.
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

  /// The part with the knobs, from the top of the lesson's main.swift.
  ///
  /// - Parameter note: more text about them, after the text about how to change them.
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

  /// Prints a time or a rate: a number that differs on each machine and in each run.
  public func print(varying text: String) { print(Page.Printed(text: text, varies: true)) }

  private func print(_ printed: Page.Printed) {
    page.print(printed)
    say(terminal.text(of: .printed([printed])))
  }

  /// Shows a picture: a file beside the page, and a small preview in a terminal with colours.
  ///
  /// - Parameters:
  ///   - caption: the text below it, in Markdown.
  ///   - alt: a few words that say which picture it is, for readers who cannot see it. They read
  ///     the caption, too. Without it: the cell's title and the picture's name.
  ///   - preview: false for a picture that has no meaning without its texts.
  ///   - varies: whether it shows times or rates, which differ on each machine and in each run. Its
  ///     size, caption and `alt` must not vary. Put a label that depends on a knob into `alt`: a
  ///     change there shows that the picture is different.
  public func show(
    _ picture: Picture, _ name: String, _ caption: String, alt: String? = nil,
    preview: Bool = true, varies: Bool = false
  ) {
    show(picture.framed(), nil, name, caption, alt, preview: preview ? picture : nil, varies)
  }

  /// Shows a figure, as above.
  ///
  /// If texts or marks overlap, the lesson reports it on standard error.
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

  /// Ends the lesson with a reason to read the next one, and writes the page.
  public func end(_ next: String) {
    endMore()
    if let number = unsettled.first {
      fail(KnobError("the prediction of question \(number) has no answer: call lesson.settle"))
    }
    if !entry.exercises.isEmpty { add(.exercises(entry.exercises)) }
    let (before, after) = entry.neighbours
    add(.end(.lesson(next: Prose(next), before: before, after: after)))
    if let problem = sources.values.compactMap(\.problem).min() {
      complain("the page \(folder.path)/README.md was not changed: \(problem).")
      exit(LessonExit.stale)
    }
    do {
      let tried = Self.tried(KnobBoard.shared.withLock { $0.knobs })
      let written = pages.map { HTMLWriter.write($0, of: entry, explainedBy: trace, key: key) }
      for sentence in written.flatMap(\.falseOrigins) { complain(sentence) }
      let outcome = try place.leave(pages, written, title: entry.title, tried: tried)
      let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
      let text = "\(outcome) Page: \(folder.path)/README.md (\(seconds.fixed(1)) s)"
      say("\n" + terminal.filled([.text(text)]))
    } catch {
      fail(error)
    }
  }

  /// Runs `body`. Everything that it says, runs and shows goes onto its own page.
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

  private func pause() {
    guard options.step else { return }
    Swift.print(terminal.dim("Press Return for the next step, Ctrl-C to stop "), terminator: "")
    Console.flush()
    _ = readLine()
  }

  func say(_ text: String) {
    Swift.print(text)
    Console.flush()
  }

  private func complain(_ sentence: String) {
    Console.complain(entry.name, sentence)
  }

  func fail(_ error: some Error) -> Never {
    complain("\(error)")
    exit(1)
  }
}
