import CNN
import Figures

/// One number of the list on its way through two units to a logit, worked out twice: with both
/// gates open, and with the second one closed. A closed gate's weights are grey.
func waysThrough(_ number: Float, into: [Float], out: [Float]) -> Figure {
  func way(_ open: Int) -> [Figure] {
    let closed = (open..<2).map { Figure.Mark.blank($0, 0) }
    func column(_ numbers: [Float]) -> Figure {
      .map(Tensor([numbers.count, 1], numbers)).marking(numbers.count == 2 ? closed : [])
    }
    let products = zip(into, out).map { $0 * $1 }
    let through = products.prefix(open).reduce(0, +)
    return [
      column(into), .sign("×"), column(out), .sign("="), column(products), .arrow("sum"),
      column([through]), .sign("×"), column([number]), .sign("="), column([number * through]),
    ]
  }
  return .table(
    [way(2), way(1)], rows: ["both gates open", "the second closed"],
    columns: [
      "weight1\nlist to units", "", "weight2\nunits to logit", "", "products", "", "through", "",
      "list",
      "", "adds",
    ], spacing: 18, sharing: .signed
  ).cell(46).withoutBar()
}
