import CNN
import Foundation
import Pictures
import Printing
import Synchronization

/// MNIST, the package's 70,000 handwritten digits, as ``Sheet``s.
///
/// Y. LeCun, C. Cortes, C. J. C. Burges; CC BY-SA 3.0. See Resources/MNIST/README.md.
public enum MNIST {
  /// The two halves: 60,000 digits for training, and 10,000 by other people for the test.
  public enum Part: String, CaseIterable, Sendable {
    case train, test
  }

  /// All images of one digit, [28, 28] each, in MNIST's order.
  ///
  /// The first call decodes the sheet, and later calls return the same one. Any thread may call it.
  /// Throws if `digit` is not one of 0 to 9, or the package's own file is missing or damaged.
  public static func sheet(_ part: Part, digit: Int) throws -> Sheet {
    guard (0...9).contains(digit) else { throw MNISTError.noDigit(digit) }
    let name = "\(part.rawValue)/\(digit).png"
    if let sheet = sheets.withLock({ $0[name] }) { return sheet }
    // Decoded outside the lock, so that several digits can be decoded at once. If two callers want
    // the same digit at the same time, both make the same sheet.
    let path = Bundle.module.bundleURL.appending(path: "MNIST/\(name)").path(percentEncoded: false)
    let picture = try GreyPicture(contentsOf: path)
    do {
      let sheet = try Sheet(picture)
      sheets.withLock { $0[name] = sheet }
      return sheet
    } catch { throw MNISTError.notSheet(path, error) }
  }

  /// The seven of the lessons, `[28, 28, 1]` from 0 to 1: MNIST's first test image.
  ///
  /// Throws if the package's own file is missing or damaged.
  public static func seven() throws -> Tensor {
    try sheet(.test, digit: 7).image(0)
  }

  private static let sheets = Mutex<[String: Sheet]>([:])
}

/// Why a digit does not exist: one sentence.
public enum MNISTError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no such digit.
  case noDigit(Int)
  /// The cell is beyond the end of the digit's sheet.
  case noCell(Int, Int, count: Int)
  /// The package's own picture is not a sheet.
  case notSheet(String, SheetError)

  public var description: String {
    switch self {
    case .noDigit(let digit): "MNIST has no digit \(digit.grouped), only 0 to 9"
    case .noCell(let digit, let cell, let count):
      "test/\(digit).png has no cell \(cell.grouped), only 0 to \((count - 1).grouped)"
    case .notSheet(let path, let error): "\(path): \(error)"
    }
  }
}
