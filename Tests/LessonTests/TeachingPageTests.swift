import Foundation
import LessonKit
import Pictures
import Testing

/// The pages for whoever teaches.
@Suite struct TeachingPageTests {
  private let entry = LessonEntry.teaching

  private func page(_ name: String) throws -> String {
    try inFolder { folder in
      let pages = try entry.pages(in: folder)
      return try #require(pages.first { $0.file == "\(name).md" }, "\(name)").text
    }
  }

  /// The rows of a page's tables, without their headers; a row is its cells.
  private func rows(_ page: String) -> [[String]] {
    page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
      line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func whatThePagesShowIsThere() throws {
    try inFolder { folder in
      let pages = try entry.pages(in: folder)
      #expect(
        pages.map(\.file) == [
          "Glossary.md", "Layers.md", "Questions.md", "README.md", "Sheet.md", "Worksheet.md",
        ])
      for page in pages {
        #expect(page.text == (try text("\(package)/Outputs/Teaching/\(page.file)")))
        for link in links(on: page.text) where link.hasSuffix(".png") {
          let isOwn = !link.contains("/")
          let path = (isOwn ? "\(folder)/out/" : "\(package)/Outputs/") + "Teaching/\(link)"
          let picture = try Picture(contentsOf: path)
          if isOwn { #expect(picture.width > 600 && picture.width < 1100, "\(link)") }
        }
        for link in links(on: page.text) {
          let path = "\(package)/Outputs/Teaching/\(link)"
          #expect(FileManager.default.fileExists(atPath: path), "\(page.file): \(link)")
        }
      }
    }
  }

  // MARK: - Timetables and beliefs

  @Test func aClassHasFortyFiveMinutes() throws {
    let times = try page("README").matches(of: /\n\| (\d+)–(\d+) \|/).map {
      (Int($0.1) ?? -1, Int($0.2) ?? -1)
    }
    #expect(times.first?.0 == 0 && times.last?.1 == 45)
    for (one, next) in zip(times, times.dropFirst()) { #expect(one.1 == next.0) }
    let clock = try page("README").matches(of: /\n\| (\d+):(\d\d) \|/).map {
      60 * (Int($0.1) ?? 0) + (Int($0.2) ?? 0)
    }
    #expect(clock == clock.sorted() && clock.first == 9 * 60)
    #expect(clock.count > 12)
  }

  /// Each command is a program, and the value that it tries is one that the program knows.
  @Test func commandsAreProgramsAndTheirValuesAreKnown() throws {
    let commands = try page("README").matches(of: /`swift run ([^`]+)`/).map { String($0.1) }
    #expect(commands.count > 30)
    var known: [String: [String]] = [:]
    for command in Set(commands).sorted() {
      var words = command.split(separator: " ").map(String.init)
      if words.starts(with: ["--traits", "Web"]) { words.removeFirst(2) }
      if words[0] == "Walkthrough" { continue }
      let lesson = try #require(LessonEntry.named(words[0]), "\(command)")
      #expect(lesson.name == words[0])
      guard let flag = command.firstRange(of: "--try ") else {
        #expect(words.dropFirst().allSatisfy { $0 == "--step" }, "\(command)")
        continue
      }
      if known[lesson.name] == nil {
        let run = try Program.run(lesson.name, lesson.alwaysWith + ["--tries-as-json"])
        let knobs = try JSONDecoder().decode([Knob].self, from: Data(run.output.utf8))
        known[lesson.name] = knobs.flatMap(\.tries).map(\.shellWord)
      }
      let word = String(command[flag.upperBound...])
      #expect(known[lesson.name]?.contains(word) == true, "\(command)")
    }
  }

  @Test func eachLessonHasThreeBeliefs() throws {
    let page = try page("README")
    let start = try #require(page.firstRange(of: "| what people believe |"))
    let beliefs = rows(String(page[start.upperBound...])).filter { $0.count == 3 }
    #expect(beliefs.count == 3 * LessonEntry.all.count)
    for (place, row) in beliefs.enumerated() where place.isMultiple(of: 3) {
      let lesson = LessonEntry.all[place / 3]
      #expect(row[0] == "[\(lesson.label)](../\(lesson.folder)/README.md)")
    }
    // Sentences: a capital letter, a full stop.
    for row in beliefs {
      #expect(row[1].first?.isUppercase == true && row[1].last == ".", "\(row[1])")
    }
    // Worked out by hand.
    for number in [
      "4, 3, 2, 1   ", "185 parameters", "0, 0.75", "2, 6", "0.25, 0.75; 0.1, 0.9",
      "0.2689, 0.1554", "2 of 3, 1.984", "0 of 3, 0.713", "0.2689, 0.5000", "−0.7311", "2 of 9",
      "factor of 1.21", "0, 1",
    ] {
      #expect(page.contains(number.trimmingCharacters(in: .whitespaces) + "\n"), "\(number)")
    }
  }

  // MARK: - Sheets

  /// As Tests/ModelsTests/LittleSevenTests has them, from PyTorch.
  @Test func theFilledWorksheet() throws {
    let page = try page("Worksheet")
    for line in [
      "map           −1 −1 −1 / −1 −1 2 / −1 1 −2", "after ReLU    0 0 0 / 0 0 2 / 0 1 0",
      "pooled        0 2 / 1 2", "scores        1 2", "shares        0.2689 0.7311",
      "loss          1.3133", "∂L/∂scores    −0.7311 0.7311",
      "∂L/∂weights   0 0 / −1.4621 1.4621 / −0.7311 0.7311 / −1.4621 1.4621",
      "∂L/∂biases    −0.7311 0.7311", "∂L/∂pooled    0 −0.7311 / 0.7311 −0.3655",
      "∂L/∂map       0 0 0 / 0 0 −1.0966 / 0 0.7311 0",
      "∂L/∂kernel    0 −0.3655 / −0.7311 0", "∂L/∂bias      −0.3655",
      "∂L/∂image     0 0 0 0 / 0 0 1.0966 −1.0966 / 0 −0.7311 −1.4621 0 / 0 1.4621 0 0",
    ] {
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
    // The blank one stands in the open, the filled one in a fold.
    let fold = try #require(page.firstRange(of: "<summary><b>If you want more"))
    #expect(page[..<fold.lowerBound].contains("(worksheet.png)"))
    #expect(page[fold.upperBound...].contains("(filled.png)"))
    #expect(!page[..<fold.lowerBound].contains("0.2689"))
  }

  /// Black on white, with nothing in the empty boxes: less ink than the filled one.
  @Test func theBlankWorksheetIsBlank() throws {
    try inFolder { folder in
      _ = try entry.page(in: folder)
      let ink = try ["worksheet", "filled"].map { name in
        let picture = try Picture(contentsOf: "\(folder)/out/Teaching/\(name).png")
        // [height, width, 3]
        let pixels = stride(from: 0, to: picture.pixels.count, by: 3).map {
          picture.pixels[$0..<$0 + 3]
        }
        let isGrey = pixels.allSatisfy { ($0.max() ?? 0) - ($0.min() ?? 0) < 40 }
        #expect(isGrey, "\(name) has colours")
        return pixels.count { ($0.first ?? 0) < 128 }
      }
      #expect(ink[0] + 1000 < ink[1])
    }
  }

  @Test func numbersOfTheSheet() throws {
    let page = try page("Sheet")
    for row in [
      "| exp(0) | 1.0000 | ln 1 | 0.0000 |", "| exp(1) | 2.7183 | ln 2 | 0.6931 |",
      "| exp(−1) | 0.3679 | ln 10 | 2.3026 |", "−ln 0.2689 | 1.3133 |",
      "slope between the two: 0.405465 / 1 = 0.4055", "derivative, 1 / x:     0.5000",
      "score of the 7: p − y = −0.7311, slope of a nudge = −0.7311",
      "score of the 1: p − y = +0.7311, slope of a nudge = +0.7311",
    ] {
      #expect(page.contains(row), "\(row)")
    }
  }

  /// Every formula has been held against the package.
  @Test func theFormulasOfTheLayers() throws {
    let page = try page("Layers")
    for layer in [
      "convolution", "ReLU", "max pooling", "dropout", "flatten", "dense", "softmax",
    ] {
      #expect(page.contains("| **\(layer)"), "\(layer)")
      let pattern = try Regex("\n\(layer) .*(none|< 0.00001) +(none|< 0.00001)\n")
      #expect(page.contains(pattern), "\(layer)")
    }
  }

  @Test func theGlossary() throws {
    let all = rows(try page("Glossary")).filter { $0.count == 3 }
    let terms = all.filter { $0[0].hasPrefix("**") }.map { $0[0].lowercased().filter { $0 != "*" } }
    #expect(terms.count > 90 && Set(terms).count == terms.count)
    let own = try #require(terms.firstIndex(of: "accuracy"))
    #expect(Array(terms[own...]) == terms[own...].sorted())
    for row in all where row[2] != "lesson" && !row[2].hasPrefix("--") {
      let link = try #require(links(on: row[2]).first, "\(row[0])")
      #expect(FileManager.default.fileExists(atPath: "\(package)/Outputs/Teaching/\(link)"))
      #expect(row[1].last == ".", "\(row[1])")
    }
    for sign in [
      "Σ", "∂L/∂w", "η", "p", "y", "[N, H, W, C]", "i, j", "a, b", "in(r,c)", "conv1.weight",
    ] {
      #expect(all.contains { $0[0] == "`\(sign)`" }, "\(sign)")
    }
    for word in ["blame", "vote", "the route"] {
      #expect(all.contains { $0[0] == "**\(word)**" }, "\(word)")
    }
  }

  /// The lesson of a term says the word, unless it is one of those that stand only in the glossary
  /// or that lessons only print.
  @Test func termsStandInTheirLessons() throws {
    let elsewhere: Set = [
      "accuracy", "activation", "activation function", "channel first, channel last", "classifier",
      "dead unit", "equivariance", "GFLOP/s", "gradient check", "initialisation", "invariance",
      "label", "one-hot", "parameter", "probability", "shape", "tensor", "vanishing gradient",
    ]
    let terms = rows(try page("Glossary")).filter { $0.count == 3 && $0[0].hasPrefix("**") }
    for row in terms {
      let term = row[0].filter { $0 != "*" }
      guard !elsewhere.contains(term) else { continue }
      let link = try #require(links(on: row[2]).first, "\(term)")
      let lesson = try text("\(package)/Outputs/Teaching/\(link)")
      // Only prose, and without its stars and line breaks: every second part is a block of code.
      let prose = lesson.components(separatedBy: "```").enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: " ")
      let words = prose.filter { $0 != "*" }.split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      #expect(words.localizedCaseInsensitiveContains(term), "\(link) does not say \(term)")
    }
  }

  /// Lesson 8 has the parts that the pages name.
  @Test func thePartsOfLesson8() throws {
    let lesson = try text("\(package)/Outputs/08-Backprop/README.md")
    let pages = try page("README") + page("Sheet")
    let parts = pages.matches(of: /Part (\d)/).map { String($0.1) }
    #expect(parts.count == 4)
    for part in Set(parts) { #expect(lesson.contains("\n## \(part). ")) }
  }

  /// Worked out by hand.
  @Test func answersOfTheMixedQuestions() throws {
    let page = try page("Questions")
    let answers = page.matches(of: /\*\*Answer: (.+?)\.\*\*/).map { String($0.1) }
    #expect(
      answers == [
        "12", "6", "0, 5, 3, 5", "4",  // after lesson 3
        "5,770", "0.9526", "0.0474", "0.6931",  // after lesson 7
        "0.3465", "−0.2311", "ReLU is closed at every place of the map that they reach", "0.09",
      ])
    for title in ["After lesson 3", "After lesson 7", "After lesson 9"] {
      #expect(page.contains("\n## \(title)\n"))
    }
  }
}
