import BrowserDriver
import Testing

/// All parts of the lessons that can be touched, touched in a real browser.
@Suite(
  .serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"),
  .oneBrowser)
struct InteractionTests {
  /// By page: what is done, and what the page then says.
  static let recipes: [(page: String, parts: [Recipe])] = [
    ("LittleSeven/index.html", Recipe.littleSeven),
    ("01-Convolution/index.html", Recipe.convolution),
    ("02-ReLU/index.html", Recipe.relu),
    ("03-Pooling/index.html", Recipe.pooling),
    ("04-Dropout/index.html", Recipe.dropout),
    ("05-Flatten/index.html", Recipe.flatten),
    ("06-Dense/index.html", Recipe.dense),
    ("07-Softmax/index.html", Recipe.softmax),
    ("08-Backprop/index.html", Recipe.backprop),
    ("09-Training/index.html", Recipe.training),
    ("10-Classification/index.html", Recipe.classification),
    ("11-DrawingPad/index.html", Recipe.pad),
    ("12-Speed/index.html", Recipe.speed),
  ]

  @Test("each part answers with its own sentence", arguments: recipes.map(\.page))
  func answers(_ page: String) async throws {
    let browser = try Browser.current()
    let parts = try #require(Self.recipes.first { $0.page == page }).parts
    try await browser.open(page: page)
    let names =
      try await browser.run(
        "return [...document.querySelectorAll('[data-interactive]')].map(e => e.dataset.interactive)"
      ) as? [String]
    #expect(names?.sorted() == parts.map(\.part).sorted(), "each part of \(page) has a recipe")
    for recipe in parts {
      do {
        try await browser.cook(recipe, on: page)
      } catch {
        Issue.record(error)
      }
    }
    try await browser.expectNoComplaints(page)
  }
}
