#if Web
  import BrowserDriver
  import Foundation
  import Testing

  @testable import PadService

  /// Keeping drawings over HTTP: only from the pad's own page.
  @Suite struct KeepingTests {
    /// What a client asks: a method, an address, a body, and headers.
    private struct Asked {
      var method = "POST"
      var path = "/api/keep?class=roof"
      var host = "127.0.0.1"
      var origin: String? = "http://127.0.0.1"
      var type = "image/png"
      var body: [UInt8] = []

      func send(_ client: Client) throws -> Client.Answer {
        var head = "\(method) \(path) HTTP/1.1\r\nhost: \(host)\r\ncontent-type: \(type)\r\n"
        if let origin { head += "origin: \(origin)\r\n" }
        return try client.send(
          Array("\(head)content-length: \(body.count)\r\n\r\n".utf8) + body)
      }
    }

    private func gathering(
      _ body: @escaping @Sendable (Client, String) throws -> Void
    ) async throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
      let own = Pad(models: try pad.get().models, gathering: try Gathering(folder))
      let service = Service(pad: own)
      defer {
        service.stop()
        try? FileManager.default.removeItem(atPath: folder)
      }
      try await service.run { try body($0, folder) }
    }

    @Test func itKeepsCountsAndTakesBack() async throws {
      let seven = try png(7)
      try await gathering { client, folder in
        let before = try client.ask("GET", "/api/kept").object
        #expect(before["gathers"] as? Bool == true && before["canUndo"] as? Bool == false)
        for number in 1...2 {
          let answer = try Asked(path: "/api/keep?class=my%20roof", body: seven).send(client)
          #expect(answer.status == 200, "\(answer.text)")
          #expect(try answer.object["file"] as? String == "my roof/000\(number).png")
        }
        let kept = try #require(
          try client.ask("GET", "/api/kept").object["classes"] as? [[String: Any]])
        #expect(kept.count == 1 && kept[0]["name"] as? String == "my roof")
        #expect(kept[0]["count"] as? Int == 2)
        let undone = try Asked(path: "/api/undo", type: "text/plain").send(client)
        #expect(undone.status == 200, "\(undone.text)")
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: "\(folder)/my roof") == ["0001.png"])
      }
    }

    /// Pages of other origins, names that point here from outside, and programs without an origin.
    @Test func onlyFromItsOwnPage() async throws {
      let seven = try png(7)
      try await gathering { client, folder in
        for (host, origin) in [
          ("127.0.0.1", "http://evil.example"), ("127.0.0.1", "null"), ("127.0.0.1", nil),
          ("127.0.0.1", ""), ("127.0.0.1", "http://127.0.0.1.evil.example"),
          ("127.0.0.1", "http://127.0.0.1:81"), ("127.0.0.1:80", "http://127.0.0.1"),
          ("evil.example", "http://evil.example"), ("1.2.3.evil", "http://1.2.3.evil"),
          ("127.0.0.1", "ftp://127.0.0.1"), ("", "http://"),
        ] as [(String, String?)] {
          for path in ["/api/keep?class=roof", "/api/undo"] {
            let asked = Asked(path: path, host: host, origin: origin, body: seven)
            let answer = try asked.send(client)
            // Without a host it is no request at all.
            #expect(answer.status == 403 || host.isEmpty && answer.status == 400, "\(asked)")
          }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        for host in ["localhost:8080", "192.168.1.20:8080", "[::1]:8080", "desk.local"] {
          let asked = Asked(host: host, origin: "http://\(host)", body: seven)
          #expect(try asked.send(client).status == 200, "\(host)")
        }
      }
    }

    @Test func hostileDrawings() async throws {
      let seven = try png(7)
      try await gathering { client, folder in
        for (asked, status) in [
          (Asked(path: "/api/keep?class=..%2Fx", body: seven), 400),
          (Asked(path: "/api/keep?class=%00", body: seven), 400),
          (Asked(path: "/api/keep?class=%2e%2e", body: seven), 400),
          (Asked(path: "/api/keep", body: seven), 400),
          (Asked(path: "/api/keep?class=a&class=b", body: seven), 400),
          (Asked(type: "text/plain", body: seven), 415), (Asked(body: Array("GIF89a".utf8)), 400),
          (Asked(body: [UInt8](repeating: 0x89, count: Routes.mostBytes + 1)), 413),
          (Asked(method: "GET", path: "/api/keep"), 405),
          (Asked(method: "GET", path: "/api/undo"), 405),
          (Asked(method: "POST", path: "/api/kept"), 405),
        ] as [(Asked, Int)] {
          let answer = try asked.send(client)
          #expect(answer.status == status, "\(asked.method) \(asked.path): \(answer.text)")
          let sentence = try #require(try answer.object["error"] as? String)
          #expect(sentence.hasSuffix(".") && !sentence.contains(folder))
          if status == 405 { #expect(answer.headers["allow"] != nil) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      }
    }

    /// Twenty at once get twenty numbers.
    @Test func manyAtOnce() async throws {
      let seven = try png(7)
      try await gathering { client, folder in
        let connections = try (0..<20).map { _ in try client.connect() }
        let head =
          "POST /api/keep?class=roof HTTP/1.1\r\nhost: a.local\r\norigin: http://a.local\r\n"
          + "content-type: image/png\r\ncontent-length: \(seven.count)\r\n\r\n"
        for connection in connections { try connection.send(Array(head.utf8) + seven) }
        for connection in connections {
          #expect(try connection.answer(to: "POST").status == 200)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/roof").sorted()
        #expect(names.count == 20 && names.first == "0001.png" && names.last == "0020.png")
      }
    }

    @Test func withoutAFolder() async throws {
      let seven = try png(7)
      try await Service.shared.run { client in
        #expect(try client.ask("GET", "/api/kept").object["gathers"] as? Bool == false)
        let answer = try Asked(body: seven).send(client)
        #expect(answer.status == 403)
        #expect(
          try answer.object["error"] as? String
            == "This pad keeps no drawings. Start it with --gather FOLDER.")
      }
    }

    @Test func aFolderThatCannotBeWritten() throws {
      let pad = try Running("DrawingPad", ["--port", "0", "--gather", "/proc/nothing"])
      #expect(throws: Running.Ended.self) { try pad.line { _ in true } }
      #expect(pad.stop() == 1)
      let complaint = pad.complaint
      #expect(
        complaint.hasPrefix("DrawingPad: /proc/nothing: it cannot be written:"), "\(complaint)")
    }
  }
#endif
