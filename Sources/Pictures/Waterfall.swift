/// A sum as bars: each begins where the one before has ended. What is added is orange, what is
/// taken away blue; start and total are grey.
///
///     Waterfall(from: ("bias", -0.1), [("ink", 2.5), ("rest", -0.4)], total: "logit").draw()
public struct Waterfall: Sendable {
  public var title: String
  public var start: (name: String, value: Double)?
  public var terms: [(name: String, value: Double)]
  /// The name of the last bar, which is the sum of all.
  public var total: String
  public var axis: Axis
  /// How the values are written at the bars' ends.
  public var format: NumberFormat
  /// Whether bars go from left to right, with the names, which may be long, at their left.
  public var isHorizontal: Bool
  /// Of the picture, in pixels; it becomes wider if labels do not fit.
  public var width: Int
  /// Of the area within the axes, in pixels; bars that lie have a thickness instead.
  public var height: Int

  public init(
    from start: (name: String, value: Double)? = nil, _ terms: [(name: String, value: Double)],
    total: String, axis: Axis = Axis(), title: String = "", format: NumberFormat = .signed(2),
    isHorizontal: Bool = false, width: Int = 800, height: Int = 260
  ) {
    self.start = start
    self.terms = terms
    self.total = total
    self.axis = axis
    self.title = title
    self.format = format
    self.isHorizontal = isHorizontal
    self.width = width
    self.height = height
  }

  /// The sum: the start and the terms, added in order.
  public var sum: Double { terms.reduce(start?.value ?? 0) { $0 + $1.value } }

  /// The picture.
  public func draw() -> Picture { layOut().picture }

  func layOut() -> Canvas {
    var groups: [BarFigure.Group] = []
    func add(_ name: String, from begin: Double?, to end: Double, _ value: Double, _ color: Color) {
      let bar = BarFigure.Bar(start: begin, end: end, color: color, text: format.text(value))
      groups.append(BarFigure.Group(label: name, bars: [bar]))
    }
    if let start { add(start.name, from: nil, to: start.value, start.value, .plain) }
    var reached = start?.value ?? 0
    for term in terms {
      let next = reached + term.value
      add(term.name, from: reached, to: next, term.value, term.value < 0 ? .fall : .rise)
      reached = next
    }
    add(total, from: nil, to: reached, reached, .plain)
    let figure = BarFigure(
      title: title, axis: axis, groups: groups, isLinked: true, width: width, height: height)
    return isHorizontal ? figure.rows() : figure.columns()
  }
}
