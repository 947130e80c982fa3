/// Rows and columns: of a kernel, of a window, of a stride. `3` means 3×3.
public struct Size: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public let rows: Int
  public let columns: Int

  public init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }
  public init(integerLiteral side: Int) { self.init(side, side) }

  public var count: Int { rows * columns }
  public var description: String { "\(rows)×\(columns)" }
}

/// The border that an image gets before a window slides over it.
public enum Padding: String, Sendable, CaseIterable {
  /// No border: the window stays inside, and the map is smaller than the image.
  case valid
  /// The border that makes the map ⌈n / stride⌉ long. If it is odd, bottom and right get one more.
  case same
  /// A border of k − 1 on each side: the map has every place where window and image overlap.
  case full
}

/// A window of `size` that slides along one axis of an image in steps of `stride`.
public struct SlidingAxis: Hashable, Sendable {
  /// Length of the image, of the window, and of a step.
  public let input: Int
  public let size: Int
  public let stride: Int
  /// Border before the first and after the last pixel.
  public let before: Int
  public let after: Int

  public init(input: Int, size: Int, stride: Int, padding: Padding) {
    self.input = input
    self.size = size
    self.stride = stride
    switch padding {
    case .valid: (before, after) = (0, 0)
    case .full: (before, after) = (size - 1, size - 1)
    case .same:
      let places = (input + stride - 1) / stride
      let border = max(0, (places - 1) * stride + size - input)
      (before, after) = (border / 2, border - border / 2)
    }
  }

  /// Length of the image with its border.
  public var bordered: Int { before + input + after }

  /// How many places the window has: ⌊(n + border − k) / stride⌋ + 1, as PyTorch rounds.
  public var output: Int { bordered < size ? 0 : (bordered - size) / stride + 1 }

  /// How many pixels at the end no window reaches, because the next step would go too far.
  public var unused: Int { output == 0 ? bordered : (bordered - size) % stride }

  /// The pixels that the window sees at a place. Those below 0 or from `input` on are border.
  public func window(at place: Int) -> Range<Int> {
    place * stride - before..<place * stride - before + size
  }
}
