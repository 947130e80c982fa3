import CNN

#if Web
  import BrowserDriver
  import CNN
  import Foundation
  import Testing

  @testable import PadService

  /// The service as clients meet it, over sockets.
  @Suite struct WebTests {
    private func status(
      _ method: String, _ path: String, _ bytes: [UInt8] = [], type: String? = "image/png"
    )
      async throws -> Int
    {
      try await Service.shared.run { try $0.ask(method, path, bytes, type: type).status }
    }

    private func answer(_ path: String, _ png: [UInt8]) async throws -> Client.Answer {
      try await Service.shared.run { try $0.ask("POST", path, png) }
    }

    @Test func health() async throws {
      let answer = try await Service.shared.run { try $0.ask("GET", "/health") }
      #expect(answer.status == 200 && answer.text == #"{"status":"ok"}"#)
      #expect(answer.headers["content-type"] == "application/json")
    }

    @Test func models() async throws {
      let answer = try await Service.shared.run { try $0.ask("GET", "/api/models") }
      let models = try #require(try answer.json as? [[String: Any]])
      #expect(models[0]["name"] as? String == "digits")
      #expect((models[0]["classes"] as? [String])?.count == 10)
    }

    @Test func aPredictionOverHTTP() async throws {
      let answer = try await answer("/api/predict?maps=1&why=1", try png(7))
      let json = try answer.object
      #expect(answer.status == 200 && json["class"] as? Int == 7 && json["label"] as? String == "7")
      #expect((json["probabilities"] as? [Double])?.count == 10)
      #expect((json["logits"] as? [Double])?.count == 10)
      let centring = try #require(json["centring"] as? [String: Any])
      #expect((centring["centred"] as? [[Int]])?.count == 28)
      #expect((json["stages"] as? [[String: Any]])?.count == 12)
      #expect((json["nearest"] as? [Any])?.count == 5)
      #expect((json["occlusion"] as? [[Double]])?.count == 14)
      #expect(answer.headers["cache-control"] == "no-store")
    }

    @Test func anExplanationOverHTTP() async throws {
      let json = try await answer("/api/explain?stage=3&index=9,10,4&keep=8", try png(7)).object
      #expect(json["rule"] as? String == "sum" && (json["terms"] as? [Any])?.count == 9)
      let (total, value) = (json["total"] as? Double, json["value"] as? Double)
      #expect(abs((total ?? .nan) - (value ?? .nan)) < 1e-9)
    }

    @Test func aBlankDrawingIsSaid() async throws {
      let json = try await answer("/api/predict", try png(width: 280, height: 280, fill: 0)).object
      #expect(json["blank"] as? Bool == true && json["class"] == nil)
    }

    @Test(arguments: [
      ("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/pad.js", 200), ("GET", "/health?x=1", 200),
      ("GET", "/nothing", 404), ("POST", "/nothing", 404), ("GET", "/../Package.swift", 404),
      ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404), ("GET", "/pad.js/../../etc/passwd", 404),
      ("GET", "//etc/passwd", 404), ("GET", "/index.html", 404), ("GET", "/Page/index.html", 404),
      ("GET", "/api/predict", 405), ("PUT", "/api/explain", 405), ("DELETE", "/health", 405),
      ("POST", "/", 405),
    ])
    func addresses(_ method: String, _ path: String, _ status: Int) async throws {
      let answer = try await Service.shared.run { try $0.ask(method, path) }
      #expect(answer.status == status, "\(answer.text)")
      if status == 405 { #expect(answer.headers["allow"] != nil) }
    }

    @Test func onlyPNGsAreTaken() async throws {
      for type in ["image/jpeg", "text/html", "multipart/form-data; boundary=x", "", nil] {
        #expect(try await status("POST", "/api/predict", try png(7), type: type) == 415)
      }
      #expect(try await status("POST", "/api/predict", try png(7), type: "Image/PNG; x=1") == 200)
    }

    /// Each hostile body: one sentence of JSON, and the service goes on.
    @Test func hostileBodies() async throws {
      let seven = try png(7)
      for (bytes, status) in [
        ([], 400), (Array("GIF89a".utf8), 400), (Array(seven.prefix(seven.count / 2)), 400),
        (seven.prefix(8) + [UInt8](repeating: 0, count: 100), 400),
        (try bomb(width: 2_147_483_647, height: 2_147_483_647), 413),
        ([UInt8](repeating: 0x89, count: Routes.mostBytes), 400),
        ([UInt8](repeating: 0x89, count: Routes.mostBytes + 1), 413),
      ] as [([UInt8], Int)] {
        for path in ["/api/predict", "/api/explain?stage=12&index=7"] {
          let answer = try await answer(path, bytes)
          #expect(answer.status == status, "\(answer.text)")
          let sentence = try #require(try answer.object["error"] as? String)
          #expect(sentence.hasSuffix(".") && !sentence.contains("\n"))
        }
      }
      #expect(try await status("GET", "/health") == 200)
    }

    @Test(arguments: [
      "center=0", "centre=2", "maps=NaN", "model=", "model=letters", "centre=1&centre=0", "why=%00",
    ])
    func hostileQuestions(_ query: String) async throws {
      let answer = try await answer("/api/predict?" + query, try png(7))
      #expect(answer.status == 400, "\(answer.text)")
      #expect(try answer.object["error"] is String)
    }

    /// A body whose length nobody has said.
    @Test func chunkedBodies() async throws {
      let seven = try png(7)
      try await Service.shared.run { client in
        for (bytes, status) in [(seven, 200), ([UInt8](repeating: 1, count: 1_500_000), 413)] {
          let answer = try client.ask("POST", "/api/predict", bytes, chunked: true)
          #expect(answer.status == status)
        }
      }
    }

    @Test func whatIsNoHTTP() async throws {
      try await Service.shared.run { client in
        for text in ["\u{1}\u{2}\u{3}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET  HTTP/1.1\r\n\r\n"] {
          let answer = try? client.send(Array(text.utf8))
          #expect(answer == nil || answer?.status == 400, "\(text)")
        }
        let long =
          "GET /health HTTP/1.1\r\nhost: x\r\nx: \(String(repeating: "y", count: 200_000))\r\n\r\n"
        let answer = try? client.send(Array(long.utf8))
        #expect(answer == nil || (400..<500).contains(answer?.status ?? 0))
      }
      #expect(try await status("GET", "/health") == 200)
    }

    /// The page is kept to itself on every answer, errors too.
    @Test(arguments: ["/", "/health", "/nothing", "/api/predict"])
    func headersThatProtect(_ path: String) async throws {
      let headers = try await Service.shared.run { try $0.ask("GET", path).headers }
      let policy = try #require(headers["content-security-policy"])
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
      #expect(headers["x-content-type-options"] == "nosniff")
      #expect(headers["referrer-policy"] == "no-referrer")
    }

    /// Each file of the page has the type that a browser wants, and needs nothing from elsewhere.
    @Test func theFilesOfThePage() async throws {
      let types = ["html": "text/html", "js": "text/javascript", "css": "text/css"]
      let names = try Service.page().keys.sorted()
      #expect(names.contains("index.html") && names.contains("Notebook/core/core.js"))
      for name in names {
        let path = name == "index.html" ? "/" : "/\(name)"
        let answer = try await Service.shared.run { try $0.ask("GET", path) }
        let ending = String(name.split(separator: ".").last ?? "")
        #expect(answer.headers["content-type"]?.hasPrefix(types[ending] ?? "?") == true, "\(name)")
        let addresses = answer.text.matches(of: /https?:\/\/[^\s"'`)]+/).map { String($0.0) }
        #expect(
          addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") }, "\(name): \(addresses)")
      }
    }

    /// With room for one drawing, forty at once: each is answered or sent away with 503 at once, and
    /// health is never a question of load.
    @Test func moreThanItCanDo() async throws {
      var configuration = PadServer.Configuration()
      configuration.mostAtOnce = 1
      let service = Service(configuration)
      defer { service.stop() }
      let seven = try png(7)
      let answers = try await service.run { client in
        let connections = try (0..<40).map { _ in try client.connect() }
        for connection in connections { try connection.post("/api/predict?why=1&maps=1", seven) }
        let health = try client.ask("GET", "/health")
        #expect(health.status == 200)
        return try connections.map { try $0.answer(to: "POST") }
      }
      let (refused, answered) = (
        answers.filter { $0.status == 503 }, answers.filter { $0.status == 200 }
      )
      #expect(refused.count + answered.count == 40 && answered.count >= 1)
      #expect(refused.count >= 1)
      for answer in refused {
        #expect(answer.headers["retry-after"] == "1")
        #expect(try answer.object["error"] is String)
      }
    }

    /// While drawings keep every thread that works on them, what is not work goes on, and one drawing
    /// more than may wait is refused.
    @Test(.timeLimit(.minutes(10))) func workIsDoneBesideTheRest() async throws {
      let limit = availableCores + 2
      let admission = Admission(limit: limit)
      let gate = DispatchSemaphore(value: 0)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<limit {
          group.addTask {
            try await admission.run {
              gate.wait()
              return number
            }
          }
        }
        // Tasks run on: this one counts until all are inside, or it would never come to an end.
        while admission.count < limit { await Task.yield() }
        await #expect(
          throws: PadError(503, "Too many people are drawing at the moment. Try again in a second.")
        ) {
          try await admission.run { 0 }
        }
        let health = try await Service.shared.run { try $0.ask("GET", "/health").status }
        #expect(health == 200)
        for _ in 0..<limit { gate.signal() }
        var done: Set<Int> = []
        for try await number in group { done.insert(number) }
        #expect(done == Set(0..<limit))
      }
      #expect(admission.count == 0)
    }

    /// Who breaks off, or whose body is not as its header says, has asked wrongly.
    @Test func bodiesThatBreakOff() async throws {
      let head = "POST /api/predict HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\n"
      try await Service.shared.run { client in
        for rest in [
          "transfer-encoding: chunked\r\n\r\n-3\r\nabc",
          "transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        ] {
          let answer = try? client.send(Array((head + rest).utf8))
          #expect(answer == nil || answer?.status == 400, "\(rest)")
        }
        let answer = try client.ask("HEAD", "/api/predict")
        #expect(answer.status == 405 && answer.body.isEmpty)
      }
      #expect(try await status("GET", "/health") == 200)
    }

    /// Who sends nothing, half a header or half a body is dropped; who draws beside them is not kept
    /// waiting.
    @Test func slowClients() async throws {
      var configuration = PadServer.Configuration()
      configuration.patience.request = .milliseconds(600)
      configuration.patience.body = .milliseconds(600)
      let service = Service(configuration)
      defer { service.stop() }
      let seven = try png(7)
      try await service.run { client in
        let head = "POST /api/predict HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\n"
        let starts = ["", String(head.prefix(20)), head + "content-length: 900\r\n\r\nabc"]
        let slow = try starts.map { start in
          let connection = try client.connect()
          try connection.send(Array(start.utf8))
          return connection
        }
        #expect(try client.ask("POST", "/api/predict", seven).status == 200)
        for connection in slow { #expect(connection.isDropped(), "dropped, not kept") }
      }
    }

    /// Several requests on one connection, one after the other.
    @Test func aConnectionIsKept() async throws {
      try await Service.shared.run { client in
        let connection = try client.connect()
        for digit in [3, 5, 8] {
          let answer = try connection.ask("POST", "/api/predict", try png(digit))
          #expect(try answer.object["class"] as? Int == digit)
        }
      }
    }
  }
#endif
