import Digits
import Testing

/// The sheets against the published files, as NumPy reads them:
///
/// ```python
/// import gzip, numpy as np, zlib
/// for part in "train", "t10k":
///     x = np.frombuffer(gzip.open(part + "-images-idx3-ubyte.gz").read()[16:], np.uint8)
///     y = np.frombuffer(gzip.open(part + "-labels-idx1-ubyte.gz").read()[8:], np.uint8)
///     x = x.reshape(-1, 28, 28)
///     print([int((y == k).sum()) for k in range(10)])
///     print([hex(zlib.crc32(x[y == k].tobytes())) for k in range(10)])
/// print(y[0], x[0].sum(), x[0][7].tolist(), x[0][20].tolist())  # the last part is the test's
/// ```
@Suite struct MNISTTests {
  static let counts: [MNIST.Part: [Int]] = [
    .train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    .test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
  ]

  static let checksums: [MNIST.Part: [UInt]] = [
    .train: [
      0xa6f4_4c7f, 0xb047_f7b4, 0x7bff_4f7e, 0xd940_0b43, 0x6b5d_60e7, 0x253d_95c0, 0xa9c1_2bcf,
      0xf7b6_1bca, 0x4d54_f88e, 0x366a_a776,
    ],
    .test: [
      0x9859_0c96, 0x9f90_bc55, 0xd623_3e1f, 0x4c32_be97, 0x7752_1005, 0x8246_b236, 0x9283_598e,
      0xfb0a_eb6a, 0x42ca_8b52, 0xab86_9a13,
    ],
  ]

  @Test(arguments: MNIST.Part.allCases, 0...9)
  func everyDigitIsThereInItsOrder(_ part: MNIST.Part, _ digit: Int) throws {
    let sheet = try MNIST.sheet(part, digit: digit)
    #expect(sheet.height == 28 && sheet.width == 28 && sheet.columns == 100)
    #expect(sheet.count == Self.counts[part]?[digit])
    let checksum = Packing.checksum((0..<sheet.count).lazy.map { sheet[$0] })
    #expect(checksum == Self.checksums[part]?[digit])
  }

  @Test func theSeven() throws {
    let seven = try MNIST.seven()
    #expect(seven.shape == [28, 28, 1])
    let pixels = seven.scalars.map { UInt8(($0 * 255).rounded()) }
    #expect(pixels.map { Float($0) / 255 } == seven.scalars)
    #expect(pixels.reduce(0) { $0 + Int($1) } == 18454)
    let row7: [UInt8] = [0, 0, 0, 0, 0, 0, 84, 185, 159, 151, 60, 36]
    #expect(pixels[7 * 28..<8 * 28] == row7 + ArraySlice(repeating: 0, count: 16))
    let row20: [UInt8] = [3, 203, 254, 219, 35]
    #expect(pixels[20 * 28 + 12..<20 * 28 + 17] == row20[...])
  }

  @Test(arguments: [-1, 10, 1234])
  func digitsThatDoNotExist(_ digit: Int) {
    #expect(throws: MNISTError.noDigit(digit)) { try MNIST.sheet(.test, digit: digit) }
  }

  @Test func testDigits() throws {
    #expect(try TestDigit(7, cell: 0).image() == MNIST.seven())
    let last = try MNIST.sheet(.test, digit: 0).image(979)
    #expect(try TestDigit(0, cell: 979).image() == last)
    #expect("\(TestDigit(7, cell: 102))" == "test/7.png, cell 102")
  }

  @Test(arguments: [
    (TestDigit(10, cell: 0), "MNIST has no digit 10, only 0 to 9"),
    (TestDigit(-1, cell: 0), "MNIST has no digit -1, only 0 to 9"),
    (TestDigit(7, cell: 1028), "test/7.png has no cell 1,028, only 0 to 1,027"),
    (TestDigit(7, cell: -1), "test/7.png has no cell -1, only 0 to 1,027"),
  ])
  func testDigitsThatDoNotExist(_ digit: TestDigit, _ sentence: String) {
    do {
      _ = try digit.image()
      Issue.record("\(digit) has an image")
    } catch { #expect("\(error)" == sentence) }
  }

  @Test func manyCallersAtOnce() async throws {
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<40 {
        group.addTask { try MNIST.sheet(.test, digit: index % 10).count }
      }
      return try await group.reduce(0, +)
    }
    #expect(total == 40_000)
  }
}
