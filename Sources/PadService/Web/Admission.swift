import CNN

#if Web
  import CNN
  import NIOPosix
  import Synchronization

  /// Where drawings are worked on: as many at once as there are cores, a few more waiting. Whoever
  /// comes then is sent away, and nobody waits without end.
  ///
  /// The work is done on threads of its own, so that requests are read and answered beside it: who is
  /// refused is refused at once, and `/health` answers under any load.
  final class Admission: Sendable {
    private let limit: Int
    private let inside = Mutex(0)
    private let workers = NIOThreadPool(numberOfThreads: availableCores)

    /// How many are worked on or wait just now.
    var count: Int { inside.withLock { $0 } }

    /// - Parameter limit: how many may be worked on or wait.
    init(limit: Int) {
      self.limit = limit
      workers.start()
    }

    /// Runs `work` in its turn.
    ///
    /// - Throws: 503 if too many are inside already, and what `work` throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
      -> Result
    {
      let isAdmitted = inside.withLock { count in
        guard count < limit else { return false }
        count += 1
        return true
      }
      guard isAdmitted else {
        throw PadError(503, "Too many are drawing just now; try again in a second.")
      }
      defer { inside.withLock { $0 -= 1 } }
      return try await workers.runIfActive(work)
    }
  }
#endif
