/// The exit codes of lessons, besides 0 for a page and 1 for a sentence.
public enum LessonExit {
  /// The source is newer than the program, so the page was not changed: build it again. In
  /// sysexits.h this code means that a second try may work.
  public static let stale: Int32 = 75
}
