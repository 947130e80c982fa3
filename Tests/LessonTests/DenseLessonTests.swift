import CNN
import Foundation
import LessonKit
import Pictures
import Printing
import Testing

/// What the lesson on dense layers says: its sums add up, and PyTorch makes the same ones.
@Suite struct DenseLessonTests {
  private let lesson = LessonEntry.dense

  /// Every number in a line; the minus is the long one.
  private func numbers(_ line: some StringProtocol) -> [Double] {
    String(line).matches(of: /[+−]?\d+(\.\d+)?/)
      .compactMap { Double($0.0.replacing("−", with: "-").replacing("+", with: "")) }
  }

  @Test func theNumbersOnThePage() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        // By hand.
        "7: 0·0 + 2·1 + 1·0 + 2·½ − 2 = 0 + 2 + 0 + 1 − 2 = 1",
        "1: 0·0 + 2·0 + 1·1 + 2·0 + 1 = 0 + 0 + 1 + 0 + 1 = 2",
        // 3·3·1·8 + 8 weights, of which 72 work at 30·30 places.
        "conv1          80    0.04 %   900 times     64800    5.54 %",
        // 3·3·8·16 + 16, of which 1152 work at 28·28 places.
        "conv2        1168    0.58 %   784 times    903168   77.24 %",
        // 3136·64 + 64 and 64·10 + 10.
        "dense1     200768   99.06 %        once    200704   17.16 %",
        "dense2        650    0.32 %        once       640    0.05 %",
        "all        202666                         1169312",
        "gates open: 17 of 64",
        "all votes, without signs: 35.50; half of it comes from the 37 largest",
        "numbers that speak for the 7: 224; of these for the 9, too: 138",
        "flatten1[2565]            +1.2936  100.0 %",
        "dense2[7]                +25.5628   10.2 %",
        "the little seven       1    2",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)")
      }
      #expect(page.contains("\nlargest difference from the package's own logits: below 0.0"))
      #expect(page.contains("needs 4096×64 and 64"))
    }
  }

  /// The accounts of the ten logits are those that PyTorch makes:
  ///
  ///     w = {n: t.double() for n, t in load_file("walkthrough.safetensors").items()}
  ///     x = torch.tensor(np.asarray(Image.open("test/7.png"))[:28, :28] / 255)[None, None]
  ///     x = relu(conv2d(x, w["conv1.weight"], w["conv1.bias"], padding=2))
  ///     x = max_pool2d(relu(conv2d(x, w["conv2.weight"], w["conv2.bias"])), 2).flatten()
  ///     open = w["dense1.weight"] @ x + w["dense1.bias"] > 0
  ///     gated = w["dense2.weight"] * open
  ///     terms = gated @ w["dense1.weight"] * x  # [10, 3136], map by map
  ///     bias = gated @ w["dense1.bias"] + w["dense2.bias"]
  ///     for k in range(10):
  ///         t, votes = terms[k], terms[k].reshape(16, 14, 14).sum(0)
  ///         up, down = t[t > 0], t[t < 0]
  ///         print(k, up.sum(), len(up), down.sum(), len(down), bias[k], t.sum() + bias[k],
  ///               votes[:6].sum(), votes[6:].sum())
  ///     for c in terms[7].abs().argsort(descending=True)[:3].tolist():
  ///         print(f"map {c // 196} ({c % 196 // 14},{c % 14})", terms[7][c])
  @Test func theAccountsAreThoseOfPyTorch() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      let head = try #require(lines.firstIndex { $0.hasPrefix("digit      votes for") })
      let expected = [
        [0, 5.26, 138, -15.94, 211, 0.65, -10.03, -8.06, -2.62],
        [1, 9.52, 191, -5.10, 158, 0.46, 4.87, 1.97, 2.44],
        [2, 10.29, 203, -5.57, 146, 0.09, 4.81, 3.19, 1.53],
        [3, 10.02, 207, -5.81, 142, -0.17, 4.04, 3.73, 0.48],
        [4, 5.67, 150, -11.05, 199, -0.24, -5.62, -3.94, -1.44],
        [5, 3.91, 133, -12.46, 216, -0.31, -8.86, -4.16, -4.39],
        [6, 2.92, 129, -18.36, 220, -0.72, -16.17, -10.06, -5.38],
        [7, 30.34, 224, -5.16, 125, 0.37, 25.56, 15.66, 9.53],
        [8, 6.26, 162, -10.58, 187, -0.17, -4.50, -0.43, -3.90],
        [9, 11.68, 192, -4.54, 157, -0.21, 6.94, 3.92, 3.22],
      ]
      for (line, row) in zip(lines[(head + 1)...], expected) {
        let printed = numbers(line)
        #expect(printed.count == row.count, "\(line)")
        for (a, b) in zip(printed, row) {
          #expect(abs(a - b) < 0.0101, "\(line): expected \(row)")
        }
      }
      let account = try #require(lines.firstIndex { $0.hasPrefix("logit of the 7   straight") })
      // Behind the title and the heading, the bias; then the largest terms.
      for (line, (place, product)) in zip(
        lines[(account + 3)...],
        [("map 8 (4,7)", 0.9575), ("map 12 (3,4)", 0.7823), ("map 12 (3,3)", 0.7705)])
      {
        #expect(line.contains(place), "\(line)")
        let term = try #require(numbers(line).suffix(2).first)
        #expect(abs(term - product) < 0.00011, "\(line)")
      }
    }
  }

  /// What is printed of a sum adds up to what is printed as its total.
  @Test(arguments: [("dense2[7]", 8), ("dense1[27]", 8), ("logit of the 7   straight", 14)])
  func whatIsPrintedAddsUp(_ title: String, _ rows: Int) throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      let first = try #require(lines.firstIndex { $0.hasPrefix(title) })
      let last = try #require(lines[first...].firstIndex { $0.hasPrefix(" stored ") })
      var sum = 0.0
      // Behind the title and the heading, in each line a product and the sum so far.
      let terms = lines[(first + 2)..<last]
      #expect(terms.count == rows, "\(terms)")
      for line in terms {
        let ends = numbers(line).suffix(2)
        sum += try #require(ends.first)
        let soFar = try #require(ends.last)
        #expect(abs(sum - soFar) < 1e-9, "\(line): the products so far add up to \(sum)")
      }
      let stored = try #require(numbers(lines[last]).first)
      #expect(abs(sum - stored) < 0.00021, "\(lines[last])")
    }
  }

  /// By hand: the paper's logits; A is closed, so ½ · 2; 4 · 1 + 2 · 5 less 2 · 4; kernels are
  /// used again, and a list of 28·28·16 numbers is four times as long as one of 14·14·16.
  @Test func theQuestionsAreAnswered() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for answer in ["1, 2", "dense1 and conv2", "37", "138", "1", "6", "1, 4", "57.2"] {
        #expect(page.contains("\n**Answer: \(answer).** "), "\(answer)")
      }
      #expect(page.ranges(of: "**Answer: ").count == 8)
    }
  }

  /// Both networks read worse the farther digits move, and the one without convolutions more so.
  @Test func movedDigits() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      func means(_ name: String) throws -> [Double] {
        let start = try #require(page.firstRange(of: "\n\(name), "))
        return try page[start.upperBound...].split(separator: "\n").dropFirst().prefix(4).map {
          line in
          // The mean, the lowest and the highest; before them, how many pixels.
          let shares = line.matches(of: /(\d+\.\d) %/).compactMap { Double($0.1) }
          try #require(shares.count == 3, "\(line)")
          #expect(shares[1] <= shares[0] && shares[0] <= shares[2], "\(line)")
          return shares[0]
        }
      }
      let (dense, convolution) = (try means("dense layers only"), try means("two convolutions"))
      #expect(dense == dense.sorted(by: >) && convolution == convolution.sorted(by: >))
      #expect(dense[0] > 85 && convolution[0] > 90)
      let (lost, kept) = (dense[0] - dense[2], convolution[0] - convolution[2])
      #expect(lost > kept + 10, "\(dense), \(convolution)")
      #expect(page.contains("has lost \(lost.fixed(1)) points"))
    }
  }

  /// Votes for the seven are orange, votes against it blue, and the two long bars have both colours.
  @Test func theVotesAreOrangeAndBlue() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/votes.png")
      var (orange, blue) = (0, 0)
      for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
        let (red, third) = (Int(picture.pixels[pixel]), Int(picture.pixels[pixel + 2]))
        if red > third + 80 { orange += 1 }
        if third > red + 80 { blue += 1 }
      }
      // 30.34 speak for the seven and 5.16 against it.
      #expect(orange > 15_000 && blue > 500 && orange > 4 * blue, "\(orange) and \(blue)")
    }
  }
}
