import CNN
import Pictures
import Printing

/// Prepares a drawing, step by step, for a network that was trained on MNIST.
///
/// MNIST's digits were prepared in the same way. A drawing is cut to its ink and fitted into 20×20
/// pixels, with its aspect ratio kept. Then its centre of mass is put in the middle of 28×28 pixels
/// (LeCun, Cortes and Burges, "The MNIST database", section on the file formats).
public struct CentredDrawing: Sendable {
  /// The side of the square into which the ink is fitted.
  public static let box = 20
  /// The side of the image.
  public static let side = 28
  /// The row and the column of the centre of mass. In all of MNIST's digits, the nearest integer to
  /// it is 14.
  public static let middle = 14.0
  /// Ink with a shorter longer side, in pixels, is too small to be read.
  static let leastInk = 5
  /// Ink in more parts is no symbol: it is a texture, or noise.
  static let mostParts = 15
  /// The brightness that a tenth of the ink should reach.
  static let bright = 230.0

  /// The picture in which the ink was found, all of it opaque.
  public let original: GreyPicture
  /// The first step: the ink, bright on black.
  public let ink: Ink
  /// The second step: the part with ink, scaled to 20 pixels on its longer side. Each pixel is the
  /// mean of the original pixels in its place.
  public let scaled: GreyPicture
  /// The ink's centre of mass in `scaled`, counted from the middle of the first pixel.
  public let centre: (row: Double, column: Double)
  /// The last step: bright on black, `[28, 28]`.
  public let picture: GreyPicture
  /// What the ink stands on.
  public let ground: Ground
  /// What else was done to the picture, in this order.
  public let steps: [PreparationStep]

  /// The last step as input for a network: `[28, 28, 1]`, from 0 for black to 1 for white.
  public var image: Tensor { Tensor(picture) }

  /// A sentence if the picture may not be what a network can read: two digits. Nil otherwise.
  public var remark: String? {
    ink.isTwo
      ? "It has \(ink.partCount) separate parts, and two of like weight stand side by side. "
        + "Only one digit is read at a time: the answer is for all of it together."
      : nil
  }

  /// - Parameters:
  ///   - original: a picture of any size, dark on light or light on dark.
  ///   - evensLines: whether lines that are thick for the drawing's size become thinner. Networks
  ///     learn from such drawings and are asked with such; `false` shows the difference.
  /// - Throws: if the picture is blank, or too poor to be read.
  public init(_ original: GreyPicture, evensLines: Bool = true) throws(DrawingError) {
    try self.init(Scan(original), evensLines: evensLines)
  }

  /// - Parameters:
  ///   - scan: a picture with its transparency. The ink may be in there.
  ///   - evensLines: whether lines that are thick for the drawing's size become thinner.
  /// - Throws: if the picture is blank, or too poor to be read.
  public init(_ scan: Scan, evensLines: Bool = true) throws(DrawingError) {
    let opaque = OpaqueScan(scan)
    var steps: [PreparationStep] = scan.orientation == .upright ? [] : [.turned(scan.orientation)]
    if let step = opaque.step { steps.append(step) }
    let ink = try Ink(on: opaque.picture)
    (self.ink, original) = (ink, opaque.picture)
    guard max(ink.rows.count, ink.columns.count) >= Self.leastInk else {
      throw .tiny(rows: ink.rows.count, columns: ink.columns.count)
    }
    guard ink.partCount <= Self.mostParts else { throw .scattered(ink.partCount) }
    ground = opaque.ground ?? (ink.isDarkOnLight ? .darkOnLight : .lightOnDark)
    if ink.frame > 0 { steps.append(.frame(ink.frame)) }
    if ink.isPhoto { steps.append(.light) }

    let isPrepared = opaque.step == nil && opaque.picture.hasMNISTsForm
    if isPrepared { steps.append(.none) }
    var drawn = (picture: ink.picture, rows: ink.rows, columns: ink.columns)
    if evensLines && !isPrepared, let thin = ThinnedLines(ink) {
      drawn = (thin.picture, 0..<thin.picture.height, 0..<thin.picture.width)
      steps.append(.thinned(thin.before, thin.after))
    }
    let longer = Double(max(drawn.rows.count, drawn.columns.count))
    func side(_ count: Int) -> Int {
      max(1, Int((Double(count) * Double(Self.box) / longer).rounded()))
    }
    var scaled = drawn.picture.averaged(
      rows: drawn.rows, columns: drawn.columns, height: side(drawn.rows.count),
      width: side(drawn.columns.count))
    if !isPrepared, let factor = scaled.brightening {
      scaled.pixels = scaled.pixels.map { UInt8(min(255, (Double($0) * factor).rounded())) }
      // Less than a tenth is not worth a word.
      if factor >= 1.1 { steps.append(.brightened(factor)) }
    }
    self.scaled = scaled
    self.steps = steps
    centre = scaled.centreOfMass ?? (0, 0)
    picture = isPrepared ? opaque.picture : scaled.placed(around: centre)
  }
}

