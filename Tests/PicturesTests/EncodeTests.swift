import Pictures
import Printing
import Testing

@Suite struct EncodeTests {
  static let sizes = [(1, 1), (1, 300), (300, 1), (7, 5), (64, 64), (501, 203)]

  @Test(arguments: sizes)
  func colourComesBack(_ width: Int, _ height: Int) throws {
    let picture = Picture(width: width, height: height, pixels: noise(width * height * 3))
    let bytes = try PNG.encode(picture)
    #expect(try PNG.decode(bytes) == picture)
    #expect(try PNG.decodeGrey(bytes) == GreyPicture(picture))
    #expect(try PNG.encode(picture) == bytes, "the same picture makes the same bytes")
  }

  @Test(arguments: sizes)
  func greyComesBack(_ width: Int, _ height: Int) throws {
    let picture = GreyPicture(width: width, height: height, pixels: noise(width * height))
    let bytes = try PNG.encode(picture)
    #expect(try PNG.decodeGrey(bytes) == picture)
    #expect(try PNG.decode(bytes) == Picture(picture))
    #expect(GreyPicture(Picture(picture)) == picture)
    #expect(bytes[25] == 0, "colour type: expected grey (0), got \(bytes[25])")
  }

  @Test func wrongNumberOfPixels() {
    var picture = Picture(width: 4, height: 3)
    picture.pixels.removeLast()
    #expect(throws: PNGError.wrongCount(bytes: 35, width: 4, height: 3, channels: 3)) {
      try PNG.encode(picture)
    }
  }

  @Test func tooLong() {
    #expect(throws: PNGError.tooLarge(width: 1_000_001, height: 1)) {
      try PNG.encode(GreyPicture(width: 1_000_001, height: 1))
    }
  }

  @Test func pixelsLieWhereTheyAreSaid() {
    var picture = Picture(width: 3, height: 2, fill: .black)
    #expect(picture.pixels == [UInt8](repeating: 0, count: 18))
    picture[2, 1] = Color(red: 1, green: 2, blue: 3)
    #expect(picture.pixels == [UInt8](repeating: 0, count: 15) + [1, 2, 3])
    #expect(picture[2, 1] == Color(red: 1, green: 2, blue: 3))
    let filled = Picture(width: 2, height: 1, fill: Color(red: 1, green: 2, blue: 3))
    #expect(filled.pixels == [1, 2, 3, 1, 2, 3])
    var grey = GreyPicture(width: 3, height: 2)
    grey[1, 1] = 7
    #expect(grey.pixels == [255, 255, 255, 255, 7, 255])
    #expect(grey[1, 1] == 7)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
  func groupsOfThree(_ number: Int, _ expected: String) {
    #expect(number.grouped == expected)
  }

  @Test(arguments: [(0, "0 steps"), (1, "1 step"), (1000, "1,000 steps")])
  func numbersWithNouns(_ number: Int, _ expected: String) {
    #expect(number.counted("step") == expected)
  }
}

/// Bytes that look random and are always the same.
private func noise(_ count: Int) -> [UInt8] {
  var state: UInt32 = 1
  return (0..<count).map { _ in
    state = state &* 1_664_525 &+ 1_013_904_223
    return UInt8(state >> 24)
  }
}
