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

  /// The first step: the ink, bright on black.
  public let ink: Ink
  /// The second step: the part with ink, scaled to 20 pixels on its longer side. Each pixel is the
  /// mean of the original pixels in its place.
  public let scaled: GreyPicture
  /// The ink's centre of mass in `scaled`, counted from the middle of the first pixel.
  public let centre: (row: Double, column: Double)
  /// The last step: bright on black, `[28, 28]`.
  public let picture: GreyPicture

  /// The last step as input for a network: `[28, 28, 1]`, from 0 for black to 1 for white.
  public var image: Tensor { Tensor(picture) }

  /// - Parameter original: a picture of any size, dark on light or light on dark.
  /// - Throws: if the picture is blank.
  public init(_ original: GreyPicture) throws(DrawingError) {
    ink = try Ink(on: original)
    let longer = Double(max(ink.rows.count, ink.columns.count))
    func side(_ count: Int) -> Int {
      max(1, Int((Double(count) * Double(Self.box) / longer).rounded()))
    }
    scaled = ink.picture.averaged(
      rows: ink.rows, columns: ink.columns, height: side(ink.rows.count),
      width: side(ink.columns.count))
    centre = scaled.centreOfMass ?? (0, 0)

    // As near to the middle as full pixels allow, with all ink inside.
    func start(_ centre: Double, _ size: Int) -> Int {
      min(max(0, Int((Self.middle - centre).rounded())), Self.side - size)
    }
    let (top, left) = (start(centre.row, scaled.height), start(centre.column, scaled.width))
    var picture = GreyPicture(width: Self.side, height: Self.side, fill: 0)
    for y in 0..<scaled.height {
      for x in 0..<scaled.width { picture[left + x, top + y] = scaled[x, y] }
    }
    self.picture = picture
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

  /// A part of the picture in another size. Each new pixel is the mean of its area. An old pixel
  /// that lies partly in the area counts with that part.
  public func averaged(
    rows: Range<Int>, columns: Range<Int>, height: Int, width: Int
  ) -> GreyPicture {
    let (lines, places) = (Coverage.parts(rows, height), Coverage.parts(columns, width))
    let area = Double(rows.count) / Double(height) * Double(columns.count) / Double(width)
    var result = GreyPicture(width: width, height: height, fill: 0)
    for y in 0..<height {
      for x in 0..<width {
        var sum = 0.0
        for line in lines[y] {
          for place in places[x] {
            sum += Double(self[place.pixel, line.pixel]) * line.share * place.share
          }
        }
        result[x, y] = UInt8(min(255, (sum / area).rounded()))
      }
    }
    return result
  }
}

/// The old pixels under one new pixel.
private struct Coverage {
  let pixel: Int
  /// How much of the pixel, from 0 to 1.
  let share: Double

  /// For each of `count` equal parts of a range: the pixels that lie in it.
  static func parts(_ range: Range<Int>, _ count: Int) -> [[Coverage]] {
    let size = Double(range.count) / Double(count)
    return (0..<count).map { number in
      let (start, end) = (Double(number) * size, Double(number + 1) * size)
      return (Int(start)..<min(range.count, Int(end.rounded(.up)))).compactMap { pixel in
        let share = min(end, Double(pixel + 1)) - max(start, Double(pixel))
        return share > 1e-9 ? Coverage(pixel: range.lowerBound + pixel, share: share) : nil
      }
    }
  }
}

/// Why a picture cannot be read as a drawing: one clause, which follows its name.
public enum DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing differs enough from the background.
  case blank(width: Int, height: Int)
  /// It should be used without centring, but has the wrong size.
  case size(width: Int, height: Int)

  public var description: String {
    switch self {
    case .blank(let width, let height):
      "it is blank: no ink on its \(width.grouped)×\(height.grouped) pixels"
    case .size(let width, let height):
      "it has \(width.grouped)×\(height.grouped) pixels; without centring it needs "
        + "\(CentredDrawing.side)×\(CentredDrawing.side)"
    }
  }
}
