import Digits
import Pictures

/// A PNG: its picture, in colour, in grey, with transparency; and what the preparation of drawings
/// makes of it.
struct PNGTarget: Target {
  /// Larger pictures take long, and say nothing new. Only their structure is read.
  private static let mostPixels = 1_000

  func seeds() throws -> [[UInt8]] { try Samples.pngs() }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] { dice.changedPNG(input) }

  func read(_ input: [UInt8]) throws {
    let size = try PNG.size(of: input)
    promise(size.width > 0 && size.height > 0, "a picture of \(size) was accepted")
    guard size.width * size.height <= Self.mostPixels else { return }
    let colour = succeeds { try PNG.decode(input) }
    let grey = succeeds { try PNG.decodeGrey(input) }
    let scan = succeeds { try PNG.decodeScan(input) }
    promise(
      (colour == nil) == (grey == nil) && (grey == nil) == (scan == nil),
      "only some of decode, decodeGrey and decodeScan read it")
    guard let colour, let grey, let scan else { return }

    promise(
      colour.width * colour.height == size.width * size.height, "the number of pixels changed")
    promise(grey == GreyPicture(colour), "decodeGrey differs from decode followed by grey")
    promise(
      (scan.grey.width, scan.grey.height) == (grey.width, grey.height), "the scan's size differs")
    if scan.alpha == nil { promise(scan.grey == grey, "an opaque scan differs from decodeGrey") }
    promise(try PNG.decode(PNG.encode(colour)) == colour, "a picture was written otherwise")
    promise(try PNG.decodeGrey(PNG.encode(grey)) == grey, "a grey picture was written otherwise")

    guard let drawing = succeeds({ try CentredDrawing(scan) }) else { return }
    promise((drawing.picture.width, drawing.picture.height) == (28, 28), "it is not 28×28")
    promise(max(drawing.scaled.width, drawing.scaled.height) <= 20, "the ink is larger than 20×20")
    promise(
      drawing.centre.row.isFinite && drawing.centre.column.isFinite, "the ink has no centre")
    promise(drawing.image.scalars.allSatisfy { (0...1).contains($0) }, "a pixel is outside 0 to 1")
  }
}
