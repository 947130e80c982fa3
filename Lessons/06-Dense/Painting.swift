import CNN
import Digits
import Pictures
import Printing

// How this lesson's larger pictures are put together from panels. Nothing is computed here that
// the lesson teaches.

/// A list, the weights that it meets in two classes, the products, and the logits they add up to.
func paperPicture(
  _ list: Tensor, _ weights: [[Float]], _ products: Tensor, _ biases: [Float], _ logits: Tensor
) -> Picture {
  let cell = 72
  let table = Tensor(rows: (0..<4).map { c in weights.map { $0[c] } })
  let scale = ColorScale.fitting(list, table, products, logits)
  func panel(_ map: Tensor, _ title: String) -> Picture {
    MapPanel(map, scale, cell: cell, title: title, decimals: 1).draw()
  }
  func below(_ sign: String, _ numbers: [Float], _ title: String) -> Picture {
    .row([.sign(sign, beside: cell), panel(Tensor(rows: [numbers]), title)], align: .start)
  }
  // The classes' names, each in the middle of its column.
  var classes = Picture(width: 2 * cell + 8, height: 16)
  for (k, name) in ["for 7", "for 1"].enumerated() {
    classes.write(name, x: 4 + k * cell + (cell - Picture.width(of: name)) / 2, y: 0)
  }
  return .row(
    [
      panel(list.reshaped([4, 1, 1]), "list"), .sign("×", beside: cell * 4),
      .column([panel(table, "weights"), classes], spacing: 2),
      .sign("=", beside: cell * 4),
      .column(
        [
          panel(products, "products"), below("+", biases, "biases"),
          below("=", logits.scalars, "logits"), classes,
        ], spacing: 2, align: .end),
    ], spacing: 18, align: .start)
}

/// What each layer has of all weights, and what it does of all multiplications.
func costPicture(_ costs: [Cost]) -> Picture {
  let (weights, work) = (costs.shares(of: \.weights), costs.shares(of: \.work))
  return BarChart(
    costs.map(\.name), [.init("of all weights", weights), .init("of all multiplications", work)],
    axis: Axis("share", range: 0...1, isPercentage: true), format: .percentage(2),
    isHorizontal: true, width: 760
  ).draw()
}

/// The seven and where the votes for a digit come from, beside the sum that they make.
func votesPicture(_ seven: Tensor, _ painting: Tensor, _ account: Account) -> Picture {
  let scale = ColorScale.fitting(painting)
  let named = account.largest.map(maps.index).map { (row: $0[0], column: $0[1]) }
  let left = Picture.column(
    [
      MapPanel(seven, .pixels, cell: 10, title: "the seven").draw(),
      MapPanel(painting, scale, cell: 20, title: "votes for a \(account.digit)")
        .outlining(named).draw(),
      .scaleBar(scale, width: 220),
    ], spacing: 10, align: .center)
  // From the lowest to the highest that the sum comes to, and some space for the last numbers.
  var (sum, low, high) = (account.bias, min(0, account.bias), max(0, account.bias))
  for step in account.steps {
    sum += step.value
    (low, high) = (min(low, sum), max(high, sum))
  }
  let right = Waterfall(
    from: ("bias′", account.bias), account.steps, total: "logit of the \(account.digit)",
    axis: Axis("sum so far", range: low...high), title: "the same votes, added up",
    isHorizontal: true, width: 680
  ).draw()
  return .row([left, right], spacing: 32, align: .start)
}

/// The votes for each digit with its logit, on one scale.
func digitsPicture(_ paintings: [Tensor], _ accounts: [Account]) -> Picture {
  let scale = ColorScale.fitting(paintings)
  let panels = accounts.map { account in
    let title = "\(account.digit): \(account.stored.fixed(2, signed: true))"
    return MapPanel(paintings[account.digit], scale, cell: 13, title: title).draw()
  }
  return .column([.montage(panels, columns: 5, spacing: 12), .scaleBar(scale)], align: .center)
}

/// The share of moved digits that networks name rightly, beside the seven as it is and moved.
func movedPicture(_ results: [Moved], _ seven: Tensor) -> Picture {
  let chart = BarChart(
    (0...3).map(pixels), results.map { BarChart.Series($0.name, runs: $0.shares) },
    axis: Axis("share right", range: 0...1, isPercentage: true), format: .percentage(0), width: 680
  ).reference(0.1, "guessing").draw()
  let sevens = [0, 2].map {
    MapPanel(seven.moved(right: $0), .pixels, cell: 5, title: pixels($0)).draw()
  }
  return .row([chart, .column(sevens, spacing: 12)], spacing: 32)
}

/// For each digit a row, for each hidden unit a column: in which share of images its gate is open.
/// The second half of the units stands below the first.
///
/// - Parameter framed: how many columns, from the left, stand in a frame.
func gatesPicture(_ shares: Tensor, framed: Int) -> Picture {
  let (digits, units) = (shares.shape[0], shares.shape[1])
  let (cell, half) = (24, (units + 1) / 2)
  let parts = [0..<half, half..<units].map { columns in
    let numbers = (0..<digits).flatMap { k in columns.map { shares[k, $0, 0] } }
    let part = Tensor([digits, columns.count, 1], numbers)
    let title =
      columns.lowerBound == 0
      ? "a column for each hidden unit, a row for each digit" : "\(columns.count) more units"
    var panel = MapPanel(part, .unsigned(1), cell: cell, title: title)
    let own = min(framed - columns.lowerBound, columns.count)
    if own > 0 { panel = panel.marking(rows: 0..<digits, columns: 0..<own) }
    let picture = panel.draw()
    var names = Picture(width: 12, height: picture.height)
    for digit in 0..<digits { names.write("\(digit)", x: 0, y: 28 + digit * cell) }
    return Picture.row([names, picture], spacing: 8)
  }
  return .column(parts + [.scaleBar(.unsigned(1))], spacing: 12, align: .center)
}
