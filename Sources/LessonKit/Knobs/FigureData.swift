import Foundation
import Notebook

/// A figure's data as text, cut at its long lists of numbers. It has no traces and no origins: two
/// figures are the same if they show the same.
struct FigureData: Equatable {
  private enum Part: Equatable {
    case text([UInt8])
    /// Numbers in base64, without quotes.
    case list([UInt8])
  }

  private var parts: [Part] = []

  /// A figure with more bytes is written in a shorter way.
  static let limit = 60_000

  /// - Parameter json: an object, as the page's script has it.
  init(_ json: some Collection<UInt8>) {
    let bytes = Array(json)
    let (quote, comma, brace) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "}"))
    var (text, place, isList) = ([UInt8](), 0, false)
    while place < bytes.count {
      guard bytes[place] == quote else {
        text.append(bytes[place])
        place += 1
        continue
      }
      let start = place
      place += 1
      while place < bytes.count, bytes[place] != quote {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      place += 1
      let token = bytes[start..<min(place, bytes.count)]
      let isKey = place < bytes.count && bytes[place] == UInt8(ascii: ":")
      if isKey, token.elementsEqual("\"trace\"".utf8) || token.elementsEqual("\"origin\"".utf8) {
        if text.last == comma { text.removeLast() }
        let isTrace = token.elementsEqual("\"trace\"".utf8)
        while place < bytes.count, bytes[place] != brace, !(isTrace && bytes[place] == comma) {
          place += 1
        }
        if !isTrace { place += 1 }
      } else if isKey {
        isList = token.elementsEqual("\"scalars\"".utf8) || token.elementsEqual("\"values\"".utf8)
        text += token
      } else if isList, token.count > 40 {
        parts += [.text(text), .list(Array(token.dropFirst().dropLast()))]
        text = []
      } else {
        text += token
      }
    }
    parts.append(.text(text))
  }

  private var length: Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .text(let bytes), .list(let bytes): sum + bytes.count
      }
    }
  }

  private var lists: [[UInt8]] {
    parts.compactMap { if case .list(let list) = $0 { list } else { nil } }
  }

  /// The data as an object of a script.
  ///
  /// In a large figure, a list that today's figure has too is its number there: `=3`. Other lists
  /// become bytes.
  func text(besides today: FigureData?) -> String {
    let isLarge = length > Self.limit
    let known = Dictionary(
      (today?.lists ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var bytes: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): bytes += text
      case .list(let list):
        let short = isLarge ? known[list].map { "=\($0)" } ?? PackedNumbers(list)?.text : nil
        bytes += JSON(short ?? String(decoding: list, as: UTF8.self)).text.utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Numbers as bytes: `value = (byte − zero) · step`. The most frequent byte is followed by how often
/// it stands there.
private struct PackedNumbers {
  /// `r:zero:step:frequent:base64`
  let text: String

  /// - Parameter list: base64 of Float32. Greys of a picture are short already: nil.
  init?(_ list: [UInt8]) {
    guard !list.contains(UInt8(ascii: ":")), let data = Data(base64Encoded: Data(list)) else {
      return nil
    }
    let stored = Array(data)
    let scalars = stride(from: 0, to: stored.count - 3, by: 4).map { start in
      Float(
        bitPattern: (0..<4).reduce(0) { $0 | UInt32(stored[start + $1]) << (8 * UInt32($1)) })
    }
    guard scalars.allSatisfy(\.isFinite), let least = scalars.min(), let most = scalars.max()
    else { return nil }
    let (zero, step) =
      least < 0 ? (127, max(-least, most) / 127) : (0, max(most, 1e-30) / 255)
    let bytes = scalars.map { UInt8(clamping: Int(($0 / step).rounded()) + zero) }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let frequent = UInt8(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
    var (packed, place) = ([UInt8](), 0)
    while place < bytes.count {
      let run = bytes[place...].prefix(255).prefix { $0 == frequent }.count
      packed += run > 0 ? [frequent, UInt8(run)] : [bytes[place]]
      place += max(run, 1)
    }
    text = "r:\(zero):\(step):\(frequent):" + Data(packed).base64EncodedString()
  }
}
