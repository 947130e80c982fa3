import CNN
import Digits
import Foundation
import Models
import Pictures
import Testing

/// Whether pictures are read that were not drawn on the pad: photos, paint programs, scans.
@Suite struct FoundPictureTests {
  private func prepared(_ name: String) throws -> CentredDrawing {
    let file = Bundle.module.bundleURL.appending(path: "Fixtures/Found/\(name).png")
    return try CentredDrawing(
      Scan(contentsOf: file.path(percentEncoded: false)))
  }

  /// A picture of each kind that was once misread, with the digit on it.
  @Test(arguments: [
    ("hard-3", 3), ("dark-corner-1", 1), ("line-3", 3), ("orientation-6-3", 3),
    ("rgba-white-ink-3", 3), ("p1_1", 1), ("p1_3", 3), ("p1_5", 5), ("p1_7", 7), ("p1_9", 9),
    ("p2_1", 1), ("p2_3", 3), ("p2_5", 5), ("p2_7", 7), ("p2_9", 9),
  ])
  func knownCasesAreRead(_ name: String, _ digit: Int) throws {
    let drawing = try prepared(name)
    let answer = try Models.walkthrough().trace(drawing.image).output.scalars
    #expect(answer.argmax == digit, "\(name): \(drawing.ground.rawValue), \(drawing.steps)")
    #expect(drawing.ink.partCount == 1 && drawing.remark == nil, "\(name)")
  }

  @Test func whatWasDoneIsSaid() throws {
    #expect(try prepared("hard-3").ground == .darkOnLight)
    #expect(try prepared("hard-3").steps.first == .light)
    #expect(try prepared("dark-corner-1").ground == .darkOnLight)
    #expect(try prepared("line-3").steps == [.frame(1)])
    #expect(try prepared("orientation-6-3").steps == [.turned(.left)])
    #expect(try prepared("rgba-white-ink-3").steps == [.alpha])
    #expect(try prepared("rgba-white-ink-3").ground == .lightOnDark)
    guard case .brightened(let factor)? = try prepared("p1_3").steps.last else {
      Issue.record("expected brightened, got \(try prepared("p1_3").steps)")
      return
    }
    #expect(factor > 5)
  }

  @Test func twoDigitsAreSaid() throws {
    let ten = try prepared("ten")
    #expect(ten.ink.partCount == 2 && ten.ink.isTwo)
    #expect(ten.remark?.hasPrefix("It has 2 separate parts") == true, "\(ten.remark ?? "nil")")
  }

  /// Each kind with 20 pictures by a seed: at most a few are misread that are read on clean paper.
  ///
  /// Measured with 30 of each and seed 1, in November 2026, before and after: clean 28 and 28,
  /// shadow 20 and 25, spot 29 and 29, corner 27 and 28, frame 12 and 28, thin 17 and 26, alpha 28
  /// and 28, card 23 and 28, turned 11 and 28, faint 26 and 27, coarse 28 and 28. On clean paper 28
  /// are read. Small writing and chalk came later: 16 and 25, 26 and 26.
  @Test(arguments: FoundPicture.Kind.allCases)
  func everyKindIsRead(_ kind: FoundPicture.Kind) throws {
    let (network, digits) = (try Models.walkthrough(), try MNIST.dataSet(.test))
    var (right, clean, polarities) = (0, 0, 0)
    for number in 0..<20 {
      let found = FoundPicture(kind, number, digits, seed: 2)
      func isRead(_ drawing: CentredDrawing?) throws -> Bool {
        guard let drawing else { return false }
        return try network.trace(drawing.image).output.scalars.argmax == found.label
      }
      let drawing = try? CentredDrawing(PNG.decodeScan(found.png))
      if try isRead(drawing) { right += 1 }
      if try isRead(try? CentredDrawing(found.clean)) { clean += 1 }
      if drawing?.ink.isDarkOnLight == found.isDarkOnLight { polarities += 1 }
    }
    #expect(right >= clean - 3 && right >= 15, "\(kind): \(right) of 20, \(clean) on clean paper")
    if kind != .alpha { #expect(polarities >= 18, "\(kind): \(polarities) of 20") }
  }

  /// All eight orientations, in both orders of bytes: the picture is the same as the upright one.
  @Test(arguments: 1...8, [false, true])
  func everyOrientationIsTurnedBack(_ orientation: Int, _ isBigEndian: Bool) throws {
    let (width, height) = (3, 2)
    let upright: [UInt8] = [10, 20, 30, 40, 50, 60]
    let stored = Scene.stored(upright, width, height, orientation)
    let png = madePNG(
      width: stored.width, height: stored.height, channels: 1, pixels: stored.pixels,
      exif: madeExif(orientation: orientation, isBigEndian: isBigEndian))
    let expected = GreyPicture(width: width, height: height, pixels: upright)
    #expect(try PNG.decodeGrey(png) == expected)
    #expect(try PNG.decode(png) == Picture(expected))
    let scan = try PNG.decodeScan(png)
    #expect(scan.grey == expected && scan.alpha == nil)
    #expect(scan.orientation.rawValue == orientation)
  }

  /// An eXIf chunk that is cut, has no orientation, or has one that does not exist, says nothing.
  @Test func damagedExifIsPassedOver() throws {
    let good = madeExif(orientation: 6, isBigEndian: true)
    let picture = GreyPicture(width: 2, height: 1, pixels: [1, 2])
    var cases = (0..<20).map { Array(good[..<$0]) }
    for (place, byte) in [(0, 0), (3, 43), (7, 255), (9, 0), (11, 0x13), (13, 9), (19, 9), (19, 0)]
    {
      var bytes = good
      bytes[place] = UInt8(byte)
      cases.append(bytes)
    }
    for exif in cases {
      let png = madePNG(width: 2, height: 1, channels: 1, pixels: [1, 2], exif: exif)
      #expect(try PNG.decodeGrey(png) == picture, "\(exif)")
    }
    // The shortest that says it: an entry without the place of the next directory.
    let png = madePNG(
      width: 2, height: 1, channels: 1, pixels: [1, 2], exif: Array(good.prefix(20)))
    #expect(try PNG.decodeGrey(png) == GreyPicture(width: 1, height: 2, pixels: [1, 2]))
  }
}
