import CNN
import Testing

@testable import Pictures

/// From numbers to pixels: what is painted is what the scale says, where the map says.
@Suite struct PaintingTests {
  @Test func scales() {
    let (signed, unsigned) = (ColorScale.signed(2), ColorScale.unsigned(2))
    #expect(signed.color(0) == .white && unsigned.color(0) == .white)
    // The unsigned scale is the orange half of the signed one.
    for value: Float in [0.1, 0.7, 1.5, 2, 9] {
      #expect(signed.color(value) == unsigned.color(value), "\(value)")
      let (above, below) = (signed.color(value), signed.color(-value))
      #expect(above.red > above.blue && below.blue > below.red, "\(value)")
    }
    #expect(signed.color(2) == signed.color(100), "beyond the limit as at it")
    #expect(unsigned.color(-1) == .white)
    #expect(ColorScale.pixels.color(0) == .black && ColorScale.pixels.color(1) == .white)
    #expect(ColorScale.pixels.color(128.0 / 255) == Color(grey: 128))
    for value: Float in [.nan, .infinity, -.infinity] {
      #expect(signed.color(value) == Color(red: 255, green: 0, blue: 255))
    }
  }

  @Test func scalesThatFit() {
    let maps = [Tensor([1, 2, 1], [1, -3]), Tensor([1, 2, 1], [.nan, 2])]
    #expect(ColorScale.fitting(maps).limit == 3)
    #expect(ColorScale.fitting(Tensor([1, 1, 1])).limit == 1, "all zero")
    #expect(ColorScale.signed(-1).limit == 1 && ColorScale.unsigned(.nan).limit == 1)
  }

  /// Each number is a square of its colour, and a frame lies around what is marked.
  @Test func panels() {
    let map = Tensor([2, 3, 1], [-1, 0, 1, 0.5, -0.5, 0.25])
    let (scale, cell) = (ColorScale.signed(1), 10)
    let plain = MapPanel(map, scale, cell: cell).draw()
    #expect((plain.width, plain.height) == (3 * cell + 8, 2 * cell + 8))
    for row in 0..<2 {
      for column in 0..<3 {
        let color = scale.color(map[row, column, 0])
        for corner in [1, cell - 2] {
          #expect(plain[4 + column * cell + corner, 4 + row * cell + corner] == color)
        }
      }
    }
    let marked = MapPanel(map, scale, cell: cell).marking(row: 1, column: 1).draw()
    #expect(marked[4 + cell - 2, 4 + cell + 5] == .mark)
    #expect(marked[4 + cell + 5, 4 + cell + 5] == plain[4 + cell + 5, 4 + cell + 5])
    let rows = SlidingAxis(input: 2, size: 2, stride: 1, padding: .same)
    let columns = SlidingAxis(input: 3, size: 3, stride: 1, padding: .full)
    let bordered = MapPanel(map, scale, cell: cell).bordered(rows, columns).draw()
    // Of an even window `same` has its border below only; `full` has two on either side.
    #expect((bordered.width, bordered.height) == (7 * cell + 8, 3 * cell + 8))
  }

  /// Numbers are written where they fit, and nowhere as something that they are not.
  @Test(arguments: [
    (30, 1, [Float(1), 2], true), (30, 2, [0.333, -0.667], false), (70, 2, [0.333, -0.667], true),
    (16, 0, [1, 2], false), (40, 1, [12345, 1], false),
  ])
  func numbersInCells(_ cell: Int, _ decimals: Int, _ values: [Float], _ areWritten: Bool) {
    let map = Tensor([1, 2, 1], values)
    let scale = ColorScale.signed(1e6)
    let bare = MapPanel(map, scale, cell: cell).draw()
    let written = MapPanel(map, scale, cell: cell, decimals: decimals).draw()
    #expect((bare != written) == areWritten)
  }

  @Test func numbersOfOneSize() {
    func inked(_ panel: MapPanel) -> Int {
      let pixels = panel.draw().pixels
      return stride(from: 0, to: pixels.count, by: 3).count { pixels[$0] == 0 }
    }
    var panel = MapPanel(Tensor([1, 1, 1], [1]), .signed(1e6), cell: 40, decimals: 0)
    let large = inked(panel)
    panel.largestText = 2
    // Each pixel of the font is 2×2 then, no longer 3×3.
    #expect(large > 0 && inked(panel) * 9 == large * 4)
  }

  @Test func scaleBars() {
    let bar = Picture.scaleBar(.signed(3), width: 101)
    let left = (bar.width - 101) / 2
    #expect(bar[left + 50, 7] == .white)
    #expect(bar[left + 1, 7].blue > bar[left + 1, 7].red)
    #expect(bar[left + 99, 7].red > bar[left + 99, 7].blue)
    #expect(Picture.scaleBar(.signed(3)) != Picture.scaleBar(.signed(4)), "the numbers differ")
  }

  @Test func layout() {
    let (wide, high) = (Picture(width: 30, height: 10), Picture(width: 5, height: 20, fill: .black))
    let row = Picture.row([wide, high], spacing: 4, align: .end)
    #expect((row.width, row.height) == (39, 20) && row[34, 0] == .black)
    let column = Picture.column([wide, high], spacing: 4, align: .center)
    #expect((column.width, column.height) == (30, 34))
    #expect(column[12, 14] == .black && column[11, 14] == .white && column[17, 14] == .white)
    #expect(Picture.montage([high, high, high], columns: 2, spacing: 1).height == 43)
    #expect(high.framed(3)[2, 2] == .white && high.framed(3)[3, 3] == .black)
  }

  /// Every character that pages and pictures use has a glyph of its own, and none is blank.
  @Test func glyphs() {
    func pixels(_ character: Character) -> [UInt8] { Picture(text: String(character)).pixels }
    let printable = (33..<127).compactMap { UnicodeScalar($0).map(Character.init) }
    let signs =
      "−×÷·→←↑↓↗↘↖↙↔↕⇒ΣΔ∇Ω∈∘⊙•…≈±°∂√∞≤≥≠½¼¾⅓⅔–‘’“”′″⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣⁿ₀₁₂₃₄₅₆₇₈₉₊"
      + "αβγδεηθλμπρστφäöüÄÖÜßéèàñç✓✗§€«»■□●○▲▼"
    let all = printable + Array(signs)
    #expect(Set(all.map(pixels)).count == all.count)
    #expect(!all.contains { pixels($0) == pixels(" ") })
    let twins = Array("—∑µ")  // as − Σ μ
    let box = pixels("ж")
    #expect(!(all + twins).contains { pixels($0) == box }, "the box is for the unknown alone")
  }

  @Test func smallerPicturesAreMeans() {
    let grey = GreyPicture(width: 4, height: 2, pixels: [0, 100, 10, 20, 200, 100, 30, 40])
    let small = grey.reduced(toPixels: 2)
    #expect((small.width, small.height, small.pixels) == (2, 1, [100, 25]))
    #expect(grey.reduced(toPixels: 8) == grey)
    let thin = GreyPicture(width: 1, height: 1000, fill: 7).reduced(toPixels: 100)
    #expect(thin.width == 1 && thin.height < 1000 && thin.pixels.allSatisfy { $0 == 7 })
  }
}
