import CNN
import Pictures
import Printing

/// A contact sheet: one grey picture of many small pictures of the same size, its cells.
///
/// The cells are read row by row from the top left. The first cell that is all black ends the
/// sheet. So you can open a data set and look at it.
public struct Sheet: Equatable, Sendable {
  /// All cells: [rows · height, columns · width].
  public let picture: GreyPicture
  /// A cell's height in pixels.
  public let height: Int
  /// A cell's width in pixels.
  public let width: Int
  /// How many cells are used.
  public let count: Int
  /// How many cells a row has.
  public var columns: Int { picture.width / width }

  /// The cells of a picture [rows · height, columns · width]. Throws if the picture's size is not a
  /// multiple of the cell's size.
  public init(_ picture: GreyPicture, height: Int = 28, width: Int = 28) throws(SheetError) {
    if height < 1 || width < 1 { throw .noSize(height: height, width: width, columns: 1) }
    if !picture.height.isMultiple(of: height) || !picture.width.isMultiple(of: width) {
      throw .notMultiple(
        width: picture.width, height: picture.height, cellHeight: height, cellWidth: width)
    }
    self.picture = picture
    self.height = height
    self.width = width
    let columns = picture.width / width
    let cells = picture.height / height * columns
    count =
      (0..<cells).first { index in
        rows(ofCell: index, columns: columns, height, width).allSatisfy { row in
          picture.pixels[row].allSatisfy { $0 == 0 }
        }
      } ?? cells
  }

  /// A sheet of the cells, each [height, width], in their order. The rest of the last row is black.
  /// Throws if a cell has another size or is all black, or if the sheet is too large.
  public init(
    cells: [[UInt8]], height: Int = 28, width: Int = 28, columns: Int
  ) throws(SheetError) {
    if height < 1 || width < 1 || columns < 1 {
      throw .noSize(height: height, width: width, columns: columns)
    }
    // Without cells, there is one row of black ones, because a picture cannot be empty.
    let lines = max(0, cells.count - 1) / columns + 1
    // Each factor is checked before the product, which might not fit into an Int.
    guard max(height, width, columns, lines) <= PNG.longestSide,
      max(columns * width, lines * height) <= PNG.longestSide,
      columns * width * lines * height <= PNG.mostPixels
    else { throw .tooLarge(cells: cells.count, height: height, width: width, columns: columns) }
    var picture = GreyPicture(width: columns * width, height: lines * height, fill: 0)
    for (index, cell) in cells.enumerated() {
      if cell.count != height * width {
        throw .wrongCell(index, bytes: cell.count, height: height, width: width)
      }
      if cell.allSatisfy({ $0 == 0 }) { throw .blackCell(index) }
      for (y, row) in rows(ofCell: index, columns: columns, height, width).enumerated() {
        picture.pixels.replaceSubrange(row, with: cell[y * width..<(y + 1) * width])
      }
    }
    self.picture = picture
    self.height = height
    self.width = width
    count = cells.count
  }

  /// The pixels of cell `index`, [height, width]: 0 is black, 255 white.
  public subscript(index: Int) -> [UInt8] {
    if index < 0 || index >= count {
      fatalError("the sheet has no cell \(index.grouped), only 0 to \((count - 1).grouped)")
    }
    var cell: [UInt8] = []
    cell.reserveCapacity(height * width)
    for row in rows(ofCell: index, columns: columns, height, width) {
      cell += picture.pixels[row]
    }
    return cell
  }

  /// Cell `index` as input for a network: `[height, width, 1]`, from 0 for black to 1 for white.
  public func image(_ index: Int) -> Tensor {
    Tensor(GreyPicture(width: width, height: height, pixels: self[index]))
  }
}

/// The ranges of one cell's rows among the sheet's pixels.
private func rows(
  ofCell index: Int, columns: Int, _ height: Int, _ width: Int
) -> some Collection<Range<Int>> {
  let (line, column) = index.quotientAndRemainder(dividingBy: columns)
  return (0..<height).lazy.map { y in
    let start = ((line * height + y) * columns + column) * width
    return start..<start + width
  }
}
