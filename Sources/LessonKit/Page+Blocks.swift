extension Page {
  /// A part of a page, as data: something that a lesson says, asks, runs or shows.
  ///
  /// A writer needs only the blocks. The writer decides how something looks, where links lead, and
  /// which words introduce a part.
  public enum Block: Equatable, Sendable {
    // The start of a page.
    case title(String)
    /// The lesson's question.
    case question(String)
    /// The lesson's place in the network; nil for a page that is not a lesson.
    case place(Strip?)
    /// On a lesson's other page: which lesson it belongs to.
    case owner(LessonEntry)
    case origin(Origin)

    // What a lesson says.
    case text(Prose)
    case heading(String)
    /// A formula or a small calculation, with its line breaks.
    case formula(String)
    /// A question that the reader should predict before seeing the answer.
    case prediction(Question)
    /// The answer to a prediction, after the output that shows it.
    case settled(Solution)
    /// Questions that no picture answers.
    case workItOut([Exercise])
    case takenOver(HandOver)
    case handedOn(HandOver)

    // What it runs and shows.
    case cell(Cell)
    /// Output and pictures outside a cell.
    case output(Output)
    case knobs(Knobs)
    /// Something to touch on the page in the browser.
    case interactive(Interactive)

    // What leads elsewhere.
    /// What a reader can write behind this lesson.
    case exercises([ExerciseEntry])
    case fold(Fold)
    case page(Link)
    case end(End)
  }

  /// The network in one line, from the image to the softmax, or back.
  public struct Strip: Equatable, Sendable {
    public let stages: [Stage]
    /// Whether the lesson goes from the end to the image.
    public let isBackward: Bool

    public struct Stage: Equatable, Sendable {
      public let name: String
      /// Whether the lesson explains this stage: you are here.
      public let isHere: Bool
    }
  }

  /// The source of a page.
  public struct Origin: Equatable, Sendable {
    /// The path of the source, from the package's folder.
    public let source: String
    /// The command that makes the page again.
    public let command: String
  }

  /// A piece of a lesson that was run.
  public struct Cell: Equatable, Sendable {
    public let title: String
    /// Its Swift source; nil if it is missing.
    public let source: String?
    /// Whether the source is the topic of the lesson. Then it stays open, while others are folded.
    public let isStage: Bool
    /// Its output and pictures, in this order.
    public internal(set) var outputs: [Output] = []
  }

  /// One output of a cell.
  public enum Output: Equatable, Sendable {
    case printed([Printed])
    case shown(Shown)
  }

  /// Printed text, in one line or more.
  public struct Printed: Equatable, Sendable {
    public let text: String
    /// Whether it has a time or a rate, which differs in each run.
    public let varies: Bool
  }

  /// A part that is folded until a reader opens it.
  public struct Fold: Equatable, Sendable {
    public let title: String
    public internal(set) var blocks: [Block] = []
  }

  /// The link to a lesson's other page.
  public struct Link: Equatable, Sendable {
    /// The page's name, as in `Page.name`.
    public let name: String
    public let title: String
    /// The text about it.
    public let about: [Prose.Span]
  }

  /// The end of a page.
  public enum End: Equatable, Sendable {
    /// A lesson's first page: a reason to read the next lesson, and links to the lessons before and
    /// after.
    case lesson(next: Prose, before: LessonEntry?, after: LessonEntry?)
    /// A lesson's other page: the link back.
    case page(of: LessonEntry)
  }
}
