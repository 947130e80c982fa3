#if Web
  import BrowserDriver
  import Foundation

  @testable import PadService

  /// The service, listening within the tests.
  final class Service: Sendable {
    /// One for all tests that need no other settings.
    static let shared = Service()

    private let server: Task<Void, any Error>
    private let port: Task<Int, any Error>

    init(_ configuration: PadServer.Configuration = .init(), pad own: Pad? = nil) {
      let (ports, told) = AsyncStream<Int>.makeStream()
      var settings = configuration
      settings.port = 0
      let server = Task { [settings] in
        defer { told.finish() }
        let server = PadServer(try own ?? pad.get(), page: try Self.page(), settings)
        try await server.run { told.yield($0) }
      }
      self.server = server
      port = Task {
        for await port in ports { return port }
        try await server.value
        throw Client.Failure.noConnection
      }
    }

    /// Stops at once.
    func stop() { server.cancel() }

    /// Lets a client talk to it, beside whatever else goes on.
    func run<Result: Sendable>(
      _ talk: @escaping @Sendable (Client) throws -> Result
    ) async throws -> Result {
      let client = Client(port: try await port.value)
      return try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try talk(client) }) }
      }
    }

    private static let package = #filePath.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(3).joined(separator: "/")

    /// The page's files by their addresses: the pad's own, and those shared with the lessons.
    static func page() throws -> [String: PageFile] {
      var page: [String: PageFile] = [:]
      for (folder, place) in [
        ("Lessons/11-DrawingPad/Page", ""), ("Sources/Notebook/Page", "Notebook/"),
      ] {
        let source = "\(package)/\(folder)"
        for name in try FileManager.default.subpathsOfDirectory(atPath: source)
        where name.contains(".") {
          let bytes = try Data(contentsOf: URL(filePath: "\(source)/\(name)"))
          page[place + name] = PageFile(name: name, bytes: Array(bytes))
        }
      }
      return page
    }
  }
#endif
