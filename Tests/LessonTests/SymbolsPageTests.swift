import CNN
import Digits
import Foundation
import LessonKit
import Models
import Pictures
import Printing
import Testing

/// The page of the pen's symbols, which stands beside the lessons.
@Suite struct SymbolsPageTests {
  private let entry = LessonEntry.symbols

  @Test func whatThePageShowsIsThere() throws {
    try inFolder { folder in
      let page = try entry.page(in: folder)
      #expect(page.hasPrefix("# Symbols: \(entry.idea)\n\n> **\(entry.question)**\n\nBeside the"))
      let shown = links(on: page).filter { $0.hasSuffix(".png") }
      #expect(shown.contains(entry.picture + ".png"))
      for name in shown {
        let picture = try Picture(contentsOf: "\(folder)/out/Symbols/\(name)")
        #expect(picture.width > 24 && picture.width <= 1200, "\(name)")
      }
      let cells = try entry.cells()
      #expect(cells.count > 7)
      for cell in cells { #expect(page.contains("```swift\n\(cell)\n```\n"), "\(cell)") }
      let committed = try text("\(package)/Outputs/Symbols/README.md")
      #expect(page == committed)
    }
  }

  /// MNIST's test digits, counted here once more.
  @Test func realHands() throws {
    let network = try Models.symbols()
    let data = try MNIST.dataSet(.test)
    let digits = data.labels.indices.filter { data.labels[$0] > 0 }
    let said = try network.probabilities(on: data, numbers: digits)
    // The 1 is the 27th answer.
    let right = zip(digits, said).count { data.labels[$0] == $1.argmax - 25 }
    let nine = zip(digits, said).count { data.labels[$0] == $1[26..<35].argmax + 1 }
    #expect(digits.count == 9020)
    func percent(_ count: Int) -> String { (100 * Double(count) / 9020).fixed(2) + " %" }
    try inFolder { folder in
      let page = try entry.page(in: folder)
      #expect(page.contains("\(nine.grouped) of 9,020, \(percent(nine)), if it may only answer"))
      #expect(page.contains("\(right.grouped), \(percent(right)), if all 40 answers are allowed"))
    }
  }

  /// The figures of the drawings agree with each other.
  @Test func theConfusionsAreTheMistakes() throws {
    try inFolder { folder in
      let page = try entry.page(in: folder)
      let share = try #require(page.firstMatch(of: /(\d,\d+) of 4,000 drawings are read correctly/))
      let right = try #require(Int(share.1.filter { $0 != "," }))
      #expect(right > 3600 && right < 4000)
      let pairs = page.matches(
        of: /of 100 (\S+): (\d+) read as (\S+), (\d+) as (\S+); of 100 (\S+): (\d+)/)
      let lines = page.split(separator: "\n").map {
        "  " + $0.split(separator: " ").joined(separator: " ")
      }
      #expect(pairs.map { "\($0.1)\($0.6)" } == ["OQ", "S5", "I1", "Z2"])
      for match in pairs {
        #expect(match.1 == match.3 && match.5 == match.6)
        let (own, other) = (Int(match.2) ?? 0, Int(match.4) ?? 0)
        #expect(own > 60 && own + other <= 100)
        // What is among the most frequent confusions has the same figure there.
        let words = "  \(match.1) read as \(match.5) "
        let line = lines.first { $0.hasPrefix(words) }.flatMap { Int($0.dropFirst(words.count)) }
        if let line { #expect(line == other) }
      }
    }
  }

  /// By hand: ½ of 2 of 1000; 60, and .6 · 60 + .4 · 40; 100 ± ½ · 100. The predictions from the
  /// numbers that the page prints: 16 and 6 of 200, 7,847 of 9,020.
  @Test func theAnswers() throws {
    try inFolder { folder in
      let page = try entry.page(in: folder)
      for answer in ["I and 1", "87", "different symbols", "250", "60, 52", "150, 50"] {
        #expect(page.contains("**Answer: \(answer).**"), "\(answer)")
      }
      #expect(page.contains("Of 200 drawings of the two, 22 are taken for the other."))
    }
  }
}
