import BrowserDriver
import Exchange
import Foundation
import LessonKit
import Testing

/// The scripts of the knobs' values, and the buttons that load them.
@Suite struct TriedValueTests {
  private let lesson = LessonEntry.dropout

  /// The script in Outputs is what the value makes.
  @Test func isWhatTheValueMakes() throws {
    try inFolder { folder in
      try lesson.put(into: "\(folder)/today")
      let run = try Program.run("Dropout", ["--try", "seed=2", "--output", "\(folder)/tried"])
      #expect(run.code == 0 && run.errors == "")
      let made = try TriedScript.text(
        of: "seed=2", in: lesson, from: "\(folder)/today/\(lesson.folder)",
        to: "\(folder)/tried/\(lesson.folder)")
      #expect(made.contains("\"figures\":{\"masks\":{") && made.contains("\"printed\":[{"))
      #expect(
        try text("\(package)/Outputs/\(lesson.folder)/tries/\(TriedScript.file(of: "seed=2"))")
          == made, "run swift run Walkthrough --tries --write 4")
    }
  }

  /// Each value has its script, and no script is older than its page.
  @Test(arguments: LessonEntry.pages)
  func eachValueHasItsScript(_ lesson: LessonEntry) throws {
    let run = try Program.run(lesson.name, lesson.alwaysWith + ["--tries-as-json"])
    let knobs = try JSONDecoder().decode([Knob].self, from: Data(run.output.utf8))
    let folder = "\(package)/Outputs/\(lesson.folder)"
    let names = knobs.flatMap(\.tries).map { TriedScript.file(of: $0.argument) }
    #expect(Set(names).count == names.count)
    let there = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/tries")) ?? []
    #expect(there.sorted() == names.sorted())
    let page = try text("\(folder)/index.js").prefix { $0 != "\n" }
    let key = try #require(page.split(separator: "\"").dropFirst(3).first)
    for name in names {
      let script = try text("\(folder)/tries/\(name)")
      #expect(script.contains("{\"key\":\"\(key)\","), "\(lesson.folder)/tries/\(name) is old")
    }
  }

  /// In Chromium: a press shows what differs, another one brings today back.
  @Test(.enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
  func aButton() async throws {
    let browser = try await Browser()
    do { try await press(browser) } catch {
      await browser.quit()
      throw error
    }
    await browser.quit()
  }

  private func press(_ browser: Browser) async throws {
    let page = URL(filePath: "\(package)/Outputs/\(LessonEntry.convolution.folder)/index.html")
    try await browser.open(page.absoluteString)
    let find = """
      const button = [...document.querySelectorAll('[aria-label="Values of bias"] button')]
        .find(one => one.firstChild.textContent === '1');
      """
    try await browser.wait(until: "document.querySelector('.knob-values')")
    try await browser.run(find + "button.click()")
    try await browser.wait(until: "document.querySelector('.tried')")
    let said = try await browser.text(
      "return document.querySelector('.knobs [role=status]').textContent")
    #expect(
      said.wholeMatch(
        of: /With bias = 1, \d+ pictures, \d+ printed lines and \d+ sentences differ\./) != nil,
      "\(said)")
    #expect(
      try await browser.text("return document.querySelector('.tried-lines del').textContent")
        .hasPrefix("− "))
    #expect(
      try await browser.run("return !document.querySelector('.tried-old')") as? Bool == true)
    // The figures are drawn when they come near; the page's own have a note.
    try await browser.run("document.querySelector('#tried-map').scrollIntoView()")
    try await browser.wait(until: "document.querySelectorAll('#tried-map canvas').length >= 4")
    #expect(
      try await browser.text("return document.querySelector('#figure-map .tried-mark').textContent")
        == "Differs with bias = 1. Compare")
    try await browser.run("document.querySelector('.tried [role=switch]').click()")
    // A link to a figure behind a prediction unveils it.
    try await browser.run("document.querySelector('.tried [href=\"#figure-map\"]').click()")
    try await browser.wait(until: "document.querySelector('#figure-map .tried-mark canvas')")
    try await browser.run(find + "button.click()")
    for gone in [".tried", ".tried-mark", ".knobs [aria-pressed=true]"] {
      #expect(
        try await browser.run("return !document.querySelector('\(gone)')") as? Bool == true,
        "\(gone)")
    }
    #expect(try await browser.complaints() == [])
  }
}
