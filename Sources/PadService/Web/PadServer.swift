#if Web
  import Foundation
  import Hummingbird
  import HummingbirdCore
  import Logging
  import NIOCore

  /// The pad as a web service.
  public struct PadServer: Sendable {
    /// Why the server cannot listen on an address, in the system's words.
    struct Refusal: Error, CustomStringConvertible { let description: String }

    /// How long a client may take.
    public struct Patience: Sendable {
      /// From the connection, or from the last answer, to the header of the next request.
      public var request = Duration.seconds(10)
      /// From the header to the end of the body.
      public var body = Duration.seconds(10)
      /// From the end of the body until the answer is sent.
      public var answer = Duration.seconds(30)
      /// From the signal to stop to the end of a body.
      public var stop = Duration.seconds(2)
    }

    /// Where it listens, and its limits.
    public struct Configuration: Sendable {
      public var host = "127.0.0.1"
      /// 0 for any free port.
      public var port = 8080
      /// How many drawings may be in work or waiting.
      public var mostAtOnce = 64
      /// How many connections are served at once. The requests of any further one get 503.
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
        admission: Admission(limit: configuration.mostAtOnce), host: configuration.host)
    }

    /// Serves until SIGTERM or Ctrl-C. Then it answers all open requests and stops.
    ///
    /// - Parameter isListening: is called with the port.
    /// - Throws: if the server cannot listen on the address.
    public func run(isListening: @escaping @Sendable (Int) async -> Void) async throws {
      var logger = Logger(label: "DrawingPad")
      logger.logLevel = .error
      let patience = configuration.patience
      let seats = Seats(limit: configuration.mostConnections)
      // Some are left for the program's files. Only beyond these would a connection wait.
      let connections = max(Seats.raiseFileLimit() - 64, 64)
      let application = Application(
        router: routes.router,
        server: .http1(
          configuration: .init(additionalChannelHandlers: [Deadlines(patience), Seat(seats)])),
        configuration: ApplicationConfiguration(
          address: .hostname(configuration.host, port: configuration.port),
          availableConnectionsDelegate: MaximumAvailableConnections(connections)),
        onServerRunning: { channel in await isListening(channel.localAddress?.port ?? 0) },
        logger: logger)
      do { try await application.runService() } catch let error as IOError {
        throw Refusal(description: String(cString: strerror(error.errnoCode)).lowercased())
      } catch is SocketAddressError.UnknownHost {
        throw Refusal(description: "the host is unknown")
      }
    }
  }
#endif
