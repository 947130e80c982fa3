import CNN
import Figures

/// One number of the list on its way through two units to a logit, in two steps: the weights along
/// each path multiplied, and the paths added whose gates are open. A closed path is grey.
func directWeight(_ number: Float, into: [Float], out: [Float]) -> Figure {
  func cell(_ value: Float, isOpen: Bool = true) -> Figure {
    .map(Tensor([1, 1], [value])).marking(isOpen ? [] : [.blank(0, 0)])
  }
  let products = zip(into, out).map { $0 * $1 }
  let paths: [[Figure]] = zip(into, out).map {
    [cell($0), .sign("×"), cell($1), .sign("="), cell($0 * $1)]
  }
  let sums: [[Figure]] = [2, 1].map { open in
    let direct = products.prefix(open).reduce(0, +)
    return [
      cell(products[0]), .sign("+"), cell(products[1], isOpen: open == 2), .sign("="),
      cell(direct), .sign("×"), cell(number), .sign("="), cell(number * direct),
    ]
  }
  return .column(
    .heading("1. Along each path: multiply"),
    .table(
      paths, rows: ["through unit 1", "through unit 2"],
      columns: ["weight1\nlist to unit", "", "weight2\nunit to logit", "", "product"],
      spacing: 18),
    .heading("2. Over the open gates: add"),
    .table(
      sums, rows: ["both gates open", "gate 2 closed"],
      columns: ["unit 1", "", "unit 2", "", "direct\nweight", "", "list", "", "adds"],
      spacing: 18),
    spacing: 22, sharing: .signed
  ).cell(46).withoutBar()
}

/// The paper example: the list, the weights, their products, and what they add up to.
func paper(
  _ list: Tensor, _ weights: [[Float]], _ products: Tensor, _ biases: [Float], _ logits: Tensor
) -> Figure {
  let classes = ["for 7", "for 1"]
  let columns = Tensor(rows: list.scalars.indices.map { c in weights.map { $0[c] } })
  let sum: [Figure] = [
    .map(list.reshaped([list.shape.count, 1]), "list"), .sign("×"),
    .map(columns, "weights").names(columns: classes), .sign("="),
    .map(products, "products").names(columns: classes),
  ]
  return .table(
    [
      sum,
      [.empty, .empty, .empty, .sign("+"), .map(Tensor([biases.count], biases), "biases")],
      [.empty, .empty, .empty, .sign("="), .map(logits, "logits")],
    ], spacing: 16, sharing: .signed
  ).cell(54).withoutBar()
}
