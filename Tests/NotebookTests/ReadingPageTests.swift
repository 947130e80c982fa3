import BrowserDriver
import Testing

/// Questions of committed pages, answered in a real browser.
@Suite(
  .serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"),
  .oneBrowser)
struct ReadingPageTests {
  static let convolution = "01-Convolution/index.html"

  /// Opens a page as one who has answered nothing.
  private func begin(_ page: String) async throws -> Browser {
    let browser = try Browser.current()
    try await browser.open(page: page)
    try await browser.run("localStorage.clear()")
    try await browser.open(page: page)
    return browser
  }
  private func form(_ question: Int) -> String { "form[data-question=\"\(question)\"]" }

  @Test("answers are judged, and usual mistakes named", arguments: Answer.pages.map(\.page))
  func judged(_ page: String) async throws {
    let browser = try await begin(page)
    for answer in try #require(Answer.pages.first { $0.page == page }).answers {
      let form = form(answer.question)
      let place = "\(page), question \(answer.question), “\(answer.typed)”"
      try await browser.run("document.querySelector('.progress button').click()")
      try await browser.answer(form, answer.typed)
      let verdict = try await browser.verdict(form)
      #expect(verdict.hasPrefix(answer.says), "\(place): “\(verdict)”")
      let outcome = try await browser.text(
        "return document.querySelector('\(form)').dataset.outcome")
      #expect(outcome == (answer.says == "Right." ? "right" : "wrong"), "\(place)")
    }
    try await browser.expectNoComplaints(page)
  }

  @Test("what cannot be read is asked for again")
  func unread() async throws {
    let browser = try await begin(Self.convolution)
    try await browser.answer(form(1), "")
    #expect(try await browser.verdict(form(1)) == "Type a number first.")
    try await browser.answer(form(1), "−2,5")
    #expect(try await browser.verdict(form(1)).hasSuffix("Write a decimal point, not a comma."))
    #expect(try await browser.isShown(".veil"))
  }

  @Test("what follows a prediction is hidden until it is answered, shown, or asked for by a link")
  func veil() async throws {
    for page in [Self.convolution, "03-Pooling/index.html", "07-Softmax/index.html"] {
      let browser = try await begin(page)
      let answer = "details.solution[data-question=\"1\"]"
      #expect(try await !browser.isShown(answer), "\(page)")
      #expect(try await browser.isShown(".prediction + .veil"), "\(page)")
      // Nothing of what is veiled can be reached.
      let veiled = "[...document.querySelectorAll('.veiled')]"
      let reached = "return \(veiled).some(e => e.checkVisibility())"
      #expect(try await browser.run(reached) as? Bool == false, "\(page)")

      try await browser.click("\(form(1)) .answering button:last-child")
      #expect(try await browser.verdict(form(1)) == "Shown. The answer is given below.", "\(page)")
      #expect(try await browser.isShown("\(answer)[open]"), "\(page)")

      let second = "document.querySelector('details.solution[data-question=\"2\"]')"
      let next = try await browser.text("return \(second).closest('[id]').id")
      #expect(try await !browser.isShown("#\(next)"), "\(page)")
      try await browser.run("location.hash = '\(next)'")
      try await browser.wait(until: "document.getElementById('\(next)').checkVisibility()")
    }
  }

  @Test("after all answers were forgotten, a look at the solution does not overwrite a new one")
  func forgotten() async throws {
    let browser = try await begin(Self.convolution)
    try await browser.run("document.querySelector('.progress button').click()")
    try await browser.answer(form(4), "-2")
    try await browser.run(
      "document.querySelector('details.solution[data-question=\"4\"] summary').click()")
    let kept = try await browser.text(
      """
      const folder = document.querySelector('[data-page]').dataset.page.split('/')[0];
      const { typed, outcome } = glassbox.progress.answers(folder)[4];
      return `${typed} ${outcome}`;
      """)
    #expect(kept == "-2 wrong")
  }

  @Test("a question to work out can be tried again; when it is right, the solution opens")
  func workedOut() async throws {
    let browser = try await begin(Self.convolution)
    let solution = "details.solution[data-question=\"4\"]"
    try await browser.answer(form(4), "-2")
    #expect(try await browser.verdict(form(4)).contains("The bias keeps its sign."))
    #expect(try await !browser.isShown("\(solution)[open]"))
    try await browser.run("document.querySelector('\(form(4)) input').value = ''")
    try await browser.answer(form(4), "-3")
    #expect(try await browser.verdict(form(4)) == "Right.")
    #expect(try await browser.isShown("\(solution)[open]"))
  }

  @Test("progress is remembered on this machine, counted, and forgotten on request")
  func progress() async throws {
    let browser = try await begin(Self.convolution)
    let line = "return document.querySelector('.progress').innerText"
    let solution = "details.solution[data-question=\"1\"]"
    #expect(try await browser.text(line).hasPrefix("6 questions, none answered yet."))
    try await browser.answer(form(1), "-2")
    try await browser.answer(form(2), "a")
    let counted = "2 of 6 questions done: 1 right, 1 wrong."
    #expect(try await browser.text(line).hasPrefix(counted))

    try await browser.open(page: Self.convolution)
    #expect(try await browser.text(line).hasPrefix(counted))
    #expect(try await browser.verdict(form(1)) == "Right.")
    #expect(try await browser.isShown(solution))
    try await browser.open(page: "index.html")
    let lesson =
      "return document.querySelector('.lesson[data-folder=\"01-Convolution\"]').innerText"
    #expect(try await browser.text(lesson).contains(counted))
    let onward = "return document.querySelector('.onward').textContent"
    #expect(try await browser.text(onward) == "Continue with 1. Convolution")

    try await browser.open(page: Self.convolution)
    try await browser.click(".progress button")
    #expect(try await browser.text(line).hasPrefix("6 questions, none answered yet."))
    #expect(try await !browser.isShown(solution))
    try await browser.open(page: Self.convolution)
    #expect(try await browser.text(line).hasPrefix("6 questions, none answered yet."))
    try await browser.expectNoComplaints("progress")
  }

  @Test("the focus stays where answers were forgotten", arguments: [convolution, "index.html"])
  func forgottenByKeyboard(on page: String) async throws {
    let browser = try await begin(Self.convolution)
    try await browser.answer(form(1), "-2")
    try await browser.open(page: page)
    try await browser.run("document.querySelector('.progress button').focus()")
    try await browser.press(Key.enter)
    let focus = "return document.activeElement.textContent"
    #expect(try await browser.text(focus).contains("questions, none answered yet."))
    let place = "return document.activeElement.className"
    #expect(try await browser.text(place) == "progress")
  }
}

extension Browser {
  /// Types an answer and presses Enter, or clicks an option and then the button.
  fileprivate func answer(_ form: String, _ typed: String) async throws {
    try await run(
      "const form = document.querySelector('\(form)'); glassbox.unveil(form);"
        + "form.scrollIntoView({ block: 'center', behavior: 'instant' })")
    let option = "\(form) input[type=radio][value=\"\(typed)\"]"
    if try await isShown("\(form) input[type=radio]") {
      try await click(option)
      try await click("\(form) [type=submit]")
    } else {
      try await click("\(form) input")
      try await press(typed + Key.enter)
    }
  }
  fileprivate func verdict(_ form: String) async throws -> String {
    try await text("return document.querySelector('\(form) .verdict').textContent")
  }

  /// Whether an element is there and can be seen.
  func isShown(_ selector: String) async throws -> Bool {
    try await run(
      "return document.querySelector('\(selector)')?.checkVisibility() ?? false") as? Bool == true
  }
}
