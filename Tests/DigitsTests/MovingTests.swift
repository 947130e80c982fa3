import CNN
import Digits
import Pictures
import Testing

/// Images moved by whole pixels.
@Suite struct MovingTests {
  /// Two rows, three columns, two channels, no two numbers alike.
  private let image = Tensor([2, 3, 2], (1...12).map { Float($0) })

  @Test(
    arguments: [
      (0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 2), (-1, -2), (0, 3), (0, -3), (2, 0), (-2, 0),
      (0, 4), (5, -9), (-100, 100),
    ])
  func eachPixelGoesWhereItShould(_ down: Int, _ right: Int) {
    let moved = image.moved(down: down, right: right)
    #expect(moved.shape == image.shape)
    for h in 0..<2 {
      for w in 0..<3 {
        for c in 0..<2 {
          let isInside = (0..<2).contains(h - down) && (0..<3).contains(w - right)
          let expected = isInside ? image[h - down, w - right, c] : 0
          #expect(moved[h, w, c] == expected, "(\(h), \(w), \(c))")
        }
      }
    }
  }

  @Test(arguments: [(0, 2), (-1, 0), (3, -1)])
  func aDataSetMovesAsItsImagesDo(_ down: Int, _ right: Int) throws {
    let cells: [[UInt8]] = [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]
    let sheet = try Sheet(cells: cells, height: 2, width: 3, columns: 2)
    let data = try DataSet([("a", sheet), ("b", sheet)])
    let (images, labels) = data.moved(down: down, right: right).batch([0, 3])
    #expect(labels == [0, 1])
    for (n, cell) in cells.enumerated() {
      let alone = Tensor([2, 3, 1], cell.map { Float($0) / 255 }).moved(down: down, right: right)
      #expect(Array(images.scalars[n * 6..<n * 6 + 6]) == alone.scalars)
    }
  }
}
