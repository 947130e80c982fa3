import CNN
import Figures

/// The weights in memory, line by line, and which of them two programs read first.
///
/// - Parameters:
///   - width: how many numbers a line has.
///   - orders: for each program its name, and the addresses that it reads, in their order.
func weightOrder(
  width: Int, _ orders: [(name: String, addresses: [Int])]
) -> Figure {
  let height = orders.flatMap(\.addresses).map { $0 / width + 1 }.max() ?? 1
  let lines = (0..<height).map { "\($0 * width)" }
  let maps: [Figure] = orders.map { name, addresses in
    var map = Tensor([height, width, 1])
    for (turn, address) in addresses.enumerated() {
      map[address / width, address % width, 0] = Float(turn + 1)
    }
    return Figure.map(map, name, scale: .unsigned).cell(18)
      .names(rows: lines, rowTitle: "address")
  }
  return .row(maps, spacing: 40, sharing: .unsigned)
}
