import CNN
import Digits
import Explain
import Foundation
import Models
import Pen
import Pictures
import Testing

@testable import PadService

/// What the pad answers, without the web around it.
@Suite struct PadTests {
  private func predict(_ png: [UInt8], _ values: [String: String] = [:]) throws -> Prediction {
    try pad.get().predict(png: png, Pad.Query(values))
  }

  @Test(arguments: 0..<10)
  func aDigitOfEachKindIsRead(_ digit: Int) throws {
    let answer = try predict(try png(digit))
    #expect(answer.class == digit && answer.label == "\(digit)")
    #expect(answer.top?.count == 3 && answer.top?[0].class == digit)
    #expect(abs((answer.probabilities ?? []).reduce(0, +) - 1) < 1e-5)
    #expect(answer.classes == (0..<10).map(String.init))
    #expect(answer.stages == nil && answer.nearest == nil && answer.occlusion == nil)
  }

  /// With centring it does not matter where and how large it was drawn; without it does.
  @Test func placeAndSizeDoNotMatter() throws {
    let small = try png(7, size: 112, right: 160, down: 10)
    #expect(try predict(small).class == 7)
    #expect(try predict(small, ["centre": "0"]).class != 7)
    #expect(try predict(try png(7), ["centre": "0"]).class == 7)
  }

  @Test func theStepsOfTheCentring() throws {
    // The ink of the seven fills the rows 7 to 26 and the columns 6 to 21 of its 28×28.
    let centring = try #require(try predict(try png(7), ["maps": "1"]).centring)
    #expect(centring.inverted == false)
    let box = ReadDrawing.Centring.Box(row: 70, column: 60, rows: 200, columns: 160)
    #expect(centring.ink == box)
    #expect(centring.scaled?.rows == 20 && centring.scaled?.columns == 16)
    let pixels = try #require(centring.scaled?.pixels)
    #expect(pixels.count == 20 && pixels[0].count == 16)
    // It was centred before, and enlarged by a whole number: it comes back where it was.
    let seven = try DataSet([("7", try MNIST.sheet(.test, digit: 7))]).picture(0)
    for (row, original) in zip(try #require(centring.centred), seven.rows) {
      for (pixel, before) in zip(row, original) { #expect(abs(Int(pixel) - Int(before)) <= 4) }
    }
    // Without the maps there are its words and numbers alone.
    let words = try #require(try predict(try png(7)).centring)
    #expect(words.ink == box && words.steps == centring.steps && words.scaled?.rows == 20)
    #expect(words.centred == nil && words.scaled?.pixels == nil)
  }

  @Test func aLargePicturesBoxIsInItsOwnPixels() throws {
    var picture = GreyPicture(width: 1000, height: 1000, fill: 0)
    for y in 300..<800 { for x in 400..<480 { picture[x, y] = 255 } }
    let box = try #require(try predict(try PNG.encode(picture)).centring?.ink)
    #expect(abs(box.row - 300) <= 2 && abs(box.column - 400) <= 2)
    #expect(abs(box.rows - 500) <= 4 && abs(box.columns - 80) <= 4)
  }

  @Test(arguments: [0, 90, 255] as [UInt8], ["0", "1"])
  func blankIsSaidAndNotClassified(_ fill: UInt8, _ centre: String) throws {
    guard centre == "1" || fill == 0 else { return }
    let answer = try predict(try png(width: 280, height: 280, fill: fill), ["centre": centre])
    #expect(answer.blank == true && answer.message == "Nothing is drawn yet.")
    #expect(answer.class == nil && answer.probabilities == nil)
  }

  @Test func theMapsAreTheTraces() throws {
    let answer = try predict(try png(7), ["maps": "1"])
    let trace = try Models.trained("pad-digits").network.trace(try centredSeven)
    let stages = try #require(answer.stages)
    #expect(stages.map(\.name) == trace.network.names)
    #expect(stages.map(\.kind).prefix(5) == ["conv", "relu", "conv", "relu", "pool"])
    for (number, stage) in stages.enumerated() {
      let tensor = trace.activations[number + 1]
      #expect(stage.shape == tensor.shape.sizes)
      let values = stage.values.withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map {
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
      }
      #expect(values == tensor.scalars, "\(stage.name)")
      #expect(stage.limit == tensor.scalars.map(abs).max())
    }
  }

  @Test func reasons() throws {
    let answer = try predict(try png(7), ["why": "1"])
    let nearest = try #require(answer.nearest)
    #expect(nearest.count == 5 && nearest.allSatisfy { $0.label == "7" })
    #expect(nearest.map(\.distance) == nearest.map(\.distance).sorted())
    #expect(nearest.allSatisfy { $0.pixels.count == 28 && $0.pixels[0].count == 28 })

    // One place of the occlusion by hand: (9, 7) covers rows 17 to 20 and columns 13 to 16.
    let lost = try #require(answer.occlusion)
    #expect(lost.count == 14 && lost[0].count == 14)
    let network = try Models.trained("pad-digits").network
    var image = try centredSeven
    let whole = try network.trace(image).scores[7]
    for h in 17..<21 { for w in 13..<17 { image[h, w, 0] = 0 } }
    #expect(lost[9][7] == whole - (try network.trace(image).scores[7]))
    #expect(lost[0][0] == 0)
  }

  /// What has been learned is nearest to itself.
  @Test func aKnownDrawingIsNearestToItself() throws {
    let model = try pad.get().models[0]
    let known = try model.known.drawings
    let image = known.examples.batch([42]).images.reshaped([28, 28, 1])
    let nearest = known.nearest(1, to: try model.network.trace(image))
    #expect(nearest[0].number == 42 && nearest[0].distance < 1e-4)
  }

  // MARK: - Symbols

  /// What the pen writes for a class is read as that class, for a hint of each.
  @Test func symbolsAndTheirHints() throws {
    var right = 0
    for (place, symbol) in PenSymbol.course.enumerated() {
      let hint = try pad.get().hint(
        Pad.Query(["model": "symbols", "class": "\(place)", "seed": "9"]))
      #expect(hint.label == symbol.label)
      let points = hint.strokes.joined()
      #expect(!points.isEmpty && points.allSatisfy { $0.count == 3 })
      let strokes = hint.strokes.map { stroke in
        stroke.map { PenDrawing.Point(x: $0[0], y: $0[1], pressure: $0[2]) }
      }
      let drawing = PenDrawing(strokes: strokes, width: hint.width)
      let answer = try predict(try PNG.encode(drawing.picture), ["model": "symbols"])
      #expect(answer.classes.count == 40)
      if answer.class == place { right += 1 }
    }
    #expect(right >= 37, "\(right) of 40")
  }

  @Test(arguments: [
    [:], ["class": "10"], ["class": "-1"], ["class": "x"], ["class": "1", "seed": "z"],
  ])
  func hintsThatAreNotThere(_ values: [String: String]) throws {
    #expect(throws: PadError.self) { try pad.get().hint(Pad.Query(values)) }
  }

  // MARK: - What cannot be answered

  @Test(arguments: ["99999999999999999999", "1,2", "x", ""])
  func whatIsNoInteger(_ text: String) {
    let refusal = PadError(
      400, "seed must be one integer of at most 64 bits, not “\(text)”.")
    #expect(throws: refusal) { try pad.get().hint(Pad.Query(["class": "1", "seed": text])) }
  }

  private func refusal(
    _ png: [UInt8], _ values: [String: String] = [:], explaining: Bool = false
  ) throws -> PadError? {
    let pad = try pad.get()
    do {
      if explaining {
        _ = try pad.explain(png: png, Pad.Query(values))
      } else {
        _ = try pad.predict(png: png, Pad.Query(values))
      }
      return nil
    } catch let error as PadError { return error }
  }

  @Test func picturesThatCannotBeRead() throws {
    let seven = try png(7)
    #expect(try refusal([])?.status == 400)
    #expect(try refusal(Array("no picture".utf8))?.description.contains("not a PNG") == true)
    for length in [1, 8, 20, 40, seven.count / 2, seven.count - 1] {
      #expect(try refusal(Array(seven.prefix(length)))?.status == 400, "\(length) bytes")
    }
    #expect(
      try refusal(try png(width: 30, height: 20, fill: 255), ["centre": "0"])
        == PadError(400, "Without centring the picture must be square, but it has 30×20 pixels."))
  }

