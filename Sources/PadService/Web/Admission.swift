#if Web
  import Synchronization

  /// How many drawings are worked on or wait to be: who comes when that many do is sent away, and
  /// nobody waits without end.
  final class Admission: Sendable {
    private let limit: Int
    private let inside = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// Runs `work` in its turn.
    ///
    /// - Throws: 503 if too many are inside already, and what `work` throws.
    func run<Result>(_ work: () throws -> Result) throws -> Result {
      let isAdmitted = inside.withLock { count in
        guard count < limit else { return false }
        count += 1
        return true
      }
      guard isAdmitted else {
        throw PadError(503, "Too many are drawing just now; try again in a second.")
      }
      defer { inside.withLock { $0 -= 1 } }
      return try work()
    }
  }
#endif
