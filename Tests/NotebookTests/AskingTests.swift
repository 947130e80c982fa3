import BrowserDriver
import CNN
import Figures
import Foundation
import Models
import Notebook
import Testing

/// Asking a figure's numbers with mouse and keyboard, in a real browser.
@Suite(.serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
struct AskingTests {
  /// The little seven forward and back, in a figure of five maps.
  private func onFigure(
    width: Int = 1280, phone: Bool = false, hash: String = "",
    _ body: (Browser) async throws -> Void
  ) async throws {
    let trace = try LittleSeven.network().trace(LittleSeven.image, label: 0)
    var data = DataScript(page: "Proof/index")
    let figure = Figure.row(
      try .activation(trace, "in"), try .kernel(trace.network, "conv1", 0).traced(by: trace),
      try .activation(trace, "conv1"), try .activation(trace, "pool1"),
      try .gradient(trace, "conv1"))
    let json = data.json(figure)
    data.call("figure", "ways", json)
    let page = try ProofPage(
      data, body: "<figure id=\"figure-ways\" data-figure=\"ways\"></figure>")
    let browser = try await Browser(width: width, height: 900, phone: phone)
    do {
      try await browser.open(page.address + hash)
      try await browser.wait(until: "document.querySelectorAll('.map-body[tabindex]').length === 5")
      try await browser.run("for (const n of glassbox.data.traces.keys()) glassbox.traceOf(n)")
      try await body(browser)
      let complaints = try await browser.complaints()
      #expect(complaints.isEmpty, "\(complaints)")
    } catch {
      await browser.quit()
      throw error
    }
    await browser.quit()
  }

  /// The middle of a cell in the window.
  private func place(
    _ map: Int, _ row: Int, _ column: Int, in browser: Browser
  ) async throws -> (x: Double, y: Double) {
    let found = try await browser.run(
      """
      const [figure] = glassbox.figuresOf(document.querySelector('main'));
      const map = figure.maps[\(map)], box = map.body.getBoundingClientRect();
      const [x, y, w, h] = map.box([\(row), \(row + 1)], [\(column), \(column + 1)]);
      return [box.left + x + w / 2, box.top + y + h / 2];
      """)
    let numbers = try #require(found as? [Double])
    return (numbers[0], numbers[1])
  }
  /// The marks of a map, in a few letters: `light 0-2,1-3`.
  private func marks(_ map: Int, in browser: Browser) async throws -> String {
    try await browser.text(
      """
      const [figure] = glassbox.figuresOf(document.querySelector('main'));
      return figure.maps[\(map)].marks.map(mark =>
        `${mark.kind} ${mark.rows.join('-')},${mark.columns.join('-')}`).join(' ');
      """)
  }
  private let asked = "document.getElementById('asked')?.textContent"

  @Test("pointing lights up what made a number, and its gradient")
  func pointing() async throws {
    try await onFigure { browser in
      try await browser.hover(try await place(2, 1, 2, in: browser))
      try await browser.wait(
        until: "glassbox.figuresOf(document.querySelector('main'))[0].maps[0].marks.length")
      #expect(try await marks(0, in: browser) == "light 1-3,2-4")  // the window on the image
      #expect(try await marks(1, in: browser) == "light 0-2,0-2")  // all weights
      #expect(try await marks(4, in: browser) == "light 1-2,2-3")  // the gradient at the same place
      #expect(try await marks(3, in: browser) == "")
    }
  }

  @Test("a click shows the arithmetic, each term leads on, and Back leads back")
  func clicking() async throws {
    try await onFigure { browser in
      try await browser.draw([[try await place(2, 1, 2, in: browser)]])
      try await browser.wait(until: "\(asked) === 'conv1(1,2)'")
      #expect(try await browser.text("return location.hash") == "#conv1/0/1,2@0")
      let value = "return document.getElementById('value').textContent"
      #expect(try await browser.text(value) == "2.0000")
      #expect(
        try await browser.text("return document.getElementById('total').textContent") == "+2.0000")

      try await browser.click("#twin")
      try await browser.wait(until: "\(asked) === '∂loss/∂conv1(1,2)'")
      #expect(try await browser.text("return location.hash") == "#gradient/conv1/0/1,2@0")
      try await browser.click("#follow")
      try await browser.wait(until: "\(asked) === '∂loss/∂relu1(1,2)'")
      try await browser.click("#back")
      try await browser.wait(until: "\(asked) === '∂loss/∂conv1(1,2)'")
      try await browser.run("history.back()")
      try await browser.wait(until: "\(asked) === 'conv1(1,2)'")
      try await browser.press("\u{E00C}")  // Escape
      try await browser.wait(until: "!document.body.classList.contains('asked')")
      #expect(try await browser.text("return location.hash") == "")
    }
  }

  @Test("the keyboard asks, and comes back to its place")
  func keyboard() async throws {
    try await onFigure { browser in
      try await browser.press("\u{E004}")  // Tab
      try await browser.wait(until: "document.activeElement.matches('.map-body')")
      try await browser.press("\u{E014}\u{E007}")  // to the right, Enter
      try await browser.wait(until: "\(asked) === 'in(0,1)'")
      #expect(
        try await browser.text("return String(document.activeElement.closest('#inspector')?.id)")
          == "inspector")
      try await browser.press("\u{E00C}")
      try await browser.wait(until: "document.activeElement.matches('.map-body')")
    }
  }

  @Test("an address shows its number; on a phone in a sheet that can be scrolled")
  func address() async throws {
    let hash = "#gradient/conv1.weight/0/0/1,0@0"
    try await onFigure(width: 390, phone: true, hash: hash) { browser in
      try await browser.wait(until: "\(asked) === '∂loss/∂conv1.weight[0; 1,0]'")
      let isSheet =
        "return getComputedStyle(document.getElementById('inspector')).position === 'fixed'"
        + " && document.documentElement.scrollWidth <= innerWidth ? 'yes' : 'no'"
      #expect(try await browser.text(isSheet) == "yes")
    }
  }
}
