import CVectors

/// The one product that convolution and dense layers are made of, in both directions.
///
///     C[m, n] = S[m, n] + Σ_o Σ_k A[m, k, o] · B[k, o, n]
///
/// S is the start of the sums: the old contents of C, or the same line in every row, such as the
/// biases. In the second case C is not read at all.
///
/// A is read one number at a time, through three strides. Its elements may overlap, as a
/// convolution's windows do. So windows are multiplied in place in the image, without a copy. The
/// rows of B and C are contiguous along n.
///
/// Each C[m, n] is one chain of fused multiply-adds, over o and within it over k. So the order of
/// the other loops does not change a bit.
struct StridedProduct: Sendable {
  /// Number of rows and columns of C.
  var m: Int
  var n: Int
  /// Number of terms of the sum: k for each of o.
  var k: Int
  var o = 1

  /// The distances of neighbours: in A along m, k and o, in B along k and o, in C between rows.
  var aM: Int
  var aK: Int
  var aO = 0
  var bK: Int
  var bO = 0
  var cM: Int

  /// Multiplies the part of A from `aStart` by the part of B from `bStart`, and adds the product to
  /// C from `cStart`.
  func add(
    _ a: UnsafeBufferPointer<Float>, from aStart: Int, _ b: UnsafeBufferPointer<Float>,
    from bStart: Int, to c: UnsafeMutableBufferPointer<Float>, from cStart: Int
  ) {
    run(a, aStart, b, bStart, to: c, cStart) { c in Beginning(UnsafePointer(c), apart: cM) }
  }

  /// Writes the product to C, added to a line of n numbers, which is the same for every row.
  func write(
    _ a: UnsafeBufferPointer<Float>, from aStart: Int, _ b: UnsafeBufferPointer<Float>,
    from bStart: Int, beginningWith line: [Float],
    to c: UnsafeMutableBufferPointer<Float>, from cStart: Int
  ) {
    guard line.count == n else {
      fatalError("A product with \(n) columns needs a line of \(n) numbers, not \(line.count).")
    }
    line.withUnsafeBufferPointer { line in
      guard let line = line.baseAddress else { return }
      run(a, aStart, b, bStart, to: c, cStart) { _ in Beginning(line, apart: 0) }
    }
  }

  /// S, and the distance of its rows.
  fileprivate struct Beginning {
    var line: UnsafePointer<Float>
    var apart: Int

    init(_ line: UnsafePointer<Float>, apart: Int) {
      self.line = line
      self.apart = apart
    }
  }

  private func run(
    _ a: UnsafeBufferPointer<Float>, _ aStart: Int, _ b: UnsafeBufferPointer<Float>, _ bStart: Int,
    to c: UnsafeMutableBufferPointer<Float>, _ cStart: Int,
    beginning: (UnsafeMutablePointer<Float>) -> Beginning
  ) {
    guard m > 0, n > 0, k > 0, o > 0 else { return }
    guard aStart >= 0, aStart + (m - 1) * aM + (k - 1) * aK + (o - 1) * aO < a.count,
      bStart >= 0, bStart + (k - 1) * bK + (o - 1) * bO + n <= b.count,
      cStart >= 0, cStart + (m - 1) * cM + n <= c.count
    else {
      fatalError(
        "A product of \(m)×\(n) sums of \(o)·\(k) terms leaves its arrays of "
          + "\(a.count), \(b.count) and \(c.count) numbers.")
    }
    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
    across(a + aStart, b + bStart, beginning(c + cStart), c + cStart)
  }

