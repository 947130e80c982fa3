import CNN
import Foundation
import Pictures
import Printing
import Synchronization

/// MNIST, the 70,000 handwritten digits that come with the package, as ``Sheet``s.
///
/// Y. LeCun, C. Cortes, C. J. C. Burges; CC BY-SA 3.0. See Resources/MNIST/README.md.
public enum MNIST {
  /// The two halves: 60,000 digits to learn from, and 10,000 by other hands to be tested with.
  public enum Part: String, CaseIterable, Sendable {
    case train, test
  }

  /// All images of one digit, [28, 28] each, in MNIST's order.
  ///
  /// The first call decodes the sheet, later ones return the same; may be called from anywhere.
  /// Throws if `digit` is not one of 0 to 9, or the package's own file is missing or damaged.
  public static func sheet(_ part: Part, digit: Int) throws -> Sheet {
    guard (0...9).contains(digit) else { throw MNISTError.noDigit(digit) }
    let name = "\(part.rawValue)/\(digit).png"
    if let sheet = sheets.withLock({ $0[name] }) { return sheet }
    // Decoded outside the lock, so that several digits can be decoded at once. Should two callers
    // want the same one at the same time, both make the same sheet.
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

/// Why a digit cannot be had: one sentence.
public enum MNISTError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Asked for a digit that does not exist.
  case noDigit(Int)
  /// Asked for a cell beyond the end of a digit's sheet.
  case noCell(Int, Int, count: Int)
  /// The package's own picture is not a sheet.
  case notSheet(String, SheetError)

  public var description: String {
    switch self {
    case .noDigit(let digit): "MNIST has the digits 0 to 9, and no \(digit.grouped)"
    case .noCell(let digit, let cell, let count):
      "test/\(digit).png has the cells 0 to \((count - 1).grouped), and no \(cell.grouped)"
    case .notSheet(let path, let error): "\(path): \(error)"
    }
  }
}
