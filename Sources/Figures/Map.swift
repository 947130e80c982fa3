import CNN
import Printing

extension Figure {
  /// Numbers as coloured cells.
  public struct Map: Sendable, Equatable {
    /// `[H, W, 1]`
    public var numbers: Tensor
    public var scale: Scale
    /// The origin of the numbers, so that they can be explained.
    public var origin: Origin?
    /// The trace that holds them, if the page can explain them.
    public var trace: TraceOfMap?
    /// Maps of one family share a scale, if the group shares scales. Each family has a bar.
    public var family = ""
    /// The width and height of a cell, in pixels; nil for a size that fits the map.
    public var cell: Int?
    /// The length of the longer side, in pixels. If it is smaller than the map, the map is
    /// averaged.
    public var side: Int?
    public var values = Values.automatic
    public var key = Key.automatic
    public var marks: [Mark] = []
    /// Cells around the map over which a window slides.
    public var border = Border()
    /// Names beside the rows, and below or above the columns; empty for none.
    public var rows: [String] = []
    public var columns: [String] = []
    /// The titles of the rows and columns.
    public var rowTitle = ""
    public var columnTitle = ""

    /// - Parameter numbers: `[H, W, 1]`, `[H, W]`, or a list `[N]`, which becomes one row.
    public init(_ numbers: Tensor, scale: Scale = .automatic, origin: Origin? = nil) {
      switch numbers.shape.rank {
      case 3 where numbers.shape[2] == 1: self.numbers = numbers
      case 2: self.numbers = numbers.reshaped([numbers.shape[0], numbers.shape[1], 1])
      case 1: self.numbers = numbers.reshaped([1, numbers.shape[0], 1])
      default: fatalError("a map must be [H, W, 1], [H, W] or [N], not [\(numbers.shape)]")
      }
      self.scale = scale
      self.origin = origin
    }

    public var height: Int { numbers.shape[0] }
    public var width: Int { numbers.shape[1] }
  }

  /// The numbers in the cells.
  public enum Values: Sendable, Equatable {
    /// With at most two decimals, if there is room and the map has at most 12 rows and columns, or
    /// one row of at most 16.
    case automatic
    case none
    /// With at most this many decimals; fewer if all numbers are exact with fewer.
    case decimals(Int)
  }

  /// The key that says which colour is which number.
  public enum Key: Sendable, Equatable {
    /// A bar. A small map has only its range. An image, and a map with numbers in its cells, have
    /// no key.
    case automatic
    case bar
    /// A line: `±0.72`, `0 to 1.94`.
    case range
    case none
  }

  /// Zeros around a map that are not part of it, in cells.
  public struct Border: Sendable, Equatable {
    public var top = 0
    public var left = 0
    public var bottom = 0
    public var right = 0

    public init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
      (self.top, self.left, self.bottom, self.right) = (top, left, bottom, right)
    }
  }

  /// How numbers become colours.
  public struct Scale: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case automatic, pixels, signed, unsigned }

    public var kind: Kind
    /// The number at the end; nil for the largest number of the maps that share the scale.
    public var limit: Float?

    public init(_ kind: Kind, limit: Float? = nil) { (self.kind, self.limit) = (kind, limit) }

    /// Signed if a number is negative, otherwise unsigned.
    public static let automatic = Scale(.automatic)
    /// Grey levels from 0, black, to 1, white.
    public static let pixels = Scale(.pixels, limit: 1)
    /// From blue over zero, white, to orange.
    public static let signed = Scale(.signed)
    /// From zero, white, to orange.
    public static let unsigned = Scale(.unsigned)

    /// From −limit, blue, over zero, white, to +limit, orange.
    public static func signed(upTo limit: Float) -> Scale { Scale(.signed, limit: limit) }

    /// From zero, white, to limit, orange.
    public static func unsigned(upTo limit: Float) -> Scale { Scale(.unsigned, limit: limit) }
  }
}

extension Figure {
  /// Numbers as coloured cells, signed if one of them is negative.
  ///
  /// - Parameters:
  ///   - numbers: `[H, W, 1]`, `[H, W]`, or a list `[N]`, which becomes one row.
  ///   - origin: where they come from, so that each can be explained.
  ///   - scale: the map's own scale. Without it, the map may share the scale of its group.
  public static func map(
    _ numbers: Tensor, _ title: String = "", of origin: Origin? = nil, scale: Scale = .automatic
  ) -> Figure {
    Figure(.map(Map(numbers, scale: scale, origin: origin)), title: title)
  }

  /// Pixels as they are: black for 0, white for 1.
  public static func image(
    _ pixels: Tensor, _ title: String = "", of origin: Origin? = nil
  ) -> Figure {
    map(pixels, title, of: origin, scale: .pixels)
  }
}
