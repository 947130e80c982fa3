import CNN
import Printing

/// How numbers become colours.
///
/// In every picture of a map, blue is negative, white is zero, orange is positive. A map without
/// negative numbers uses the orange half. People who cannot distinguish red and green can
/// distinguish these. An image keeps its greys: black for 0, white for 1.
public struct ColorScale: Equatable, Sendable {
  enum Kind: Sendable { case pixels, signed, unsigned }

  let kind: Kind
  /// The number at the scale's end. Numbers beyond it get the same colour.
  public let limit: Float

  /// Grey levels from 0, black, to 1, white.
  public static let pixels = ColorScale(kind: .pixels, limit: 1)

  /// From −limit, blue, over zero, white, to +limit, orange.
  public static func signed(_ limit: Float) -> ColorScale {
    ColorScale(kind: .signed, limit: usable(limit))
  }

  /// From zero, white, to limit, orange.
  public static func unsigned(_ limit: Float) -> ColorScale {
    ColorScale(kind: .unsigned, limit: usable(limit))
  }

  /// The smallest signed scale for all numbers of some maps, so that they can be compared.
  public static func fitting(_ maps: Tensor...) -> ColorScale { fitting(maps) }

  /// The smallest signed scale for all numbers of some maps, so that they can be compared.
  public static func fitting(_ maps: [Tensor]) -> ColorScale {
    signed(maps.flatMap(\.scalars).filter(\.isFinite).map(abs).max() ?? 1)
  }

  /// The lowest number with its own colour.
  public var lowest: Float { kind == .signed ? -limit : 0 }

  /// The colour of a number. NaN and ±∞ are magenta, so that nobody overlooks them.
  public func color(_ value: Float) -> Color {
    guard value.isFinite else { return Color(red: 255, green: 0, blue: 255) }
    let t = min(max(value / limit, -1), 1)
    switch kind {
    case .pixels: return Self.interpolate([.black, .white], max(t, 0))
    case .unsigned: return Self.interpolate(Self.oranges, max(t, 0))
    case .signed: return Self.interpolate(t < 0 ? Self.blues : Self.oranges, abs(t))
    }
  }

  private static func usable(_ limit: Float) -> Float {
    limit.isFinite && limit > 0 ? limit : 1
  }

  private static let blues = [
    Color.white, Color(red: 158, green: 202, blue: 225), Color(red: 49, green: 130, blue: 189),
    Color(red: 8, green: 48, blue: 107),
  ]
  private static let oranges = [
    Color.white, Color(red: 253, green: 190, blue: 133), Color(red: 230, green: 110, blue: 20),
    Color(red: 115, green: 40, blue: 4),
  ]

  private static func interpolate(_ colors: [Color], _ t: Float) -> Color {
    let place = t * Float(colors.count - 1)
    let index = min(Int(place), colors.count - 2)
    return colors[index].mixed(with: colors[index + 1], place - Float(index))
  }
}
