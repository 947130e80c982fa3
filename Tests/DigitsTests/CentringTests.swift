import CNN
import Pictures
import Testing

@testable import Digits

@Suite struct CentringTests {
  /// The seven as a picture.
  private var seven: GreyPicture {
    get throws { GreyPicture(width: 28, height: 28, pixels: try MNIST.sheet(.test, digit: 7)[0]) }
  }

  /// (0·0 + 0·1 + 1·2 + 3·3) / 4 = 2.75
  @Test func theCentreOfMassByHand() throws {
    let row = try #require(GreyPicture(width: 4, height: 1, pixels: [0, 0, 1, 3]).centreOfMass)
    #expect(row == (0, 2.75))
    #expect(GreyPicture(width: 3, height: 3, fill: 0).centreOfMass == nil)
  }

  /// Three pixels become two: each is one whole and half of the one in the middle.
  @Test func areasAreAveraged() {
    let line = GreyPicture(width: 3, height: 1, pixels: [90, 30, 0])
    #expect(line.averaged(rows: 0..<1, columns: 0..<3, height: 1, width: 2).pixels == [70, 10])
    #expect(line.averaged(rows: 0..<1, columns: 0..<3, height: 1, width: 3) == line)
    #expect(line.averaged(rows: 0..<1, columns: 1..<3, height: 1, width: 1).pixels == [15])
    #expect(
      line.averaged(rows: 0..<1, columns: 0..<3, height: 2, width: 6).pixels
        == [90, 90, 30, 30, 0, 0, 90, 90, 30, 30, 0, 0])
  }

  /// From 0 to 3 and from 8 to 10: any level from 4 to 8 parts them, and the first counts.
  @Test func otsuByHand() {
    #expect(Otsu.threshold(Levels([0, 1, 1, 3, 8, 8, 9, 10])) == 4)
    #expect(Otsu.threshold(Levels([0, 0, 255])) == 1)
  }

  /// Eight pixels high, four wide: 20×10, with the centre of mass in the middle. As a line it is
  /// thick, and it would become thinner; here it stays.
  @Test func theStepsByHand() throws {
    var drawing = GreyPicture(width: 40, height: 30, fill: 255)
    for y in 3..<11 { for x in 20..<24 { drawing[x, y] = 0 } }
    let centred = try CentredDrawing(drawing, evensLines: false)
    #expect(centred.ink.isDarkOnLight)
    #expect((centred.ink.rows, centred.ink.columns) == (3..<11, 20..<24))
    #expect((centred.scaled.height, centred.scaled.width) == (20, 10))
    #expect(centred.scaled.pixels.allSatisfy { $0 == 255 })
    #expect(centred.centre == (9.5, 4.5))
    // 14 − 9.5 = 4.5 and 14 − 4.5 = 9.5 are rounded away from zero.
    let lit = centred.picture.pixels.indices.filter { centred.picture.pixels[$0] > 0 }
    #expect(lit.map { $0 / 28 }.min() == 5 && lit.map { $0 / 28 }.max() == 24)
    #expect(lit.map { $0 % 28 }.min() == 10 && lit.map { $0 % 28 }.max() == 19)
    #expect(centred.image.shape == [28, 28, 1] && centred.image.scalars.max() == 1)
  }

  /// What was centred already stays as it is.
  @Test func theSevenStaysTheSeven() throws {
    let centred = try CentredDrawing(try seven)
    #expect(!centred.ink.isDarkOnLight)
    #expect(max(centred.scaled.width, centred.scaled.height) == 20)
    let differences = zip(centred.picture.pixels, try seven.pixels).map { abs(Int($0) - Int($1)) }
    #expect(differences.max() ?? 255 <= 2, "\(differences.max() ?? 255)")
  }

  @Test func inkThatReachesTheEdgeStaysInside() throws {
    // An L: its centre of mass lies near its corner, and would push the arm out of the frame.
    var drawing = GreyPicture(width: 100, height: 100, fill: 0)
    for i in 40..<100 { for j in 0..<60 where i > 90 || j < 6 { drawing[j, i] = 255 } }
    let centred = try CentredDrawing(drawing)
    let total = centred.scaled.pixels.reduce(0) { $0 + Int($1) }
    #expect(centred.picture.pixels.reduce(0) { $0 + Int($1) } == total)
  }

  @Test(arguments: [0, 1, 90, 200, 255] as [UInt8])
  func blankPicturesAreSaid(_ grey: UInt8) throws {
    let blank = GreyPicture(width: 50, height: 40, fill: grey)
    #expect(throws: DrawingError.blank(width: 50, height: 40)) { try CentredDrawing(blank) }
    let dot = GreyPicture(width: 1, height: 1, fill: grey)
    #expect(throws: DrawingError.blank(width: 1, height: 1)) { try CentredDrawing(dot) }
    // Paper with its grain and a shadow, and nothing written on it.
    let random = Random(seed: 4)
    var paper = GreyPicture(width: 300, height: 200)
    for place in paper.pixels.indices {
      let light = 120 + 90 * Float(place % 300) / 300
      paper.pixels[place] = UInt8(light + 8 * (random.uniform(place) - 0.5))
    }
    #expect(throws: DrawingError.blank(width: 300, height: 200)) { try CentredDrawing(paper) }
  }

  /// A stroke as wide as a third of a drawing stays whole.
  @Test func aFatPen() throws {
    var drawing = GreyPicture(width: 90, height: 90, fill: 250)
    for y in 10..<80 { for x in 30..<60 { drawing[x, y] = 20 } }
    let centred = try CentredDrawing(drawing, evensLines: false)
    #expect((centred.ink.rows, centred.ink.columns) == (10..<80, 30..<60))
    #expect(centred.scaled.pixels.allSatisfy { $0 == 255 })
    #expect((centred.scaled.height, centred.scaled.width) == (20, 9))
    // Its line is drawn again, with 3 pixels of 20.
    let even = try CentredDrawing(drawing)
    #expect(even.ink == centred.ink && (even.scaled.height, even.scaled.width) == (20, 3))
  }

  /// Made smaller, the height rounded down, and ink at a frame ended a pixel below the picture.
  @Test(arguments: [(700, 900, 1), (1080, 1920, 2), (1170, 2532, 2)])
  func inkDownToAFrame(_ width: Int, _ height: Int, _ frame: Int) throws {
    var drawing = GreyPicture(width: width, height: height, fill: 255)
    for y in 0..<height {
      for x in 0..<width {
        let isFrame = min(x, y, width - 1 - x, height - 1 - y) < frame
        if isFrame || y >= height / 2 && (2 * width / 5..<width / 2).contains(x) {
          drawing[x, y] = 0
        }
      }
    }
    let ink = try Ink(on: drawing)
    #expect(ink.frame == frame)
    #expect(ink.rows.upperBound == ink.picture.height)
    #expect(ink.columns.upperBound <= ink.picture.width)
    #expect(try CentredDrawing(drawing).ink == ink)
  }

  @Test func whatIsTakenAsItIs() throws {
    #expect(try seven.asItIs() == MNIST.seven())
    let other = GreyPicture(width: 29, height: 28)
    #expect(throws: DrawingError.size(width: 29, height: 28)) { try other.asItIs() }
  }

  @Test func specksAreLeftOut() throws {
    var drawing = try seven.enlarged(8, on: 400, down: 60, right: 90)
    let before = try CentredDrawing(drawing)
    for (x, y) in [(3, 3), (390, 8), (20, 380)] {
      for i in 0..<4 { for j in 0..<4 { drawing[x + j, y + i] = 230 } }
    }
    #expect(try CentredDrawing(drawing).picture == before.picture)
  }

  /// A photo: grey paper, light that falls off to one side and towards the corners, a soft shadow,
  /// grain, ink that is not black.
  @Test(arguments: 0...9)
  func aPhotosShadingIsSurvived(_ digit: Int) throws {
    let own = GreyPicture(width: 28, height: 28, pixels: try MNIST.sheet(.test, digit: digit)[2])
    let mask = own.enlarged(10, on: 480, down: 70, right: 110)
    let random = Random(seed: UInt64(digit))
    var photo = mask
    for y in 0..<480 {
      for x in 0..<480 {
        let (u, v) = (Float(x) / 480, Float(y) / 480)
        let corner = (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5)
        let shadow = min(max((u + v - 1.1) / 0.2, 0), 1)
        let light = (225 - 60 * u) * (1 - 0.4 * corner) * (1 - 0.35 * shadow)
        let paper = light * (1 - 0.75 * Float(mask[x, y]) / 255)
        photo[x, y] = UInt8(paper + 8 * (random.uniform(y * 480 + x) - 0.5))
      }
    }
    let centred = try CentredDrawing(photo)
    #expect(centred.ink.isDarkOnLight)
    // Cut to the ink within one pixel of the digit's own, whose faint ones are lost in the grain.
    let clean = try CentredDrawing(mask)
    for (found, own) in [
      (centred.ink.rows, clean.ink.rows), (centred.ink.columns, clean.ink.columns),
    ] {
      #expect(abs(found.lowerBound - own.lowerBound) <= 12, "\(found), \(own)")
      #expect(abs(found.upperBound - own.upperBound) <= 12, "\(found), \(own)")
    }
    let misses = zip(centred.picture.pixels, clean.picture.pixels).map { abs(Int($0) - Int($1)) }
    let mean = Double(misses.reduce(0, +)) / 784
    #expect(mean < 20, "\(digit): \(mean)")
  }
}

extension GreyPicture {
  /// The picture enlarged so many times, on a larger black square.
  func enlarged(_ factor: Int, on side: Int, down: Int, right: Int) -> GreyPicture {
    var large = GreyPicture(width: side, height: side, fill: 0)
    for y in 0..<height * factor where (0..<side).contains(y + down) {
      for x in 0..<width * factor where (0..<side).contains(x + right) {
        large[x + right, y + down] = self[x / factor, y / factor]
      }
    }
    return large
  }
}
