#if Web
  import HTTPTypes
  import NIOCore
  import NIOHTTPTypes

  /// Drops a client that takes too long: to send a request, to finish it, or to take the answer.
  ///
  /// After an answer that says `Connection: close`, it reads nothing more as a request. When the
  /// service stops, a request that is only half there gets less time.
  final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart

    private let patience: PadServer.Patience
    private var clock: Scheduled<Void>?
    /// Whether a request has begun, and its end has not come.
    private var isHalfThere = false
    private var isLastAnswer = false
    private var isOver = false

    init(_ patience: PadServer.Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) { restart(patience.request, context) }
    func handlerRemoved(context: ChannelHandlerContext) { clock?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
      clock?.cancel()
      context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard !isOver else { return }
      switch unwrapInboundIn(data) {
      case .head:
        isHalfThere = true
        restart(patience.body, context)
      case .body: break
      case .end:
        isHalfThere = false
        restart(patience.answer, context)
      }
      context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      if isOver { context.close(promise: nil) } else { context.fireErrorCaught(error) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if event is ChannelShouldQuiesceEvent, isHalfThere { restart(patience.stop, context) }
      context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      let part = unwrapOutboundIn(data)
      if case .head(let head) = part, head.headerFields[.connection] == "close" {
        isLastAnswer = true
      }
      guard case .end = part else { return context.write(data, promise: promise) }
      let written = promise ?? context.eventLoop.makePromise()
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      written.futureResult.whenSuccess {
        let (handler, context) = bound.value
        handler.restart(handler.patience.request, context)
        // The client reads the end of the answer, and closes.
        if handler.isLastAnswer { context.close(mode: .output, promise: nil) }
      }
      isOver = isLastAnswer
      context.write(data, promise: written)
    }

    private func restart(_ limit: Duration, _ context: ChannelHandlerContext) {
      clock?.cancel()
      let channel = context.channel
      clock = context.eventLoop.scheduleTask(in: TimeAmount(limit)) { channel.close(promise: nil) }
    }
  }
#endif
