import Exchange
import Foundation
import LessonKit
import Pictures
import Testing

/// What the first lesson says, and its answers to pictures of the reader's own.
@Suite struct ConvolutionTests {
  private let lesson = LessonEntry.convolution

  /// Every number in a line; the minus is the long one.
  private func numbers(_ line: Substring) -> [Double] {
    line.matches(of: /[+−]?\d+(\.\d+)?/)
      .compactMap { Double($0.0.replacing("−", with: "-").replacing("+", with: "")) }
  }

  @Test func theNumbersOnThePage() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        // By hand: 0·−1 + 1·1 + 1·2 + 0·0 − 1.
        "map(1,2) = 0·−1 + 1·1 + 1·2 + 0·0 − 1 = 2",
        "map: 26×26, answers from −3.48 to +2.44",
        "windows that see only black: 475 of 676",
        "   3       1     26        28        30",
      ] {
        #expect(page.contains("\n\(line)"), "\(line)")
      }
      // The kernel sees nothing, so it is the bias, and nothing else.
      #expect(page.contains(/\ntheir answers: \W*−0\.50+\W*\n/))
      #expect(
        page.contains("\nlargest difference from the package's own, fast convolution: none\n"))
    }
  }

  /// By hand. Black makes every product 0, and white makes the products of −1 and +1 cancel. Inverted,
  /// 2 + ½ becomes −(2 + ½), and the bias stays: −3. Five kernels have 5 · (4 · 9 + 1) numbers. One
  /// white pixel meets the last weight first: [[4, 3], [2, 1]].
  @Test func theAnswers() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for answer in [
        "−2.", "on the right.", "−0.5, −0.5.", "−3.", "185.", "4, 3, 2, 1.",
      ] {
        #expect(page.contains("\n**Answer: \(answer)** "), "\(answer)")
      }
      #expect(page.ranges(of: "\n**Answer: ").count == 6)
      #expect(page.contains("In general: new = 2 · bias − old."))
    }
  }

  /// By hand: channel A gives 1 + 1, channel B 2 − 1, and the bias is added once.
  @Test func severalChannelsMakeOneMap() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("\nmap(0,0) = (1·1 + 1·1) + (1·2 + 1·−1) − 1 = 2\n"))
      #expect(page.contains("3·3·8 = 72 weights"))
      #expect(page.contains("\nimage:      rows 12 to 16, columns 14 to 18\n"))
    }
  }

  @Test func theTraceAddsUp() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      let first = try #require(lines.firstIndex { $0.hasPrefix("conv1(13,15) ") })
      let last = try #require(lines[first...].firstIndex { $0.hasPrefix(" stored ") })
      var (sum, weights) = (0.0, 0)
      // Two lines of heading; then a product and the sum so far at the end of each.
      for line in lines[(first + 2)..<last] {
        let (product, soFar) = try #require(numbers(line).suffix(2).pair)
        sum += product
        #expect(abs(sum - soFar) < 1e-9, "\(line): the products so far add up to \(sum)")
        let several = line.firstMatch(of: /\s(\d+) black/).flatMap { Int($0.1) }
        weights += several ?? (line.contains("bias") ? 0 : 1)
      }
      #expect(weights == 9)
      let (stored, total, rounding) = try #require(numbers(lines[last]).triple)
      #expect(abs(sum - total) < 1e-9, "\(lines[last]): the products add up to \(sum)")
      #expect(abs(abs(stored - total) - rounding) < 1e-9, "\(lines[last])")
      #expect(rounding < 0.001)
    }
  }

  @Test func theMapIsOrangeAndBlue() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      for name in ["map", "window"] {
        let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/\(name).png")
        var (orange, blue) = (0, 0)
        for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
          let (red, third) = (Int(picture.pixels[pixel]), Int(picture.pixels[pixel + 2]))
          if red > third + 80 { orange += 1 }
          if third > red + 80 { blue += 1 }
        }
        // A cell of the map has 6×6 pixels at least, and dozens of cells answer on either side.
        #expect(orange > 2000 && blue > 2000, "\(name): \(orange) orange, \(blue) blue")
      }
    }
  }

  // MARK: - --image

  @Test func aPictureOfOnesOwn() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(
        page.contains(
          "picture.png: 400×300 pixels, taken as grey; made smaller, to"))
      let own = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/own.png")
      #expect(own.width > 400 && own.height > 400)
      // Without it the picture goes, and the others stay as they were.
      let before = try content("\(folder)/out/\(lesson.folder)")
      #expect(try Program.run(lesson.name, ["--output", "\(folder)/out"]).code == 0)
      let after = try content("\(folder)/out/\(lesson.folder)")
      #expect(Set(before.keys).subtracting(after.keys) == ["own.png"])
      for (name, bytes) in after where name.hasSuffix(".png") {
        #expect(bytes == before[name], "\(name)")
      }
    }
  }

  @Test(arguments: [(1, 1), (2, 300), (9, 3)])
  func picturesOfAnySize(_ width: Int, _ height: Int) throws {
    try inFolder { folder in
      try GreyPicture(width: width, height: height, fill: 9).write(to: "\(folder)/a.png")
      let run = try Program.run(
        lesson.name, ["--output", folder, "--image", "a.png"], folder: folder)
      #expect(run.code == 0, "\(run.errors)")
    }
  }

  @Test(arguments: ["missing.png", "folder.png", "truncated.png", "text.png", "empty.png"])
  func aPictureThatIsNone(_ name: String) throws {
    try inFolder { folder in
      try File.makeFolder("\(folder)/folder.png")
      try File.write(Array(try PNG.encode(gradient).dropLast(1000)), to: "\(folder)/truncated.png")
      try File.write(Array("no picture".utf8), to: "\(folder)/text.png")
      try File.write([], to: "\(folder)/empty.png")
      _ = try lesson.page(in: folder)
      let before = try content("\(folder)/out")

      let path = "\(folder)/\(name)"
      let run = try Program.run(lesson.name, ["--output", "\(folder)/out", "--image", path])
      #expect(run.code == 1)
      #expect(run.errors.hasPrefix("Convolution: \(path): "), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1 && run.errors.hasSuffix("\n"))
      #expect(try content("\(folder)/out") == before)
    }
  }
}

extension ArraySlice {
  fileprivate var pair: (Element, Element)? {
    count == 2 ? (self[startIndex], self[endIndex - 1]) : nil
  }
}

extension Array {
  fileprivate var triple: (Element, Element, Element)? {
    count == 3 ? (self[0], self[1], self[2]) : nil
  }
}