  /// Cuts C into tiles. A tile is two vectors wide, and less at the end. It is up to eight rows
  /// high, or six where there are only sixteen registers.
  private func across(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ s: Beginning,
    _ c: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    func across<L: Lanes>(_ lanes: L.Type) {
      while column + L.count <= n {
        down(lanes, a, b + column, Beginning(s.line + column, apart: s.apart), c + column)
        column += L.count
      }
    }
    /// A single row has only one sum in each column. Many columns at a time keep the units busy.
    func alone<L: Lanes>(_ lanes: L.Type) {
      while m == 1, column + L.count <= n {
        let s = Beginning(s.line + column, apart: 0)
        Tile<1, L>.run(self, a, b + column, s, c + column)
        column += L.count
      }
    }
    // The width is a constant of the build, so only one of the branches is compiled.
    if vectorWidth == 16 {
      alone(Pair<Pair<Pair<SIMD16<Float>>>>.self)
      alone(Pair<Pair<SIMD16<Float>>>.self)
      across(Pair<SIMD16<Float>>.self)
      across(SIMD16<Float>.self)
      across(SIMD8<Float>.self)
    } else if vectorWidth == 8 {
      alone(Pair<Pair<Pair<SIMD8<Float>>>>.self)
      alone(Pair<Pair<SIMD8<Float>>>.self)
      across(Pair<SIMD8<Float>>.self)
      across(SIMD8<Float>.self)
    } else {
      across(Pair<Pair<SIMD4<Float>>>.self)
    }
    across(SIMD4<Float>.self)
    across(Float.self)
  }

  /// One block of columns, from the first row to the last, in tiles of nearly equal height. 30 rows
  /// are 8 + 8 + 7 + 7, because a low tile at the end would wait for its own sums.
  @inline(__always)
  private func down<L: Lanes>(
    _ lanes: L.Type, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ s: Beginning,
    _ c: UnsafeMutablePointer<Float>
  ) {
    // A block narrower than a register leaves room for twice as many rows. It also needs them: with
    // only eight sums, each would wait for its own last addition.
    if vectorWidth == 16, L.count < 16, m >= 10, m.isMultiple(of: 2) {
      let tiles = (m + 15) / 16
      for tile in 0..<tiles {
        let row = tile * (m / 2) / tiles
        let (a, c) = (a + 2 * row * aM, c + 2 * row * cM)
        let s = Beginning(s.line + 2 * row * s.apart, apart: s.apart)
        switch (tile + 1) * (m / 2) / tiles - row {
        case 8: TallTile<8, L>.run(self, a, b, s, c)
        case 7: TallTile<7, L>.run(self, a, b, s, c)
        case 6: TallTile<6, L>.run(self, a, b, s, c)
        case 5: TallTile<5, L>.run(self, a, b, s, c)
        default: TallTile<4, L>.run(self, a, b, s, c)
        }
      }
      return
    }
    let highest = vectorWidth == 16 ? 8 : 6
    let tiles = (m + highest - 1) / highest
    for tile in 0..<tiles {
      let row = tile * m / tiles
      let (a, c) = (a + row * aM, c + row * cM)
      let s = Beginning(s.line + row * s.apart, apart: s.apart)
      switch (tile + 1) * m / tiles - row {
      case 8: Tile<8, L>.run(self, a, b, s, c)
      case 7: Tile<7, L>.run(self, a, b, s, c)
      case 6: Tile<6, L>.run(self, a, b, s, c)
      case 5: Tile<5, L>.run(self, a, b, s, c)
      case 4: Tile<4, L>.run(self, a, b, s, c)
      case 3: Tile<3, L>.run(self, a, b, s, c)
      case 2: Tile<2, L>.run(self, a, b, s, c)
      default: Tile<1, L>.run(self, a, b, s, c)
      }
    }
  }
}

/// Floats in a vector register: the header's number, as a value that the optimiser knows.
private var vectorWidth: Int { Int(floats_per_vector) }

