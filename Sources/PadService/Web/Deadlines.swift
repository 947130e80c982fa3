#if Web
  import NIOCore
  import NIOHTTPTypes

  /// Drops a client that takes too long: to send a request, to finish it, or to take the answer.
  final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart

    private let patience: PadServer.Patience
    private var clock: Scheduled<Void>?

    init(_ patience: PadServer.Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) { restart(patience.request, context) }
    func handlerRemoved(context: ChannelHandlerContext) { clock?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
      clock?.cancel()
      context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head: restart(patience.body, context)
      case .body: break
      case .end: restart(patience.answer, context)
      }
      context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      guard case .end = unwrapOutboundIn(data) else {
        return context.write(data, promise: promise)
      }
      let written = promise ?? context.eventLoop.makePromise()
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      written.futureResult.whenSuccess {
        let (handler, context) = bound.value
        handler.restart(handler.patience.request, context)
      }
      context.write(data, promise: written)
    }

    private func restart(_ limit: Duration, _ context: ChannelHandlerContext) {
      clock?.cancel()
      let channel = context.channel
      clock = context.eventLoop.scheduleTask(in: TimeAmount(limit)) { channel.close(promise: nil) }
    }
  }
#endif
