import CNN

/// One of MNIST's 10,000 test digits, named by its place: `TestDigit(7, cell: 0)` is the seven of
/// the lessons.
public struct TestDigit: Hashable, Sendable, CustomStringConvertible {
  /// Its label, 0 to 9.
  public let label: Int
  /// Its cell on the sheet of its label, counted from 0.
  public let cell: Int

  /// Only a name. `image` throws if there is no such digit.
  public init(_ label: Int, cell: Int) {
    self.label = label
    self.cell = cell
  }

  /// `[28, 28, 1]` from 0 to 1.
  ///
  /// Throws a sentence if there is no such digit, or the package's own file is damaged.
  public func image() throws -> Tensor {
    let sheet = try MNIST.sheet(.test, digit: label)
    guard (0..<sheet.count).contains(cell) else {
      throw MNISTError.noCell(label, cell, count: sheet.count)
    }
    return sheet.image(cell)
  }

  /// `test/7.png, cell 102`: the sheet, and the cell in it.
  public var description: String { "test/\(label).png, cell \(cell)" }
}
