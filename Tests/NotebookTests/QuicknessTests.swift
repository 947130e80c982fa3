import BrowserDriver
import Foundation
import Testing

/// How fast committed pages answer in a real browser. The numbers are printed.
@Suite(
  .serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"),
  .oneBrowser)
struct QuicknessTests {
  @Test("a click is answered at once")
  func quickness() async throws {
    let browser = try Browser.current()
    var report: [String] = []
    for page in ["01-Convolution", "08-Backprop", "10-Classification"] {
      try await browser.open(page: "\(page)/index.html")
      try await browser.run(clicking)
      try await browser.wait(until: "window.outcome !== null", seconds: 30)
      let times = try await browser.run("return window.outcome") as? [Double] ?? []
      #expect(times.count == 20, "\(page): \(times)")
      guard !times.isEmpty else { continue }
      let median = times.sorted()[times.count / 2]
      report.append("\(page) \(median.formatted()) ms")
      #expect(median < 1000, "\(page): \(times)")
    }
    print("from a click to its arithmetic, the median of 20:", report.joined(separator: "; "))
  }
}

/// Clicks on 20 numbers, and notes the milliseconds until each arithmetic is on the screen.
private let clicking = """
  window.outcome = null;
  (async () => {
    const main = document.querySelector('main'), times = [];
    glassbox.drawAll();
    const frame = () => new Promise(done => requestAnimationFrame(done));
    const maps = glassbox.figuresOf(main).flatMap(one => one.maps)
      .filter(map => map.spec.trace !== undefined && map.body.checkVisibility());
    for (const { spec } of maps) await glassbox.traceOf(glassbox.richest(spec.trace));
    await frame();
    for (let i = 0; maps.length && times.length < 20 && i < 40; i++) {
      const map = maps[i % maps.length], { height, width } = map.spec, before = location.hash;
      const box = map.body.getBoundingClientRect();
      const [x, y, w, h] = map.box([i % height, i % height + 1], [i % width, i % width + 1]);
      const place = { bubbles: true, clientX: box.left + x + w / 2, clientY: box.top + y + h / 2 };
      const start = performance.now();
      map.body.dispatchEvent(new MouseEvent('click', place));
      while (location.hash === before && performance.now() - start < 500) {
        await new Promise(done => setTimeout(done));
      }
      await frame();
      if (location.hash !== before) times.push(performance.now() - start);
    }
    window.outcome = times.map(time => Math.round(time * 10) / 10);
  })().catch(error => { console.error(error); window.outcome = []; });
  """
