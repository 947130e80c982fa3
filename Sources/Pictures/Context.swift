import CNN
import Figures
import Printing

/// A group's settings for its members.
struct Context: Sendable {
  /// The shared scale of each family; empty if nothing is shared.
  var families: [(name: String, scale: ColorScale)] = []
  /// The size of the numbers in cells, the same in all maps of a row; nil if each map has its own.
  var values: Figure.Style?
  /// The room beside the areas of plots that stand in a column; zero if each has its own.
  var sides = PlotBlock.Sides()

  func scale(of map: Figure.Map) -> (scale: ColorScale, isShared: Bool) {
    if map.mayShare, let family = families.first(where: { $0.name == map.family }) {
      return (family.scale, true)
    }
    return (ColorScale(map.scale, for: [map.numbers]), false)
  }
}

extension Figure.Map {
  /// Whether the map uses its group's scale: it is not an image, and its own scale has no end.
  var mayShare: Bool { scale.kind != .pixels && scale.limit == nil }
}

extension ColorScale {
  /// The smallest scale for all finite numbers of some maps, unless the scale has its own end.
  init(_ scale: Figure.Scale, for maps: [Tensor]) {
    let numbers = maps.flatMap(\.scalars).filter(\.isFinite)
    let isSigned: Bool
    switch scale.kind {
    case .pixels:
      self = .pixels
      return
    case .signed: isSigned = true
    case .unsigned: isSigned = false
    case .automatic: isSigned = numbers.contains { $0 < 0 }
    }
    let limit = scale.limit ?? numbers.map(abs).max() ?? 1
    self = isSigned ? .signed(limit) : .unsigned(limit)
  }
}

extension Figure.Group {
  /// The families of the maps that share a scale here, in their order.
  func families(_ sharing: Figure.Scale) -> [(name: String, scale: ColorScale)] {
    let maps = members.flatMap(\.sharingMaps).filter(\.mayShare)
    let names = maps.reduce(into: [String]()) { names, map in
      if !names.contains(map.family) { names.append(map.family) }
    }
    return names.map { name in
      (name, ColorScale(sharing, for: maps.filter { $0.family == name }.map(\.numbers)))
    }
  }
}

extension Figure {
  /// The maps that may share a scale with maps outside the figure.
  var sharingMaps: [Map] {
    switch content {
    case .map(let map): [map]
    case .group(let group):
      group.sharing == nil ? group.members.flatMap(\.sharingMaps) : []
    default: []
    }
  }
}

extension Color {
  init(_ tone: Figure.Tone) {
    switch tone {
    case .ink: self = .ink
    case .quiet: self = .quiet
    case .faint: self = .faint
    case .mark: self = .mark
    case .plain: self = .plain
    case .rise: self = .rise
    case .fall: self = .fall
    case .series(let number): self = .series(number)
    }
  }

  /// The thin lines between the cells of a map.
  static let hairline = Color(red: 196, green: 201, blue: 207)
  /// The colour of a place that a map leaves out.
  static let blank = Color(grey: 222)
}

extension Figure.Format {
  func text(_ value: Double) -> String {
    switch self {
    case .decimals(let places): NumberFormat.decimals(places).text(value)
    case .signed(let places): NumberFormat.signed(places).text(value)
    case .percentage(let places): NumberFormat.percentage(places).text(value)
    case .short: NumberFormat.short.text(value)
    case .none: ""
    }
  }
}
