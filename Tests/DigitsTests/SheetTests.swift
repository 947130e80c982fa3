import Digits
import Pictures
import Testing

@Suite struct SheetTests {
  /// Cells of 2×3 pixels, [height 2, width 3].
  static let cells: [[UInt8]] = [[1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 7], [8, 0, 0, 0, 0, 0]]

  @Test func cellsLieRowByRow() throws {
    let sheet = try Sheet(cells: Self.cells, height: 2, width: 3, columns: 2)
    #expect(sheet.picture.width == 6 && sheet.picture.height == 4)
    #expect(
      sheet.picture.pixels == [
        1, 2, 3, 0, 0, 0,
        4, 5, 6, 0, 0, 7,
        8, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0,
      ])
  }

  @Test(arguments: 0...3, 1...4)
  func cellsComeBack(_ count: Int, _ columns: Int) throws {
    let cells = Array(Self.cells[..<count])
    let made = try Sheet(cells: cells, height: 2, width: 3, columns: columns)
    let read = try Sheet(made.picture, height: 2, width: 3)
    #expect(read == made)
    #expect(read.count == count && read.columns == columns)
    #expect((0..<count).map { read[$0] } == cells)
  }

  @Test func theFirstBlackCellEndsTheSheet() throws {
    let picture = GreyPicture(width: 4, height: 1, pixels: [1, 2, 0, 3])
    #expect(try Sheet(picture, height: 1, width: 1).count == 2)
  }

  @Test func sizesThatDoNotDivide() {
    let picture = GreyPicture(width: 56, height: 29)
    let error = #expect(throws: SheetError.self) { try Sheet(picture) }
    #expect(
      error?.description == "a sheet of 56×29 pixels does not divide into cells of 28×28")
    #expect(throws: SheetError.self) { try Sheet(picture, height: 29, width: 55) }
    #expect(throws: SheetError.noSize(height: 0, width: 1, columns: 1)) {
      try Sheet(picture, height: 0, width: 1)
    }
  }

  @Test func cellsThatCannotBeInASheet() {
    #expect(throws: SheetError.blackCell(1)) {
      try Sheet(cells: [[1], [0]], height: 1, width: 1, columns: 5)
    }
    #expect(throws: SheetError.wrongCell(1, bytes: 2, height: 1, width: 1)) {
      try Sheet(cells: [[1], [1, 2]], height: 1, width: 1, columns: 5)
    }
    #expect(throws: SheetError.noSize(height: 1, width: 1, columns: 0)) {
      try Sheet(cells: [], height: 1, width: 1, columns: 0)
    }
  }

  @Test(arguments: [1_000_001, 100_000, .max])
  func sheetsThatAreTooLarge(_ columns: Int) {
    #expect(throws: SheetError.tooLarge(cells: 1, height: 28, width: 28, columns: columns)) {
      try Sheet(cells: [[UInt8](repeating: 1, count: 784)], columns: columns)
    }
  }
}
