import Foundation
import LessonKit
import Testing

/// The second page of lesson 8: each mistake has a case that hides it and one that shows it, and
/// the table says what it has measured.
@Suite struct BackpropBugTests {
  private let lesson = LessonEntry.backprop

  private func page() throws -> String {
    try inFolder { folder in
      try #require(try lesson.pages(in: folder).first { $0.file == "Bugs.md" }).text
    }
  }

  /// The largest errors in percent, of the lines that begin with a word.
  private func errors(_ page: String, _ word: String) -> [(line: Substring, error: Double)] {
    page.split(separator: "\n").compactMap { line in
      guard line.hasPrefix(word), let match = line.firstMatch(of: /error +([\d.]+) %/),
        let error = Double(match.1)
      else { return nil }
      return (line, error)
    }
  }

  @Test func whatHidesAndWhatShows() throws {
    let page = try page()
    let (hidden, shown) = (errors(page, "hides: "), errors(page, "shows: "))
    #expect(hidden.count == 6 && shown.count == 7)
    for (line, error) in hidden + errors(page, "all copies") {
      #expect(error < 2 && !line.contains(", in "), "\(line)")
    }
    for (line, error) in shown { #expect(error > 20 && line.contains(", in "), "\(line)") }
    // Without its scale of 1 / (1 − ¼) a gradient is ¾ of what it should be.
    let dropout = try #require(shown.last)
    #expect(abs(dropout.error - 25) < 0.5, "\(dropout.line)")
    // A bias that is not summed is wrong there and nowhere else.
    #expect(
      shown.contains { $0.line.contains("a batch of 8") && $0.line.hasSuffix("in dense2.bias") })
  }

  /// −1.0966 is overwritten by −0.3655, so the kernel gets −0.3655 + 0.7311 and
  /// −0.3655 + ½ · 0.7311.
  @Test func theLittleSevenWithAnEqualsSign() throws {
    let page = try page()
    for line in [
      "the little seven, ∂loss/∂kernel, right:   0.0000  −0.3655  −0.7311   0.0000",
      "the little seven, ∂loss/∂kernel, wrong:   0.0000  +0.3655   0.0000   0.0000",
    ] {
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
  }

  /// Most ties are at zero; where the paper is white, windows give to several cells.
  @Test func ties() throws {
    let page = try page()
    let lines = page.matches(of: /ties of the seven, .+: (\d+) at zero, (\d+) above\n/)
    #expect(lines.count == 2)
    for line in lines {
      let (zero, above) = (try #require(Int(line.1)), try #require(Int(line.2)))
      #expect(zero > 100 * above && zero < 14 * 14 * 16, "\(line.0)")
    }
    let shared = try #require(page.firstMatch(of: /gone to several cells: (\d+) of 294\n/))
    #expect(try #require(Int(shared.1)) > 10)
  }

  /// Gradients that are kept help at a small rate and spoil everything at a large one.
  @Test func gradientsThatAreNotZeroed() throws {
    let losses = try page().matches(
      of: /, η = (\S+): ([\d.]+) without the mistake, ([\d.]+) with it\n/)
    #expect(losses.count == 2)
    for line in losses {
      let (right, wrong) = (try #require(Double(line.2)), try #require(Double(line.3)))
      #expect(line.1 == "0.01" ? wrong < right : wrong > 1.5 * right, "\(line.0)")
    }
  }

  @Test func theTable() throws {
    let page = try page()
    let row =
      /\n([a-z=+ ]+?) +([\d.]+) → ([\d.]+)  (\S+) +([\d.]+) % +([\d.]+) %  (\S+) +([\d.]+) %  (\S+)/
    let rows = page.matches(of: row)
    #expect(
      rows.map { String($0.1) } == [
        "= for +=", "ties", "bias", "not zeroed", "not turned", "dropout",
      ])
    var caught = [0, 0, 0]
    for row in rows {
      let numbers = try [row.2, row.3, row.5, row.6, row.8].map { try #require(Double($0)) }
      let verdicts = [row.4, row.7, row.9].map { $0 == "caught" }
      #expect(verdicts[0] == (numbers[1] > 0.75 * numbers[0]), "\(row.0)")
      #expect(verdicts[1] == (max(numbers[2], numbers[3]) > 10), "\(row.0)")
      #expect(verdicts[2] == (numbers[4] > 1), "\(row.0)")
      for check in 0..<3 where verdicts[check] { caught[check] += 1 }
    }
    #expect(
      page.contains(
        "\ncaught, of 6: \(caught[0]) by the loss curve, \(caught[1]) by the gradient check, "
          + "\(caught[2]) by the picture\n"))
    // The check finds all of them; the curve the one that does not learn.
    #expect(caught == [1, 6, 3])
    #expect(page.contains("\n**Answer: the gradient check.** "))
    // Neither a bias's gradient nor one that is too small everywhere is seen in a picture of maps.
    for row in rows where ["bias", "not zeroed", "dropout"].contains(row.1) {
      #expect(row.8 == "0.0", "\(row.0)")
    }
  }
}
