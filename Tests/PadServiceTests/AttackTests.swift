#if Web
  import BrowserDriver
  import Foundation
  import Testing

  @testable import PadService

  /// What Tests/attack_pad.py has found, in small.
  @Suite struct AttackTests {
    /// A connection too many gets 503 and its end, and never waits for another to leave.
    @Test func aConnectionTooMany() async throws {
      var configuration = PadServer.Configuration()
      configuration.mostConnections = 2
      let service = Service(configuration)
      defer { service.stop() }
      let seven = try png(7)
      try await service.run { client in
        let served = try (0..<2).map { _ in try client.connect() }
        for connection in served { #expect(try connection.ask("GET", "/health").status == 200) }
        for _ in 0..<3 {
          let late = try client.connect()
          let refusal = try late.ask("POST", "/api/predict", seven)
          #expect(refusal.status == 503, "\(refusal.text)")
          #expect(refusal.headers["retry-after"] == "1")
          #expect(refusal.headers["connection"] == "close")
          #expect(try refusal.object["error"] as? String == PadError.crowded.description)
        }
        for connection in served {
          #expect(try connection.ask("POST", "/api/predict", seven).status == 200)
        }
      }
      // A connection that ends frees its seat.
      try await service.run { client in
        var status = 503
        for _ in 0..<50 where status == 503 {
          status = try client.ask("GET", "/health").status
          if status == 503 { Thread.sleep(forTimeInterval: 0.1) }
        }
        #expect(status == 200)
      }
    }

    /// Nothing that comes behind a body that is too long is read as a request.
    @Test func nothingAfterTheLastAnswer() async throws {
      try await Service.shared.run { client in
        let connection = try client.connect()
        let head =
          "POST /api/predict HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\n"
          + "content-length: 1000003\r\n\r\n"
        try connection.send(Array(head.utf8))
        #expect(try connection.answer(to: "POST").status == 413)
        let rest = [UInt8](repeating: 1, count: 1_000_003)
        try? connection.send(rest + Array("GET /health HTTP/1.1\r\nhost: x\r\n\r\n".utf8))
        #expect(throws: Client.Failure.self) { try connection.answer(to: "GET") }
      }
    }

    /// A request that is only half there does not hold up the end.
    @Test func aHalfSentRequestAtTheEnd() throws {
      let pad = try Running("DrawingPad", ["--port", "0"])
      let port = try #require(try pad.line { _ in true }.firstMatch(of: #/:(\d+) /#)).1
      let client = Client(port: Int(port) ?? 0)
      let head = "POST /api/predict HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\n"
      let open = try (0..<12).map { number in
        let connection = try client.connect()
        let half = head + "content-length: 900\r\n\r\nabc"
        let part = ["", String(head.prefix(30)), half][number % 3]
        try connection.send(Array(part.utf8))
        return connection
      }
      Thread.sleep(forTimeInterval: 0.5)
      let start = ContinuousClock.now
      #expect(pad.stop(SIGTERM) == 0)
      // Two seconds for what is half there; the body's own limit would be ten.
      #expect(ContinuousClock.now - start < .seconds(8))
      #expect(open.count == 12)
    }

    /// A name that another site lets point here reads nothing of what is kept.
    @Test func aForeignNameReadsNoClasses() async throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let gathering = try Gathering(folder)
      let own = Pad(models: try pad.get().models, gathering: gathering)
      _ = try own.keep(png: try png(7), Pad.Query(["class": "roof"]))
      let service = Service(pad: own)
      defer { service.stop() }
      try await service.run { client in
        for (host, isOwn) in [
          ("127.0.0.1", true), ("localhost:8080", true), ("evil.example", false),
          ("127.0.0.1.evil.example", false),
        ] {
          let request = "GET /api/kept HTTP/1.1\r\nhost: \(host)\r\n\r\n"
          let answer = try client.send(Array(request.utf8))
          #expect(try answer.object["gathers"] as? Bool == isOwn, "\(host)")
          #expect(answer.text.contains("roof") == isOwn, "\(host)")
        }
      }
    }
  }
#endif
