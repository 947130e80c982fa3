import CNN
import Digits
import Exchange
import Foundation
import LessonKit
import Models
import Pictures
import Testing

/// The page of one's own signs, which stands beside the lessons.
@Suite struct OwnSymbolsPageTests {
  private let entry = LessonEntry.ownSymbols
  private let drawings = "\(package)/Lessons/OwnSymbols/Drawings"

  @Test func whatThePageShowsIsThere() throws {
    try inFolder { folder in
      let page = try entry.page(in: folder)
      #expect(
        page.hasPrefix("# OwnSymbols: \(entry.idea)\n\n> **\(entry.question)**\n\nBeside the"))
      let shown = links(on: page).filter { $0.hasSuffix(".png") }
      #expect(shown.contains(entry.picture + ".png"))
      #expect(shown.count == 10)
      for name in shown {
        // A screenshot of 1,200 pixels has a frame of 2 around it.
        let picture = try Picture(contentsOf: "\(folder)/out/OwnSymbols/\(name)")
        #expect(picture.width > 24 && picture.width <= 1204, "\(name)")
      }
      #expect(try entry.cells().count > 7)
      #expect(!page.contains(package))
      #expect(page == (try text("\(package)/Outputs/OwnSymbols/README.md")))
    }
  }

  /// Trained and counted here once more: what the page says of the test drawings and of each number
  /// of drawings.
  @Test func theFigures() throws {
    let page = try text("\(package)/Outputs/OwnSymbols/README.md")
    let pictures = try PictureFolder(drawings)
    let (data, test) = (pictures.train, pictures.test)
    let (all, tested) = (Array(0..<data.count), Array(0..<test.count))
    #expect(data.classes == ["fish", "house", "key"] && (data.count, test.count) == (48, 30))
    var sums = 0
    for seed in 1...5 as ClosedRange<UInt64> {
      var network = try Network(.walkthrough, for: data, batch: 8, seed: seed)
      let training = Training(epochs: 25, batch: 8, rate: 0.01, seed: seed)
      try training.run(&network, on: data, numbers: all) { _, _ in }
      let right = try network.right(on: test, numbers: tested)
      sums += right
      if seed == 1 {
        #expect(page.contains("\n\(right) of 30 are read correctly\n"))
        let shares = try network.probabilities(on: test, numbers: tested)
        let least = try #require(tested.map { shares[$0][test.labels[$0]] }.min())
        let worst = try #require(tested.first { shares[$0][test.labels[$0]] == least })
        let (own, said) = (test.classes[test.labels[worst]], test.classes[shares[worst].argmax])
        #expect(page.contains("It is a \(own), and the network says \(said), with"))
      }
    }
    let line = try #require(page.firstMatch(of: /\n +16   ([ \d]+)  +([\d.]+) %\n/))
    let counts = line.1.split(separator: " ").compactMap { Int($0) }
    #expect(counts.count == 5 && counts.reduce(0, +) == sums)
    #expect(Double(line.2).map { abs($0 - Double(sums) / 1.5) < 0.051 } == true)
  }

  /// By hand: 3 · 19 and 3 · 4; 0.9 to the power of 30; e² / (e² + 2 e⁻¹).
  @Test func theAnswers() throws {
    let page = try text("\(package)/Outputs/OwnSymbols/README.md")
    for answer in ["57, 12", "4.2", "0.909"] {
      #expect(page.contains("**Answer: \(answer).**"), "\(answer)")
    }
  }

  /// The drawings that come with it: small files, each of one sign, none too poor to be read.
  @Test func theDrawings() throws {
    let folder = "\(package)/Lessons/OwnSymbols"
    let files = try content(folder).filter { $0.key.hasSuffix(".png") }
    let drawn = files.filter { !$0.key.hasPrefix("Screenshots") }
    #expect(drawn.count == 84)
    #expect(drawn.values.reduce(0) { $0 + $1.count } < 150_000)
    for name in drawn.keys {
      let drawing = try CentredDrawing(GreyPicture(contentsOf: "\(folder)/\(name)"))
      #expect(drawing.ground == .lightOnDark, "\(name)")
    }
  }

  /// A folder of a reader's own: dark on light, other sizes, without `train`, with a JPEG.
  @Test func anotherFolder() throws {
    try inFolder { folder in
      for (sign, other) in [("fish", "house"), ("house", "key")] {
        let own = "\(folder)/mine/my \(sign)"
        try FileManager.default.createDirectory(
          atPath: own, withIntermediateDirectories: true)
        for number in 1...5 {
          var picture = try GreyPicture(contentsOf: "\(drawings)/train/\(other)/000\(number).png")
          picture.pixels = picture.pixels.map { 255 - $0 }
          try File.write(try PNG.encode(picture), to: "\(own)/\(number).png")
        }
      }
      try File.write(Array("JPEG".utf8), to: "\(folder)/mine/my fish/6.jpg")
      let run = try Program.run(
        "OwnSymbols", ["--try", "folder=mine", "--output", "\(folder)/out"], folder: folder)
      #expect(run.code == 0 && run.errors == "", "\(run.errors)")
      let page = try text("\(folder)/out/OwnSymbols/README.md")
      for line in [
        "mine: 10 pictures in 2 classes;", "my fish         4        1   1 passed over",
        "passed over: 1 JPEG (my fish/6.jpg): only PNGs are read.", "of 2 are read correctly",
      ] { #expect(page.contains(line), "\(line)") }
    }
  }
}
