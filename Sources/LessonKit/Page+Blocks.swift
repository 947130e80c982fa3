extension Page {
  /// A part of a page, as data: what a lesson says, asks, runs or shows.
  ///
  /// The blocks are all that a writer needs. How something looks, where a link leads in a folder and
  /// in which words a part is introduced is the writer's.
  public enum Block: Equatable, Sendable {
    // What opens a page.
    case title(String)
    /// What the lesson asks.
    case question(String)
    /// Where in the network the lesson stands; nil if beside the lessons.
    case place(Strip?)
    /// On a page beside a lesson's first: whose it is.
    case owner(LessonEntry)
    case origin(Origin)

    // What a lesson says.
    case text(Prose)
    case heading(String)
    /// A formula or a small calculation, in its lines.
    case formula(String)
    /// What a reader is asked to predict before the answer is seen.
    case prediction(Question)
    /// The answer to a prediction, behind what has shown it.
    case settled(Solution)
    /// Questions that no picture answers.
    case workItOut([Exercise])
    case takenOver(HandOver)
    case handedOn(HandOver)

    // What it runs and shows.
    case cell(Cell)
    /// What is printed or shown outside of a cell.
    case output(Output)
    case knobs(Knobs)

    // What leads elsewhere.
    /// What a reader can write behind this lesson.
    case exercises([ExerciseEntry])
    case fold(Fold)
    case page(Link)
    case end(End)
  }

  /// The network in a line, from the image to the softmax, or back.
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

  /// What a page was made from.
  public struct Origin: Equatable, Sendable {
    /// The path of the source, from the package's own folder.
    public let source: String
    /// What one types to make the page again.
    public let command: String
  }

  /// A piece of a lesson that was run.
  public struct Cell: Equatable, Sendable {
    public let title: String
    /// Its Swift source; nil if that is not there.
    public let source: String?
    /// Whether the source is what the lesson is about, and so stays open where others are folded.
    public let isStage: Bool
    /// What it printed and showed, in this order.
    public internal(set) var outputs: [Output] = []
  }

  /// What a cell leaves.
  public enum Output: Equatable, Sendable {
    case printed([Printed])
    case shown(Shown)
  }

  /// Something printed, in one line or more.
  public struct Printed: Equatable, Sendable {
    public let text: String
    /// Whether it has a time or a rate in it, and so is another in each run.
    public let varies: Bool
  }

  /// A part that is folded away until a reader asks for it.
  public struct Fold: Equatable, Sendable {
    public let title: String
    public internal(set) var blocks: [Block] = []
  }

  /// The way to a page beside the lesson's first one.
  public struct Link: Equatable, Sendable {
    /// What the page is called, as `Page.name`.
    public let name: String
    public let title: String
    /// What is said of it.
    public let about: [Prose.Span]
  }

  /// How a page ends.
  public enum End: Equatable, Sendable {
    /// A lesson's first page: what makes the next lesson wanted, and the lessons on both sides.
    case lesson(next: Prose, before: LessonEntry?, after: LessonEntry?)
    /// A page beside it: the way back.
    case page(of: LessonEntry)
  }
}
