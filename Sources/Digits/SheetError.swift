import Pictures
import Printing

/// Why pictures cannot become a contact sheet, or a picture is not one.
///
/// Each description is one clause, which follows a name.
public enum SheetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The picture's size is not a multiple of the cell's size.
  case notMultiple(width: Int, height: Int, cellHeight: Int, cellWidth: Int)
  /// A black cell, which would end the sheet.
  case blackCell(Int)
  /// A cell whose number of pixels differs from the others.
  case wrongCell(Int, bytes: Int, height: Int, width: Int)
  /// Cells, or a row of cells, without a pixel.
  case noSize(height: Int, width: Int, columns: Int)
  /// More pixels than this program's limit for a PNG.
  case tooLarge(cells: Int, height: Int, width: Int, columns: Int)

  public var description: String {
    switch self {
    case .notMultiple(let width, let height, let cellHeight, let cellWidth):
      "a sheet of \(width.grouped)×\(height.grouped) pixels does not divide into cells of "
        + "\(cellWidth.grouped)×\(cellHeight.grouped)"
    case .blackCell(let index):
      "cell \(index.grouped) is all black, so it would end the sheet"
    case .wrongCell(let index, let bytes, let height, let width):
      "cell \(index.grouped) has \(bytes.grouped) bytes, not the "
        + "\((width * height).grouped) of \(width.grouped)×\(height.grouped) pixels"
    case .noSize(let height, let width, let columns):
      "a sheet needs cells of at least 1×1 pixels and 1 column, "
        + "not \(width.grouped)×\(height.grouped) and \(columns.grouped)"
    case .tooLarge(let cells, let height, let width, let columns):
      "\(cells.grouped) cells of \(width.grouped)×\(height.grouped) pixels in "
        + "\(columns.grouped) columns are too large for one picture: the limit is "
        + "\(PNG.mostPixels.grouped) pixels in total and \(PNG.longestSide.grouped) a side"
    }
  }
}
