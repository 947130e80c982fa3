import CNN
import Exchange
import Figures
import Foundation
import Notebook
import Pictures
import Testing

@testable import LessonKit

/// A page for browsers: its HTML, its data, and the files that a run leaves.
@Suite struct HTMLWriterTests {
  private let picture = Picture(width: 30, height: 20)

  private func page(name: String? = nil, _ build: (inout Page) -> Void) -> Page {
    var page = Page(name: name)
    build(&page)
    return page
  }

  private func files(_ page: Page, of lesson: LessonEntry = .relu) -> [String: String] {
    let written = HTMLWriter.write(page, of: lesson)
    return Dictionary(uniqueKeysWithValues: written.files.map { ($0.name, $0.text) })
  }

  /// What stands within `main`, for a page with one block.
  private func html(_ block: Page.Block) -> String {
    body(page { $0.add(block) })
  }

  private func body(_ page: Page) -> String {
    let text = files(page)["index.html"] ?? ""
    let rest = text.components(separatedBy: "data-page=\"02-ReLU/index\">\n").last ?? ""
    return rest.components(separatedBy: "\n</main>").first ?? ""
  }

  /// With an accent, a sign is another character to Swift, but not to a browser.
  @Test func signsWithAccentsAreEscaped() {
    let accent = "\u{338}"
    #expect(
      HTML.text(of: Prose("a <\(accent) b >\(accent) &\(accent) \"\(accent)"))
        == "<p>a &lt;\(accent) b &gt;\(accent) &amp;\(accent) &quot;\(accent)</p>")
    #expect(
      HTML.text(of: Prose("[a](b\"\(accent)c)")) == "<p><a href=\"b&quot;\(accent)c\">a</a></p>")
  }

  private func solution(_ answer: Answer = 2, _ form: AnswerForm = .number) -> Page.Solution {
    Page.Solution(
      question: 1, form: form, answer: answer, reason: "It *is*.",
      mistakes: [Page.Mistake(answer: answer, sentence: [.text("a < b")])])
  }

  // MARK: - The frame

  @Test func theFrame() throws {
    let text = try #require(files(page { $0.add(.title("Is a < b & \"c\"?")) })["index.html"])
    #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en-GB\">\n"))
    #expect(text.hasSuffix("</html>\n"))
    #expect(text.contains("<title>Is a &lt; b &amp; &quot;c&quot;?</title>"))
    for part in [
      "<a class=\"skip\" href=\"#main\">", "<nav id=\"parts\"", "<aside id=\"inspector\"",
      "<main id=\"main\" tabindex=\"-1\" data-page=\"02-ReLU/index\">",
      "<a href=\"../index.html\">All lessons</a>",
      "<a href=\"../01-Convolution/index.html\">← 1. Convolution</a>",
      "<a href=\"../03-Pooling/index.html\">3. Pooling →</a>",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  /// The shared scripts in their order, then the lesson's own, the data, and the start.
  @Test func scriptsInTheirOrder() throws {
    let text = try #require(files(page { _ in })["index.html"])
    let scripts = text.matches(of: /<script defer src="([^"]+)"><\/script>/).map { String($0.1) }
    #expect(scripts.first == "../Notebook/core/core.js")
    #expect(scripts.suffix(2) == ["index.js", "../Notebook/core/start.js"])
    #expect(
      scripts.filter { $0.hasPrefix("../Notebook/") && !$0.contains("/lessons/") }.dropLast()
        == NotebookFiles.scripts.map { "../Notebook/\($0)" }[...])
    #expect(!text.contains("://") && !text.contains("type=\"module\""))
  }

  @Test func aPageBesideTheFirst() throws {
    let files = files(page(name: "Bugs") { $0.add(.owner(.backprop)) }, of: .backprop)
    #expect(files.keys.sorted() == ["Bugs.html", "Bugs.js"])
    #expect(files["Bugs.js"] == "glassbox.page(\"08-Backprop/Bugs\");\n")
    #expect(
      files["Bugs.html"]?.contains(
        "<p class=\"owner\">This page belongs to <a href=\"index.html\">8. Backprop</a>.</p>")
        == true)
  }

  // MARK: - Blocks

  @Test func whatBeginsAPage() {
    #expect(html(.title("a < b")) == "<h1>a &lt; b</h1>")
    #expect(html(.question("Why & how?")) == "<p class=\"asks\">Why &amp; how?</p>")
    #expect(html(.place(nil)) == "<p class=\"place\">Beside the lessons.</p>")
    let strip = html(.place(LessonEntry.relu.strip))
    let here = "You are here: image → convolution → <b>ReLU</b> → "
    #expect(strip.hasPrefix("<p class=\"place\">" + here))
    #expect(html(.place(LessonEntry.backprop.strip)).contains("<b>image</b> ← <b>convolution</b>"))
    #expect(
      html(.origin(LessonEntry.relu.origin))
        == "<p class=\"origin\">Everything on this page was made by running "
        + "<a href=\"../../Lessons/02-ReLU/main.swift\">Lessons/02-ReLU/main.swift</a>: "
        + "<code>swift run ReLU</code>.</p>")
  }

  @Test func whatALessonSays() {
    #expect(
      html(.text("A **b** *c* `d < e` & f"))
        == "<section class=\"text\" id=\"text-1\">\n"
        + "<p>A <b>b</b> <em>c</em> <code>d &lt; e</code> &amp; f</p>\n</section>")
    #expect(html(.heading("a < b")) == "<h2 id=\"heading-1\">a &lt; b</h2>")
    #expect(
      html(.formula("y = x\n  < z"))
        == "<section class=\"formula\" id=\"formula-1\">\n<pre>y = x\n  &lt; z</pre>\n</section>")
    #expect(
      html(.handedOn(HandOver([("one", "1")])))
        == "<section class=\"handed\" id=\"handed-1\">\n<p><b>Handed on</b> to the next lesson:</p>"
        + "<pre>one   1</pre>\n</section>")
    #expect(html(.takenOver(HandOver([("one", "1")]))).contains("<b>Taken over</b> from"))
  }

  @Test func listsTablesAndCode() {
    let lists = html(.text("- a\n  - b\n- c"))
    #expect(lists.contains("<ul>\n<li>a<ul>\n<li>b</li>\n</ul></li>\n<li>c</li>\n</ul>"))
    let table = html(.text("|a|b|\n|-|-|\n|1|`<`|"))
    #expect(table.contains("<thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>"))
    #expect(table.contains("<tbody><tr><td>1</td><td><code>&lt;</code></td></tr></tbody>"))
    #expect(html(.text("```swift\na < b\n```")).contains("<pre><code>a &lt; b</code></pre>"))
  }

  /// No word of a lesson becomes a tag, wherever it stands.
  @Test func nothingIsATag() {
    let bad = "<img src=x onerror=\"a()\">"
    let page = page {
      $0.add(.title(bad))
      $0.add(.question(bad))
      $0.add(.text("\(bad) **\(bad)** `\(bad)` [\(bad)](\(bad))"))
      $0.add(.heading(bad))
      $0.add(.formula(bad))
      $0.add(.prediction(question("\(bad)", .oneOf([bad, "b"]))))
      $0.begin(Page.Cell(title: bad, source: bad, isStage: true))
      $0.print(Page.Printed(text: bad, varies: false))
      $0.show(
        Page.Shown(name: "a", picture: picture, caption: bad, alt: bad, of: bad))
      $0.add(.takenOver(HandOver([(bad, bad)])))
      $0.fold(bad)
      $0.unfold()
      $0.add(.page(Page.Link(name: "More", title: bad, about: [.text(bad)])))
      $0.add(.interactive(interactive(bad)))
    }
    let text = files(page)["index.html"] ?? ""
    #expect(!text.contains("<img src=x"))
    #expect(text.components(separatedBy: "&lt;img src=x onerror=&quot;a()&quot;&gt;").count >= 18)
    // In the data, too: a script within a page would end at `</script>`.
    #expect(files(page)["index.js"]?.contains("<") == false)
  }

  private func interactive(
    _ title: String, networks: [Page.Interactive.Named<Network>] = []
  ) -> Page.Interactive {
    Page.Interactive(
      name: "slide", title: title, about: Prose.spans("Slide *it*."), data: ["part": "all"],
      networks: networks)
  }

  @Test func cells() {
    let page = page {
      $0.begin(Page.Cell(title: "a < b", source: "a {\n}", isStage: false))
      $0.print(Page.Printed(text: "1 < 2", varies: false))
      $0.show(picture, name: "map", alt: "A map")
      $0.print(Page.Printed(text: "3", varies: false))
    }
    #expect(
      body(page) == """
        <section class="cell" id="cell-1" data-title="a &lt; b">
        <h3>a &lt; b</h3>
        <details class="code"><summary>Code, 2 lines</summary><pre><code>a {
        }</code></pre></details>
        <pre class="printed" id="printed-1" tabindex="0">
        1 &lt; 2</pre>
        <figure id="figure-map" data-figure="map"><img src="map.png" alt="A map" width="30" height="20" \
        loading="lazy"><figcaption>map</figcaption></figure>
        <pre class="printed" id="printed-2" tabindex="0">
        3</pre>
        </section>
        """)
    let stage = Page.Cell(title: "a", source: "a", isStage: true)
    #expect(html(.cell(stage)).contains("<details class=\"code\"><summary>Code, 1 line</"))
    #expect(!html(.cell(Page.Cell(title: "a", source: nil, isStage: true))).contains("<details"))
    #expect(
      html(.output(.printed([Page.Printed(text: "1", varies: false)])))
        == "<section class=\"output\" id=\"output-1\">\n"
        + "<pre class=\"printed\" id=\"printed-1\" tabindex=\"0\">\n1</pre>\n</section>")
  }

  @Test func whatLeadsElsewhere() {
    #expect(
      html(.page(Page.Link(name: "Bugs", title: "Six", about: Prose.spans("See *it*."))))
        == "<section class=\"text\" id=\"text-1\">\n"
        + "<p><b><a href=\"Bugs.html\">Six</a>.</b> See <em>it</em>.</p>\n</section>")
    #expect(
      html(.end(.lesson(next: "Next.", before: .convolution, after: .pooling)))
        == "<section class=\"end\" id=\"end-1\">\n<p>Next.</p>"
        + "<p class=\"next\"><a href=\"../03-Pooling/index.html\">3. Pooling →</a></p>\n</section>")
    #expect(
      html(.end(.page(of: .backprop))).contains("<a href=\"index.html\">← 8. Backprop</a>"))
    let fold = page {
      $0.fold("more & more")
      $0.add(.text("inside"))
    }
    #expect(
      body(fold)
        == "<details class=\"fold\" id=\"fold-1\"><summary>more &amp; more</summary>\n"
        + "<section class=\"text\" id=\"text-1\">\n<p>inside</p>\n</section>\n</details>")
    if let one = ExerciseEntry.all.first {
      #expect(html(.exercises([one])).contains("<a href=\"../../\(one.path)\">"))
    }
    let knobs = html(
      .knobs(Page.Knobs(origin: LessonEntry.relu.origin, source: "let a = 1", note: "So *much*.")))
    #expect(knobs.hasPrefix("<section class=\"knobs\" id=\"knobs-1\">\n<p>These lines are at"))
    #expect(knobs.contains("<em>much</em>"))
    #expect(knobs.contains("<summary>The lines</summary><pre><code>let a = 1</code></pre>"))
  }

  @Test(
    arguments: [
      ("Bugs.md", "Bugs.html"), ("README.md", "index.html"),
      ("../03-Pooling/README.md", "../03-Pooling/index.html"),
      ("../README.md", "../index.html"), ("../Teaching/Sheet.md", "../Teaching/Sheet.html"),
      ("../../Lessons/README.md", "../../Lessons/README.md"),
      ("../../Sources/CNN/Tensor.swift", "../../Sources/CNN/Tensor.swift"),
      ("https://example.org/a.md", "https://example.org/a.md"), ("#text-1", "#text-1"),
    ])
  func linksLeadToPagesForBrowsers(_ written: String, _ address: String) {
    #expect(HTML.address(written) == address)
    #expect(html(.text("[a](\(written))")).contains("<p><a href=\"\(address)\">a</a></p>"))
  }

  /// Ids are the same in each run, and each stands once.
  @Test func idsAreStable() {
    let page = page {
      $0.add(.text("a"))
      $0.add(.heading("b"))
      $0.add(.text("c"))
      $0.begin(Page.Cell(title: "d", source: nil, isStage: false))
      $0.print(Page.Printed(text: "1", varies: false))
      $0.show(picture, name: "map")
      $0.print(Page.Printed(text: "2", varies: false))
      $0.fold("e")
      $0.add(.text("f"))
      $0.begin(Page.Cell(title: "g", source: nil, isStage: false))
      $0.fold("h")
      $0.add(.interactive(interactive("i")))
    }
    #expect(files(page) == files(page))
    let ids = body(page).matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
    #expect(
      ids == [
        "text-1", "heading-1", "text-2", "cell-1", "printed-1", "figure-map", "printed-2", "fold-1",
        "text-3", "cell-2", "fold-2", "try-slide",
      ])
  }

  // MARK: - Questions and data

  @Test func questions() {
    #expect(
      html(.prediction(question("how *many*?")))
        == "<section class=\"prediction\" id=\"prediction-1\">\n"
        + "<form class=\"question\" data-question=\"1\"><p><b>Predict:</b> how <em>many</em>?</p>"
        + "</form>\n</section>")
    let options = html(.prediction(question("which?", .oneOf(["grey", "the *edge*"]))))
    #expect(options.contains("<li>a) grey</li>\n<li>b) the <em>edge</em></li>"))
    #expect(
      html(.settled(solution()))
        == "<section class=\"settled\" id=\"settled-1\">\n"
        + "<details class=\"solution\" data-question=\"1\"><summary>Solution</summary>"
        + "<p><b>Answer: 2.</b> It <em>is</em>.</p>\n<ul>\n<li>2? a &lt; b</li>\n</ul></details>\n"
        + "</section>")
    let work = html(.workItOut([Page.Exercise(question: question("how?"), solution: solution())]))
    #expect(work.hasPrefix("<section class=\"work\" id=\"work-1\">\n<div class=\"exercise\"><form"))
    #expect(work.contains("<p><b>1.</b> how?</p></form><details class=\"solution\""))
  }

  /// What judges an answer in the browser.
  @Test(
    arguments: [
      (
        AnswerForm.number, Answer.number(2, within: 0.5), #"{"kind":"number"}"#,
        #"{"numbers":[2],"within":0.5}"#
      ),
      (
        .numbers(2), [0.25, -3], #"{"kind":"numbers","count":2}"#,
        #"{"numbers":[0.25,-3],"within":0}"#
      ),
      (.someNumbers, [2, 4], #"{"kind":"someNumbers"}"#, #"{"numbers":[2,4],"within":0}"#),
      (
        .oneOf(["a", "the *b*"]), "the *b*",
        #"{"kind":"oneOf","options":["a","the \u003cem>b\u003c/em>"]}"#, #"{"option":1}"#
      ),
      (.place, .place(row: 3, column: 14), #"{"kind":"place"}"#, #"{"place":[3,14]}"#),
    ] as [(AnswerForm, Answer, String, String)])
  func questionsAsData(_ form: AnswerForm, _ answer: Answer, _ asked: String, _ right: String) {
    let page = page {
      $0.add(.prediction(question("how?", form)))
      $0.add(.settled(solution(answer, form)))
    }
    #expect(
      files(page)["index.js"] == """
        glassbox.page("02-ReLU/index");
        glassbox.question(1,\(asked));
        glassbox.solution(1,{"answer":\(right),"mistakes":[{"answer":\(right),\
        "sentence":"a &lt; b"}]});

        """)
  }

  @Test func figuresAsData() {
    let map = Figure.map(Tensor(rows: [[1, 2], [3, -4]]), "map")
    func data(varies: Bool, _ figure: Figure?) -> String {
      let page = page {
        $0.show(
          Page.Shown(
            name: "map", picture: picture, figure: figure, caption: "A map.", of: "",
            varies: varies))
      }
      return files(page)["index.js"] ?? ""
    }
    let lines = data(varies: false, map).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("glassbox.figure(\"map\",{") == true)
    // The numbers of a picture that varies differ in each run: it stays a picture.
    #expect(data(varies: true, map) == "glassbox.page(\"02-ReLU/index\");\n")
    #expect(data(varies: false, nil) == "glassbox.page(\"02-ReLU/index\");\n")
  }

  /// A small network stands in the page's data, a large one in a script of its own.
  @Test func networksAsData() throws {
    let small = try Network(input: [2, 2, 1], seed: 1, [Flatten(), Dense(2)])
    let large = try Network(input: [28, 28, 1], seed: 1, [Flatten(), Dense(20)])
    let networks = [("a", small), ("b", large)].map {
      Page.Interactive.Named(name: $0.0, value: $0.1)
    }
    let page = page { $0.add(.interactive(interactive("i", networks: networks))) }
    let written = HTMLWriter.write(page, of: .relu)
    #expect(written.networks.count == 1)
    let name = try #require(written.networks.first?.name)
    #expect(written.networks.first?.script.hasPrefix("glassbox.network(\"\(name)\",{") == true)
    let data = try #require(written.files.last?.text)
    #expect(data.components(separatedBy: "glassbox.network(").count == 2)
    #expect(data.contains(#"glassbox.interactive("slide",{"data":{"part":"all"},"networks":{"a":"#))
    #expect(data.contains("\"b\":\"\(name)\""))
    #expect(!data.contains("glassbox.network(\"\(name)\""))
  }

  // MARK: - What a run leaves

  /// Printed lines that vary begin on a line of their own, so that a comparison of two runs finds
  /// them.
  @Test func measuredNumbersAreNotCompared() throws {
    func page(_ rate: String) -> Page {
      self.page {
        $0.begin(Page.Cell(title: "a", source: "a", isStage: false))
        $0.print(Page.Printed(text: "\(rate) images a second", varies: true))
        $0.print(Page.Printed(text: "steady", varies: false))
        $0.print(Page.Printed(text: "peak: \(rate).5 of <2", varies: true))
      }
    }
    #expect(try differences(page("12"), page("99")) == [])
    #expect(body(page("12")).contains("tabindex=\"0\">\n⏱ 12 images a second\nsteady\n⏱ peak"))
  }

  @Test func otherNumbersAreCompared() throws {
    func page(_ number: String, varies: Bool) -> Page {
      self.page { $0.print(Page.Printed(text: number, varies: varies)) }
    }
    let found = try differences(page("1", varies: false), page("2", varies: false))
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.hasSuffix(" is “1</pre>” and should be “2</pre>”.") }, "\(found)")
    #expect(try differences(page("1 s", varies: true), page("1 m", varies: true)).count == 1)
  }

  private func differences(_ old: Page, _ new: Page) throws -> [String] {
    var differences: [String] = []
    try inFolder { folder in
      for (name, page) in [("old", old), ("new", new)] {
        try File.makeFolder("\(folder)/\(name)")
        for file in files(page) { try write(file.value, to: "\(folder)/\(name)/\(file.key)") }
      }
      differences = try OutputComparison.differences(between: "\(folder)/old", and: "\(folder)/new")
    }
    return differences
  }

  /// Pages for browsers stand beside the Markdown, and what all pages share beside their folders.
  @Test func theFilesOfARun() throws {
    try inFolder { outputs in
      let folder = OutputFolder("\(outputs)/02-ReLU")
      try folder.prepare()
      let first = page {
        $0.show(picture, name: "a")
        $0.add(.page(Page.Link(name: "More", title: "More", about: [])))
      }
      let pages = [first, page(name: "More") { $0.add(.owner(.relu)) }]
      try folder.write(pages, pages.map { HTMLWriter.write($0, of: .relu) })
      #expect(
        try content(folder.path).keys.sorted()
          == ["More.html", "More.js", "More.md", "README.md", "a.png", "index.html", "index.js"])
      let shared = try content("\(outputs)/Notebook")
      for (name, bytes) in try NotebookFiles.all() { #expect(shared[name] == bytes, "\(name)") }

      // Without the second page, its files go. Foreign files stay.
      for name in ["Mine.html", "mine.js"] { try write("mine", to: "\(folder.path)/\(name)") }
      let alone = page { $0.show(picture, name: "a") }
      try folder.write([alone], [HTMLWriter.write(alone, of: .relu)])
      #expect(
        try content(folder.path).keys.sorted()
          == ["Mine.html", "README.md", "a.png", "index.html", "index.js", "mine.js"])
    }
  }

  /// A complete run removes the networks that no page names any more, and scripts of earlier
  /// versions.
  @Test func oldFilesGo() throws {
    try inFolder { outputs in
      try File.makeFolder("\(outputs)/Notebook/networks")
      try File.makeFolder("\(outputs)/02-ReLU")
      for name in ["network-1.js", "network-2.js", "network-12.js", "mine.js"] {
        try write("network", to: "\(outputs)/Notebook/networks/\(name)")
      }
      try write("glassbox.trace(0,{\"network\":\"network-2\"});", to: "\(outputs)/02-ReLU/index.js")
      try File.makeFolder("\(outputs)/Notebook/core")
      for name in ["core/core.js", "core/old.js", "older.js", "mine.txt"] {
        try write("network-1", to: "\(outputs)/Notebook/\(name)")
      }
      try TableOfContents.removeOldFiles(in: outputs)
      let left = try content("\(outputs)/Notebook").keys.sorted()
      #expect(left.contains("core/core.js") && left.contains("mine.txt"))
      #expect(!left.contains("core/old.js") && !left.contains("older.js"))
      #expect(
        try content("\(outputs)/Notebook/networks").keys.sorted() == ["mine.js", "network-2.js"])
      // Nothing to remove is no mistake.
      try TableOfContents.removeOldFiles(in: "\(outputs)/none")
    }
  }

  // MARK: - The table of contents

  @Test func contents() {
    let text = TableOfContents([.convolution, .classification, .symbols]) {
      $0 == .convolution ? 6 : 0
    }.html
    let start = "<a class=\"start\" href=\"01-Convolution/index.html\">Begin with lesson 1</a>"
    #expect(text.contains(start))
    #expect(!text.contains("LittleSeven"))
    let more = TableOfContents([.convolution], hasLittleSeven: true)
    #expect(more.html.contains("<a href=\"LittleSeven/index.html\">The little seven, live</a>"))
    #expect(more.markdown == TableOfContents.markdown([.convolution]))
    #expect(
      text.contains(
        """
        <li class="lesson" data-folder="01-Convolution" data-questions="6">
        <img src="01-Convolution/seven.png" alt="" loading="lazy">
        <div><h3><a href="01-Convolution/index.html">\(LessonEntry.convolution.title)</a></h3>
        <p>\(LessonEntry.convolution.question)</p></div>
        </li>
        """))
    #expect(text.contains("data-folder=\"Symbols\" data-questions=\"0\""))
    #expect(text.contains("<img src=\"10-Classification/sheet.png\""))
    #expect(text.contains("<script defer src=\"Notebook/core/start.js\"></script>\n</head>"))
    #expect(!text.contains("../") && !text.contains("://") && !text.contains(".md"))
    #expect(!TableOfContents([]).html.contains("class=\"start\""))
  }

  @Test func contentsOfAFolder() throws {
    try inFolder { folder in
      try File.makeFolder("\(folder)/01-Convolution")
      try write("# 1", to: "\(folder)/01-Convolution/README.md")
      try write(
        "glassbox.page(\"a\");\nglassbox.question(1,{});\nglassbox.solution(1,{});\n",
        to: "\(folder)/01-Convolution/index.js")
      try write("glassbox.question(2,{});\n", to: "\(folder)/01-Convolution/More.js")
      try TableOfContents.write(to: folder)
      #expect(
        try text("\(folder)/index.html") == TableOfContents([.convolution]) { _ in 2 }.html)
      let markdown = try text("\(folder)/README.md")
      #expect(markdown.hasPrefix("# What the lessons show\n\n**Open `index.html` in a browser"))
      for command in ["open Outputs/index.html ", "xdg-open Outputs/index.html "] {
        #expect(markdown.contains("\n" + command))
      }
    }
  }
}
