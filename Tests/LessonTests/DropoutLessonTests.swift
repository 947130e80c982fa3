import Foundation
import LessonKit
import Pictures
import Testing

/// What the lesson about dropout says.
///
/// The numbers of the little seven in Python:
///
///     from itertools import product; from math import exp, prod
///     p, x, numbers, scores, share = 1/4, [0, 2, 1, 2], [0]*4, [0, 0], 0
///     for keep in product([0, 1], repeat=4):
///       likely = prod(1 - p if k else p for k in keep)
///       y = [k * v / (1 - p) for k, v in zip(keep, x)]
///       a, b = y[1] + y[3] / 2 - 2, y[2] + 1
///       numbers = [m + likely * v for m, v in zip(numbers, y)]
///       scores = [scores[0] + likely * a, scores[1] + likely * b]
///       share += likely / (1 + exp(b - a))
///     # [0, 2, 1, 2], [1, 2], 0.33632
@Suite struct DropoutLessonTests {
  private let lesson = LessonEntry.dropout

  /// The numbers at the end of the page's first line that begins so.
  private func numbers(behind start: String, on page: String) throws -> [Double] {
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix(start) }, "\(start)")
    return line.dropFirst(start.count).matches(of: /\d[\d,]*(\.\d+)?/)
      .compactMap { Double($0.0.replacing(",", with: "")) }
  }

  @Test(arguments: [
    ("the four numbers ", [0, 2, 1, 2]),
    ("if all of them survive ", [0, 2.6667, 1.3333, 2.6667]),
    ("mean over all masks ", [0, 2, 1, 2]),
    // Two scores and p(7).
    ("without masks ", [1, 2, 0.2689]),
    ("÷ (1 − rate) in training, here", [0, 2, 1, 2, 0, 2, 1, 2, 1]),
    ("× (1 − rate) at inference", [0, 1.5, 0.75, 1.5, 0, 1.5, 0.75, 1.5, 1]),
    ("wrong: neither", [0, 1.5, 0.75, 1.5, 0, 2, 1, 2, 1.3333]),
    ("wrong: both", [0, 2, 1, 2, 0, 1.5, 0.75, 1.5, 0.75]),
  ])
  func workedByHand(_ start: String, _ expected: [Double]) throws {
    try inFolder { folder in
      let got = try numbers(behind: start, on: try lesson.page(in: folder))
      #expect(got == expected, "\(start): \(got) in place of \(expected)")
    }
  }

  @Test func theMeanOfTheProbabilityDoesNotComeBack() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("\nmean over all masks         1.0000   2.0000   0.3363\n"))
      #expect(page.contains(" For p(7) this is not so: 0.3363 against 0.2689."))
      // The answer comes behind the question.
      let question = try #require(page.firstRange(of: "**Predict:** From these numbers"))
      let answer = try #require(page.firstRange(of: "0.3363"))
      #expect(question.upperBound < answer.lowerBound)
    }
  }

  @Test func theErrorFallsWithTheRootOfTheNumberOfMasks() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let one = try #require(try numbers(behind: "   masks   error", on: page).first)
      for count in ["1", "10", "100", "1,000"] {
        let start = String(repeating: " ", count: 8 - count.count) + count + " "
        let row = try numbers(behind: start, on: page)
        try #require(row.count == 2, "\(start)\(row)")
        let masks = try #require(Double(count.replacing(",", with: "")))
        #expect(abs(row[1] - one / masks.squareRoot()) < 0.0001, "\(row)")
        // 38 numbers are not zero; so the error scatters by about a tenth. Five times that.
        #expect(abs(row[0] / row[1] - 1) < 0.5, "\(count) masks: \(row)")
      }
    }
  }

  @Test func theSevenPasses() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("\nat inference 0 of 3136 numbers change\n"))
      let number = "dropout1 map 5 (11,6) = 1.2936   pool1 map 5 (11,6) = 1.2936 passes"
      #expect(page.contains("\ninference: \(number)\n"))
      let end = try #require(page.firstRange(of: "**Handed on**"))
      #expect(page[end.upperBound...].contains("dropout1, 14×14×16: 349 above zero"))
      #expect(page[end.upperBound...].contains("dropout1 map 5 (11,6) = 1.2936"))
    }
  }

  @Test func aHundredOpinions() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      // p(7) without a mask, the lowest and the highest under masks, and how often it says 7.
      let sure = try numbers(behind: "the seven" + String(repeating: " ", count: 20), on: page)
      let unsure = try numbers(behind: "the doubtful seven", on: page)
      try #require(sure.count == 5 && unsure.count == 5, "\(sure) \(unsure)")
      #expect(sure == [1, 1, 1, 100, 100])
      #expect(unsure[1] < unsure[0] && unsure[0] < unsure[2], "\(unsure)")
      #expect((20...80).contains(unsure[3]), "\(unsure)")
    }
  }

  @Test func mistakesOnTenThousandDigits() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let plain = try numbers(behind: "as it should be ", on: page)
      // As Sources/Models/Weights/README.md says.
      #expect(plain[0] == 9907)
      for dice in 1...3 {
        let left = try numbers(behind: "left on, seed \(dice) ", on: page)
        #expect(left[0] < plain[0] - 50, "\(left)")
      }
      let unscaled = try numbers(behind: "never scaled ", on: page)
      let twice = try numbers(behind: "scaled twice ", on: page)
      // Larger scores lie farther apart, so the network is surer, also where it is wrong.
      #expect(twice[2] < plain[2] && plain[2] < unscaled[2], "\(twice) \(plain) \(unscaled)")
    }
  }

  /// The answers by hand. A 6 is dropped or divided by ⅔; half of 3 and half of 4 make 3 − 2 + 1;
  /// a 2 becomes 0 or 4, of which ReLU(y − 1) makes 0 or 3.
  @Test(arguments: ["0, 9, 6", "2", "1.5, 1"])
  func whatOneWorksOut(_ answer: String) throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let questions = try #require(page.firstRange(of: "## Work it out\n"))
      #expect(page[questions.upperBound...].contains("\n**Answer: \(answer).** "))
    }
  }

  /// The first mask, as it is painted: black where a number is dropped.
  @Test func theMaskShowsWhatIsDropped() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let dropped = try numbers(behind: "the first mask drops ", on: page)
      #expect(dropped.last == 196)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/masks.png")
      var black = 0
      for y in 0..<picture.height {
        // The second panel of five.
        for x in picture.width / 5..<picture.width * 2 / 5 where picture[x, y] == .black {
          black += 1
        }
      }
      // A cell is 11×11; letters are not black but ink.
      #expect(Double(black) / 121 == dropped.first, "\(black) black pixels")
    }
  }
}
