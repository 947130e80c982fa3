import Foundation
import Printing

/// The parts of the time from a save to its page.
struct Timing: Codable, Equatable, Sendable {
  struct Part: Codable, Equatable, Sendable {
    let name: String
    let seconds: Double
  }

  private(set) var parts: [Part] = []
  private(set) var seconds = 0.0
  private var last: Double

  private enum CodingKeys: CodingKey { case parts, seconds, last }

  /// - Parameter saved: when the file was saved, in seconds since 1970.
  init(saved: Double) { last = min(saved, Self.now) }

  /// Ends a part: what has passed since the last one ended.
  mutating func end(_ name: String, at time: Double = Timing.now) {
    let part = max(0, time - last)
    last = max(last, time)
    seconds += part
    if let known = parts.firstIndex(where: { $0.name == name }) {
      parts[known] = Part(name: name, seconds: Self.rounded(parts[known].seconds + part))
    } else {
      parts.append(Part(name: name, seconds: Self.rounded(part)))
    }
  }

  /// `⏱ noticed 0.05, compiled 0.66: 0.71 s`
  var text: String {
    let list = parts.map { "\($0.name) \($0.seconds.fixed(2))" }.joined(separator: ", ")
    return "⏱ \(list): \(seconds.fixed(2)) s"
  }

  static var now: Double { Date().timeIntervalSince1970 }
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
