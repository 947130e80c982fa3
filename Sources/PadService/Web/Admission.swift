#if Web
  import CNN
  import NIOPosix
  import Synchronization

  /// Limits the work on drawings. It works on as many at once as there are cores, and a few more
  /// wait. Any further request is refused, so nobody waits without end.
  ///
  /// The work has its own threads, so requests are read and answered meanwhile. A refusal comes at
  /// once, and `/health` answers under any load.
  final class Admission: Sendable {
    private let limit: Int
    private let inside = Mutex(0)
    private let workers = NIOThreadPool(numberOfThreads: availableCores)

    /// How many are in work or waiting at the moment.
    var count: Int { inside.withLock { $0 } }

    /// - Parameter limit: how many may be in work or waiting.
    init(limit: Int) {
      self.limit = limit
      workers.start()
    }

    // Otherwise its threads would wait for work for ever.
    deinit { workers.shutdownGracefully { _ in } }

    /// Runs `work` in its turn.
    ///
    /// - Throws: 503 if there are too many already, and any error of `work`.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
      -> Result
    {
      let isAdmitted = inside.withLock { count in
        guard count < limit else { return false }
        count += 1
        return true
      }
      guard isAdmitted else { throw PadError.crowded }
      defer { inside.withLock { $0 -= 1 } }
      return try await workers.runIfActive(work)
    }
  }
#endif
