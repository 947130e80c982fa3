#if Web
  import BrowserDriver
  import Foundation
  import Testing

  /// The pad's program, as it is started and stopped.
  @Suite struct ProgramTests {
    /// Where PORT says, with an address that can be opened; SIGTERM ends it, and so does Ctrl-C.
    @Test(arguments: [SIGTERM, SIGINT])
    func itListensAndStops(_ signal: Int32) throws {
      let pad = try Running("DrawingPad", [], environment: ["PORT": "0"])
      let line = try pad.line { _ in true }
      let port = try #require(line.firstMatch(of: #/^Drawing pad: http://127\.0\.0\.1:(\d+) /#)).1
      #expect(try Client(port: Int(port) ?? 0).ask("GET", "/health").status == 200)
      #expect(pad.stop(signal) == 0)
    }

    @Test func aPortThatIsTaken() throws {
      let first = try Running("DrawingPad", ["--port", "0"])
      let port = try #require(try first.line { _ in true }.firstMatch(of: #/:(\d+) /#)).1
      let second = try Running("DrawingPad", ["--port", String(port)])
      #expect(throws: Running.Ended.self) { try second.line { _ in true } }
      #expect(second.stop() == 1)
      #expect(second.complaint.contains("cannot listen on 127.0.0.1, port \(port): "))
      first.stop()
    }

    /// Requests that are under way when it is told to stop are answered.
    @Test func nothingUnderWayIsLost() throws {
      let pad = try Running("DrawingPad", ["--port", "0"])
      let port = try #require(try pad.line { _ in true }.firstMatch(of: #/:(\d+) /#)).1
      let client = Client(port: Int(port) ?? 0)
      let seven = try png(7)
      let head =
        "POST /api/predict?why=1 HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\n"
        + "content-length: \(seven.count)\r\n\r\n"
      let open = try (0..<20).map { _ in try client.connect() }
      for connection in open {
        try connection.send(Array(head.utf8) + seven.prefix(seven.count / 2))
      }
      Thread.sleep(forTimeInterval: 0.5)
      pad.signal(SIGTERM)
      Thread.sleep(forTimeInterval: 0.2)
      for connection in open {
        try connection.send(Array(seven.dropFirst(seven.count / 2)))
      }
      for connection in open {
        #expect(try connection.answer(to: "POST").status == 200)
      }
      #expect(pad.stop(SIGTERM) == 0)
      #expect(throws: Client.Failure.self) { try client.connect() }
    }
  }
#endif
