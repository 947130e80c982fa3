import ArgumentParser
import CNN
import Digits
import Exchange
import Foundation
import Models
import Pen
import Printing

/// Tells how many drawings a network reads: by the size of the drawing and by the width of the pen,
/// and how far its confidence can be trusted.
@main struct ScorePen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ScorePen",
    abstract: "Tells how many pen drawings a network reads, by size and by pen.",
    discussion: "The drawings are by hands that training did not use, Handwriting.unseen, or "
      + "yours with --strokes. They are prepared as the pad prepares a picture. "
      + "In the column of the page, lines are in proportion to the drawing: 3 of 20 pixels wide. The "
      + "page itself draws them a little thinner, 2.5 of 20.")

  enum Kind: String, ExpressibleByArgument, CaseIterable { case digits, symbols }

  @Argument(help: "What is drawn.") var kind: Kind
  @Option(
    help: "Weights for the network, a .safetensors file. Default: those that the pad uses.")
  var weights: String?
  @Option(help: "How many drawings of each class the pen makes for each size and pen.")
  var each = 40
  @Option(help: "The seed of the drawings.") var seed: UInt64 = 1000
  @Option(
    help: ArgumentHelp(
      "Your own drawings in place of the pen's: a file with one line of JSON for each, "
        + "{\"label\": \"A\", \"strokes\": [[[x, y], …], …]}, y downwards.",
      valueName: "file"))
  var strokes: String?
  @Option(help: "Allow only these classes as answers, such as ABC, written without spaces.")
  var only: String?
  @Flag(help: "List the misread drawings of 180 pixels with lines in proportion.") var list = false

  static let sizes = [60.0, 90, 180]
  /// The pen's width; nil for lines in proportion.
  static let pens: [Double?] = [10, 22, 40, nil]

  func validate() throws {
    guard (1...1000).contains(each) else {
      throw ValidationError("--each must be from 1 to 1000, not \(each).")
    }
  }

  func run() throws {
    Console.checkOutput("ScorePen")
    do { try score() } catch {
      Console.complain("ScorePen", "\(error)")
      throw ExitCode.failure
    }
  }

  private func score() throws {
    let path = weights ?? Models.path(of: kind == .digits ? "pad-digits" : "symbols")
    let trained = try TrainedNetwork(contentsOf: path)
    let side = CentredDrawing.side
    guard trained.network.shapes[0] == [side, side, 1] else {
      throw ModelError(
        description: "\(path): its network reads images of \(trained.network.shapes[0]), but a "
          + "drawing becomes one of \(side)×\(side)×1")
    }
    let reader = try Reader(trained, only: only)
    let hands = try strokes.map { try Strokes.read($0) }
    func drawings(_ size: Double, _ pen: Double?) throws -> Drawings {
      try hands.map { try Drawings($0, among: reader.trained.classes, size: size, pen: pen) }
        ?? Drawings(kind == .digits ? PenSymbol.digits : PenSymbol.course, each, seed, size, pen)
    }
    // Drawings that cannot be read are refused before the table.
    let usual = try drawings(180, nil)
    let sureness = try reader.read(usual)
    print("the share that is read, by the drawing's height in pixels and the pen's width:")
    print(
      "".alignedLeft(10)
        + Self.pens.map { ($0.map { "pen \(Int($0))" } ?? "the page").alignedRight(10) }.joined())
    var all: (right: Int, count: Int) = (0, 0)
    for size in Self.sizes {
      var line = "\(Int(size)) pixels".alignedLeft(10)
      for pen in Self.pens {
        let drawn = try drawings(size, pen)
        let right = try reader.read(drawn).right
        line += (Double(right) / Double(max(1, drawn.data.count))).percent(1).alignedRight(10)
        (all.right, all.count) = (all.right + right, all.count + drawn.data.count)
      }
      print(line)
    }
    print(
      "all: \(all.right.grouped) of \(all.count.grouped), "
        + (Double(all.right) / Double(max(1, all.count))).percent(2))
    if list { for line in try reader.misread(usual) { print(line) } }
    reader.report(sureness)
  }
}
