import CNN
import Figures

// A figure as data for the browser, which draws it (Page/figures.js). Entries that are as usual are
// left out.

extension DataScript {
  /// A figure. The traces of its maps are added before it.
  ///
  /// - Parameter trace: explains maps that name no trace of their own, if it holds their numbers.
  public mutating func json(_ figure: Figure, explainedBy trace: Trace? = nil) -> JSON {
    usual = trace
    return json(of: figure)
  }

  private mutating func json(of figure: Figure) -> JSON {
    let (kind, content) = content(of: figure.content)
    return .object(
      [
        ("kind", JSON(kind)), ("title", figure.title.isEmpty ? nil : JSON(figure.title)),
        ("notes", figure.notes.isEmpty ? nil : JSON(figure.notes)),
      ] + content)
  }

  private mutating func content(
    of content: Figure.Content
  ) -> (kind: String, entries: [(String, JSON?)]) {
    switch content {
    case .map(let map): ("map", entries(of: map))
    case .bars(let bars): ("bars", Self.entries(of: bars))
    case .waterfall(let sum): ("waterfall", Self.entries(of: sum))
    case .plot(let plot): ("plot", Self.entries(of: plot))
    case .histogram(let counts): ("histogram", Self.entries(of: counts))
    case .text(let words):
      (
        "text",
        [
          ("lines", JSON(words.lines)), ("style", JSON("\(words.style)")),
          ("tone", JSON(words.tone)), ("align", JSON("\(words.alignment)")),
        ]
      )
    case .sum(let sum):
      (
        "sum",
        [
          ("terms", .array(sum.terms.map { [JSON($0.name), JSON($0.number)] })),
          ("total", [JSON(sum.total.name), JSON(sum.total.number)]),
        ]
      )
    case .arrow(let arrow):
      (
        "arrow",
        [
          ("direction", JSON("\(arrow.direction)")), ("text", JSON(arrow.text)),
          ("fills", JSON(arrow.fills)), ("tone", JSON(arrow.tone)),
        ]
      )
    case .key(let entries): ("key", [("entries", .array(entries.map(JSON.init)))])
    case .group(let group): ("group", entries(of: group))
    case .space(let width, let height):
      ("space", [("width", JSON(width)), ("height", JSON(height))])
    }
  }

  private mutating func entries(of group: Figure.Group) -> [(String, JSON?)] {
    let (arrangement, columns, rows, names): (String, Int?, [String], [String]) =
      switch group.arrangement {
      case .row: ("row", nil, [], [])
      case .column: ("column", nil, [], [])
      case .montage(let columns): ("montage", columns, [], [])
      case .table(let columns, let rows, let names): ("table", columns, rows, names)
      }
    var members: [JSON] = []
    for member in group.members { members.append(json(of: member)) }
    return [
      ("arrangement", JSON(arrangement)), ("columns", columns.map { JSON($0) }),
      ("rows", rows.isEmpty ? nil : JSON(rows)), ("names", names.isEmpty ? nil : JSON(names)),
      ("align", JSON("\(group.alignment)")), ("spacing", group.spacing.map { JSON($0) }),
      ("sharing", group.sharing.map(JSON.init)), ("hasBar", group.hasBar ? nil : false),
      (
        "links",
        group.links.isEmpty
          ? nil
          : .array(
            group.links.map {
              [
                "from": JSON([$0.from.map, $0.from.row, $0.from.column]),
                "to": JSON([$0.to.map, $0.to.row, $0.to.column]), "tone": JSON($0.tone),
              ]
            })
      ), ("members", .array(members)),
    ]
  }

  /// The map's own trace; otherwise the usual one, if it holds the map's numbers.
  private mutating func trace(of map: Figure.Map) -> Trace? {
    guard let origin = map.origin, origin != .image else { return nil }
    guard let own = map.trace?.trace else {
      return usual.flatMap { map.disagreement(with: $0) == nil ? $0 : nil }
    }
    if let problem = map.disagreement(with: own) { falseOrigins.append(problem) }
    return own
  }

