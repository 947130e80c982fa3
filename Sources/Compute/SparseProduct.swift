import CVectors

/// Sums over listed terms: only what is not zero was put on the list.
///
///     C[g][a, n] += Σ_t value[t] · B[offset[t] + a, n], over the terms t of group g
///
/// A group is a block of C, `rows` high and `length` wide, and has its own list of terms. The block
/// stays in registers while its list is walked: a term costs one broadcast, and one fused
/// multiply-add for each vector. Each sum has its terms in the list's order.
///
/// The dense product has the same terms in the same order, and between them those with a factor of
/// 0. Each of these adds +0 or −0, which changes nothing except the sign of a sum that is zero.
struct SparseProduct {
  /// The size of a block.
  var rows: Int
  var length: Int
  /// The distances of rows in B and C, and by what an offset is multiplied.
  var bRow: Int
  var cRow: Int
  var bStep = 1
  /// Whether blocks of C overlap. If so, a group is finished before the next one begins.
  var overlaps = false

  /// Adds the terms of all groups.
  func add(
    _ lists: TermLists, _ b: UnsafePointer<Float>, to c: UnsafeMutablePointer<Float>
  ) {
    if overlaps, !fitsInOneBlock {
      for group in 0..<lists.groups { add(lists, group..<group + 1, b, c) }
    } else {
      add(lists, 0..<lists.groups, b, c)
    }
  }

  /// How many vectors the registers hold, beside the factor.
  static var room: Int { vectorWidth == 8 ? 12 : 24 }

  /// How many floats a vector holds.
  static var lanes: Int { vectorWidth }

  private var fitsInOneBlock: Bool {
    let vectors = [1, 2, 3, 4, 6, 8].first { $0 * vectorWidth == length }
    return rows <= 5
      && (rows * (vectors ?? .max / 8) <= Self.room
        || vectorWidth == 16 && length == 24 || length == vectorWidth / 2 && length >= 4)
  }

  /// Cuts the block into rows that fit into the registers.
  private func add(
    _ lists: TermLists, _ groups: Range<Int>, _ b: UnsafePointer<Float>,
    _ c: UnsafeMutablePointer<Float>
  ) {
    var row = 0
    while row < rows {
      let (b, c) = (b + row * bRow, c + row * cRow)
      let most = rows - row
      switch most <= 5 ? most : most == 6 ? 3 : 4 {
      case 5: across(Rows<5>.self, lists, groups, b, c)
      case 4: across(Rows<4>.self, lists, groups, b, c)
      case 3: across(Rows<3>.self, lists, groups, b, c)
      case 2: across(Rows<2>.self, lists, groups, b, c)
      default: across(Rows<1>.self, lists, groups, b, c)
      }
      row += most <= 5 ? most : most == 6 ? 3 : 4
    }
  }

  /// Cuts the rows into widths, the widest that fit first.
  @inline(__always)
  private func across<let R: Int>(
    _: Rows<R>.Type, _ lists: TermLists, _ groups: Range<Int>, _ b: UnsafePointer<Float>,
    _ c: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    func run<let V: Int, Vector: SIMD<Float>>(_: Wide<V, Vector>.Type) {
      let width = V * Vector.scalarCount
      while R * V <= Self.room, column + width <= length {
        Block<R, V, Vector>.add(self, lists, groups, b + column, c + column)
        column += width
      }
    }
    func wide<Vector: SIMD<Float>>(_: Vector.Type) {
      run(Wide<8, Vector>.self)
      run(Wide<6, Vector>.self)
      run(Wide<4, Vector>.self)
      run(Wide<3, Vector>.self)
      run(Wide<2, Vector>.self)
    }
    // The width is a constant of the build, so only one of the branches is compiled.
    if vectorWidth == 16 {
      wide(SIMD16<Float>.self)
      run(Wide<3, SIMD8<Float>>.self)
      run(Wide<1, SIMD16<Float>>.self)
      run(Wide<1, SIMD8<Float>>.self)
    } else if vectorWidth == 8 {
      wide(SIMD8<Float>.self)
      run(Wide<1, SIMD8<Float>>.self)
    } else {
      wide(SIMD4<Float>.self)
    }
    run(Wide<1, SIMD4<Float>>.self)
    while column < length {
      for row in 0..<R { addOne(lists, groups, b + row * bRow + column, c + row * cRow + column) }
      column += 1
    }
  }

  /// A single column, where no vector fits.
  private func addOne(
    _ lists: TermLists, _ groups: Range<Int>, _ b: UnsafePointer<Float>,
    _ c: UnsafeMutablePointer<Float>
  ) {
    for group in groups {
      let place = c + Int(lists.targets[group])
      var sum = place.pointee
      for t in lists.terms(of: group) {
        sum.addProduct(lists.values[t], b[Int(lists.offsets[t]) &* bStep])
      }
      place.pointee = sum
    }
  }
}

/// Terms in groups, in memory that someone else keeps.
struct TermLists {
  /// How many groups there are.
  var groups: Int
  /// `[group]`: where its block begins in C, the number of its first term, and that of the first
  /// one after its last.
  var targets: UnsafeMutablePointer<Int32>
  var starts: UnsafeMutablePointer<Int32>
  var ends: UnsafeMutablePointer<Int32>
  /// `[term]`: where its row begins in B, and its factor.
  var offsets: UnsafeMutablePointer<Int32>
  var values: UnsafeMutablePointer<Float>

  @inline(__always)
  func terms(of group: Int) -> Range<Int> {
    Int(starts[group])..<Int(ends[group])
  }
}

private var vectorWidth: Int { Int(floats_per_vector) }

/// Names for a number of rows, and for a number of vectors side by side.
private enum Rows<let R: Int> {}
private enum Wide<let V: Int, Vector: SIMD<Float>> {}

/// R rows of V vectors of C, which stay in registers while a list is walked. &* does not check for
/// overflow: whoever made the lists has checked the sizes.
private enum Block<let R: Int, let V: Int, Vector: SIMD<Float>> {
  @inline(__always)
  static func add(
    _ product: SparseProduct, _ lists: TermLists, _ groups: Range<Int>,
    _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>
  ) {
    let (bRow, cRow, bStep) = (product.bRow, product.cRow, product.bStep)
    for group in groups {
      let terms = lists.terms(of: group)
      guard !terms.isEmpty else { continue }
      let block = UnsafeMutableRawPointer(c + Int(lists.targets[group]))
      var sums = InlineArray<R, InlineArray<V, Vector>> { row in
        InlineArray<V, Vector> {
          block.loadUnaligned(fromByteOffset: place(row, $0, cRow), as: Vector.self)
        }
      }
      for t in terms {
        let factor = Vector(repeating: lists.values[t])
        let line = UnsafeRawPointer(b + Int(lists.offsets[t]) &* bStep)
        for row in 0..<R {
          for v in 0..<V {
            sums[unchecked: row][unchecked: v].addProduct(
              factor, line.loadUnaligned(fromByteOffset: place(row, v, bRow), as: Vector.self))
          }
        }
      }
      for row in 0..<R {
        for v in 0..<V {
          block.storeBytes(
            of: sums[unchecked: row][unchecked: v], toByteOffset: place(row, v, cRow),
            as: Vector.self)
        }
      }
    }
  }

  /// Where a vector begins in a block whose rows are `apart` floats apart, in bytes.
  @inline(__always)
  private static func place(_ row: Int, _ v: Int, _ apart: Int) -> Int {
    4 &* (row &* apart &+ v &* Vector.scalarCount)
  }
}
