#if Web
  import Foundation
  import NIOCore
  import NIOHTTPTypes
  import Synchronization

  /// Counts the open connections.
  final class Seats: Sendable {
    private let limit: Int
    private let taken = Mutex(0)

    /// - Parameter limit: how many connections are served at once.
    init(limit: Int) { self.limit = limit }

    /// Takes a seat until `connection` ends.
    ///
    /// - Returns: whether the connection is served.
    func take(by connection: any Channel) -> Bool {
      let isServed = taken.withLock { count in
        count += 1
        return count <= limit
      }
      connection.closeFuture.whenComplete { [self] _ in taken.withLock { $0 -= 1 } }
      return isServed
    }

    /// How many files and connections this process may open: as many as the system allows, and at
    /// most 8,192. A shell often sets a lower limit, 1,024 or 256.
    static func raiseFileLimit() -> Int {
      var limit = rlimit()
      #if canImport(Glibc)
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
      #else
        let files = RLIMIT_NOFILE
      #endif
      guard getrlimit(files, &limit) == 0 else { return 256 }
      let most = min(limit.rlim_max, 8_192)
      if limit.rlim_cur < most {
        var raised = limit
        raised.rlim_cur = most
        if setrlimit(files, &raised) == 0 { limit = raised }
      }
      return Int(min(limit.rlim_cur, 8_192))
    }
  }

  /// Refuses the requests of a connection that found no seat: 503 at once, then the connection ends.
  /// A connection left in the system's queue would wait without an answer.
  final class Seat: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let seats: Seats
    private var isServed = true
    private var hasRefused = false

    init(_ seats: Seats) { self.seats = seats }

    func handlerAdded(context: ChannelHandlerContext) {
      isServed = seats.take(by: context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard !isServed else { return context.fireChannelRead(data) }
      guard !hasRefused, case .head = unwrapInboundIn(data) else { return }
      hasRefused = true
      let sentence = #"{"error":"\#(PadError.crowded.description)"}"#
      context.write(
        wrapOutboundOut(
          .head(
            .init(
              status: .serviceUnavailable,
              headerFields: [
                .contentType: "application/json", .contentLength: "\(sentence.utf8.count)",
                .retryAfter: "1", .connection: "close", .cacheControl: "no-store",
              ]))), promise: nil)
      context.write(wrapOutboundOut(.body(ByteBuffer(string: sentence))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
#endif
