import CNN
import Exchange
import Figures
import Foundation
import Pictures
import Testing

@testable import LessonKit

/// What a value of a knob changes, as a script for its button.
@Suite struct TriedScriptTests {
  /// A page with a map, a picture without numbers, printed lines and a sentence.
  private func page(
    _ number: Float = 1, grey: UInt8 = 1, printed: [String] = ["a 1"], words: String = "One. Two.",
    caption: String = "A map.", name: String? = nil
  ) -> Page {
    var page = Page(name: name)
    page.add(.title("A page"))
    page.add(.text(Prose(words)))
    page.begin(Page.Cell(title: "A cell", source: "a {}", isStage: true))
    for line in printed { page.print(Page.Printed(text: line, varies: line.hasPrefix("in "))) }
    page.show(
      Page.Shown(
        name: "map", picture: Picture(width: 3, height: 2),
        figure: Figure.map(Tensor(rows: [[number, 2]]), "map"), caption: caption, of: ""))
    page.show(
      Page.Shown(
        name: "paint", picture: Picture(width: 3, height: 2, fill: Color(grey: grey)), caption: "",
        of: ""))
    page.endCell()
    return page
  }

  private func put(_ page: Page, into folder: String, key: String? = "k1") throws {
    let folder = OutputFolder(folder)
    try folder.prepare()
    try folder.write([page], [HTMLWriter.write(page, of: .relu, key: key)])
  }

  private func script(
    _ today: Page, _ tried: Page, keys: (String?, String?) = ("k1", "k1")
  ) throws -> String {
    var text = ""
    try inFolder { folder in
      try put(today, into: "\(folder)/today/02-ReLU", key: keys.0)
      try put(tried, into: "\(folder)/tried/02-ReLU", key: keys.1)
      text = try TriedScript.text(
        of: "a=2", in: .relu, from: "\(folder)/today/02-ReLU", to: "\(folder)/tried/02-ReLU")
    }
    return text
  }

