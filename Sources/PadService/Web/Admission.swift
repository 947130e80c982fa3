#if Web
  import CNN
  import Foundation
  import Synchronization

  /// Where drawings are worked on: as many at once as there are cores, a few more waiting. Whoever
  /// comes then is sent away, and nobody waits without end.
  ///
  /// The work is not done where requests are read and answered, so that those go on beside it: a
  /// request that is refused is refused at once, and `/health` answers under any load.
  final class Admission: Sendable {
    private let limit: Int
    private let inside = Mutex(0)
    private let workers: OperationQueue

    /// - Parameter limit: how many may be worked on or wait.
    init(limit: Int) {
      self.limit = limit
      workers = OperationQueue()
      workers.maxConcurrentOperationCount = availableCores
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
      return try await withCheckedThrowingContinuation { continuation in
        workers.addOperation { continuation.resume(with: Swift.Result { try work() }) }
      }
    }
  }
#endif
