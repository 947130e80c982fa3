import BrowserDriver
import Foundation
import Testing

/// Every committed page, opened from disk in a real browser.
@Suite(.serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
struct EveryPageTests {
  @Test(
    "all of it is drawn, fits, has names, asks nothing of the outside, and does not complain",
    arguments: Screen.allCases)
  func everything(on screen: Screen) async throws {
    let dark = ["index.html", "LittleSeven/", "01-Convolution/", "08-Backprop/"]
    let pages = try Committed.pages().filter { page in
      screen != .dark || dark.contains { page.hasPrefix($0) }
    }
    #expect(pages.count >= 4)
    try await screen.browse { browser in
      try await browser.tool("Page.addScriptToEvaluateOnNewDocument", ["source": firstFigure])
      for page in pages {
        let place = "\(page) on \(screen)"
        try await browser.open(page: page)
        let shown = try await browser.timesOfOpening()
        #expect(shown.words < 5000 && !(shown.figure > 5000), "\(place) shows itself soon")
        try await browser.run(pageCheck)
        try await browser.wait(until: "window.outcome", seconds: 60)
        let outcome = try await browser.text("return window.outcome")
        #expect(outcome == "well", "\(place): \(outcome)")
        let slowest = try await browser.run("return window.slowest") as? [Any] ?? []
        #expect((slowest.first as? Double ?? 0) < 3000, "\(place): \(slowest) ms")
        let kilobytes = try await browser.bytesLoaded() / 1024
        print(
          "\(place): words after \(shown.words) ms, a figure after \(shown.figure) ms;",
          "slowest slider \(slowest) ms; \(kilobytes) kB with all that it loads")
        let nameless = try await browser.nameless().joined(separator: ", ")
        #expect(nameless == "", "\(place): no name: \(nameless)")
        if screen == .dark {
          let colors = "getComputedStyle(document.body)"
          let isDark = "return \(colors).backgroundColor.match(/\\d+/g).every(c => c < 80)"
          #expect(try await browser.run(isDark) as? Bool == true, "\(place)")
        }
        try await browser.expectNoComplaints(place)
      }
    }
  }

  @Test("no file names an address outside")
  func addresses() throws {
    // The name of SVG's elements is no address; the pad's own service is on the reader's machine.
    let known = ["http://www.w3.org/2000/svg", "http://127.0.0.1:8080"]
    for path in try Committed.files() {
      guard [".html", ".js", ".css"].contains(where: path.hasSuffix) else { continue }
      let text = try String(contentsOf: Committed.outputs.appending(path: path), encoding: .utf8)
      let bare = known.reduce(text) { $0.replacing($1, with: "") }
      let found = bare.firstMatch(of: /(https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}[\/"']/)
      #expect(found == nil, "\(path): \(found?.output.0 ?? "")")
    }
  }

  @Test("the pages stay small enough for a clone")
  func size() throws {
    let files = try Committed.files().map { Committed.outputs.appending(path: $0) }
    let bytes = try files.reduce(0) { try $0 + Committed.bytes($1) }
    print("Outputs: \(bytes) bytes")
    #expect(bytes < 14_000_000)
  }

  @Test("every value of every knob opens, with what differs")
  func knobs() async throws {
    try await Screen.phone.browse { browser in
      var old: [String] = []
      for page in try Committed.pages() {
        try await browser.open(page: page)
        let values = Int(
          try await browser.number("return document.querySelectorAll('.knob-values button').length")
        )
        for value in 0..<values {
          let button = "document.querySelectorAll('.knob-values button')[\(value)]"
          let name = try await browser.text("\(button).click(); return \(button).textContent")
          let place = "\(page), \(name)"
          try await browser.wait(until: "document.querySelector('.tried .tried-end')")
          let said = try await browser.text("return document.querySelector('.tried').textContent")
          if ["was not made yet", "made by an older version"].contains(where: said.contains) {
            old.append(place)
          }
          let isFitting = "document.documentElement.scrollWidth <= innerWidth"
          #expect(try await browser.text("return \(isFitting) ? 'yes' : ''") == "yes", "\(place)")
        }
        try await browser.expectNoComplaints(page)
      }
      #expect(old.isEmpty, "not made, or old: \(old.joined(separator: "; "))")
    }
  }
}

/// Notes when the first figure is drawn.
private let firstFigure = """
  document.addEventListener(
    'glassbox-figure', () => performance.mark('first-figure'), { once: true });
  """

extension Browser {
  /// The bytes of the open page with all that it has loaded from disk.
  func bytesLoaded() async throws -> Int {
    // Chromium keeps no list of what it reads from disk.
    let names =
      try await run(
        """
        const shown = [...document.images].filter(image => image.naturalWidth > 0);
        const parts = [...document.scripts, ...document.querySelectorAll('link[rel=stylesheet]')];
        const { traces = [], interactive = new Map() } = glassbox.data ?? {};
        const networks = traces.map(trace => trace.network)
          .concat([...interactive.values()].flatMap(({ networks }) => Object.values(networks ?? {})));
        return [location.href, ...[...shown, ...parts].map(one => one.src || one.href),
          ...networks.map(n => String(new URL(`../Notebook/networks/${n}.js`, location.href)))];
        """) as? [String] ?? []
    return Set(names).compactMap(URL.init(string:)).filter(\.isFileURL)
      .reduce(0) { $0 + ((try? Committed.bytes($1)) ?? 0) }
  }

  /// Milliseconds from the opening to the first words and to the first figure; NaN without one.
  func timesOfOpening() async throws -> (words: Double, figure: Double) {
    try await wait(until: "performance.getEntriesByName('first-contentful-paint').length")
    let times = try await run(
      """
      const time = name => Math.round(performance.getEntriesByName(name)[0]?.startTime ?? -1);
      return [time('first-contentful-paint'), time('first-figure')];
      """)
    let numbers = times as? [Double] ?? []
    guard numbers.count == 2 else { return (.nan, .nan) }
    return (numbers[0], numbers[1] < 0 ? .nan : numbers[1])
  }
}
