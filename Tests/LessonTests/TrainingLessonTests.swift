import CNN
import Digits
import Foundation
import LessonKit
import Models
import Pictures
import Printing
import Testing

/// What the lesson on training says.
@Suite struct TrainingLessonTests {
  private let lesson = LessonEntry.training

  private func page() throws -> String { try inFolder { try lesson.page(in: $0) } }

  /// The numbers of the first line that begins so, behind its beginning.
  private func numbers(behind start: String, on page: String) throws -> [Double] {
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix(start) }, "\(start)")
    return line.dropFirst(start.count).matches(of: /−?\d[\d,]*(\.\d+)?/).compactMap {
      Double($0.0.replacing(",", with: "").replacing("−", with: "-"))
    }
  }

  /// By hand: w ← w − η · 2 · (w − 3) from 0.
  @Test(arguments: [
    ("η = 0.1", [0, 0.6, 1.08, 1.464, 1.7712, 2.017]), ("η = 1.0", [0, 6, 0, 6, 0, 6]),
    ("η = 1.1", [0, 6.6, -1.32, 8.184, -3.2208, 10.465]),
  ])
  func onPaper(_ start: String, _ expected: [Double]) throws {
    #expect(try numbers(behind: start, on: try page()) == expected)
  }

  /// The three parts add up to the loss; a tenth of the last layer leaves a tenth of the luck.
  @Test func theLossAtTheStart() throws {
    let page = try page()
    let lines = page.split(separator: "\n").filter {
      $0.hasPrefix("seed ") && $0.contains("loss") || $0.hasPrefix("      × 0.1: loss")
    }
    try #require(lines.count == 6)
    let parts = lines.map { line in
      let text = String(line.split(separator: "loss ")[1])
      return text.matches(of: /([+−] )?(\d\.\d{4})/).compactMap { match in
        Double(match.2).map { (match.1 ?? "").hasPrefix("−") ? -$0 : $0 }
      }
    }
    for part in parts {
      try #require(part.count == 4)
      #expect(part[1] == 2.3026)
      #expect(abs(part[1] + part[2] + part[3] - part[0]) < 1e-9, "\(part)")
    }
    for seed in stride(from: 0, to: 6, by: 2) {
      #expect(parts[seed][2] > 0.04, "scores of He's start differ: \(parts[seed])")
      // The spread goes with the square, luck in proportion.
      #expect(abs(parts[seed + 1][2] - parts[seed][2] / 100) < 0.0006)
      #expect(abs(parts[seed + 1][3] - parts[seed][3] / 10) < 0.0002)
    }
  }

  @Test func tenDigitsByHeart() throws {
    let end = try numbers(behind: "step 100   loss", on: try page())
    try #require(end.count == 3)
    #expect(end[0] < 0.01 && end[1] == 10 && end[2] == 10, "\(end)")
  }

  /// The loop in plain sight is the training of the package, to the last bit.
  @Test func theLoopIsTheTraining() throws {
    let page = try page()
    let all = try MNIST.dataSet(.train)
    let numbers = (0..<2000).map { $0 * all.count / 2000 }
    var network = try Network.walkthrough(seed: 1)
    let training = Training(epochs: 10, batch: 20, rate: 0.03, seed: 1)
    var losses: [Double] = []
    try training.run(&network, on: all.choosing(numbers), numbers: Array(0..<2000)) { progress, _ in
      if progress.isLastOfEpoch { losses.append(progress.loss) }
    }
    let test = try MNIST.dataSet(.test)
    let right = try network.right(on: test, numbers: Array(0..<test.count))
    #expect(try self.numbers(behind: "all test images:", on: page).first == Double(right))
    for (epoch, loss) in losses.enumerated() {
      let start = "epoch \("\(epoch + 1)".alignedRight(2))   loss"
      #expect(try self.numbers(behind: start, on: page).first == Double(loss.fixed(4)))
    }
    #expect(right > 9_400)
    // How far the two curves end apart: of every second image learned from, every tenth test image.
    let own = stride(from: 0, to: 2000, by: 2).map { $0 }
    let others = stride(from: 0, to: test.count, by: 10).map { $0 }
    let learned = try network.right(on: all.choosing(numbers), numbers: own)
    let read = try network.right(on: test, numbers: others)
    let gap = Double(learned - read) / 10
    #expect(gap > 1)
    #expect(page.contains("The two curves end \(gap.fixed(1)) points apart."))
  }

  /// One of the seven rates is called the best, and it is; the ends of the range learn nothing.
  @Test func learningRates() throws {
    let page = try page()
    let start = try #require(page.firstRange(of: "held out, right\n"))
    let rows = page[start.upperBound...].split(separator: "\n").prefix(7)
    let shares = rows.compactMap { row in
      row.firstMatch(of: /(\d+\.\d) %/).flatMap { Double($0.1) }
    }
    try #require(shares.count == 7)
    #expect(shares.max() == shares[4] && rows[rows.startIndex + 4].hasSuffix("best"))
    #expect(shares[0] < 30 && shares[6] < 30)
  }

  private func row(_ name: String, _ page: String) throws -> [Double] {
    let row = try numbers(behind: "\(name)  ", on: page)
    try #require(row.count == 5, "\(row)")
    #expect(abs(row[0...2].reduce(0, +) / 3 - row[3]) <= 0.1, "\(row)")
    return row
  }

  /// A random first layer is as good as a learned one; two of them are not, and still read most.
  @Test func frozenKernels() throws {
    let page = try page()
    let (all, first) = (try row("all layers learn", page), try row("conv1 frozen", page))
    let both = try row("conv1, conv2 frozen", page)
    #expect(abs(all[3] - first[3]) < 2)
    for seed in 0..<3 { #expect(both[seed] < all[seed] && both[seed] > 60) }
    // The question comes before the answer.
    let question = try #require(page.firstRange(of: "**Predict:** How many points does the share"))
    let lost = try #require(page.firstMatch(of: /\*\*Answer: (−?[\d.]+), (−?[\d.]+)\.\*\* With/))
    #expect(question.upperBound < lost.range.lowerBound)
    for (text, row) in [(lost.1, first), (lost.2, both)] {
      let points = try #require(Double(text.replacing("−", with: "-")))
      #expect(abs(points - (all[3] - row[3])) < 0.11, "\(text)")
    }
  }

  /// In NumPy, what a random kernel has of an edge, and the weights that ship:
  ///
  ///     a = np.array([-1,0,1,-2,0,2,-1,0,1]); d = np.array([-1,-2,-1,0,0,0,1,2,1])
  ///     def c(k): return np.hypot(k@a, k@d) / np.linalg.norm(k) / np.sqrt(12)
  ///     np.mean([c(k) for k in np.random.default_rng(1).normal(size=(100000, 9))])    # 0.428
  ///     w = load_file("walkthrough.safetensors")["conv1.weight"].reshape(8, 9)
  ///     np.mean([c(k) for k in w])                                                    # 0.649
  @Test func edges() throws {
    let page = try page()
    let random = try numbers(behind: "10,000 random kernels", on: page)
    #expect(abs(random[0] - 0.43) <= 0.01)
    let shipped = try numbers(behind: "60,000 digits, 12 epochs", on: page)
    #expect(shipped[1] == 0.65, "\(shipped)")
  }

  @Test func dropoutHelpsWhereDigitsAreFew() throws {
    let page = try page()
    let (without, with) = (try row("neither", page), try row("dropout alone", page))
    #expect(without[4] > 99)
    for seed in 0..<3 { #expect(with[seed] > without[seed]) }
    #expect(
      page.contains(/On test images dropout alone gives \*\*\d\.\d points more\*\*, with each seed/)
    )
    // The best of the four is the answer.
    let kinds = ["neither", "dropout alone", "augmentation alone", "both"]
    let best = try kinds.max { try row($0, page)[3] < row($1, page)[3] }
    #expect(page.contains("**Answer: \(try #require(best)).** On test images"))
  }

  /// A normal start and a broken one: how far from ln 10 is far?
  @Test func theLossOfTwentySeeds() throws {
    let page = try page()
    let normal = try numbers(behind: "fresh weights   ", on: page)
    let large = try numbers(behind: "last layer's weights × 10   ", on: page)
    try #require(normal.count == 2 && large.count == 2)
    #expect(normal[0] > 2.2 && normal[1] < 3.2 && large[0] > normal[1], "\(normal) \(large)")
  }

  /// 2(w − 3)² has the derivative 4(w − 3): a step leaves 1 − 4η of the way. −ln 1/40 is 3.6889.
  @Test func whatIsWorkedOut() throws {
    let page = try page()
    let answers = ["it moves away.", "0.25, 0.5.", "3.6889.", "too high."]
    for answer in answers { #expect(page.contains("**Answer: \(answer)**"), "\(answer)") }
  }

  @Test func mistakesAreCounted() throws {
    let page = try page()
    let right = try numbers(behind: "all test images:", on: page)
    let line = try #require(
      page.firstMatch(of: /\n(\d+) mistakes; in (\d+) of them more than 90 %/))
    let (wrong, sure) = (try #require(Double(line.1)), try #require(Double(line.2)))
    #expect(right[0] + wrong == right[1] && sure <= wrong && sure > 0)
  }

  // MARK: - --full

  @Test func theFullTraining() throws {
    try inFolder { folder in
      let full = ["--full", "--weights", "w.safetensors"]
      let first = try Program.run(
        lesson.name, full, folder: folder, until: ("keeps what was learned", 1),
        signals: [SIGINT, SIGINT])
      #expect(first.code == 130, "\(first.output) \(first.errors)")
      #expect(first.output.contains("Total parameters: 202666"))
      let names = ["w.checkpoint.safetensors", "w.safetensors"]
      func there() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      }
      #expect(try there() == names)
      let careless = try Program.run(lesson.name, full, folder: folder)
      #expect(careless.code == 1)
      #expect(
        careless.errors.hasPrefix("Training: w.checkpoint.safetensors: this is from a training"))
      let second = try Program.run(
        lesson.name, full + ["--resume"], folder: folder, until: ("keeps what was learned", 1),
        signals: [SIGINT])
      #expect(second.code == 130)
      #expect(second.output.contains(/continuing after step [\d,]+ of 11,256\n/))
      #expect(try there() == names)
    }
    for flags in [["--resume"], ["--weights", "w.safetensors"]] {
      let alone = try Program.run(lesson.name, flags)
      #expect(alone.code != 0 && alone.errors.contains("\(flags[0]) needs --full."))
    }
  }
}
