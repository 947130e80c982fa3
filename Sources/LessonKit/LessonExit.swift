/// The codes with which lessons end, beside 0 for a page and 1 for a sentence.
public enum LessonExit {
  /// Its source is newer than its program, so it leaves its page as it was: build it again. As
  /// sysexits.h has it for what may work when it is tried again.
  public static let stale: Int32 = 75
}