  /// Refused for what its header says, before memory is taken for its pixels.
  @Test(arguments: [(2_147_483_647, 2_147_483_647), (30_000, 30_000), (1, 4_000_001), (2001, 2000)])
  func tooManyPixels(_ width: UInt32, _ height: UInt32) throws {
    let error = try #require(try refusal(try bomb(width: width, height: height)))
    #expect(error.status == 413 || error.description.contains("cannot hold"), "\(error)")
  }

  @Test func fourMillionPixelsAreRead() throws {
    #expect(try refusal(try png(width: 2000, height: 2000, fill: 0)) == nil)
    let error = try refusal(try png(width: 2000, height: 2001, fill: 0))
    #expect(
      error
        == PadError(
          413,
          "The picture has 2,000×2,001 pixels. The limit is 4,000,000 in total and 1,000,000 on a side."
        ))
  }

  @Test(arguments: [
    (["model": "letters"], "There is no model “letters”. The models are digits, symbols."),
    (["centre": "yes"], "centre must be 0 or 1, not “yes”."),
    (["maps": ""], "maps must be 0 or 1, not “”."),
    (["why": "2\u{7}"], "why must be 0 or 1, not “2…”."),
    (["model": String(repeating: "x", count: 1000)], "xxx…”"),
  ])
  func whatIsNotOffered(_ values: [String: String], _ sentence: String) throws {
    let error = try #require(try refusal(try png(7), values))
    #expect(error.status == 400 && error.description.contains(sentence), "\(error)")
  }

  @Test(arguments: [
    [:], ["stage": "1"], ["index": "1"], ["stage": "13", "index": "0"],
    ["stage": "-1", "index": "0"], ["stage": "1", "index": "30,0,0"],
    ["stage": "1", "index": "0,0,32"], ["stage": "1", "index": "0,-1,0"],
    ["stage": "1", "index": "0,0"], ["stage": "12", "index": "0,0,0"],
    ["stage": "NaN", "index": "0"], ["stage": "12", "index": "nan"],
    ["stage": "12", "index": "1e0"], ["stage": "12", "index": "99999999999999999999"],
    ["stage": "12", "index": ""], ["stage": "1,2", "index": "0"],
    ["stage": "12", "index": "7", "keep": "-1"], ["stage": "12", "index": "7", "keep": "x"],
  ])
  func numbersThatAreNotThere(_ values: [String: String]) throws {
    let error = try #require(try refusal(try png(7), values, explaining: true))
    #expect(error.status == 400 && error.description.hasSuffix("."), "\(error)")
    #expect(!error.description.contains("\n"))
  }

  @Test func aBlankDrawingHasNothingToExplain() throws {
    let blank = try png(width: 280, height: 280, fill: 0)
    #expect(
      try refusal(blank, ["stage": "12", "index": "7"], explaining: true)
        == PadError(400, "Nothing is drawn, so there is nothing to explain."))
  }
}
