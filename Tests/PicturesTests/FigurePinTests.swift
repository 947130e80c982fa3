import Figures
import Testing

@testable import Pictures

/// The pictures of some figures, pixel by pixel: the same on every machine. When a figure is to
/// look different, look at it, and put the new number here.
@Suite struct FigurePinTests {
  private static let pins: [(name: String, pixels: UInt64)] = [
    ("row", 0xfd2c_77cf_5eba_0fd1),
    ("marks", 0x9afa_8ff8_4ac9_3116),
    ("words", 0xab91_f7da_209a_e8be),
    ("table", 0x98b3_c284_c941_14cd),
    ("bars", 0x90a4_c18f_bc27_83bb),
    ("level", 0xbaab_a305_d3f4_109c),
    ("curves", 0xfbc2_4093_afba_d506),
    ("dots", 0x370e_338a_c7c9_4166),
    ("histogram", 0xfad0_d6bb_3abf_e62f),
  ]

  @Test(arguments: pins)
  func pixels(_ name: String, _ expected: UInt64) throws {
    let figure = try #require(FigureExamples.all.first { $0.name == name }?.figure)
    let picture = Picture(figure)
    // FNV-1a, 64 bits.
    let found = picture.pixels.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let hexadecimal = String(found, radix: 16)
    #expect(found == expected, "“\(name)” is another picture: 0x\(hexadecimal)")
  }
}
