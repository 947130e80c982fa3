import Dispatch
import Foundation
import Synchronization

/// Whether the user has pressed Ctrl-C, or the program was told to end, since this was made.
///
/// While this object lives, neither ends the program. The current work checks it between two steps.
/// Nor does the end of a program that reads the output, as `tee` ends by the same Ctrl-C: from now on
/// a print then fails, and `Console.checkOutput` says so at the program's end.
final class Interruption {
  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  private let flag = Flag()
  private let sources: [any DispatchSourceSignal]

  init() {
    signal(SIGPIPE, SIG_IGN)
    sources = [SIGINT, SIGTERM].map { [flag] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { flag.isSet.store(true, ordering: .relaxed) }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }

  var isThere: Bool { flag.isSet.load(ordering: .relaxed) }
}
