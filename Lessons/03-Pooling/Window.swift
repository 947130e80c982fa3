import CNN
import LessonKit
import Printing

/// The window of the knobs: its size, its step, and what it hands on.
nonisolated struct Window {
  /// Rows and columns.
  let size: Int
  /// How far it moves at a step.
  let stride: Int
  let keep: Keep

  /// Whether it is the trained network's own.
  var isOwn: Bool { size == 2 && stride == 2 && keep == .largest }

  /// The package's own layer that pools so.
  var layer: any Layer { keep.layer(size, stride: stride) }

  /// `largest of 2×2, stride 2`
  var name: String { "\(keep.name) of \(size)×\(size), stride \(stride)" }

  /// Throws a sentence if its size or its stride cannot work.
  func check() throws {
    for (name, value) in [("window", size), ("stride", stride)] {
      guard (1...28).contains(value) else {
        throw KnobError("a \(name) of \(value) cannot work; it is a whole number from 1 to 28")
      }
    }
  }
}

/// What a window hands on.
nonisolated enum Keep {
  case largest, average

  /// What it is of the numbers in a window.
  var name: String { self == .largest ? "largest" : "mean" }

  /// The package's own layer that does so.
  func layer(_ window: Int, stride: Int) -> any Layer {
    let (size, step) = (Size(window, window), Size(stride, stride))
    return switch self {
    case .largest: MaxPooling(size, stride: step)
    case .average: AveragePooling(size, stride: step)
    }
  }
}
