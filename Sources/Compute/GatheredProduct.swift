import CVectors

/// The product of a few windows with all kernels, for windows that stand on a list.
///
///     C[target[m] + n] = S[n] + Σ_o Σ_k A[start[m] + o · aO + k] · B[k, o, n]
///
/// It is `StridedProduct` for rows that are not a stride apart: the same terms in the same order,
/// and so the same bits. Windows from anywhere in the image fill a tile together.
struct GatheredProduct {
  /// Number of columns of C, and of terms: k for each of o.
  var n: Int
  var k: Int
  var o: Int
  /// The distance of A along o. The rows of B follow each other, n floats each.
  var aO: Int

  /// Some windows: how many, and for each where it begins in A and where its sums go in C.
  struct Windows {
    var count: Int
    var starts: UnsafeMutablePointer<Int32>
    var targets: UnsafeMutablePointer<Int32>
  }

  /// Writes the products of some windows to C. Each begins with a line of n numbers.
  func write(
    _ a: UnsafePointer<Float>, _ windows: Windows, _ b: UnsafePointer<Float>,
    beginningWith line: UnsafePointer<Float>, to c: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    func across<let V: Int, Vector: SIMD<Float>>(_: Wide<V, Vector>.Type) {
      while column + V * Vector.scalarCount <= n {
        down(Wide<V, Vector>.self, a, windows, b + column, line + column, c + column)
        column += V * Vector.scalarCount
      }
    }
    // The width is a constant of the build, so only one of the branches is compiled.
    if vectorWidth == 16 {
      across(Wide<2, SIMD16<Float>>.self)
      across(Wide<1, SIMD16<Float>>.self)
      across(Wide<1, SIMD8<Float>>.self)
    } else if vectorWidth == 8 {
      across(Wide<2, SIMD8<Float>>.self)
      across(Wide<1, SIMD8<Float>>.self)
    } else {
      across(Wide<4, SIMD4<Float>>.self)
    }
    across(Wide<1, SIMD4<Float>>.self)
    while column < n {
      for m in 0..<windows.count { single(m, column, a, windows, b, line, c) }
      column += 1
    }
  }

  /// One block of columns, in tiles of nearly equal height.
  @inline(__always)
  private func down<let V: Int, Vector: SIMD<Float>>(
    _: Wide<V, Vector>.Type, _ a: UnsafePointer<Float>, _ windows: Windows,
    _ b: UnsafePointer<Float>, _ line: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>
  ) {
    let highest = vectorWidth == 16 ? 8 : 6
    let tiles = (windows.count + highest - 1) / highest
    for tile in 0..<tiles {
      let first = tile * windows.count / tiles
      switch (tile + 1) * windows.count / tiles - first {
      case 8: Tile<8, V, Vector>.write(self, a, windows, first, b, line, c)
      case 7: Tile<7, V, Vector>.write(self, a, windows, first, b, line, c)
      case 6: Tile<6, V, Vector>.write(self, a, windows, first, b, line, c)
      case 5: Tile<5, V, Vector>.write(self, a, windows, first, b, line, c)
      case 4: Tile<4, V, Vector>.write(self, a, windows, first, b, line, c)
      case 3: Tile<3, V, Vector>.write(self, a, windows, first, b, line, c)
      case 2: Tile<2, V, Vector>.write(self, a, windows, first, b, line, c)
      default: Tile<1, V, Vector>.write(self, a, windows, first, b, line, c)
      }
    }
  }

  /// A single sum, where no vector fits.
  private func single(
    _ m: Int, _ column: Int, _ a: UnsafePointer<Float>, _ windows: Windows,
    _ b: UnsafePointer<Float>, _ line: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>
  ) {
    var sum = line[column]
    for outer in 0..<o {
      let factors = a + Int(windows.starts[m]) + outer * aO
      for inner in 0..<k { sum.addProduct(factors[inner], b[(outer * k + inner) * n + column]) }
    }
    c[Int(windows.targets[m]) + column] = sum
  }
}

private var vectorWidth: Int { Int(floats_per_vector) }

/// A name for a number of vectors side by side.
private enum Wide<let V: Int, Vector: SIMD<Float>> {}

/// The sums of R windows, V vectors each. They stay in registers while all their terms are added.
private enum Tile<let R: Int, let V: Int, Vector: SIMD<Float>> {
  @inline(__always)
  static func write(
    _ product: GatheredProduct, _ a: UnsafePointer<Float>, _ windows: GatheredProduct.Windows,
    _ first: Int, _ b: UnsafePointer<Float>, _ line: UnsafePointer<Float>,
    _ c: UnsafeMutablePointer<Float>
  ) {
    let size = 4 * Vector.scalarCount
    let rows = InlineArray<R, UnsafePointer<Float>> { a + Int(windows.starts[first &+ $0]) }
    let start = UnsafeRawPointer(line)
    var sums = InlineArray<R, InlineArray<V, Vector>> { _ in
      InlineArray<V, Vector> { start.loadUnaligned(fromByteOffset: $0 &* size, as: Vector.self) }
    }
    var values = UnsafeRawPointer(b)
    for outer in 0..<product.o {
      let begin = outer &* product.aO
      for place in begin..<begin &+ product.k {
        for v in 0..<V {
          let vector = values.loadUnaligned(fromByteOffset: v &* size, as: Vector.self)
          for row in 0..<R {
            sums[unchecked: row][unchecked: v].addProduct(
              Vector(repeating: rows[unchecked: row][place]), vector)
          }
        }
        values += 4 &* product.n
      }
    }
    for row in 0..<R {
      let target = UnsafeMutableRawPointer(c + Int(windows.targets[first &+ row]))
      for v in 0..<V {
        target.storeBytes(
          of: sums[unchecked: row][unchecked: v], toByteOffset: v &* size, as: Vector.self)
      }
    }
  }
}
