import Figures

// Charts as data for the browser (Page/charts.js).

extension DataScript {
  static func entries(of bars: Figure.Bars) -> [(String, JSON?)] {
    [
      ("labels", JSON(bars.labels)), ("series", .array(bars.series.map(JSON.init))),
      ("axis", JSON(bars.axis)), ("format", JSON(bars.format)), ("isLevel", JSON(bars.isLevel)),
      ("highlighted", JSON(bars.highlighted)), ("isSigned", JSON(bars.isSigned)),
      ("isDotted", JSON(bars.isDotted)),
      ("room", bars.room.map { ["bar": JSON($0.bar), "value": JSON($0.value)] }),
      ("references", JSON(bars.references)), ("width", JSON(bars.width)),
      ("height", JSON(bars.height)),
    ]
  }

  static func entries(of sum: Figure.Waterfall) -> [(String, JSON?)] {
    func term(_ term: Figure.Waterfall.Term) -> JSON { [JSON(term.name), JSON(term.value)] }
    return [
      ("start", sum.start.map(term)), ("terms", .array(sum.terms.map(term))),
      ("total", JSON(sum.total)), ("axis", JSON(sum.axis)), ("format", JSON(sum.format)),
      ("isLevel", JSON(sum.isLevel)), ("width", JSON(sum.width)), ("height", JSON(sum.height)),
    ]
  }

  static func entries(of plot: Figure.Plot) -> [(String, JSON?)] {
    let series = plot.series.map { one -> JSON in
      .object([
        ("name", JSON(one.name)), ("x", JSON(one.x)), ("y", JSON(one.y)),
        ("style", JSON("\(one.style)")), ("tone", one.tone.map(JSON.init)),
        ("ranges", one.ranges.isEmpty ? nil : JSON(one.ranges)),
        ("counts", one.counts.isEmpty ? nil : JSON(one.counts)),
      ])
    }
    return [
      ("x", JSON(plot.x)), ("y", JSON(plot.y)), ("series", .array(series)),
      ("references", JSON(plot.references)),
      ("points", .array(plot.points.map { [JSON($0.x), JSON($0.y), JSON($0.label)] })),
      ("width", JSON(plot.width)), ("height", JSON(plot.height)),
    ]
  }

  static func entries(of counts: Figure.Histogram) -> [(String, JSON?)] {
    [
      ("values", JSON(scalars: counts.values.map { Float($0) })), ("bins", JSON(counts.bins)),
      ("axis", JSON(counts.axis)), ("counts", JSON(counts.counts)), ("tone", JSON(counts.tone)),
      ("references", JSON(counts.references)), ("width", JSON(counts.width)),
      ("height", JSON(counts.height)),
    ]
  }
}

extension JSON {
  init(_ axis: Figure.Axis) {
    self = .object([
      ("title", axis.title.isEmpty ? nil : JSON(axis.title)),
      ("log", axis.isLogarithmic ? true : nil), ("percent", axis.isPercentage ? true : nil),
      ("hidden", axis.isHidden ? true : nil),
      ("range", axis.range.map { [JSON($0.lowerBound), JSON($0.upperBound)] }),
    ])
  }

  init(_ format: Figure.Format) {
    switch format {
    case .decimals(let count): self = ["kind": "decimals", "count": JSON(count)]
    case .signed(let count): self = ["kind": "signed", "count": JSON(count)]
    case .percentage(let count): self = ["kind": "percentage", "count": JSON(count)]
    case .short: self = ["kind": "short"]
    case .none: self = ["kind": "none"]
    }
  }

  init(_ references: [Figure.Reference]) {
    self = .array(
      references.map {
        ["value": JSON($0.value), "label": JSON($0.label), "isUpright": JSON($0.isUpright)]
      })
  }

  init(_ spans: [Figure.Span]) { self = .array(spans.map { [JSON($0.low), JSON($0.high)] }) }

  init(_ series: Figure.Bars.Series) {
    self = .object([
      ("name", JSON(series.name)), ("values", JSON(series.values)),
      ("ranges", series.ranges.isEmpty ? nil : JSON(series.ranges)),
      ("tone", series.tone.map(JSON.init)),
    ])
  }
}
