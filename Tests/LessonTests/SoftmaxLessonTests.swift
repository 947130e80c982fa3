import Foundation
import LessonKit
import Pictures
import Testing

/// What the lesson on softmax says, against PyTorch's numbers where there are some:
///
///     # python -i Tests/compare_with_pytorch.py
///     scores = torch.tensor(theirs).double()
///     p = scores.softmax(1)
///     print(p[labels.searchsorted(7) + 102])  # the rival
///     sure, answer = p.max(1)
///     wrong = answer.numpy() != labels
///     print(wrong.sum(), [(wrong & (sure.numpy() > t)).sum() for t in (.5, .9, .99)])
///     print((1 - sure).sum())
///     loss = nn.functional.cross_entropy(scores, torch.tensor(labels), reduction="none")
///     print(loss.mean(), loss.max(), loss.topk(10)[0].sum() / loss.sum())
@Suite struct SoftmaxLessonTests {
  private let lesson = LessonEntry.softmax

  @Test func theNumbersOnThePage() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        // By hand: 1 / (1 + e), e / (1 + e), and minus their logarithms.
        "7    +1.00     −1.00   0.3679   0.2689", "1    +2.00      0.00   1.0000   0.7311",
        "the sum is 1.3679, and 0.3679 / 1.3679 = 0.2689",
        "if “7” is right: −ln 0.2689 = 1.3133", "if “1” is right: −ln 0.7311 = 0.3133",
        // From PyTorch.
        "misread: 93 of 10,000 test digits", "with a share above 50 %: 79 of these mistakes",
        "with a share above 90 %: 32 of these mistakes",
        "with a share above 99 %: 8 of these mistakes",
        "trained: p(7) = 1.0000, loss 1.1·10⁻⁸",
        "guessing, a tenth for each digit: loss ln 10 = 2.3026",
        "mean loss of 10,000 test digits: 0.0316",
        "largest: 14.2427; the ten largest make 26.3 % of the sum",
        "softmax1[7]               +1.0000  100.0 %",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)")
      }
      #expect(page.contains(/\nlargest difference from .* softmax: (none|below 0.0000001, .*)\n/))
      #expect(
        page.contains(
          "**rival**: a 7 (number 102 of all test sevens). Its scores for 7 and 1 are only 0.35"))
      #expect(
        page.contains(
          "only 0.35 apart, less than in any other test 7 or 1. The network reads it as a 2."))
    }
  }

  /// The numbers of a line; a minus is the long one, small ones are `3.5·10⁻¹⁶`.
  private func numbers(_ line: String) -> [Double] {
    line.matches(of: /([+−]?\d[\d,]*(?:\.\d+)?)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/).compactMap { match in
      let digits = match.1.replacing(",", with: "").replacing("−", with: "-")
        .replacing("+", with: "")
      let power = match.2.map { raised in
        String(raised.map { $0 == "⁻" ? "-" : Character("\("⁰¹²³⁴⁵⁶⁷⁸⁹".distance(to: $0))") })
      }
      return Double(digits + (power.map { "e" + $0 } ?? ""))
    }
  }

  /// The lines between one that is told and the next that is empty.
  private func block(_ start: String, _ page: String) throws -> [String] {
    let first = try #require(page.firstRange(of: "\n\(start)\n"), "\(start)")
    return page[first.upperBound...].prefix(while: { $0 != "`" })
      .components(separatedBy: "\n\n")[0].split(separator: "\n").map(String.init)
  }

  private let rival = [
    0.0008, 0.1970, 0.3278, 0.1846, 0.0008, 0.0015, 0.0006, 0.2785, 0.0041, 0.0043,
  ]

  @Test(arguments: ["the seven", "the rival"])
  func eachStageFollowsFromTheOneBefore(_ name: String) throws {
    try inFolder { folder in
      let table = try block("\(name):", try lesson.page(in: folder)).dropFirst().map(numbers)
      #expect(table.count == 10 && table.allSatisfy { $0.count == 5 }, "\(table)")
      let largest = try #require(table.map { $0[1] }.max())
      let sum = table.reduce(0) { $0 + $1[3] }
      for (digit, row) in table.enumerated() {
        #expect(row[0] == Double(digit))
        #expect(abs(row[2] - (row[1] - largest)) < 0.011, "\(row)")
        // Two digits of a small number are printed.
        let exponential = exp(row[2])
        #expect(abs(row[3] - exponential) < 0.06 * exponential + 0.00006, "\(row)")
        #expect(abs(row[4] - row[3] / sum) < 0.06 * row[4] + 0.0001, "\(row)")
        if name == "the rival" { #expect(abs(row[4] - rival[digit]) < 0.00011, "\(row)") }
      }
      #expect(abs(table.reduce(0) { $0 + $1[4] } - 1) < 0.0005)
    }
  }

  @Test func theExplanationAddsUp() throws {
    try inFolder { folder in
      let lines = try block("softmax1[7]   one of 10 shares", try lesson.page(in: folder))
      #expect(lines.count == 12)
      let terms = lines.prefix(10).map { numbers($0).last ?? .nan }
      let sum = try #require(numbers(lines[10]).last)
      #expect(abs(terms.reduce(0, +) - sum) < 1e-9)
      let last = numbers(lines[11])
      #expect(last.prefix(2) == [terms[7], sum] && abs(last[2] - terms[7] / sum) < 1e-6, "\(last)")
      #expect(lines[11].hasSuffix("stored 0.278456 (the same)"))
    }
  }

  /// Every digit is in one line of the table, and every mistake.
  @Test func sharesAgainstTheTruth() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let lines = try block("largest share      digits   mistakes expected   made", page)
      let rows = lines.dropLast().map(numbers)
      #expect(rows.count == 8 && rows.allSatisfy { $0.count == 5 }, "\(rows)")
      #expect(rows.reduce(0) { $0 + $1[2] } == 10_000)
      #expect(rows.reduce(0) { $0 + $1[4] } == 93)
      #expect(numbers(try #require(lines.last)) == [10_000, 72.7, 93])
      #expect(abs(rows.reduce(0) { $0 + $1[3] } - 72.7) < 0.5)
      #expect(
        page.contains(
          "73 mistakes would be expected, give or take 7. The network makes 93, more than"))
    }
  }

  @Test func onlyTheShiftHelps() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        "1, 2           2.7183, 7.3891         0.7311         0.7311",
        "1000, 1001     infinite, infinite     not a number   0.7311",
        "−1000, −999    0.0000, 0.0000         not a number   0.7311",
      ] { #expect(page.contains("\n\(line)\n"), "\(line)") }
    }
  }

  /// What is no digit: for each of the eight an answer, and the triangle's is sure.
  @Test func aTriangleIsSomething() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let answers = page.matches(of: /\n(\w[\w, ]+?) +says (\d), (?:over )?(\d+\.\d\d) %(?=\n)/)
      #expect(answers.count == 8)
      let triangle = try #require(answers.first { $0.1 == "triangle" })
      #expect(triangle.2 == "0" && (Double(triangle.3) ?? 0) > 99)
      #expect(page.contains("\n**Answer: above 90 %.** "))
      // A 0 has nothing in its middle.
      let scores = try #require(
        page.firstMatch(of: /triangle's score for 0: \+(\d\.\d); with a stroke .*: −(\d\.\d)\n/))
      #expect((Double(scores.1) ?? 0) + (Double(scores.2) ?? 0) > 5)
    }
  }

  /// By hand: 1 : 3 squared is 1 : 9; 1 / (1 + 2e); −(2 ln .51 + ln .01) / 3 = 1.984 and
  /// −ln .49 = .713.
  @Test func theQuestionsAreAnswered() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for answer in ["0.2689", "above 90 %", "2.3", "0.1, 0.9", "0.1554", "A, B"] {
        #expect(page.contains("\n**Answer: \(answer).** "), "\(answer)")
      }
      #expect(page.contains("A is right twice, B never. The mean losses are 1.984 and 0.713."))
      #expect(page.ranges(of: "**Answer: ").count == 7)
    }
  }

  /// Green bars in the picture: three as long as the scale, and the rival's share of 0.3278.
  @Test func whoTakesAllAndWhoDoesNot() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/stages.png")
      var bars: [[Int]: Int] = [:]
      for y in 0..<picture.height {
        var length = 0
        for x in 0..<picture.width {
          if picture[x, y] == .mark {
            length += 1
          } else {
            if length >= 20 { bars[[x - length, length, y * 2 / picture.height], default: 0] += 1 }
            length = 0
          }
        }
      }
      let upper = bars.keys.filter { $0[2] == 0 }.sorted { $0[0] < $1[0] }.map { $0[1] }
      let lower = bars.keys.filter { $0[2] == 1 }.sorted { $0[0] < $1[0] }.map { $0[1] }
      // The seven: its score, exp, its share. The rival's best score is too short to count.
      #expect(upper.count == 3 && upper[1] == upper[2] && upper[1] > 80, "\(upper)")
      #expect(lower.count == 2 && lower[0] == upper[1], "\(lower)")
      #expect(abs(Double(lower[1]) - 0.3278 * Double(lower[0])) < 1.5, "\(lower)")
      #expect(bars.values.allSatisfy { $0 > 10 })
    }
  }
}

extension String {
  /// How far from the beginning a character stands.
  fileprivate func distance(to character: Character) -> Int {
    firstIndex(of: character).map { distance(from: startIndex, to: $0) } ?? -1
  }
}
