// Dimension letters, the same in every file:
//   N       images in a batch
//   H, W    rows and columns of an image or of a map
//   C       channels that go into a layer
//   K       kernels (or units), and so the channels that come out
//   KH, KW  rows and columns of a kernel; SH, SW those of a step, its stride
//   OH, OW  rows and columns of what comes out
// A small letter counts along an axis: n, h, w, c, k. A place in a map is i and j, in a kernel a
// and b. Images are [N, H, W, C] and kernels [KH, KW, C, K], the last axis contiguous in memory.

/// The sizes of a tensor's axes, outermost first: `[28, 28, 1]` is 28 rows, 28 columns, 1 channel.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public let sizes: [Int]

  public init(_ sizes: [Int]) { self.sizes = sizes }
  public init(arrayLiteral sizes: Int...) { self.sizes = sizes }

  /// Number of axes.
  public var rank: Int { sizes.count }

  /// The longest axis that a network may have, 2²⁴: a limit for shapes that come from outside.
  static let longest = 1 << 24

  /// Whether all axes are from 1 to `longest`, with at most 2³¹ scalars in total.
  var isUsable: Bool {
    var count = 1
    for size in sizes {
      guard size > 0, size <= Self.longest else { return false }
      count *= size
      guard count <= 1 << 31 else { return false }
    }
    return true
  }

  /// Number of scalars in a tensor of this shape.
  public var count: Int { sizes.reduce(1, *) }

  public subscript(axis: Int) -> Int { sizes[axis] }

  /// This shape with a leading axis of `n`: the shape of a batch.
  public func batch(of n: Int) -> Shape { Shape([n] + sizes) }

  /// This shape without its leading axis: the shape of one image of a batch.
  public var ofOne: Shape { Shape(Array(sizes.dropFirst())) }

  /// Position of an element in row-major order. Stops with a sentence if the index is outside.
  public func offset(of index: [Int]) -> Int {
    guard index.count == rank, zip(index, sizes).allSatisfy({ $0 >= 0 && $0 < $1 }) else {
      fatalError("The index \(index) lies outside a tensor of shape \(self).")
    }
    return zip(index, sizes).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// The index whose `offset(of:)` is `offset`.
  public func index(at offset: Int) -> [Int] {
    var rest = offset
    var index = [Int](repeating: 0, count: rank)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      index[axis] = rest % sizes[axis]
      rest /= sizes[axis]
    }
    return index
  }

  /// `28×28×1`
  public var description: String { sizes.map(String.init).joined(separator: "×") }
}

/// Numbers in a grid of any rank: a shape, and its scalars in row-major order.
public struct Tensor: Equatable, Sendable {
  public private(set) var shape: Shape
  public var scalars: [Float]

  /// A tensor whose scalars are all the same.
  public init(_ shape: Shape, repeating value: Float = 0) {
    self.shape = shape
    scalars = [Float](repeating: value, count: shape.count)
  }

  /// A tensor of scalars in row-major order, exactly as many as the shape holds.
  public init(_ shape: Shape, _ scalars: [Float]) {
    guard scalars.count == shape.count else {
      fatalError("A tensor of shape \(shape) needs \(shape.count) scalars, not \(scalars.count).")
    }
    self.shape = shape
    self.scalars = scalars
  }

  /// An image of one channel, `[H, W, 1]`, from its rows, all of the same length.
  public init(rows: [[Float]]) {
    guard rows.allSatisfy({ $0.count == rows[0].count }) else {
      fatalError("Rows of \(rows.map(\.count)) scalars are not equally long, as an image needs.")
    }
    self.init([rows.count, rows.first?.count ?? 0, 1], rows.flatMap { $0 })
  }

  /// One scalar, by its index on every axis.
  public subscript(index: Int...) -> Float {
    get { scalars[shape.offset(of: index)] }
    set { scalars[shape.offset(of: index)] = newValue }
  }

  /// The same scalars in another shape of the same count.
  public func reshaped(_ shape: Shape) -> Tensor { Tensor(shape, scalars) }

  /// Channel `c` of an image `[H, W, C]`, as `[H, W, 1]`.
  public func channel(_ c: Int) -> Tensor {
    guard shape.rank == 3, c >= 0, c < shape[2] else {
      fatalError("A tensor of shape \(shape) has no channel \(c).")
    }
    let channels = shape[2]
    let part = Swift.stride(from: c, to: scalars.count, by: channels).map { scalars[$0] }
    return Tensor([shape[0], shape[1], 1], part)
  }

  /// Whether this is a batch of `count` tensors of some shape, with a scalar for each place.
  func isBatch(of shape: Shape, count: Int) -> Bool {
    self.shape.rank == shape.rank + 1 && self.shape[0] == count
      && self.shape.sizes.dropFirst().elementsEqual(shape.sizes)
      && scalars.count == count * shape.count
  }

  /// Lends the scalars of image `n` of a batch to `body`.
  func withImage<Result>(
    _ n: Int, _ body: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    let count = scalars.count / shape[0]
    return scalars.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[n * count..<(n + 1) * count]))
    }
  }

  /// Changes the shape, for new contents. The memory is kept if it is large enough.
  mutating func resize(to shape: Shape) {
    let more = shape.count - scalars.count
    if more < 0 { scalars.removeLast(-more) }
    if more > 0 { scalars.append(contentsOf: repeatElement(0, count: more)) }
    self.shape = shape
  }
}