extension GreyPicture {
  /// How many times as bright the ink must be so that its 90th percentile is nearly white: lines
  /// thinner than a pixel of the 20×20 are dim. Nil if they are bright.
  fileprivate var brightening: Double? {
    let ink = Levels(pixels).parted(at: 1).above
    let bright = Double(ink.sorted(at: ink.count * 9 / 10))
    return bright > 0 && bright < CentredDrawing.bright ? CentredDrawing.bright / bright : nil
  }

  /// 28×28 with the picture's centre of mass as near to the middle as full pixels allow, with all
  /// ink inside.
  fileprivate func placed(around centre: (row: Double, column: Double)) -> GreyPicture {
    func start(_ centre: Double, _ size: Int) -> Int {
      min(max(0, Int((CentredDrawing.middle - centre).rounded())), CentredDrawing.side - size)
    }
    let (top, left) = (start(centre.row, height), start(centre.column, width))
    var picture = GreyPicture(width: CentredDrawing.side, height: CentredDrawing.side, fill: 0)
    for y in 0..<height {
      for x in 0..<width { picture[left + x, top + y] = self[x, y] }
    }
    return picture
  }
}

extension GreyPicture {
  /// The picture as input for a network, `[28, 28, 1]`, without centring. It must be bright on
  /// black.
  ///
  /// - Throws: an error with the picture's size, if that is not 28×28.
  public func asItIs() throws(DrawingError) -> Tensor {
    guard (width, height) == (CentredDrawing.side, CentredDrawing.side) else {
      throw .size(width: width, height: height)
    }
    return Tensor(self)
  }

  /// The centre of mass: the mean place of all pixels, weighted by their brightness; nil if all are
  /// black.
  ///
  /// It is counted from the middle of the first pixel. For one row [0, 0, 1, 3] it is 2.75.
  public var centreOfMass: (row: Double, column: Double)? {
    var (mass, rows, columns) = (0, 0, 0)
    for y in 0..<height {
      for x in 0..<width {
        let pixel = Int(self[x, y])
        mass += pixel
        rows += pixel * y
        columns += pixel * x
      }
    }
    guard mass > 0 else { return nil }
    return (Double(rows) / Double(mass), Double(columns) / Double(mass))
  }
}

/// Why a picture cannot be read as a drawing: one clause, which follows its name.
public enum DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing differs enough from the background.
  case blank(width: Int, height: Int)
  /// It should be used without centring, but has the wrong size.
  case size(width: Int, height: Int)
  /// The ink is too small.
  case tiny(rows: Int, columns: Int)
  /// The ink is in too many parts of like weight.
  case scattered(Int)

  public var description: String {
    switch self {
    case .blank(let width, let height):
      "it is blank: no ink on its \(width.grouped)×\(height.grouped) pixels"
    case .size(let width, let height):
      "it has \(width.grouped)×\(height.grouped) pixels; without centring it needs "
        + "\(CentredDrawing.side)×\(CentredDrawing.side)"
    case .tiny(let rows, let columns):
      "it is too small to be read: its ink has only \(rows)×\(columns) pixels"
    case .scattered(let count):
      "it is too poor to be read: its ink is in \(count.grouped) separate parts, so ink and paper "
        + "cannot be told apart"
    }
  }
}