  private mutating func entries(of map: Figure.Map) -> [(String, JSON?)] {
    let trace = trace(of: map).map { number(of: $0) }
    let border = [map.border.top, map.border.left, map.border.bottom, map.border.right]
    let values: JSON? =
      switch map.values {
      case .automatic: nil
      case .none: false
      case .decimals(let count): JSON(count)
      }
    return [
      ("height", JSON(map.height)), ("width", JSON(map.width)),
      ("scalars", JSON(scalars: map.numbers.scalars)), ("scale", JSON(map.scale)),
      ("origin", map.origin.map(JSON.init)), ("trace", trace.map { JSON($0) }),
      ("family", map.family.isEmpty ? nil : JSON(map.family)),
      ("cell", map.cell.map { JSON($0) }), ("side", map.side.map { JSON($0) }),
      ("values", values), ("key", map.key == .automatic ? nil : JSON("\(map.key)")),
      ("marks", map.marks.isEmpty ? nil : .array(map.marks.map(JSON.init))),
      ("border", border == [0, 0, 0, 0] ? nil : JSON(border)),
      ("rows", map.rows.isEmpty ? nil : JSON(map.rows)),
      ("columns", map.columns.isEmpty ? nil : JSON(map.columns)),
      ("rowTitle", map.rowTitle.isEmpty ? nil : JSON(map.rowTitle)),
      ("columnTitle", map.columnTitle.isEmpty ? nil : JSON(map.columnTitle)),
    ]
  }
}

extension JSON {
  init(_ tone: Figure.Tone) {
    switch tone {
    case .series(let number): self = JSON("series\(number)")
    default: self = JSON("\(tone)")
    }
  }

  init(_ scale: Figure.Scale) {
    self = .object([
      ("kind", JSON("\(scale.kind)")), ("limit", scale.limit.map(JSON.scalar)),
    ])
  }

  init(_ mark: Figure.Mark) {
    self = [
      "kind": JSON("\(mark.kind)"), "rows": JSON([mark.rows.lowerBound, mark.rows.upperBound]),
      "columns": JSON([mark.columns.lowerBound, mark.columns.upperBound]), "tone": JSON(mark.tone),
    ]
  }

  init(_ entry: Figure.KeyEntry) {
    let sign: [(String, JSON?)] =
      switch entry.sign {
      case .square(let tone): [("sign", "square"), ("tone", JSON(tone))]
      case .mark(let kind, let tone):
        [("sign", "mark"), ("mark", JSON("\(kind)")), ("tone", JSON(tone))]
      case .line(let tone): [("sign", "line"), ("tone", JSON(tone))]
      }
    self = .object(sign + [("text", JSON(entry.text))])
  }

  init(_ origin: Figure.Origin) {
    switch origin {
    case .activation(let stage, let channel, let row, let column):
      self = Self.place("activation", stage, channel, row, column)
    case .gradient(let stage, let channel, let row, let column):
      self = Self.place("gradient", stage, channel, row, column)
    case .parameter(let layer, let name, let kernel, let channel):
      self = Self.weights("parameter", layer, name, kernel, channel)
    case .parameterGradient(let layer, let name, let kernel, let channel):
      self = Self.weights("parameterGradient", layer, name, kernel, channel)
    case .image: self = ["kind": "image"]
    }
  }

  private static func place(
    _ kind: String, _ stage: String, _ channel: Int?, _ row: Int, _ column: Int
  ) -> JSON {
    .object([
      ("kind", JSON(kind)), ("stage", JSON(stage)), ("channel", channel.map { JSON($0) }),
      ("row", JSON(row)), ("column", JSON(column)),
    ])
  }

  private static func weights(
    _ kind: String, _ layer: String, _ name: String, _ kernel: Int?, _ channel: Int?
  ) -> JSON {
    .object([
      ("kind", JSON(kind)), ("layer", JSON(layer)), ("name", JSON(name)),
      ("kernel", kernel.map { JSON($0) }), ("channel", channel.map { JSON($0) }),
    ])
  }
}
