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

  @Test func frames() {
    let high = Picture(width: 5, height: 20, fill: .black)
    #expect(high.framed(3)[2, 2] == .white && high.framed(3)[3, 3] == .black)
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
