import CNN
import Figures

/// The little seven as a list, and two maps of the same size in both orders.
func twoOrders(_ map: Tensor, _ list: [Float]) -> Figure {
  // Map 1 is map 0 with its signs turned around, so that one sees what belongs to which.
  let two = Tensor([2, 2, 2], [1, -1, 2, -2, 3, -3, 4, -4])
  let places = (0..<8).map(String.init)
  let maps = (0..<2).map { Figure.map(two.channel($0), "map \($0)").marking(.cell(0, 1)) }
  let lists = [Order.channelLast, .channelFirst].map {
    $0.figure(of: two, $0.rawValue, line: 8, framing: (0, 1)).names(columns: places)
  }
  return .column(
    .row(
      .map(map, "the little seven"), .arrow(),
      .map(Tensor([4], list), "its list").names(columns: places)),
    .row(.row(maps), .arrow(), .column(lists)),
    spacing: 36, sharing: .signed
  ).cell(40).withoutBar()
}
