/// The work of max pooling on one window, eight channels at a time in a vector. Their largest
/// numbers, or what is left of their gradients, stay in a register from pixel to pixel.
///
/// Plain loops would be slower: the compiler does not see that their arrays never overlap.
package struct PoolingWindow: Sendable {
  private typealias Vector = SIMD8<Float>

  private let rows, columns, channels: Int
  /// The distance between rows of the image.
  private let line: Int

  package init(rows: Int, columns: Int, channels: Int, line: Int) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.line = line
  }

  /// Writes the largest number of the window that begins at `x`, channel by channel. NaN wins.
  package func writeLargest(of x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>) {
    var c = 0
    while c + 8 <= channels {
      var best = load(x + c)
      forEachPixel(from: c) {
        let own = load(x + $0)
        best.replace(with: own, where: (own .> best) .| (own .!= own))
      }
      store(best, to: y + c)
      c += 8
    }
    while c < channels {
      var best = x[c]
      forEachPixel(from: c) { if x[$0] > best || x[$0] != x[$0] { best = x[$0] } }
      y[c] = best
      c += 1
    }
  }

  /// Adds the gradient of each channel to the window's first pixel that equals its largest number.
  package func give(
    _ dy: UnsafePointer<Float>, to dx: UnsafeMutablePointer<Float>, whereIn x: UnsafePointer<Float>,
    equals y: UnsafePointer<Float>
  ) {
    var c = 0
    while c + 8 <= channels {
      let largest = load(y + c)
      // What is still to give: dy until the winner is found, then 0.
      var left = load(dy + c)
      forEachPixel(from: c) {
        let hasWon = load(x + $0) .== largest
        store(load(dx + $0) + Vector().replacing(with: left, where: hasWon), to: dx + $0)
        left.replace(with: 0, where: hasWon)
      }
      c += 8
    }
    while c < channels {
      var left = dy[c]
      forEachPixel(from: c) {
        if x[$0] == y[c] {
          dx[$0] += left
          left = 0
        }
      }
      c += 1
    }
  }

  /// The places of a channel in the window's pixels, row by row, seen from the first one's.
  @inline(__always)
  private func forEachPixel(from channel: Int, _ body: (_ place: Int) -> Void) {
    for a in 0..<rows {
      for b in 0..<columns { body(a &* line &+ b &* channels &+ channel) }
    }
  }

  @inline(__always)
  private func load(_ place: UnsafePointer<Float>) -> Vector {
    UnsafeRawPointer(place).loadUnaligned(as: Vector.self)
  }
  @inline(__always)
  private func load(_ place: UnsafeMutablePointer<Float>) -> Vector {
    load(UnsafePointer(place))
  }
  @inline(__always)
  private func store(_ values: Vector, to place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: values, as: Vector.self)
  }
}