  @Test func nothing() throws {
    #expect(
      try script(page(), page()) == """
        glassbox.tried("02-ReLU","a=2",{"key":"k1","pages":{
        "index":{"figures":{},
        "captions":{},"pictures":[],"gone":[],
        "printed":[],
        "text":[]}}});

        """)
  }

  @Test func aFigure() throws {
    let text = try script(page(), page(7, caption: "A **seven**."))
    #expect(
      text.contains(
        "\"figures\":{\"map\":{\"kind\":\"map\",\"title\":\"map\",\"height\":1,\"width\":2,"
          + "\"scalars\":[7,2],"), "\(text)")
    #expect(text.contains(#""captions":{"map":"A \u003cb>seven\u003c/b>."},"#), "\(text)")
    #expect(text.contains(#""text":[{"title":"A cell","lines":["-A map.","+A \u003cb>seven"#))
  }

  @Test func aPictureWithoutNumbers() throws {
    let text = try script(page(), page(grey: 9))
    #expect(text.contains("\"figures\":{},\n\"captions\":{},\"pictures\":[\"paint\"],"), "\(text)")
  }

  @Test func printedLinesWithTheirNeighbours() throws {
    let text = try script(
      page(printed: ["1", "2", "3", "4", "in 5 s"]), page(printed: ["1", "2", "3", "9", "in 6 s"]))
    #expect(
      text.contains(
        #""printed":[{"title":"A cell","lines":[" 2"," 3","-4","+9"," ⏱ in # s"]}],"#), "\(text)")
  }

  /// What is measured makes no difference, and leaves no number.
  @Test func measuredNumbers() throws {
    #expect(
      try script(page(printed: ["in 5 s"]), page(printed: ["in 6 s"])) == script(page(), page()))
  }

  @Test func words() throws {
    let text = try script(page(), page(words: "One. **Three** < 4."))
    #expect(
      text.contains(
        #""text":[{"title":"A page","lines":["-Two.","+\u003cb>Three\u003c/b> &lt; 4."]}]"#),
      "\(text)")
  }

  @Test func aSentence() throws {
    try inFolder { folder in
      try put(page(), into: folder)
      #expect(
        try TriedScript.text(of: "a=2", in: .relu, refusedWith: "ReLU: no.", today: folder)
          == "glassbox.tried(\"02-ReLU\",\"a=2\",{\"key\":\"k1\",\"sentence\":\"ReLU: no.\"});\n")
    }
  }

  /// Pages of different sources are not compared.
  @Test func anotherSource() throws {
    for keys in [("k1", "k2"), ("k1", nil), (nil, nil)] {
      #expect(throws: KnobError.self) { try script(page(), page(), keys: keys) }
    }
  }

  @Test(arguments: [
    ("bias=1", "bias=1.js"), ("corner=(11, 19)", "corner=_11_19_.js"), ("label=:)", "label=_.js"),
    ("order=.channelFirst", "order=.channelFirst.js"), ("a=../ä", "a=.._.js"),
  ])
  func names(_ argument: String, _ file: String) {
    #expect(TriedScript.file(of: argument) == file)
  }

  /// A plain run neither removes the scripts nor compares them.
  @Test func aPlainRunLeavesThem() throws {
    try inFolder { folder in
      for outputs in ["a", "b"] {
        try put(page(), into: "\(folder)/\(outputs)/02-ReLU")
        try put(page(), into: "\(folder)/\(outputs)/02-ReLU")
      }
      try File.makeFolder("\(folder)/a/02-ReLU/tries")
      try write("x", to: "\(folder)/a/02-ReLU/tries/a=2.js")
      try put(page(3), into: "\(folder)/a/02-ReLU")
      try put(page(3), into: "\(folder)/b/02-ReLU")
      #expect(try text("\(folder)/a/02-ReLU/tries/a=2.js") == "x")
      #expect(try OutputComparison.differences(between: "\(folder)/a", and: "\(folder)/b") == [])
    }
  }

  @Test func theKeyIsTheSources() throws {
    try inFolder { folder in
      func key() -> String? { CellSource.key(ofLessonWith: "\(folder)/main.swift") }
      try write("let a = 1", to: "\(folder)/main.swift")
      let first = key()
      #expect(first?.isEmpty == false)
      try write("x", to: "\(folder)/page.js")
      #expect(key() == first)
      try write("let b = 1", to: "\(folder)/Other.swift")
      #expect(key() != first)
    }
  }

  // MARK: - Figures

  private func data(_ scalars: String, trace: Int = 0, filling: Int = 0) -> FigureData {
    let filler = String(repeating: "x", count: filling)
    return FigureData(
      Array(
        ("{\"kind\":\"map\",\"title\":\"\(filler)\",\"scalars\":\"\(scalars)\","
          + "\"origin\":{\"kind\":\"activation\",\"stage\":\"in\"},\"trace\":\(trace),"
          + "\"scale\":{\"kind\":\"signed\"}}").utf8))
  }
  private func base64(_ numbers: [Float]) -> String {
    numbers.withUnsafeBytes { Data($0).base64EncodedString() }
  }

  @Test func tracesMakeNoDifference() {
    let numbers = base64((0..<40).map(Float.init))
    #expect(data(numbers) == data(numbers, trace: 12))
    #expect(
      data(numbers).text(besides: nil)
        == "{\"kind\":\"map\",\"title\":\"\",\"scalars\":\"\(numbers)\",\"scale\":{\"kind\":\"signed\"}}"
    )
    #expect(data(numbers) != data(base64((1..<41).map(Float.init))))
  }

  /// In a large figure, unchanged lists are numbers, and others are bytes.
  @Test func aLargeFigure() throws {
    let (zeros, filling) = ([Float](repeating: 0, count: 300), FigureData.limit)
    let numbers = base64(zeros + [-127, 63.5, 127])
    let tried = data(numbers, filling: filling)
    #expect(
      tried.text(besides: data(numbers)).hasSuffix(
        "\"scalars\":\"=0\",\"scale\":{\"kind\":\"signed\"}}"))
    let packed = Data([127, 255, 127, 45, 0, 191, 254]).base64EncodedString()
    #expect(tried.text(besides: nil).contains("\"scalars\":\"r:127:1.0:127:\(packed)\""))
    // Greys are bytes already.
    let greys = "8:" + Data([UInt8](repeating: 7, count: 40)).base64EncodedString()
    #expect(
      data(greys, filling: filling).text(besides: nil).contains("\"scalars\":\"\(greys)\""))
    // A small figure keeps its numbers.
    #expect(data(numbers).text(besides: data(numbers)).contains(numbers))
  }
}
