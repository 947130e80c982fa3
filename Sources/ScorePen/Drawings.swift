import CNN
import Digits
import Exchange
import Foundation
import Models
import Pen

/// Drawings of one size by one pen, prepared for a network.
struct Drawings {
  let data: DataSet
  /// What each drawing is called: `drawing 1`, or its line in somebody's file.
  let names: [String]

  /// By hands that training did not use.
  ///
  /// - Parameter width: the pen's width; nil for lines in proportion, much as on the pad.
  init(_ symbols: [PenSymbol], _ each: Int, _ seed: UInt64, _ size: Double, _ width: Double?) {
    var hand = Handwriting.unseen
    (hand.size, hand.widest, hand.evened) = (size...size, 1, width == nil ? 1 : 0)
    if let width { hand.width = width...width }
    data = .symbols(symbols, each: each, by: Pen(hand, seed: seed))
    names = (0..<data.count).map { "drawing \($0 + 1)" }
  }

  /// By people.
  ///
  /// - Throws: one sentence, if a label is not among the network's classes.
  init(_ hands: [Strokes], among classes: [String], size: Double, pen: Double?) throws {
    var images = classes.map { (name: $0, images: [[UInt8]]()) }
    var lines = classes.map { _ in [String]() }
    for strokes in hands {
      guard let label = classes.firstIndex(of: strokes.label) else {
        throw ModelError(
          description:
            "\(strokes.place): \(strokes.label) is not among the network's classes, "
            + classes.joined(separator: " "))
      }
      guard let image = try? strokes.drawing(size: size, pen: pen).centred() else {
        throw ModelError(description: "\(strokes.place): the \(strokes.label) has no ink")
      }
      images[label].images.append(image.pixels)
      lines[label].append("line \(strokes.line)")
    }
    let side = CentredDrawing.side
    data = DataSet(classes: images, shape: [side, side, 1])
    names = lines.flatMap { $0 }
  }

  /// The number of each drawing's class in a network's own order; −1 if it does not have it.
  func labels(among classes: [String]) -> [Int] {
    let numbers = data.classes.map { classes.firstIndex(of: $0) ?? -1 }
    return data.labels.map { numbers[$0] }
  }
}

/// Somebody's strokes: places on a plane, y downwards, in any unit.
struct Strokes: Decodable {
  let label: String
  let strokes: [[[Double]]]
  /// Its line in the file, from 1.
  var line = 0
  /// The file's path and the line.
  var place = ""

  private enum CodingKeys: String, CodingKey { case label, strokes }

  /// - Throws: one sentence, if there is no drawing, or with the number of a line that is none.
  static func read(_ path: String) throws -> [Strokes] {
    let text = String(decoding: try File.read(path), as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let all = try lines.enumerated().compactMap { number, line -> Strokes? in
      let place = "\(path): line \(number + 1)"
      if line.allSatisfy(\.isWhitespace) { return nil }
      guard var own = try? JSONDecoder().decode(Strokes.self, from: Data(line.utf8)),
        own.canBeDrawn
      else {
        throw ModelError(
          description: "\(place) is not a drawing with a label and strokes")
      }
      (own.line, own.place) = (number + 1, place)
      return own
    }
    guard !all.isEmpty else { throw ModelError(description: "\(path): it has no drawing") }
    return all
  }

  /// Whether it has places, and numbers for them and for their distances.
  private var canBeDrawn: Bool {
    let places = strokes.joined()
    guard !places.isEmpty, places.allSatisfy({ $0.count >= 2 && $0.allSatisfy(\.isFinite) }) else {
      return false
    }
    return [0, 1].allSatisfy { axis in
      let values = places.map { $0[axis] }
      return ((values.max() ?? 0) - (values.min() ?? 0)).isFinite
    }
  }

  /// On the pad's canvas, with so many pixels on the longer side of the middle of its lines.
  ///
  /// - Parameter pen: the pen's width; nil for lines in proportion.
  func drawing(size: Double, pen: Double?) -> PenDrawing {
    let places = strokes.joined()
    let (xs, ys) = (places.map { $0[0] }, places.map { $0[1] })
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    let (across, down) = ((xs.max() ?? 0) - left, (ys.max() ?? 0) - top)
    let scale = size / max(across, down, 1e-9)
    let side = Double(PenDrawing.side)
    func place(_ value: Double, _ low: Double, _ extent: Double) -> Double {
      (side - scale * extent) / 2 + scale * (value - low)
    }
    var drawing = PenDrawing(
      strokes: strokes.map { stroke in
        stroke.map { .init(x: place($0[0], left, across), y: place($0[1], top, down)) }
      }, width: pen ?? 1)
    if pen == nil { drawing.evenLines() }
    return drawing
  }
}
