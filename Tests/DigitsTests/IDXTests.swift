import Digits
import Testing

@Suite struct IDXTests {
  static let pixels: [UInt8] = Array(1...24)
  static let imageFile = Packing.imageFile(count: 4, height: 2, width: 3, pixels: pixels)
  static let labelFile = Packing.labelFile(count: 4, labels: [1, 0, 1, 3])

  @Test(arguments: [false, true])
  func plainAndPacked(_ packed: Bool) throws {
    let imageFile = packed ? Packing.gzip(Self.imageFile) : Self.imageFile
    let labelFile = packed ? Packing.gzip(Self.labelFile) : Self.labelFile
    let images = try IDX.images(imageFile, name: "images")
    #expect(images.count == 4 && images.height == 2 && images.width == 3)
    #expect(images.pixels == Self.pixels)
    #expect(images[1] == [7, 8, 9, 10, 11, 12])
    #expect(try IDX.labels(labelFile, name: "labels") == [1, 0, 1, 3])
  }

  @Test func otherFiles() {
    let error = #expect(throws: IDXError.self) { try IDX.images(Self.labelFile, name: "a.gz") }
    #expect(
      error?.description
        == "a.gz: it begins with 0x00000801, not 0x00000803, so it is not an IDX file of images")
    #expect(throws: IDXError.wrongMagic("a", got: 0x803, expected: 0x801)) {
      try IDX.labels(Packing.gzip(Self.imageFile), name: "a")
    }
    #expect(throws: IDXError.brokenOff("a", after: 0, needed: 16)) {
      try IDX.images([], name: "a")
    }
  }

  @Test func plainFilesBrokenOffAnywhere() {
    for count in Self.imageFile.indices {
      let needed = count < 16 ? 16 : Self.imageFile.count
      #expect(throws: IDXError.brokenOff("a", after: count, needed: needed)) {
        try IDX.images(Array(Self.imageFile[..<count]), name: "a")
      }
    }
  }

  @Test func packedFilesBrokenOffAnywhere() {
    let packed = Packing.gzip(Self.imageFile)
    // With fewer than two bytes it does not look like gzip; until the last, it is not whole.
    for count in 2..<packed.count {
      #expect(throws: IDXError.gzipBrokenOff("a", after: count)) {
        try IDX.images(Array(packed[..<count]), name: "a")
      }
    }
  }

  @Test func packedFilesWithAnyByteDamaged() {
    let packed = Packing.gzip(Self.imageFile)
    for index in packed.indices {
      // Of gzip's header, the time, the hints and the system's number (bytes 4 to 9) mean nothing.
      if (4...9).contains(index) { continue }
      var bytes = packed
      bytes[index] ^= 0xFF
      #expect(throws: IDXError.self, "byte \(index)") { try IDX.images(bytes, name: "a") }
    }
  }

  @Test func bytesBehindTheEnd() {
    let needed = Self.imageFile.count
    #expect(throws: IDXError.trailing("a", needed: needed)) {
      try IDX.images(Self.imageFile + [0], name: "a")
    }
    #expect(throws: IDXError.trailing("a", needed: needed)) {
      try IDX.images(Packing.gzip(Self.imageFile + [0]), name: "a")
    }
    #expect(throws: IDXError.gzipTrailing("a", bytes: 3)) {
      try IDX.images(Packing.gzip(Self.imageFile) + [1, 2, 3], name: "a")
    }
  }

  @Test func aBombIsNotUnpacked() {
    // 20 MB of zeros in 20 KB, behind a header that announces six bytes
    let bytes = Packing.imageFile(count: 1, height: 2, width: 3, pixels: [])
    let bomb = Packing.gzip(bytes + [UInt8](repeating: 0, count: 20_000_000))
    #expect(throws: IDXError.trailing("a", needed: 22)) { try IDX.images(bomb, name: "a") }
  }

  @Test(arguments: [
    [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [1, 0xFFFF_FFFF, 1], [1_000_001, 1000, 1], [5, 0, 3],
    [5, 3, 0],
  ])
  func absurdSizes(_ sizes: [Int]) {
    let bytes = Packing.imageFile(
      count: sizes[0], height: sizes[1], width: sizes[2], pixels: [1, 2, 3])
    #expect(throws: IDXError.absurd("a", sizes: sizes)) { try IDX.images(bytes, name: "a") }
    #expect(throws: IDXError.absurd("a", sizes: sizes)) {
      try IDX.images(Packing.gzip(bytes), name: "a")
    }
  }

  @Test func moreThanThePackedBytesCanHold() {
    let bytes = Packing.imageFile(count: 1000, height: 1000, width: 1000, pixels: [1, 2, 3])
    #expect(throws: IDXError.brokenOff("a", after: 19, needed: 1_000_000_016)) {
      try IDX.images(bytes, name: "a")
    }
    let error = #expect(throws: IDXError.self) { try IDX.images(Packing.gzip(bytes), name: "a") }
    #expect(
      error?.description
        == "a: its header says 1,000 × 1,000 × 1,000, which cannot be in this file")
  }
}
