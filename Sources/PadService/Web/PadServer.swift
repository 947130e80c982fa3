#if Web
  import Foundation
  import Hummingbird
  import HummingbirdCore
  import Logging
  import NIOCore

  /// The pad as a web service.
  public struct PadServer: Sendable {
    /// Why an address cannot be listened on, as the system says it.
    struct Refusal: Error, CustomStringConvertible { let description: String }

    /// How long a client may take.
    public struct Patience: Sendable {
      /// From the connection, or from the last answer, to the next request's header.
      public var request = Duration.seconds(10)
      /// From the header to the end of the body.
      public var body = Duration.seconds(10)
      /// From the end of the body until the answer has gone out.
      public var answer = Duration.seconds(30)
    }

    /// Where it listens, and how much it takes on.
    public struct Configuration: Sendable {
      public var host = "127.0.0.1"
      /// 0 for any that is free.
      public var port = 8080
      /// How many drawings may be worked on or wait.
      public var mostAtOnce = 64
      /// How many connections may be open; whoever comes then waits to be taken.
      public var mostConnections = 900
      public var patience = Patience()

      public init() {}
    }

    private let configuration: Configuration
    private let routes: Routes

    /// - Parameter page: the page's files, by name; `index.html` stands at `/`.
    public init(_ pad: Pad, page: [String: PageFile], _ configuration: Configuration = .init()) {
      self.configuration = configuration
      let files = page.map { ($0 == "index.html" ? "/" : "/" + $0, $1) }
      routes = Routes(
        pad: pad, files: Dictionary(uniqueKeysWithValues: files),
        admission: Admission(limit: configuration.mostAtOnce))
    }

    /// Serves until it is told to stop, by SIGTERM or Ctrl-C, and then until all requests that are
    /// under way are answered.
    ///
    /// - Parameter isListening: is told the port.
    /// - Throws: if the address cannot be listened on.
    public func run(isListening: @escaping @Sendable (Int) async -> Void) async throws {
      var logger = Logger(label: "DrawingPad")
      logger.logLevel = .error
      let patience = configuration.patience
      let application = Application(
        router: routes.router,
        server: .http1(
          configuration: .init(additionalChannelHandlers: [Deadlines(patience)])),
        configuration: ApplicationConfiguration(
          address: .hostname(configuration.host, port: configuration.port),
          availableConnectionsDelegate: MaximumAvailableConnections(configuration.mostConnections)),
        onServerRunning: { channel in await isListening(channel.localAddress?.port ?? 0) },
        logger: logger)
      do { try await application.runService() } catch let error as IOError {
        throw Refusal(description: String(cString: strerror(error.errnoCode)).lowercased())
      }
    }
  }
#endif
