import CNN
import Digits
import Exchange
import Foundation
import Pen
import Pictures

@testable import PadService

/// The pad's answers: an address with its query, and a drawing. Every answer becomes JSON.
///
/// An input is a line such as `predict?model=digits&maps=1`, a line feed, and the bytes of a PNG.
struct PadTarget: Target {
  private let pad: Pad

  /// The folder of the kept drawings.
  static let gathered = "gathered"

  init() throws { pad = try Self.pad() }

  /// A pad with two small networks: the ten digits, and classes of one's own. It keeps drawings in
  /// memory.
  static func pad() throws -> Pad {
    func model(_ name: String, _ classes: [String], _ hints: [PenSymbol]) throws -> PadModel {
      let network = try Network(
        input: [28, 28, 1], seed: 5,
        [
          Convolution(2, 5, stride: 3), ReLU(slope: 0.1), MaxPooling(2), Flatten(),
          Dense(classes.count), Softmax(),
        ])
      let cell = try Sheet(Samples.sheet(cells: 2, side: 28))
      let examples = try DataSet(classes.map { ($0, cell) })
      return try PadModel(
        name: name, title: name, network: network, examples: examples, hints: hints,
        isCentred: !hints.isEmpty, notSureBelow: 0.5)
    }
    let names = ["A", "B", "O", "1", "2", "circle"]
    return Pad(
      models: [
        try model("digits", (0..<10).map(String.init), PenSymbol.digits),
        try model("own", names, []),
      ], gathering: try Gathering("\(Scratch().path)/\(gathered)"))
  }

  func seeds() throws -> [[UInt8]] {
    let drawing = try PNG.encode(Samples.drawing())
    let lines = [
      "predict?", "predict?model=own&maps=1&why=1&only=letters", "predict?centre=1&only=digits",
      "explain?stage=1&index=3,5,1&keep=3", "explain?model=own&stage=6&index=2",
      "explain?stage=5&index=1&keep=1", "hint?class=7&seed=-1", "keep?class=circle", "undo?",
      "keep?class=é", "models?", "kept?",
    ]
    let square = try PNG.encode(GreyPicture(width: 28, height: 28, fill: 90))
    return lines.map { Array($0.utf8) + [10] + drawing }
      + [Array("predict?centre=0".utf8) + [10] + square]
      + (try Samples.pngs()).prefix(8).map { Array("predict?".utf8) + [10] + $0 }
  }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] {
    guard let end = input.firstIndex(of: 10), dice.roll(16) > 0 else { return dice.changed(input) }
    let (line, png) = (Array(input[..<end]), Array(input[(end + 1)...]))
    return switch dice.roll(8) {
    case 0...2: line + [10] + dice.changedPNG(png)
    case 3: dice.changedNumber(line) + [10] + png
    default: dice.changed(line).filter { $0 != 10 } + [10] + png
    }
  }

  func read(_ input: [UInt8]) throws {
    let end = input.firstIndex(of: 10) ?? input.endIndex
    let line = String(decoding: input[..<end], as: UTF8.self).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let png = Array(input[end...].dropFirst())
    if let size = try? PNG.size(of: png), size.width * size.height > 1_000 { return }
    var values: [String: String] = [:]
    for pair in (line.count > 1 ? line[1] : "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    let query = Pad.Query(values)
    do {
      switch line.first {
      case "predict": try answer(try pad.predict(png: png, query))
      case "explain": try answer(try pad.explain(png: png, query))
      case "hint": try answer(try pad.hint(query))
      case "keep":
        let report = try pad.keep(png: png, query)
        let name = try ClassName(values["class"] ?? "").text
        promise(report.classes.map(\.name) == [name], "the class \(name.debugDescription) is lost")
        try answer(report)
        try answer(try pad.undo())
      case "undo": try answer(try pad.undo())
      case "models": try answer(pad.entries)
      default: try answer(pad.kept)
      }
    } catch let error as PadError {
      promise((400..<500).contains(error.status), "status \(error.status): \(error)")
      promise(error.description.count < 1000, "an error of \(error.description.count) characters")
      promiseSentence(error)
    } catch { promise(false, "not the pad's own error: \(error)") }
  }

  /// The answer can be written as JSON and read again.
  private func answer(_ value: some Encodable) throws {
    let json = try JSONEncoder().encode(value)
    promise((try? JSONSerialization.jsonObject(with: json)) != nil, "the answer is not JSON")
  }
}
