#if Web
  import BrowserDriver
  import Testing

  /// Whatever the size of a drawing and the width of the pen: the network sees the same.
  extension DrawingPadBrowserTests {
    /// A drawing of 60, 90 and 180 pixels with pens of 10, 22 and 40: the centred images differ by
    /// little, and each is read as what it is.
    @Test(arguments: ["4", "2"])
    func sizeAndPenDoNotMatter(_ label: String) async throws {
      try await onPad { browser in
        try await listen(browser)
        let plain = try await strokes(of: label, in: browser)
        let (height, box) = (try #require(plain.height), try await browser.box("#drawing"))
        var images: [(name: String, pixels: [Double])] = []
        for size in [180.0, 90, 60] {
          for pen in [22, 10, 40] {
            try await browser.click("#clear")
            try await browser.run(
              "document.querySelector('#width').value = \(pen); window.told = null;")
            let scale = size * box.width / 280 / height
            try await browser.draw(
              plain.map {
                $0.map {
                  (
                    box.x + 40 + scale * ($0.x - plain.left),
                    box.y + 40 + scale * ($0.y - plain.top)
                  )
                }
              })
            let told = try await told(browser)
            #expect(told["label"] as? String == label, "\(size) pixels, pen \(pen)")
            let centring = try #require(told["centring"] as? [String: Any])
            let rows = try #require(centring["centred"] as? [[Double]])
            images.append(("\(Int(size)) pixels, pen \(pen)", rows.flatMap { $0 }))
          }
        }
        // Nine images, and the share of the ink in which each differs from the first.
        #expect(images.count == 9)
        let first = images[0].pixels
        for image in images.dropFirst() {
          let difference = zip(first, image.pixels).reduce(0) { $0 + abs($1.0 - $1.1) }
          let share = difference / first.reduce(0, +)
          print("\(label), \(image.name): \((100 * share).rounded()) % of the ink differ")
          #expect(share < 0.4, "\(label), \(image.name)")
        }
      }
    }

    /// Without centring the drawing is sent as it lies.
    @Test func withoutCentringItIsSentAsItIs() async throws {
      try await onPad { browser in
        try await listen(browser)
        try await browser.draw(try await strokes(of: "7", in: browser, size: 0.3))
        let centred = try await told(browser)
        try await wait(browser, "#found", contains: "drawn again")
        try await browser.run("window.told = null")
        try await browser.click("#centre")
        let lying = try await told(browser)
        func ink(_ told: [String: Any]) throws -> Double {
          let centring = try #require(told["centring"] as? [String: Any])
          return try #require(centring["centred"] as? [[Double]]).joined().reduce(0, +)
        }
        // 30 % of the size: less than a fifth of the ink.
        #expect(try ink(lying) < 0.5 * (try ink(centred)))
        #expect(try await browser.text("return document.querySelector('#found').textContent") == "")
      }
    }
  }

  extension [[(x: Double, y: Double)]] {
    fileprivate var left: Double { joined().map(\.x).min() ?? 0 }
    fileprivate var top: Double { joined().map(\.y).min() ?? 0 }
    /// The longer side, in pixels of the window.
    fileprivate var height: Double? {
      guard let right = joined().map(\.x).max(), let bottom = joined().map(\.y).max() else {
        return nil
      }
      return Swift.max(right - left, bottom - top)
    }
  }
#endif
