import BrowserDriver
import Testing

/// The page of the little seven in a real browser: typed, on paper, printed, and without scripts.
@Suite(
  .serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"),
  .oneBrowser)
struct LittleSevenPageTests {
  static let page = "LittleSeven/index.html"

  /// Does the steps on the page, opened anew.
  private func cook(_ steps: Step...) async throws -> Browser {
    let browser = try Browser.current()
    try await browser.open(page: Self.page)
    try await browser.cook(Recipe("little-seven", steps), on: Self.page)
    return browser
  }

  @Test("a cell keeps its number, and says so, if none was typed", arguments: typed)
  func unread(_ typed: String) async throws {
    let browser = try await cook(
      .number("kernel(1,0)"), .keys(Key.delete + typed + Key.enter),
      .says("Type a number, such as −1, 0.5 or 1/2."))
    let label = "return document.activeElement.getAttribute('aria-label')"
    #expect(try await browser.text(label) == "kernel(1,0): 2, can be changed")
    try await browser.expectNoComplaints(typed)
  }
  static let typed = ["abc", "1/0", "--", "0x10", ""]

  @Test("what is nearly right is judged by its decimals", arguments: verdicts)
  func verdict(cell: String, typed: String, says: String) async throws {
    _ = try await cook(
      .press("Work it out yourself"), .number(cell), .keys(typed + Key.enter),
      .says("\(cell): \(says)."))
  }
  static let verdicts = [
    ("map(1,2)", "2.05", "too large by 0.05"), ("map(0,0)", "-0.95", "too large by 0.05"),
    ("p(7)", "0.25", "too small by 0.02"), ("p(7)", "0.30", "too large by 0.03"),
    ("p(7)", "1/4", "too small by 0.02"), ("pooled(0,1)", "1.998", "too small by 0.002"),
    ("p(7)", "0.3", "nearly. Give two decimals"),
  ]

  @Test("a tiny share is a power of ten, and not 0")
  func tiny() async throws {
    // e⁻¹⁷ = 4.1·10⁻⁸, and e² = 7.3891.
    _ = try await cook(
      .number("bias of 7"), .keys("-20\(Key.enter)"), .number("loss"),
      .shows(".seven-panel", "p(7)5.6·10⁻⁹", "−ln 5.6·10⁻⁹ = 19"), .number("p(7)"),
      .shows(
        ".seven-panel", "p(7) = 5.6·10⁻⁹", "= 4.1·10⁻⁸",
        "4.1·10⁻⁸ / (4.1·10⁻⁸ + 7.3891) = 5.6·10⁻⁹"))
  }

  @Test("every number can be read on its colour")
  func contrast() async throws {
    let worst = try await cook().number(worstContrast)
    #expect(worst >= 4.5, "\(worst):1")
  }

  @Test("on printed paper no stage is cut off, and cells keep their colours")
  func printed() async throws {
    try await Screen.desktop.browse { browser in
      try await browser.open(page: Self.page)
      try await browser.wait(until: "document.querySelector('[data-running=drawn]')")
      try await browser.tool("Emulation.setEmulatedMedia", ["media": "print"])
      // A4 without its margins.
      let cut = try await browser.text(
        """
        document.body.style.width = '178mm';
        const { right } = document.querySelector('main').getBoundingClientRect();
        const stages = [...document.querySelectorAll('.seven-stage')];
        return `${stages.length}: ` + stages.filter(e => e.getBoundingClientRect().right > right)
          .map(e => e.dataset.column);
        """)
      #expect(cut == "10: ")
      let adjust = "return getComputedStyle(document.querySelector('.seven-cell')).printColorAdjust"
      #expect(try await browser.text(adjust) == "exact")
    }
  }

  @Test("without scripts no box is empty", arguments: [page, ReadingPageTests.convolution])
  func withoutScripts(_ page: String) async throws {
    try await Screen.desktop.browse { browser in
      try await browser.tool("Emulation.setScriptExecutionDisabled", ["value": true])
      try await browser.open(page: page)
      let boxes = "[...document.querySelectorAll('.interactive')]"
      #expect(try await browser.number("return \(boxes).length") > 0)
      let shown = "return \(boxes).filter(e => e.checkVisibility()).length"
      #expect(try await browser.number(shown) == 0)
      guard page == Self.page else { return }
      #expect(try await browser.text("return document.body.innerText").contains("needs scripts"))
    }
  }
}

/// The smallest contrast between a cell's text and its colour, by the rules of WCAG 2.
private let worstContrast = """
  const luminance = color => color.match(/[\\d.]+/g).map(v => v / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((all, c, i) => all + c * [0.2126, 0.7152, 0.0722][i], 0.05);
  return Math.min(...[...document.querySelectorAll('.seven-cell')].map(cell => {
    const { color, backgroundColor } = getComputedStyle(cell);
    const [text, ground] = [color, backgroundColor].map(luminance);
    return Math.max(text, ground) / Math.min(text, ground);
  }));
  """
