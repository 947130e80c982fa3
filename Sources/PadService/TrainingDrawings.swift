import Models
import Synchronization

/// The training drawings with which an answer is compared.
///
/// To describe thousands of them takes a second or two, and most readers never ask for them. So this
/// happens when they are first asked for, and the pad starts at once.
final class TrainingDrawings: Sendable {
  private let make: @Sendable () throws -> KnownDrawings
  private let made = Mutex<KnownDrawings?>(nil)

  init(_ make: @escaping @Sendable () throws -> KnownDrawings) { self.make = make }

  /// Any thread may call it. A thread that asks while they are made waits for them.
  ///
  /// - Throws: if the package's own files are missing or damaged.
  var drawings: KnownDrawings {
    get throws {
      try made.withLock { known in
        if let known { return known }
        let new = try make()
        known = new
        return new
      }
    }
  }
}
