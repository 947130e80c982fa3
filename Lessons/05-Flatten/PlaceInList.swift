import CNN
import Explain
import Figures
import Printing

/// Each map with the same place ringed; below it the number that stands there, and that number's
/// position in the list; below them all the list.
func placeInList(
  _ place: Place, _ order: Order, _ maps: Tensor, in trace: Trace, _ stage: String
) throws -> Figure {
  let (columns, channels) = (maps.shape[1], maps.shape[2])
  let tiles = try (0..<channels).map { c in
    let value = maps[place.row, place.column, c]
    let number = order.position(place.row, place.column, c, in: maps.shape)
    return Figure.column(
      try .activation(trace, stage, channel: c, "map \(c)").cell(6)
        .marking(.ring(place.row, place.column)),
      .lines(
        [value == 0 ? "0" : value.fixed(4), "→ \(number)"], .small, c == place.map ? .mark : .ink),
      spacing: 6)
  }
  // Half a row of the maps in each line, if a row can be cut so.
  let line = channels * (columns.isMultiple(of: 2) ? columns / 2 : columns)
  let lines = order.figure(
    of: maps, "their list, in lines of \(line)", line: line, framing: (place.row, place.column),
    of: order == .channelLast ? .activation("flatten1") : nil)
  return .column(
    .montage(tiles, columns: 8, spacing: 14), .arrow("", .down), lines.cell(7), sharing: .unsigned)
}
