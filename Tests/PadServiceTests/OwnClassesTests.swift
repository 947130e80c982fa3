#if Web
  import BrowserDriver
  import Foundation
  import Pictures
  import Testing

  @testable import PadService

  /// Three classes of one's own: drawn on the pad, kept, trained, read and explained.
  extension DrawingPadBrowserTests {
    private static let each = 12

    /// Strokes in pixels of a pad of 280, in a hand that varies: size, place, slant, start.
    private func strokes(_ name: String, _ number: Int) -> [[(x: Double, y: Double)]] {
      func varied(_ salt: Int) -> Double {
        Double((number * 7_919 + salt * 104_729) % 101) / 50 - 1
      }
      let (size, slant) = (80 + 25 * varied(1), 0.15 * varied(2))
      let (x0, y0) = (140 + 30 * varied(3), 140 + 30 * varied(4))
      let turn = 0.2 * varied(5)
      func line(_ points: [(Double, Double)]) -> [(x: Double, y: Double)] {
        points.map { x, y in
          let (u, v) = (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
          return (x0 + size * (u - slant * v), y0 + size * v)
        }
      }
      let steps = (0...16).map { Double($0) / 16 }
      let wide = 1 + 0.15 * varied(6)
      switch name {
      case "circle":
        let start = Double(number)
        return [line(steps.map { (wide * cos(start + 6.4 * $0), sin(start + 6.4 * $0)) })]
      case "cross":
        return [line([(-0.9, -0.9 * wide), (0.9, 0.9)]), line([(0.9, -0.9), (-0.9 * wide, 0.9)])]
      default:
        return [line(steps.map { (2 * wide * ($0 - 0.5), 0.4 * sin(12.6 * $0)) })]
      }
    }

    private func draw(_ name: String, _ number: Int, in browser: Browser) async throws {
      let box = try await browser.box("#drawing")
      let scale = box.width / 280
      try await browser.draw(
        strokes(name, number).map { $0.map { (box.x + scale * $0.x, box.y + scale * $0.y) } })
    }

    @Test(.timeLimit(.minutes(15))) func threeClassesOfOnesOwn() async throws {
      let names = ["circle", "cross", "wave"]
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let (pictures, weights) = (folder + "/signs", folder + "/signs.safetensors")

      try await onPad(["--gather", pictures]) { browser in
        try await browser.wait(until: "!document.querySelector('#gathering').hidden")
        for name in names {
          try await browser.run("document.querySelector('#class-name').value = ''")
          try await browser.click("#class-name")
          try await browser.press(name)
          for number in 0..<Self.each {
            try await draw(name, number, in: browser)
            // By the button, by Enter in the field, and by Enter on the pad.
            switch number % 3 {
            case 0: try await browser.click("#keep")
            case 1:
              try await browser.click("#class-name")
              try await browser.press("\u{E007}")
            default: try await browser.press("\u{E007}")
            }
            try await browser.wait(
              until: "document.querySelector('#kept [data-class=\"\(name)\"]')?.dataset.count === "
                + "'\(number + 1)'")
            try await browser.wait(until: "document.querySelector('#clear').disabled")
          }
        }
        // The last one is taken back, and drawn again.
        try await browser.click("#unkeep")
        try await wait(browser, "#kept-note", contains: "wave/0012.png is deleted.")
        try await draw("wave", 11, in: browser)
        try await browser.click("#keep")
        try await wait(browser, "#kept-note", contains: "Kept as wave/0012.png.")
        try await keep(browser, "gathering")
      }
      for name in names {
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: "\(pictures)/\(name)").count
            == Self.each)
      }

      let trained = try Running(
        "TrainModel",
        [
          "walkthrough", weights, "--data", pictures, "--epochs", "25", "--batch", "8", "--rate",
          "0.01",
        ]
      ).end()
      #expect(trained.code == 0, "\(trained.errors)")
      #expect(trained.output.contains("test pictures: 6 of 6 right"), "\(trained.output)")

      let picture = "\(pictures)/cross/0003.png"
      let said = try Running(
        "Classification", ["--weights", weights, "--image", picture, "--json"]
      ).end()
      #expect(said.code == 0 && said.output.contains(#""cross""#), "\(said.output)\(said.errors)")

      try await onPad(["--weights", weights]) { browser in
        try await listen(browser)
        try await browser.wait(until: "document.querySelectorAll('#bars li').length === 3")
        for (place, name) in names.enumerated() {
          try await browser.click("#clear")
          try await browser.run("window.told = null")
          // A drawing that it has not learned from.
          try await draw(name, 40, in: browser)
          let told = try await told(browser)
          #expect(told["label"] as? String == name)
          #expect(told["classes"] as? [String] == names)
          try await browser.click("#bars li:nth-child(\(place + 1)) button")
          try await wait(browser, "#asked", contains: "softmax")
          if name == "wave" { try await keep(browser, "own") }
          try await follow(browser)
        }
        try await wait(browser, "#by", contains: "your own network, from signs.safetensors")
      }
      try explain(weights, picture)
    }

    /// From the answer down to a pixel, by the terms on the page.
    private func follow(_ browser: Browser) async throws {
      for stage in (0..<12).reversed() {
        try await browser.wait(until: "document.querySelector('#follow')")
        try await browser.click("#follow")
        try await browser.wait(
          until: "document.body.dataset.explained?.startsWith('\(stage):')")
      }
    }

    /// Numbers of every stage: each has an explanation that comes to what the network has stored.
    private func explain(_ weights: String, _ picture: String) throws {
      let program = try Running("DrawingPad", ["--weights", weights, "--port", "0"])
      defer { program.stop() }
      let address = try program.line { $0.contains("http://") }
      let port = try #require(address.firstMatch(of: #/:(\d+) /#).flatMap { Int($0.1) })
      let bytes = Array(try Data(contentsOf: URL(filePath: picture)))
      let client = Client(port: port)
      let answer = try client.ask("POST", "/api/predict?maps=1", bytes).object
      let stages = try #require(answer["stages"] as? [[String: Any]])
      let shapes = try [[28, 28, 1]] + stages.map { try #require($0["shape"] as? [Int]) }
      #expect(shapes.count == 13 && shapes.last == [3])
      for (stage, shape) in shapes.enumerated() {
        for share in [0.0, 0.31, 0.5, 0.77, 1] {
          let index = shape.map { "\(Int((Double($0 - 1) * share).rounded()))" }
          let path = "/api/explain?stage=\(stage)&index=\(index.joined(separator: ","))"
          let told = try client.ask("POST", path, bytes)
          #expect(told.status == 200, "\(path): \(told.text)")
          let (value, stored) = (
            try told.object["value"] as? Double ?? .nan,
            try told.object["stored"] as? Double ?? .nan
          )
          #expect(abs(value - stored) < 1e-4 * max(1, abs(stored)), "\(path)")
        }
      }
    }
  }
#endif
