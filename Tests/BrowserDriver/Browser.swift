import Foundation

/// A real browser, driven as a person would: Chromium by ChromeDriver (W3C, "WebDriver", 2018).
package final class Browser: Sendable {
  package static let driver = [
    "/usr/bin/chromedriver", "/usr/local/bin/chromedriver", "/opt/homebrew/bin/chromedriver",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  private let process: Running
  private let session: String
  private let port: Int

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameters:
  ///   - phone: whether it is a phone, with a small screen that is touched.
  package init(width: Int = 1280, height: Int = 1500, phone: Bool = false, dark: Bool = false)
    async throws
  {
    guard let driver = Self.driver else { throw Failure(description: "there is no chromedriver") }
    process = try Running(driver, ["--port=0"])
    let line = try process.line { $0.contains("started successfully on port") }
    guard let port = line.split(whereSeparator: { !$0.isNumber }).last.flatMap({ Int($0) }) else {
      throw Failure(description: "no port in “\(line)”")
    }
    var options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--hide-scrollbars", "--window-size=\(width),\(height)",
      ] + (dark ? ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] : [])
    ]
    if phone {
      options["mobileEmulation"] = [
        "deviceMetrics": ["width": width, "height": height, "pixelRatio": 2, "touch": true]
      ]
    }
    let capabilities: [String: Any] = [
      "browserName": "chrome", "goog:chromeOptions": options,
      "goog:loggingPrefs": ["browser": "ALL"],
    ]
    do {
      let answer = try await Self.send(
        "POST", "/session", ["capabilities": ["alwaysMatch": capabilities]], port: port)
      guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
        throw Failure(description: "no session: \(answer)")
      }
      session = "/session/\(id)"
    } catch {
      // Nobody else would end it.
      process.stop(SIGKILL)
      throw error
    }
    self.port = port
  }

  /// Closes it, whatever becomes of the test.
  package func quit() async {
    _ = try? await Self.send("DELETE", session, nil, port: port)
    // ChromeDriver does not listen to anything milder from within a test.
    process.stop(SIGKILL)
  }

  // MARK: - What it is told

  package func open(_ address: String) async throws { try await command("url", ["url": address]) }

  /// Runs a script's function body in the page, and gives what it returns.
  @discardableResult
  package func run(_ script: String) async throws -> Any {
    try await command("execute/sync", ["script": script, "args": [Any]()])
  }

  package func text(_ script: String) async throws -> String {
    try await run(script) as? String ?? ""
  }
  package func number(_ script: String) async throws -> Double {
    try await run(script) as? Double ?? .nan
  }

  /// Asks again and again until a script says yes.
  package func wait(until script: String, seconds: Int = 30) async throws {
    for _ in 0..<(20 * seconds) {
      if try await run("return Boolean(\(script))") as? Bool == true { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Failure(description: "in \(seconds) seconds never: \(script)")
  }

  /// A command of Chromium's own protocol for tools.
  @discardableResult
  package func tool(_ command: String, _ parameters: [String: Any] = [:]) async throws
    -> [String: Any]
  {
    let body: [String: Any] = ["cmd": command, "params": parameters]
    return try await self.command("goog/cdp/execute", body) as? [String: Any] ?? [:]
  }

  package func click(_ selector: String) async throws {
    try await command("element/\(try await element(selector))/click", [:])
  }

  /// Chooses a file for a field that takes files.
  package func choose(_ file: String, for selector: String) async throws {
    try await command("element/\(try await element(selector))/value", ["text": file])
  }

  private func element(_ selector: String) async throws -> String {
    let found = try await command("element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: Any])?.values.first as? String else {
      throw Failure(description: "there is no \(selector)")
    }
    return id
  }

  /// Where a pointer goes: strokes of points in pixels of the window.
  package func draw(_ strokes: [[(x: Double, y: Double)]], with pointer: String = "mouse")
    async throws
  {
    for stroke in strokes {
      guard let first = stroke.first else { continue }
      var steps: [[String: Any]] = [Self.move(first), ["type": "pointerDown", "button": 0]]
      steps += stroke.dropFirst().map { Self.move($0) }
      steps.append(["type": "pointerUp", "button": 0])
      try await perform(steps, pointer)
    }
  }

  /// Puts the mouse somewhere.
  package func hover(_ place: (x: Double, y: Double)) async throws {
    try await perform([Self.move(place)], "mouse")
  }

  private func perform(_ steps: [[String: Any]], _ pointer: String) async throws {
    let source: [String: Any] = [
      "type": "pointer", "id": pointer, "parameters": ["pointerType": pointer], "actions": steps,
    ]
    try await command("actions", ["actions": [source]])
  }

  private static func move(_ place: (x: Double, y: Double)) -> [String: Any] {
    [
      "type": "pointerMove", "duration": 8, "origin": "viewport", "x": Int(place.x.rounded()),
      "y": Int(place.y.rounded()),
    ]
  }

  /// Presses keys, one after the other.
  package func press(_ keys: String) async throws {
    let steps = keys.flatMap { key in
      [["type": "keyDown", "value": "\(key)"], ["type": "keyUp", "value": "\(key)"]]
    }
    try await command("actions", ["actions": [["type": "key", "id": "keys", "actions": steps]]])
  }

  /// Where an element stands in the window.
  package func box(_ selector: String) async throws -> (
    x: Double, y: Double, width: Double, height: Double
  ) {
    let numbers = try await run(
      "const b = document.querySelector('\(selector)').getBoundingClientRect();"
        + "return [b.x, b.y, b.width, b.height]")
    guard let box = numbers as? [Double], box.count == 4 else {
      throw Failure(description: "there is no \(selector)")
    }
    return (box[0], box[1], box[2], box[3])
  }

  package func screenshot() async throws -> [UInt8] {
    let text = try await Self.send("GET", "\(session)/screenshot", nil, port: port) as? String
    guard let bytes = text.flatMap({ Data(base64Encoded: $0) }) else {
      throw Failure(description: "no screenshot")
    }
    return Array(bytes)
  }

  /// What the page has complained about.
  package func complaints() async throws -> [String] {
    let log = try await command("se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return log.filter {
      $0["level"] as? String == "SEVERE" || $0["level"] as? String == "WARNING"
    }
    .compactMap { $0["message"] as? String }
  }

  @discardableResult
  private func command(_ path: String, _ body: [String: Any]) async throws -> Any {
    try await Self.send("POST", "\(session)/\(path)", body, port: port)
  }

  /// Waits on a thread of its own: a slow answer must not hold one of the few threads that all tests
  /// share.
  private static func send(
    _ method: String, _ path: String, _ body: [String: Any]?, port: Int
  ) async throws -> Any {
    let bytes = try body.map { Array(try JSONSerialization.data(withJSONObject: $0)) } ?? []
    // A browser on a busy machine answers late.
    let client = Client(port: port, patience: 120)
    let answer = try await withCheckedThrowingContinuation {
      (done: CheckedContinuation<Client.Answer, any Error>) in
      DispatchQueue.global().async {
        done.resume(
          with: Result { try client.ask(method, path, bytes, type: "application/json") })
      }
    }
    let value = try answer.object["value"] ?? NSNull()
    if let error = value as? [String: Any], error["error"] != nil {
      throw Failure(description: "\(error["message"] ?? error)")
    }
    return value
  }
}
