import Foundation
import LessonKit
import Pictures
import Testing

/// What the lesson about pooling says, against PyTorch with the same weights.
///
///     def maps(x):  # w holds the weights of walkthrough.safetensors in float64
///       x = relu(conv2d(x, w['conv1.weight'], w['conv1.bias'], padding=2))
///       return relu(conv2d(x, w['conv2.weight'], w['conv2.bias']))
///     def stay(a, b):
///       same, active = (a - b).abs() < 1e-5, (a > 1e-5) | (b > 1e-5)
///       return same.sum(), a.numel(), (same & active).sum(), active.sum()
///     a, b, c = (maps(moved(seven, right=p)) for p in (0, 1, 2))
///     for x in (b, c):
///       print(stay(a, x), stay(max_pool2d(a, 2), max_pool2d(x, 2)))
///     # (11504, 12544, 6, 1046), (2800, 3136, 94, 430)
///     # (11313, 12544, 4, 1235), (2635, 3136, 2, 503)
///     print(stay(max_pool2d(a, 2)[..., :-1], max_pool2d(c, 2)[..., 1:]))
///     # (2912, 2912, 349, 349)
@Suite struct PoolingLessonTests {
  private let lesson = LessonEntry.pooling

  /// The numbers in the page's first line that begins so, behind its beginning.
  private func numbers(behind start: String, on page: String) throws -> [Double] {
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix(start) }, "\(start)")
    return line.dropFirst(start.count).matches(of: /\d+(\.\d+)?/).compactMap { Double($0.0) }
  }

  private static let printed: [(String, [Double])] = [
    // By hand: the little seven's map, and the same one column further left.
    ("pooled(1,1) = the largest of ", [0, 2, 1, 0, 2]),
    ("pooled: ", [0, 2, 1, 2]), ("after the move: ", [2, 2, 2, 2]),
    ("the little seven: ", [0, 0.5, 0.25, 0.75]), ("after the move:   ", [0.5, 0.5, 0.75, 0.5]),
    ("in   ", [28, 28, 16, 12_544]), ("out  ", [14, 14, 16, 3_136]),
    // max_pool2d(a, size, stride) and avg_pool2d in place of max_pool2d(a, 2) above: places,
    // 28 − size − (places − 1)·stride, and shares in %.
    ("   2       2 ", [14, 0, 25.0, 21.9, 4.2]), ("   2       1 ", [27, 0, 93.0, 22.2, 4.3]),
    ("   3       2 ", [13, 1, 21.6, 34.6, 8.3]), ("   3       3 ", [9, 1, 10.3, 32.3, 7.1]),
    ("   4       4 ", [7, 0, 6.3, 47.0, 15.1]), ("   7       7 ", [4, 0, 2.0, 60.4, 22.5]),
    // v, i = max_pool2d(a, 2, return_indices=True); i = i[v > 0]
    // [((i // 28 % 2 == a) & (i % 28 % 2 == b)).sum() for a, b in …]: 104, 77, 72, 96 of 349
    ("   29.8 % ", [22.1]), ("   20.6 % ", [27.5]), ("in the last column ", [49.6]),
    // relu(avg_pool2d(conv2, 2)) against avg_pool2d(relu(conv2), 2): 278 differ
    ("largest, then ReLU: ", [0, 3_136]), ("average, then ReLU: ", [278, 3_136]),
    // What 100 · (scores(moved(digits)).argmax(1) == labels) is on every eighth digit for each
    // direction, 1250 of them: 1237, 1237, 1240, 1235; 1225, …, and the mean of the four.
    ("0 pixels", [99.0, 99.0, 99.2, 98.8, 99.0, 0]),
    ("1 pixel ", [98.0, 98.2, 98.1, 97.5, 97.9, 0]),
    ("2 pixels", [93.5, 96.6, 91.8, 87.8, 92.4, 0.1]),
    ("3 pixels", [81.5, 86.5, 72.9, 63.5, 76.1, 0.3]),
    ("6 pixels", [25.2, 30.7, 14.1, 12.4, 20.6, 4.7]),
  ]

  @Test(arguments: printed)
  func theNumbersOnThePage(_ start: String, _ expected: [Double]) throws {
    try inFolder { folder in
      let got = try numbers(behind: start, on: try lesson.page(in: folder))
      let isClose = zip(got, expected).allSatisfy { abs($0 - $1) < 0.051 }
      #expect(
        got.count == expected.count && isClose, "\(start): \(got) in place of \(expected)")
    }
  }

  @Test func whatStays() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let lines = page.split(separator: "\n")
      func behind(_ title: String) throws -> [[Double]] {
        let first = try #require(lines.firstIndex { $0 == title }, "\(title)")
        return lines[(first + 1)..<(first + 4)].map { line in
          line.matches(of: /\d+(\.\d+)?/).compactMap { Double($0.0) }
        }
      }
      let near: [[Double]] = [
        [11_504, 12_544, 91.7, 6, 1_046, 0.6], [2_800, 3_136, 89.3, 94, 430, 21.9],
      ]
      let far: [[Double]] = [
        [11_313, 12_544, 90.2, 4, 1_235, 0.3], [2_635, 3_136, 84.0, 2, 503, 0.4],
        [2_912, 2_912, 100, 349, 349, 100],
      ]
      #expect(try Array(behind("moved by 1 pixel").prefix(2)) == near)
      #expect(try behind("moved by 2 pixels") == far)
      // The answer says so too, behind the question.
      let question = try #require(page.firstRange(of: "**Predict:** The seven moves one pixel"))
      let answer = try #require(
        page.firstRange(of: "**0.6 % stay without pooling, and 21.9 % with it**"))
      #expect(question.upperBound < answer.lowerBound)
      #expect(!page.contains(/shift.invarian/))
      #expect(page.contains("\neach direction has 1,250 digits of its own\n"))
    }
  }

  /// The answers by hand. Windows start at every second pixel; −¼ becomes 0, and 0, 1, 0, 2 have
  /// the average ¾; 0.7 loses against 0.9, and 1.2 wins by 0.3.
  @Test(arguments: ["2, 4, 6", "0, 0.75", "0, 0.3"])
  func whatOneWorksOut(_ answer: String) throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let questions = try #require(page.firstRange(of: "## Work it out\n"))
      #expect(page[questions.upperBound...].contains("\n**Answer: \(answer).** "))
    }
  }

  @Test func theLoopsOnThePageAreThePackagesOwn() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("\nlargest difference from the package's own pooling: none\n"))
      #expect(page.contains("\nlargest difference between the two pooled maps: none\n"))
    }
  }

  /// The number that is handed on is the largest that is listed, and the arrow stands there.
  @Test func theWindowOfTheRoute() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      let first = try #require(
        lines.firstIndex { $0.hasPrefix("pool1 map ") && $0.hasSuffix("the largest of 4") })
      let terms = try lines[(first + 1)...(first + 4)].map { line in
        (
          value: try #require(line.matches(of: /\d+\.\d+/).last.flatMap { Double($0.0) }),
          isWinner: line.contains("←")
        )
      }
      let largest = try #require(terms.map(\.value).max())
      #expect(largest > 0)
      #expect(terms.map(\.isWinner) == terms.map { $0.value == largest })
      #expect(lines[first + 5] == " stored \(largest)")
    }
  }

  /// The picture paints as many cells that stay, and as many that change, as it says.
  @Test func stayingCellsAreGreen() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/moved.png")
      var (green, grey) = (0, 0)
      for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
        let color = Array(picture.pixels[pixel..<pixel + 3])
        if color == [Color.mark.red, Color.mark.green, Color.mark.blue] { green += 1 }
        if color == [222, 222, 222] { grey += 1 }
      }
      // A cell is 22×22 less its grid, that in the key 14×14. 5, 0 and 16 cells stay.
      let (cell, key) = (21 * 21, 14 * 14)
      #expect(green == 21 * cell + key)
      // 16, 24 and 0 change; here and there a pixel at the edge of a letter is as grey.
      let changed = 40 * cell + key
      #expect(grey >= changed && grey < changed + cell / 2, "\(grey)")
    }
  }
}
