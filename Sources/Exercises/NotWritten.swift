import Foundation

/// Stands where a reader is to write something.
///
/// It ends the run: the exercise says that it is not written yet.
public func notWrittenYet() -> Never { exit(Outcome.notWrittenCode) }

/// How a function has ended on a case.
enum Outcome: Equatable, Sendable {
  case returned(Returned)
  /// An open part's own judge has spoken.
  case judged(Judged)
  case notWritten
  /// It crashed; what Swift said, if it said something.
  case stopped(String?)
  case late

  /// The code with which a run ends that came to `notWrittenYet()`.
  static let notWrittenCode: Int32 = 78
}
