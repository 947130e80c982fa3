import Foundation
import Synchronization

/// The signals that end the walkthrough, and which of them has come. Before its end it ends the
/// programs that it has started, and removes its temporary folder.
///
/// The programs that a watch has started are in process groups of their own, so the terminal's Ctrl-C
/// reaches the watch alone.
enum EndSignals {
  private static let received = Atomic<Int32>(0)

  /// The first that has come; nil if none has.
  static var first: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Begins to listen.
  static func listen() {
    // Made before a signal can come.
    _ = received.load(ordering: .relaxed)
    var own = sigset_t()
    sigemptyset(&own)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] {
      // A handler, not SIG_IGN: programs that are started would inherit that.
      let before = signal(number) { EndSignals.note($0) }
      if number == SIGHUP, before.map({ unsafeBitCast($0, to: Int.self) }) == Self.ignored {
        // `nohup` wants it to outlive its terminal.
        signal(number, SIG_IGN)
      }
      sigaddset(&own, number)
    }
    // A process that ignores this signal does not learn how its children have ended.
    signal(SIGCHLD, SIG_DFL)
    // A program may be started by one that has blocked them.
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
  }

  /// `SIG_IGN` as a number.
  private static let ignored = 1

  private static func note(_ number: Int32) {
    _ = received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
  }

  /// Ends this process as the signal would have. A shell sees 128 and the signal's number.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    raise(number)
    // The first process of a container does not get it.
    exit(128 + number)
  }
}
