import CNN
import Digits
import Pictures
import Printing

/// The drawing of a request, and how it is prepared for the network.
struct ReadDrawing: Sendable {
  /// The steps of the centring, for the answer.
  struct Centring: Encodable, Sendable {
    /// The smallest part of the picture that holds all ink, in its own pixels.
    struct Box: Encodable, Equatable, Sendable {
      let row: Int
      let column: Int
      let rows: Int
      let columns: Int
    }
    /// The ink fitted into 20×20. Its pixels come with the maps.
    struct Scaled: Encodable, Sendable {
      let rows: Int
      let columns: Int
      var pixels: [[UInt8]]?
    }
    /// The centre of mass, in pixels of `scaled`, from the middle of the first.
    struct Mass: Encodable, Sendable {
      let row: Double
      let column: Double
    }

    /// Whether the drawing was dark on light.
    var inverted: Bool?
    /// `dark on light` or `light on dark`.
    var ground: String?
    /// How many separate parts the ink has.
    var parts: Int?
    /// What was done before the ink was fitted and centred, a clause each.
    var steps: [String]?
    /// A sentence if it may not be one drawing.
    var remark: String?
    var ink: Box?
    var scaled: Scaled?
    var mass: Mass?
    /// The network's input, `[28, 28]`. It comes with the maps.
    var centred: [[UInt8]]?

    /// The steps in words and numbers alone.
    var withoutPictures: Centring {
      var words = self
      words.scaled?.pixels = nil
      words.centred = nil
      return words
    }
  }

  /// The most pixels that a picture may have.
  static let mostPixels = 4_000_000
  private static let nothing = "Nothing is drawn yet."

  /// `[28, 28, 1]`; nil if nothing is drawn.
  let image: Tensor?
  /// The picture in which the ink was found, all of it opaque; nil if nothing is drawn.
  let original: GreyPicture?
  /// A sentence if nothing can be read.
  let problem: String?
  let centring: Centring

  /// - Parameter isCentred: whether it is centred like the training drawings. Otherwise it is only
  ///   made smaller: it must be square, and bright on black.
  /// - Throws: if it is not a PNG, damaged, or too large.
  init(png bytes: [UInt8], isCentred: Bool) throws(PadError) {
    let scan: Scan
    do throws(PNGError) { scan = try PNG.decodeScan(bytes, most: Self.mostPixels) } catch {
      if case .tooLarge(let width, let height, _) = error {
        throw PadError(
          413,
          "The picture has \(width.grouped)×\(height.grouped) pixels. The limit is "
            + "\(Self.mostPixels.grouped) in total and \(PNG.longestSide.grouped) on a side."
        )
      }
      throw PadError(400, "The picture cannot be read: \(error).")
    }
    if isCentred {
      self.init(centring: scan)
    } else {
      try self.init(asItLies: scan.overWhite)
    }
  }

  private init(centring scan: Scan) {
    let drawing: CentredDrawing
    do throws(DrawingError) {
      drawing = try CentredDrawing(scan)
    } catch {
      (image, original) = (nil, nil)
      if case .blank = error { problem = Self.nothing } else { problem = "Not read: \(error)." }
      centring = Centring()
      return
    }
    let ink = drawing.ink
    // Large pictures are made smaller before the ink is found.
    let factor = Double(scan.grey.width) / Double(ink.picture.width)
    func pixels(_ count: Int) -> Int { Int((Double(count) * factor).rounded()) }
    (image, original, problem) = (drawing.image, drawing.original, nil)
    centring = Centring(
      inverted: ink.isDarkOnLight, ground: drawing.ground.rawValue, parts: ink.partCount,
      steps: drawing.steps.map(\.description), remark: drawing.remark,
      ink: Centring.Box(
        row: pixels(ink.rows.lowerBound), column: pixels(ink.columns.lowerBound),
        rows: pixels(ink.rows.count), columns: pixels(ink.columns.count)),
      scaled: Centring.Scaled(
        rows: drawing.scaled.height, columns: drawing.scaled.width, pixels: drawing.scaled.rows),
      mass: Centring.Mass(row: drawing.centre.row, column: drawing.centre.column),
      centred: drawing.picture.rows)
  }

  private init(asItLies picture: GreyPicture) throws(PadError) {
    guard picture.width == picture.height else {
      throw PadError(
        400,
        "Without centring the picture must be square, but it has "
          + "\(picture.width.grouped)×\(picture.height.grouped) pixels.")
    }
    let side = CentredDrawing.side
    let small = picture.averaged(
      rows: 0..<picture.height, columns: 0..<picture.width, height: side, width: side)
    image = small.pixels.allSatisfy { $0 == 0 } ? nil : Tensor(small)
    original = image == nil ? nil : picture
    problem = image == nil ? Self.nothing : nil
    centring = Centring(centred: small.rows)
  }
}

extension GreyPicture {
  /// `[height][width]`
  var rows: [[UInt8]] {
    (0..<height).map { Array(pixels[$0 * width..<($0 + 1) * width]) }
  }
}
