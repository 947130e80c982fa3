import CNN
import LessonKit
import Printing

/// The maps of the seven after it was moved to the right, and what pooling makes of them.
struct Moved {
  let pixels: Int
  let maps: Tensor
  let pooled: Pooled
}

/// What stays when the seven moves: by 0 pixels, by 1, and by more.
struct Found {
  let steps: [Moved]
  /// What the window was that did it.
  let window: Window

  init(_ steps: [Moved], _ window: Window) { (self.steps, self.window) = (steps, window) }

  /// How many places of a pooled map a move is, if that is a whole number of them.
  static func places(_ pixels: Int, of window: Window) -> Int? {
    pixels % window.stride == 0 ? pixels / window.stride : nil
  }

  /// How many places of the pooled map the farthest move is, if that is a whole number of them.
  var places: Int? {
    Self.places(steps[2].pixels, of: window)
      .flatMap { $0 < steps[0].pooled.numbers.shape[1] ? $0 : nil }
  }

  /// The pooled maps of the farthest move, each number against the one of the first so many places
  /// to its left.
  func along(_ before: Tensor, _ after: Tensor) -> Staying? {
    guard let places else { return nil }
    let (rows, width) = (0..<before.shape[0], before.shape[1])
    return Staying(
      before.part(rows: rows, columns: 0..<width - places),
      after.part(rows: rows, columns: places..<width))
  }

  var along: Staying? { along(steps[0].pooled.numbers, steps[2].pooled.numbers) }

  func stay(_ number: Int) -> (maps: Staying, pooled: Staying) {
    (
      Staying(steps[0].maps, steps[number].maps),
      Staying(steps[0].pooled.numbers, steps[number].pooled.numbers)
    )
  }

  static func moved(_ pixels: Int) -> String {
    pixels == 1 ? "moved by 1 pixel" : "moved by \(pixels) pixels"
  }

  static func columns(_ count: Int) -> String {
    count == 1 ? "one column" : "\(count) columns"
  }

  /// What stays after the first move, or after the second.
  func table(_ number: Int) -> String {
    var lines = [String(repeating: " ", count: 24) + Staying.header]
    lines.append(Self.moved(steps[number].pixels))
    lines.append("  without pooling".alignedLeft(24) + "\(stay(number).maps)")
    lines.append("  pooled".alignedLeft(24) + "\(stay(number).pooled)")
    if number == 2, let along {
      lines.append("  moved back".alignedLeft(24) + "\(along)")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - What is asked of it

  /// Of a hundred pooled numbers above zero, how many one pixel leaves as they were.
  var near: Answer {
    .number((1000 * stay(1).pooled.activeShare).rounded() / 10, within: 10)
  }

  var nearReason: Prose {
    let (maps, pooled) = stay(1)
    guard pooled.active > 0 else {
      return "No pooled number is above zero: this window has missed the seven."
    }
    let why =
      window.keep == .largest
      ? "A pooled number stays if it stays in its window and nothing larger comes in."
      : "A mean stays only if what enters its window balances what leaves it."
    return """
      **\(maps.activeShare.percent()) stay without pooling, and \
      \(pooled.activeShare.percent()) with it**. \(why)
      """
  }

  /// What may become of the pooled numbers when the seven moves so far.
  static func outcomes(_ pixels: Int, of window: Window) -> [String] {
    let shift = places(pixels, of: window).map { columns(max(1, $0)) } ?? "one column"
    return [
      "More than one in ten stay",
      "Hardly any stay: the map is new",
      "Hardly any stay: all have moved by \(shift)",
    ]
  }

  /// Which of the outcomes it was.
  var far: Answer {
    let outcomes = Self.outcomes(steps[2].pixels, of: window)
    if let along, along.same == along.all { return .option(outcomes[2]) }
    return .option(outcomes[stay(2).pooled.activeShare > 0.1 ? 0 : 1])
  }

  var farReason: Prose {
    guard let along, let places, along.same == along.all else {
      let stays = "\(stay(2).pooled.activeShare.percent()) stay."
      let fits = Self.places(steps[2].pixels, of: window) != nil
      return "\(stays)\(fits ? "" : " This move is no multiple of the stride.")"
    }
    return """
      All numbers are found \(Self.columns(places)) further right. Pooling is not **invariant** to this \
      move: the pooled map moves, too.
      """
  }
}
