import Testing

@testable import Pictures

@Suite struct RefusalTests {
  @Test func emptyAndOther() {
    #expect(throws: PNGError.empty) { try PNG.decode([]) }
    #expect(throws: PNGError.notPNG([0x47, 0x49, 0x46])) { try PNG.decode([0x47, 0x49, 0x46]) }
    #expect(
      PNGError.notPNG([0x47, 0x49, 0x46]).description
        == "not a PNG: it begins with the bytes 47 49 46, a PNG with 89 50 4e 47 0d 0a 1a 0a")
    #expect(
      PNGError.brokenOff(after: 1024, needed: 12_345_678).description
        == "incomplete: it has 1,024 of at least 12,345,678 bytes")
  }

  /// A picture in another format gets the commands that make it a PNG, safe for a shell.
  @Test func otherFormatsAreNamed() {
    let starts: [(String, [UInt8])] = [
      ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70]), ("GIF", Array("GIF89a12".utf8)),
      ("TIFF", Array("II*".utf8) + [0, 8, 0, 0, 0]), ("WebP", Array("RIFF1234".utf8)),
      ("HEIC", [0, 0, 0, 24] + Array("ftyp".utf8)), ("BMP", Array("BM123456".utf8)),
    ]
    for (format, bytes) in starts {
      #expect(
        PNGError.notPNG(bytes).clause(for: "a b.x")
          == "it is a \(format), and only PNGs are read. Convert it, on a Mac: "
          + "sips -s format png 'a b.x' --out 'a b.x.png'; on Linux, with ImageMagick: "
          + "convert 'a b.x' 'a b.x.png'")
    }
    // With an accent, a quote is another character to Swift, but not to a shell. The letter before
    // the semicolon takes it in.
    let jpeg = PNGError.notPNG(starts[0].1)
    for (path, word) in [
      ("a'\u{301};b", "'a'\\''\u{301};b'"), ("\u{D4E};b", "'\u{D4E};b'"), ("ä/b_1", "ä/b_1"),
    ] {
      #expect(jpeg.clause(for: path).contains("sips -s format png \(word) --out"))
    }
    let other = PNGError.notPNG([1, 2])
    #expect(other.clause(for: "x.png") == other.description)
  }

  @Test(arguments: [(0, 5), (5, 0), (0, 0)])
  func noPixels(_ width: Int, _ height: Int) {
    #expect(throws: PNGError.noPixels(width: width, height: height)) {
      try PNG.decode(makePNG(width: width, height: height))
    }
  }

  @Test(arguments: [
    (0xFFFF_FFFF, 0xFFFF_FFFF), (0x7FFF_FFFF, 0x7FFF_FFFF), (8_000, 8_001), (1_000_001, 1),
    (1, 64_000_001),
  ])
  func tooManyPixels(_ width: Int, _ height: Int) {
    #expect(throws: PNGError.tooLarge(width: width, height: height)) {
      try PNG.decode(makePNG(width: width, height: height))
    }
  }

  /// The sentence names the limit that was set, not that of all pictures.
  @Test func morePixelsThanAsked() {
    let error = #expect(throws: PNGError.self) {
      try PNG.decodeScan(makePNG(width: 8, height: 8), most: 63)
    }
    #expect(error == .tooLarge(width: 8, height: 8, most: 63))
    #expect(
      error?.description
        == "8×8 pixels are too many: the limit is 63 in total and 1,000,000 a side")
  }

  @Test func fewBytesCannotHoldManyPixels() {
    let error = #expect(throws: PNGError.self) {
      try PNG.decode(makePNG(width: 8_000, height: 8_000))
    }
    #expect(error == .damaged("10 compressed bytes cannot hold 8,000×8,000 pixels"))
  }

  /// Texts are left out before libpng sees them: it would inflate a megabyte to a gigabyte, for
  /// nobody. A damaged one is still a damaged file.
  @Test func textsAreNotInflated() throws {
    let plain = makePNG(width: 1, height: 1)
    var (wordy, place) = (plain, 33)  // behind IHDR
    for type in ["tEXt", "zTXt", "iTXt"] {
      let text = chunk(type, Array("Comment\0\0".utf8) + [0x78, 0x9C, 1, 2, 3])
      wordy.insert(contentsOf: text, at: place)
      place += text.count
    }
    wordy.insert(contentsOf: chunk("zTXt", [97, 0, 0]), at: wordy.count - 12)  // before IEND
    #expect(try PNGStructure(wordy).withoutTexts(wordy + [1, 2, 3]) == plain)
    #expect(try PNGStructure(plain + [9]).withoutTexts(plain + [9]) == plain)
    #expect(try PNG.decode(wordy) == PNG.decode(plain))
    wordy[50] ^= 1
    #expect(throws: PNGError.self) { try PNG.decode(wordy) }
  }

  @Test func chunkLengths() {
    var bytes = makePNG(width: 1, height: 1)
    bytes.replaceSubrange(33..<37, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: PNGError.damaged("the chunk at byte 33 has a length of 4,294,967,295")) {
      try PNG.decode(bytes)
    }
    bytes.replaceSubrange(33..<37, with: [0x7F, 0xFF, 0xFF, 0xFF])
    #expect(throws: PNGError.brokenOff(after: bytes.count, needed: 33 + 12 + 0x7FFF_FFFF)) {
      try PNG.decode(bytes)
    }
  }

  @Test(arguments: [(0, 3), (1, 8), (2, 4), (3, 16), (4, 1), (5, 8), (6, 2), (7, 8), (255, 255)])
  func colourTypesThatDoNotExist(_ type: UInt8, _ depth: UInt8) {
    let error = PNGError.damaged(
      "its header has colour type \(type) with \(depth) bits, which PNG lacks")
    #expect(throws: error) {
      try PNG.decode(makePNG(width: 1, height: 1, depth: depth, type: type))
    }
  }

  @Test func chunksOutOfPlace() {
    let whole = makePNG(width: 1, height: 1)
    let signature = whole[..<8]
    #expect(throws: PNGError.damaged("its first chunk is IEND with 0 bytes, not IHDR with 13")) {
      try PNG.decode(Array(signature + whole.suffix(12)))
    }
    #expect(throws: PNGError.self, "no IDAT") {
      try PNG.decode(Array(whole[..<33] + whole.suffix(12)))
    }
    #expect(throws: PNGError.self, "IHDR twice") {
      try PNG.decode(Array(whole[..<33] + whole[8..<33] + whole[33...]))
    }
    #expect(throws: PNGError.self, "half of the pixels") {
      try PNG.decode(makePNG(width: 1, height: 2))
    }
  }
}