/// A block of C, R rows high and one `Lanes` wide. It stays in registers while all terms of its
/// sums are added. &* and &+ do not check for overflow: the sizes of A, B and C were checked
/// before.
private enum Tile<let R: Int, L: Lanes> {
  @inline(__always)
  static func run(
    _ product: StridedProduct, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ s: StridedProduct.Beginning, _ c: UnsafeMutablePointer<Float>
  ) {
    var sums = InlineArray<R, L> { L(from: s.line + $0 * s.apart) }
    for outer in 0..<product.o {
      var factors = a + outer &* product.aO
      var line = b + outer &* product.bO
      for _ in 0..<product.k {
        let values = L(from: line)
        for row in 0..<R { sums[unchecked: row].add(factors[row &* product.aM], times: values) }
        factors += product.aK
        line += product.bK
      }
    }
    for row in 0..<R { sums[unchecked: row].store(to: c + row * product.cM) }
  }
}

/// A block of twice R rows, for narrow blocks whose sums all fit into registers. The compiler puts
/// an array of eight sums into registers, but not one of sixteen.
private enum TallTile<let R: Int, L: Lanes> {
  @inline(__always)
  static func run(
    _ product: StridedProduct, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ s: StridedProduct.Beginning, _ c: UnsafeMutablePointer<Float>
  ) {
    var upper = InlineArray<R, L> { L(from: s.line + $0 * s.apart) }
    var lower = InlineArray<R, L> { L(from: s.line + (R + $0) * s.apart) }
    for outer in 0..<product.o {
      var factors = a + outer &* product.aO
      var line = b + outer &* product.bO
      for _ in 0..<product.k {
        let values = L(from: line)
        for row in 0..<R { upper[unchecked: row].add(factors[row &* product.aM], times: values) }
        for row in 0..<R {
          lower[unchecked: row].add(factors[(R &+ row) &* product.aM], times: values)
        }
        factors += product.aK
        line += product.bK
      }
    }
    for row in 0..<R { upper[unchecked: row].store(to: c + row * product.cM) }
    for row in 0..<R { lower[unchecked: row].store(to: c + (R + row) * product.cM) }
  }
}

/// Some neighbouring floats that are computed at once. It is in this file because a debug build
/// does not specialise generics across files.
private protocol Lanes {
  static var count: Int { get }
  init(from place: UnsafePointer<Float>)
  func store(to place: UnsafeMutablePointer<Float>)
  /// Adds a number times each of some others; each result is rounded once.
  mutating func add(_ factor: Float, times values: Self)
}

extension Float: Lanes {
  static var count: Int { 1 }
  @inline(__always) init(from place: UnsafePointer<Float>) { self = place.pointee }
  @inline(__always) func store(to place: UnsafeMutablePointer<Float>) { place.pointee = self }
  @inline(__always) mutating func add(_ factor: Float, times values: Float) {
    addProduct(factor, values)
  }
}

extension SIMD where Self: Lanes, Scalar == Float {
  static var count: Int { scalarCount }
  @inline(__always) init(from place: UnsafePointer<Float>) {
    self = UnsafeRawPointer(place).loadUnaligned(as: Self.self)
  }
  @inline(__always) func store(to place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: self, as: Self.self)
  }
  @inline(__always) mutating func add(_ factor: Float, times values: Self) {
    addProduct(Self(repeating: factor), values)
  }
}
extension SIMD4: Lanes where Scalar == Float {}
extension SIMD8: Lanes where Scalar == Float {}
extension SIMD16: Lanes where Scalar == Float {}

/// Two blocks of lanes side by side, which share each factor that is read.
private struct Pair<Half: Lanes>: Lanes {
  var left, right: Half
  static var count: Int { 2 * Half.count }
  @inline(__always) init(from place: UnsafePointer<Float>) {
    left = Half(from: place)
    right = Half(from: place + Half.count)
  }
  @inline(__always) func store(to place: UnsafeMutablePointer<Float>) {
    left.store(to: place)
    right.store(to: place + Half.count)
  }
  @inline(__always) mutating func add(_ factor: Float, times values: Pair) {
    left.add(factor, times: values.left)
    right.add(factor, times: values.right)
  }
}
