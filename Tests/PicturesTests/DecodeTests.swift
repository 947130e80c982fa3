import Pictures
import Testing

@Suite struct DecodeTests {
  @Test func allKindsAreThere() {
    // 15 colour types and bit depths, and 11 of them (those without alpha) again with tRNS; each
    // plain and interlaced. And 4 small ones, in which some passes of the interlacing are empty.
    #expect(Fixture.all.count == (15 + 11) * 2 + 4)
  }

  @Test(arguments: Fixture.all)
  func everyKindDecodesToItsPixels(_ fixture: Fixture) throws {
    let picture = try PNG.decode(fixture.bytes)
    #expect(picture.width == fixture.width && picture.height == fixture.height)
    #expect(picture.pixels == fixture.expected)
  }

  @Test(arguments: Fixture.all)
  func greyIsTheWeighedColour(_ fixture: Fixture) throws {
    let grey = try PNG.decodeGrey(fixture.bytes)
    let expected = Picture(
      width: fixture.width, height: fixture.height, pixels: fixture.expected)
    #expect(grey == GreyPicture(expected))
  }

  @Test(
    arguments: [
      // from PIL import Image; Image.new("RGB", (1, 1), (r, g, b)).convert("L").getpixel((0, 0))
      (Color(red: 255, green: 0, blue: 0), 76), (Color(red: 0, green: 255, blue: 0), 150),
      (Color(red: 0, green: 0, blue: 255), 29), (Color(red: 12, green: 200, blue: 77), 130),
      (Color(red: 254, green: 255, blue: 253), 254), (Color(red: 1, green: 0, blue: 2), 1),
    ] as [(Color, UInt8)])
  func greyIsPillowsGrey(_ color: Color, _ expected: UInt8) {
    #expect(GreyPicture(Picture(width: 1, height: 1, fill: color)).pixels == [expected])
  }

  @Test(arguments: Fixture.some)
  func truncationAtEveryByteThrows(_ fixture: Fixture) {
    for count in fixture.bytes.indices {
      let error = #expect(throws: PNGError.self, "cut to \(count) bytes") {
        try PNG.decode(Array(fixture.bytes[..<count]))
      }
      switch error {
      case .empty where count == 0: break
      case .brokenOff(let after, let needed) where after == count && needed > count: break
      default: Issue.record("cut to \(count) bytes: expected brokenOff, got \(error as Any)")
      }
    }
  }

  @Test(arguments: Fixture.some)
  func everyFlippedBitThrows(_ fixture: Fixture) {
    // Every byte counts: lengths, types, data and checksums all hang together.
    for index in fixture.bytes.indices {
      for bit in 0..<8 {
        var bytes = fixture.bytes
        bytes[index] ^= 1 << bit
        #expect(throws: PNGError.self, "bit \(bit) of byte \(index)") { try PNG.decode(bytes) }
      }
    }
  }

  /// Bytes that are damaged but have the right checksums reach libpng, and must not hurt it.
  @Test(arguments: Fixture.all)
  func damageWithRightChecksumsNeverCrashes(_ fixture: Fixture) {
    for index in fixture.bytes.indices.dropFirst(8) {
      for value in [0, 0xFF, ~fixture.bytes[index]] {
        var bytes = fixture.bytes
        bytes[index] = value
        repairChecksums(&bytes)
        let picture = try? PNG.decode(bytes)
        if let picture { #expect(picture.pixels.count == picture.width * picture.height * 3) }
      }
    }
  }

  @Test func bytesBehindTheEndAreIgnored() throws {
    let picture = Picture(width: 3, height: 2, fill: Color(red: 1, green: 2, blue: 3))
    #expect(try PNG.decode(PNG.encode(picture) + [1, 2, 3]) == picture)
  }
}
