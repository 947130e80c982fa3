#if Web
  import BrowserDriver
  import Exchange
  import Foundation
  import Pen
  import Pictures
  import Testing

  /// What the tests of the pad in a browser share.
  extension DrawingPadBrowserTests {
    /// Opens the pad, lets `body` use it, and closes everything.
    func onPad(
      _ arguments: [String] = [], width: Int = 1280, height: Int = 1500, phone: Bool = false,
      dark: Bool = false,
      _ body: (Browser) async throws -> Void
    ) async throws {
      let pad = try Running("DrawingPad", ["--port", "0"] + arguments)
      defer { pad.stop() }
      let line = try pad.line { $0.contains("http://") }
      let address = try #require(line.firstMatch(of: /http:\/\/\S+/)).0
      let browser = try await Browser(width: width, height: height, phone: phone, dark: dark)
      do {
        try await browser.open(String(address))
        try await browser.wait(until: "document.querySelectorAll('#bars li').length >= 3")
        try await body(browser)
        // Nothing was refused by the content policy, and no script has failed.
        let complaints = try await browser.complaints()
        #expect(complaints.isEmpty, "\(complaints)")
      } catch {
        await browser.quit()
        throw error
      }
      await browser.quit()
    }

    /// The pen's strokes of a digit, on the canvas as it stands in the window.
    func strokes(
      of label: String, _ number: Int = 0, in browser: Browser, size: Double = 1, at: Double = 0
    ) async throws -> [[(x: Double, y: Double)]] {
      let symbol = try #require(PenSymbol.named(label))
      let box = try await browser.box("#drawing")
      let scale = box.width / Double(PenDrawing.side) * size
      return Pen(seed: 7).draw(symbol, number).strokes.map { stroke in
        // The pointer is seen less often than the pen: every third point, and the last.
        stroke.enumerated().filter { $0.offset % 3 == 0 || $0.offset == stroke.count - 1 }.map {
          (
            box.x + at * box.width + scale * $0.element.x,
            box.y + at * box.height + scale * $0.element.y
          )
        }
      }
    }

    func answered(_ browser: Browser) async throws -> String {
      // The newest drawing has been answered, with its maps.
      try await Task.sleep(for: .milliseconds(400))
      try await browser.wait(
        until: "document.querySelector('#answer').dataset.label"
          + " && document.body.dataset.painted === document.body.dataset.drawn")
      return try await browser.text("return document.querySelector('#answer').dataset.label")
    }

    /// Remembers the answers with maps from now on.
    func listen(_ browser: Browser) async throws {
      try await browser.run(
        """
        const send = window.fetch;
        window.fetch = async (path, ...rest) => {
          const reply = await send(path, ...rest);
          if (/^.api.predict.*maps=1/.test(path)) {
            reply.clone().json().then(told => { window.told = told; });
          }
          return reply;
        };
        """)
    }

    /// The answer to all that is drawn now, as the service gave it.
    func told(_ browser: Browser) async throws -> [String: Any] {
      try await browser.wait(
        until: "document.body.dataset.painted === document.body.dataset.drawn && window.told")
      return try await browser.run("return window.told") as? [String: Any] ?? [:]
    }

    /// Waits for a text in an element.
    func wait(_ browser: Browser, _ selector: String, contains text: String) async throws {
      try await browser.wait(
        until: "document.querySelector('\(selector)')?.textContent.includes('\(text)')")
    }

    /// Keeps what is seen, if GLASSBOX_SCREENSHOTS names a folder: how the lesson's own are made.
    func keep(_ browser: Browser, _ name: String) async throws {
      let bytes = try await browser.screenshot()
      let picture = try PNG.decode(bytes)
      #expect(picture.width >= 390)
      if let folder = ProcessInfo.processInfo.environment["GLASSBOX_SCREENSHOTS"] {
        try File.write(bytes, to: "\(folder)/\(name).png")
      }
    }
  }
#endif
