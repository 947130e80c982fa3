import CNN
import Printing

// What the lesson finds, and how it says it: what depends on a knob is worked out from the run.

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
  let window, stride: Int
  let keep: Keep

  init(_ steps: [Moved], _ window: Int, _ stride: Int, _ keep: Keep) {
    (self.steps, self.window, self.stride, self.keep) = (steps, window, stride, keep)
  }

  /// How many places of the pooled map the farthest move is, if that is a whole number of them.
  var places: Int? {
    let (pixels, width) = (steps[2].pixels, steps[0].pooled.numbers.shape[1])
    return pixels % stride == 0 && pixels / stride < width ? pixels / stride : nil
  }

  /// The pooled maps of the farthest move, against the first ones so many places along.
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

  var table: String {
    var lines = [String(repeating: " ", count: 24) + Staying.header]
    for number in [1, 2] {
      lines.append(Self.moved(steps[number].pixels))
      lines.append("  without pooling".alignedLeft(24) + "\(stay(number).maps)")
      lines.append("  pooled".alignedLeft(24) + "\(stay(number).pooled)")
    }
    if let along, let places {
      lines.append("  \(Self.columns(places)) along".alignedLeft(24) + "\(along)")
    }
    return lines.joined(separator: "\n")
  }

  var verdict: String {
    let (near, far) = (stay(1), stay(2))
    let comparison =
      near.pooled.share < near.maps.share
      ? "less than without pooling, which is \(near.maps.share.percent())"
      : "without pooling it is \(near.maps.share.percent())"
    // Of what stays, those that are zero before and after.
    let isMostlyZero = 2 * (near.pooled.same - near.pooled.activeSame) > near.pooled.same
    let caution =
      isMostlyZero
      ? "Both say little, since most of what stays is zero before and after: black stays black."
      : "The second says little, since most of what stays there is zero before and after."
    let reason =
      keep == .largest
      ? "A pooled number stays if its winner is still in the window and nothing larger has come in."
      : "A mean stays if nothing leaves its window and nothing comes in, or if the two balance."
    var text = """
      After one pixel \(near.pooled.share.percent()) of the pooled numbers are what they were: \
      \(comparison). \(caution) 
      """
    guard near.pooled.active > 0 else {
      return text + "Of the pooled numbers none is above zero: this window has missed the seven."
    }
    text += """
      Of the numbers that are above zero before or after, **\(near.maps.activeShare.percent()) stay \
      without pooling, and \(near.pooled.activeShare.percent()) with it**. \(reason)

      After \(steps[2].pixels) pixels it is \(far.pooled.activeShare.percent()).
      """
    guard let along, let places else { return text }
    let pace =
      stride == 1
      ? "pixel by pixel" : "in steps of \(stride) pixels, and between two steps its numbers change"
    return text + """
       And yet \(along.same == along.all ? "nothing" : "not all") is lost: laid \
      \(Self.columns(places)) along, \(along.same) of \(along.all) numbers are the same. A pooled map \
      does not stand still when the image moves. It moves along, \(pace).
      """
  }
}
