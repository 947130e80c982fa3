import CNN
import Digits
import Exchange
import Foundation
import LessonKit
import Models
import Pictures
import Testing

/// What the lesson on classification says, against PyTorch's numbers where there are some; for the
/// seven and its 7, and for the rival (7s' cell 102) and its 2:
///
///     # python -i Tests/compare_with_pytorch.py
///     x = torch.tensor(images[labels.searchsorted(7) + n][None]).requires_grad_()
///     maps = torch.relu(model.conv2(torch.relu(model.conv1(x)))); maps.retain_grad()
///     logits = model.dense2(torch.relu(model.dense1(torch.max_pool2d(maps, 2).flatten(1))))
///     logits[0, c].backward()
///     cam = torch.relu((maps.grad.mean((2, 3), keepdim=True) * maps).sum(1))
///     for map in (x.grad, x.grad * x, cam): print(map.min(), map.max())
///     print((x.grad * x).sum())
///     for i, j in itertools.product(range(28), repeat=2):
///         covered = x.detach().clone(); covered[..., max(0, i-2):i+3, max(0, j-2):j+3] = 0
///         lost[i, j] = logits[0, c] - model(covered)[0, c]
@Suite struct ClassificationLessonTests {
  private let lesson = LessonEntry.classification

  @Test func theNumbersOnThePage() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        // From PyTorch.
        "occlusion                    −0.7186  +10.9597",
        "gradient                     −1.6022   +2.1629",
        "gradient × input             −0.7739   +2.1544   +27.28",
        "Grad-CAM                      0.0000   +0.0055",
        "occlusion                    −2.9928   +2.3769",
        "gradient                     −1.8190   +1.5240",
        "gradient × input             −0.5633   +1.2849    +4.31",
        "Grad-CAM                      0.0000   +0.0153",
        "  0           980       978    99.80 %        2   6 and 7, once each",
        "  5           892       882    98.88 %       10   3, 6 times",
        "  9          1009       984    97.52 %       25   7 and 8, 5 times each",
        "all         10000      9907    99.07 %       93",
        // By hand: with (3,1) black both logits of the little seven are 1.
        "(3,1) covered      p(7) = 0.5000", "(1,3) covered      p(7) = 0.0759",
        "smallest margin, (21,20)    +2.08   0.0527    −2.73     3, p(3) = 0.8086",
        "(2,2) covered      p(7) = 0.0474", "(0,0) covered      p(7) = 0.2689",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)")
      }
      #expect(page.contains("With 20 of the 784 covers the rival is read correctly, as a 7."))
      #expect(page.contains("For the seven the ink adds 27.28, the logit is 25.56"))
      #expect(
        page.contains(
          "\n### The 10,000 test digits, digit by digit\n\n"
            + "<details>\n<summary>Code, 1 line</summary>\n\n```swift\nlesson.cell("))
    }
  }

  /// By hand: 12 − 4 is 8 and 9 − 7 is 2; 3 · 2 is 6, and of a logit of 3 all is lost; r of a multiple
  /// is 1. The pixel and the fate of p(7) stand in the tables above.
  @Test func whatIsAnswered() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let answers = [
        "(3,1)", "it stays above 0.99", "gradient × input", "6", "6, 3", "1, 1",
      ]
      for answer in answers { #expect(page.contains("**Answer: \(answer).**"), "\(answer)") }
    }
  }

  /// With random weights the strength of these pictures is the ink's: what is exposed stands in the
  /// table, and a picture with the seven in it is no proof.
  @Test func theVerdictIsTheTables() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let rows = page.matches(
        of: #/\n(occlusion|gradient|gradient × input|Grad-CAM) +[+−]\d\.\d\d +\+(\d\.\d\d) \(/#)
      #expect(rows.count == 4)
      let exposed = try #require(page.firstMatch(of: #/\*\*Exposed\*\*.*: \*\*(.*)\*\*\./#)).1
      for row in rows {
        let ink = try #require(Double(row.2))
        #expect(exposed.contains("\(row.1) (r = \(row.2))") == (ink >= 0.5), "\(row.0)")
      }
      #expect(exposed.contains("gradient × input"))
    }
  }

  @Test func onAPictureOfOnesOwn() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("picture.png: 400×300 pixels, dark on light\n"))
      // The seven's ink, six pixels each: rows 7 to 26, columns 6 to 21, from (40, 190).
      #expect(page.contains("ink in rows 82 to 201, columns 226 to 321 of 300×400"))
      #expect(page.contains(/\nit says 7 \((1\.0000|0\.999\d)\)/))
      for name in ["own", "ownwhy"] {
        #expect(
          FileManager.default.fileExists(atPath: "\(folder)/out/\(lesson.folder)/\(name).png"))
      }
    }
  }

  // MARK: - For programs

  private struct Report: Decodable {
    struct Layer: Decodable {
      let name: String
      let shape: [Int]
    }
    let `class`: Int
    let label: String
    let probabilities: [Float]
    let logits: [Float]
    let layers: [Layer]
    let ground: String?
  }

  private func report(_ arguments: [String]) throws -> Report {
    let run = try Program.run("Classification", ["--json"] + arguments)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == 1)
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func oneObjectForAProgram() throws {
    let report = try report([])
    #expect(report.class == 7 && report.label == "7" && report.ground == nil)
    // PyTorch's logits of the seven.
    let logits: [Float] = [-10.03, 4.87, 4.81, 4.04, -5.62, -8.86, -16.17, 25.56, -4.50, 6.94]
    for (ours, theirs) in zip(report.logits, logits) { #expect(abs(ours - theirs) < 0.006) }
    #expect(report.logits.count == 10 && report.probabilities.count == 10)
    #expect(abs(report.probabilities.reduce(0, +) - 1) < 1e-6)
    #expect(report.layers.map(\.name).prefix(3) == ["input", "conv1", "relu1"])
    #expect(report.layers.count == 13 && report.layers[3].shape == [28, 28, 16])
  }

  @Test(arguments: [false, true])
  func paperAndInkAreToldApart(_ isNegative: Bool) throws {
    try inFolder { folder in
      var picture = try writtenSeven
      if isNegative {
        for y in 0..<picture.height {
          for x in 0..<picture.width { picture[x, y] = 255 - picture[x, y] }
        }
      }
      try picture.write(to: folder + "/own.png")
      let report = try report(["--image", folder + "/own.png"])
      #expect(report.class == 7)
      #expect(report.ground == (isNegative ? "light on dark" : "dark on light"))
    }
  }

  /// As it is, the embedded digit is the seven itself, to the last bit.
  @Test func asItIs() throws {
    try inFolder { folder in
      let seven = try MNIST.seven()
      var picture = GreyPicture(width: 28, height: 28)
      for y in 0..<28 {
        for x in 0..<28 { picture[x, y] = UInt8((255 * seven[y, x, 0]).rounded()) }
      }
      try picture.write(to: folder + "/seven.png")
      let report = try report(["--image", folder + "/seven.png", "--as-is"])
      #expect(report.ground == "as it is")
      #expect(report.logits == (try self.report([])).logits)
    }
  }

  @Test func weightsOfOnesOwn() throws {
    try inFolder { folder in
      let network = try Network.walkthrough(seed: 5)
      try network.save(to: folder + "/mine.safetensors")
      let report = try report(["--weights", folder + "/mine.safetensors"])
      let trace = try network.trace(try MNIST.seven())
      #expect(report.probabilities == trace.output.scalars)
    }
  }

  // MARK: - Explanations

  /// Each level of `--explain` begins with a number that a level above has named.
  @Test(arguments: 1...6)
  func fromTheProbabilityDown(_ depth: Int) throws {
    let run = try Program.run("Classification", ["--explain", "\(depth)"])
    #expect(run.code == 0)
    let reaches = ["softmax1[7]", "dense2[7]", "dense1[", "pool1 map", "conv2 map", "conv1 map"]
    for (level, name) in reaches.enumerated() {
      let isThere = run.output.contains("\(name)")
      #expect(isThere || level >= depth, "\(name) at depth \(depth)")
    }
    let lines = run.output.split(separator: "\n")
    let ending = #/stored (\S+); printed terms sum to (\S+) /#
    let sums = lines.compactMap { $0.firstMatch(of: ending) }
    #expect(depth < 2 || !sums.isEmpty)
    for sum in sums {
      let numbers = [sum.1, sum.2].compactMap { Double($0.replacing("−", with: "-")) }
      #expect(numbers.count == 2 && abs(numbers[0] - numbers[1]) < 0.00051, "\(sum.0)")
    }
    // At the bottom stand pixels, as grey levels.
    #expect(run.output.contains("/255") == (depth == 6))
  }

  @Test(arguments: ["0", "7", "-1"])
  func levelsThatAreNotThere(_ depth: String) throws {
    let run = try Program.run("Classification", ["--explain=\(depth)"])
    #expect(run.code == 1)
    #expect(
      run.errors
        == "Classification: --explain: from a probability to the pixels there are 6 levels, "
        + "so a depth is from 1 to 6, and not \(depth)\n")
  }

  // MARK: - What cannot be read

  @Test func picturesThatCannotBeRead() throws {
    try inFolder { folder in
      try GreyPicture(width: 30, height: 20, fill: 9).write(to: folder + "/blank.png")
      try gradient.write(to: folder + "/large.png")
      try File.write(Array("no picture".utf8), to: folder + "/text.png")
      for (arguments, sentence) in [
        (["blank.png"], "it is blank: no ink on its 30×20 pixels"),
        (
          ["large.png", "--as-is"], "it has 400×300 pixels; without centring it needs 28×28"
        ),
        (["none.png"], "there is no such file"), (["text.png"], "text.png"),
      ] {
        for more in [[], ["--json"], ["--explain", "2"]] {
          let asked = ["--output", folder + "/out", "--image", "\(folder)/\(arguments[0])"]
          let run = try Program.run("Classification", asked + arguments.dropFirst() + more)
          #expect(run.code == 1 && (more.isEmpty || run.output.isEmpty), "\(arguments)")
          #expect(run.errors.contains("/\(arguments[0]): ") && run.errors.contains(sentence))
          #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
      }
      let pages = try? content(folder + "/out")
      #expect(pages?.isEmpty ?? true, "a page is left")
    }
  }

  @Test(arguments: [["--as-is"], ["--rename", "a=b"], ["--json", "--explain", "2"]])
  func flagsThatDoNotGoTogether(_ arguments: [String]) throws {
    #expect(try Program.run("Classification", arguments).code == 64)
  }
}
