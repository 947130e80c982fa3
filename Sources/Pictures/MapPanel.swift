import CNN
import Printing

/// One map to be painted: enlarged so that a pixel stays a pixel, with what is marked on it.
public struct MapPanel: Sendable {
  /// `[H, W, 1]`
  public let map: Tensor
  public let scale: ColorScale
  /// How many pixels of the picture one number of the map is wide and high.
  public let cell: Int
  /// A line above the map.
  public var title = ""
  /// How many cells of border are drawn around the map.
  private(set) var border = (top: 0, left: 0, bottom: 0, right: 0)
  /// Decimals of the numbers written into the cells; nil for none.
  public var decimals: Int?
  /// How many pixels wide a pixel of these numbers is at most: the same in panels side by side.
  public var largestText = 3
  /// What is drawn onto the map, in this order.
  var marks: [Mark] = []

  /// - Parameters:
  ///   - map: `[H, W, 1]`.
  ///   - cell: the enlargement.
  ///   - decimals: of the numbers written into the cells; nil for none.
  public init(
    _ map: Tensor, _ scale: ColorScale, cell: Int, title: String = "", decimals: Int? = nil
  ) {
    self.map = map
    self.scale = scale
    self.cell = cell
    self.title = title
    self.decimals = decimals
  }

  /// The same panel with the border drawn around the map over which a window slides.
  public func bordered(_ rows: SlidingAxis, _ columns: SlidingAxis) -> MapPanel {
    var panel = self
    panel.border = (rows.before, columns.before, rows.after, columns.after)
    return panel
  }

  /// The picture.
  public func draw() -> Picture {
    let (height, width) = (map.shape[0], map.shape[1])
    let margin = max(4, overhang)
    let top = margin + border.top * cell + (title.isEmpty ? 0 : 22)
    let heading = title.isEmpty ? 0 : Picture.width(of: title)
    let inner = (border.left + width + border.right) * cell + 2 * margin
    var picture = Picture(
      width: max(inner, heading), height: top + (height + border.bottom) * cell + margin)
    let left = (picture.width - inner) / 2 + margin + border.left * cell
    picture.write(title, x: (picture.width - heading) / 2, y: 0)
    let (texts, size) = labels

    hatch(&picture, left: left, top: top)
    for row in 0..<height {
      for column in 0..<width {
        let color = tinted(scale.color(map[row, column, 0]), row, column)
        let (x, y) = (left + column * cell, top + row * cell)
        picture.fill(x: x, y: y, width: cell, height: cell, color)
        if !texts.isEmpty {
          let text = texts[row * width + column]
          picture.write(
            text, x: x + (cell - Picture.width(of: text, scale: size)) / 2 + 1,
            y: y + (cell - 7 * size) / 2, scale: size, color.isLight ? .black : .white)
        }
      }
    }
    if cell >= 16 { grid(&picture, left: left, top: top) }
    picture.outline(
      x: left - 1, y: top - 1, width: width * cell + 2, height: height * cell + 2, .faint)
    for mark in marks { mark.draw(on: &picture, left: left, top: top, cell: cell) }
    return picture
  }

  /// The border is zeros that are not part of the image: drawn as a pale chequer.
  private func hatch(_ picture: inout Picture, left: Int, top: Int) {
    for row in -border.top..<map.shape[0] + border.bottom {
      for column in -border.left..<map.shape[1] + border.right
      where (row + column).isMultiple(of: 2) {
        let (x, y) = (left + column * cell, top + row * cell)
        picture.fill(
          x: x, y: y, width: cell, height: cell, Color(red: 225, green: 228, blue: 232))
      }
    }
  }

  private func grid(_ picture: inout Picture, left: Int, top: Int) {
    let (height, width) = (map.shape[0] * cell, map.shape[1] * cell)
    for row in 1..<max(1, map.shape[0]) {
      picture.fill(x: left, y: top + row * cell, width: width, height: 1, .faint)
    }
    for column in 1..<max(1, map.shape[1]) {
      picture.fill(x: left + column * cell, y: top, width: 1, height: height, .faint)
    }
  }

  /// The numbers to be written into the cells and the size at which all of them fit, with some
  /// space around; none if they do not. A number that is exact with fewer decimals has fewer if
  /// that is true of all; a zero is a plain 0 only if it is one.
  private var labels: (texts: [String], size: Int) {
    guard let decimals, cell >= 24 else { return ([], 1) }
    let areExact = map.scalars.allSatisfy { Self.digits($0, atMost: decimals) != nil }
    for places in (min(1, decimals)...max(1, decimals)).reversed() {
      let texts = map.scalars.map { value in
        value == 0
          ? "0" : value.fixed(areExact ? Self.digits(value, atMost: decimals) ?? 0 : places)
      }
      let widest = texts.max { $0.count < $1.count } ?? ""
      for size in [3, 2]
      where size <= largestText && Picture.width(of: widest, scale: size) <= cell - 6 {
        return (texts, size)
      }
    }
    return ([], 1)
  }

  /// How many decimals a number needs to be printed as it is; nil if more than `limit`.
  private static func digits(_ value: Float, atMost limit: Int) -> Int? {
    (0...limit).first { places in
      let scaled = (0..<places).reduce(value) { product, _ in product * 10 }
      return scaled == scaled.rounded()
    }
  }
}
