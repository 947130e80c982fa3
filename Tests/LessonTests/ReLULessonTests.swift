import LessonKit
import Pictures
import Testing

/// What the second lesson says.
@Suite struct ReLULessonTests {
  private let lesson = LessonEntry.relu

  private func page() throws -> String { try inFolder { try lesson.page(in: $0) } }

  /// By hand: [0 0 1 1 0 0] by [1 −1] is [0 −1 0 1 0]; that by [1 1] is [−1 −1 1 1], and what ReLU
  /// leaves of it, [0 0 0 1 0], is [0 0 1 1].
  @Test func thePaperExamples() throws {
    try expect([
      "the pixels 0 0 1 1 0 0 −1 −1 1 1 −1 −1 1 1 0 0 1 1",
      "inverted 1 1 0 0 1 1 1 1 −1 −1 1 1 −1 −1 1 1 0 0",
      "black 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
      "white 1 1 1 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0",
    ])
    #expect(
      try page().contains(
        """
        **Handed on** to the next lesson:

        ```text
        the little seven       0    0    0
                               0    0    2
                               0    1    0

        """))
  }

  /// In PyTorch, with the seven as `x` [1, 1, 28, 28] and the shipped weights `w`, in float64:
  ///
  ///     left = torch.tensor([[-1., 0, 1]] * 3); blur = torch.ones(3, 3) / 9
  ///     pad = lambda a, b: F.pad(left[a, b] * blur, (b, 2 - b, a, 2 - a))
  ///     one = sum(pad(a, b) for a in range(3) for b in range(3))
  ///     z = F.conv2d(x, left[None, None], padding=2)
  ///     difference = lambda z: (F.conv2d(z, blur[None, None])
  ///                             - F.conv2d(x, one[None, None], padding=2)).abs().max()
  ///     difference(z), difference(z.relu())                            # 0, 1.8248
  ///     u = F.pad(F.unfold(x, 5, padding=2)[0].T, (0, 1), value=1)     # the best of all
  ///     y = F.conv2d(z.relu(), blur[None, None]).reshape(-1)
  ///     (u @ torch.linalg.lstsq(u, y).solution - y).abs().max()        # 0.5475
  ///
  /// and with `einsum` over the eight channels the same of the trained kernels: 14.7418.
  @Test func twoKernelsAreOneWithoutReLU() throws {
    let lines = try page().split(separator: "\n")
    let without = lines.filter { $0.hasPrefix("largest difference without ReLU: ") }
    #expect(without.count == 2)
    for line in without {
      let bound = try #require(line.firstMatch(of: /below (0\.0+1), which is rounding$/))
      #expect(try #require(Double(bound.1)) <= 1e-5, "\(line)")
    }
    for line in [
      "largest difference with ReLU:    1.8248", "largest difference with ReLU:    14.7418",
      "the best of all 5×5 kernels:  0.5475", "slope 0.1  largest difference 1.6424",
      "weights and biases: 80 + 1168, and 416 in their place",
      "  −0.3333  −0.3333   0.0000  +0.3333  +0.3333",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
  }

  /// In PyTorch: `z = F.conv2d(x, w["conv1.weight"], w["conv1.bias"], padding=2)`,
  /// `ink = F.conv2d((x > 0).double(), torch.ones(1, 1, 3, 3), padding=2) > 0`, and of each map
  /// `(z[0, k] < 0).sum()` and `(z[0, k][ink[0, 0]] < 0).sum()`.
  @Test func whatIsCut() throws {
    try expect([
      "kernel 0 +0.0314 150 of 900 16.7 % 150 of 207 72.5 %",
      "kernel 2 −0.0837 900 of 900 100.0 % 207 of 207 100.0 %",
      "kernel 7 −0.0536 783 of 900 87.0 % 90 of 207 43.5 %",
      "all 8 5359 of 7200 74.4 % 1201 of 1656 72.5 %",
      "left edge 0.0000 97 of 900 10.8 % 97 of 207 46.9 %",
    ])
    #expect(
      try page().contains("Of all numbers, 74.4 % are cut")
    )
  }

  /// In PyTorch: `w.sum((1, 2, 3))`, `x.sum() / ink.sum()`, and `z[0, k][ink[0, 0]].mean()`.
  @Test func whyMoreThanHalfIsCut() throws {
    try expect([
      "kernel 0 −1.3650 · 0.3496 +0.0314 = −0.4458", "kernel 7 +1.4349 · 0.3496 −0.0536 = +0.4481",
    ])
    #expect(
      try page().contains(
        "For 7 of 8 kernels it is negative: for 5 because of their weights, for 2"))
    let check = try page().split(separator: "\n")
      .first { $0.hasPrefix("largest difference from the averages of the maps: ") }
    #expect(try #require(check).contains("which is rounding"))
  }

  /// By hand: 2 (x₁ − x₂) + (x₂ − x₃); 2 + ½ has to be taken away; −1 + ½, −¼ + ½ and ½ before ReLU.
  @Test func theAnswers() throws {
    let page = try page()
    for answer in [
      "only without a ReLU between them.", "72.5.", "nearly all of them.", "2, −1, −1.", "−2.5.",
      "0, 0.25, 0.5.",
    ] {
      #expect(page.contains("\n**Answer: \(answer)** "), "\(answer)")
    }
    #expect(page.ranges(of: "\n**Answer: ").count == 6)
  }

  /// The most that a kernel can say is `w.clamp(min=0).sum() + b`; how many of the 10,000 test
  /// digits make it speak, `(z > 0).flatten(2).any(2).sum(0)`.
  @Test func whoIsDead() throws {
    try expect([
      "kernel 1 +2.31 10000 +0.16 2", "kernel 2 +1.03 9739 −0.88 0",
      "kernel 3 +0.96 9988 −1.00 0", "kernel 7 +2.32 10000 +0.37 8869",
    ])
  }

  /// The sums of the channels add up to the number of conv2, in PyTorch
  /// `(z.relu()[0, c, 22:25, 12:15] * w["conv2.weight"][5, c]).sum()` for each c.
  @Test func theChannelsAddUp() throws {
    let lines = try page().split(separator: "\n")
    let first = try #require(lines.firstIndex(of: "conv2 map 5 (22,12)"))
    var units = 0
    for (line, expected) in zip(
      lines[(first + 2)...],
      [-0.2153, 0.0340, 0, -0.0029, -0.1075, 0, 0.1761, 1.3721, 0.0371])
    {
      let numbers = line.matches(of: /[+−]?\d+\.\d{4}/)
        .compactMap { Double($0.0.replacing("−", with: "-").replacing("+", with: "")) }
      #expect(numbers.count == 2 && abs(numbers[0] - expected) < 1e-9, "\(line)")
      units += Int(((numbers.first ?? 0) * 10_000).rounded())
      #expect(units == Int(((numbers.last ?? 0) * 10_000).rounded()), "\(line): so far \(units)")
    }
    #expect(lines[first + 11].hasPrefix(" stored 1.2936; printed terms sum to 1.2936 "))
  }

  /// On GitHub a picture that is wider than the page shrinks, and its numbers with it.
  @Test func thePictureOfTheChannelsIsNotTooWide() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/channels.png")
      #expect(picture.width <= 1000)
    }
  }

  /// At the right of the picture is the difference: white above, and orange below.
  @Test func thePictureThatCarriesIt() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(
        contentsOf: "\(folder)/out/\(lesson.folder)/collapse.png")
      func coloured(rows: Range<Int>) -> Int {
        rows.reduce(0) { sum, y in
          sum
            + (picture.width * 4 / 5..<picture.width).count { x in
              let color = picture[x, y]
              return abs(Int(color.red) - Int(color.blue)) > 60
            }
        }
      }
      let height = picture.height
      #expect(coloured(rows: 0..<height * 3 / 5) == 0)
      // Dozens of cells of 6×6 pixels.
      #expect(coloured(rows: height * 3 / 5..<height) > 2000)
    }
  }

  /// Expects lines on the page, however wide their columns are.
  private func expect(_ expected: [String]) throws {
    let lines = try page().split(separator: "\n").map { $0.split(separator: " ") }
    for line in expected { #expect(lines.contains(line.split(separator: " ")), "\(line)") }
  }
}
