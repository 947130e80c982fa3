import CNN
import Explain
import Pictures

// How this lesson's pictures are put together from panels. Nothing is computed here that the
// lesson teaches.

/// A row for each image: itself, its map, its pooled map; outlined what is not as in the first row.
func paperPicture(_ images: [Tensor], _ maps: [Tensor], _ pooled: [Tensor]) -> Picture {
  let (scale, cell) = (ColorScale.unsigned(2), 48)
  let rows = images.indices.map { row in
    func panel(_ tensors: [Tensor], _ scale: ColorScale, _ title: String) -> MapPanel {
      MapPanel(tensors[row], scale, cell: cell, title: title, decimals: 1)
        .outlining(row == 0 || tensors == images ? [] : changed(tensors[0], tensors[row]))
    }
    let (map, window) = (panel(maps, scale, "map"), panel(pooled, scale, "pooled"))
    return Picture.row(
      [
        panel(images, .pixels, row == 0 ? "image" : "moved left").draw(),
        .sign("→", beside: 4 * cell),
        (row == 0 ? map.marking(rows: 1..<3, columns: 1..<3) : map).draw(),
        .sign("→", beside: 4 * cell),
        (row == 0 ? window.marking(row: 1, column: 1) : window).draw(),
      ], spacing: 20, align: .start)
  }
  let bars = Picture.row([.scaleBar(.pixels, width: 140), .scaleBar(scale, width: 140)])
  return .column(rows + [bars], align: .center)
}

/// The seven and a map of it, a part of the map in numbers with the winner of each window outlined,
/// and what the windows there hand on.
///
/// - Parameter example: row, column and number of the map around which the part lies.
func windowsPicture(
  _ image: Tensor, _ maps: Tensor, _ pooled: Pooled, around example: [Int]
) -> Picture {
  let (map, handedOn) = (maps.channel(example[2]), pooled.numbers.channel(example[2]))
  let scale = ColorScale.unsigned(map.scalars.max() ?? 1)
  // As many windows as fit into 8 cells, the example's in their middle.
  let count = max(1, min(4, handedOn.shape[0], (8 - window) / stride + 1))
  func around(_ position: Int) -> Range<Int> {
    let first = max(0, min(position / stride - count / 2, handedOn.shape[0] - count))
    return first..<first + count
  }
  let part = WindowPart(rows: around(example[0]), columns: around(example[1]))
  let cell = max(8, min(48, 384 / part.mapRows.count))
  let numbers = MapPanel(part.ofMap(map), scale, cell: cell, decimals: 1)
    .outlining(
      keep == .largest ? part.inMap(pooled.winners(map: example[2], part.rows, part.columns)) : [])
  let large = part.mapRows.count * cell / count
  let framed = MapPanel(map, scale, cell: 5)
    .marking(rows: part.mapRows, columns: part.mapColumns)
  let whole = Picture.column(
    [
      titled("the seven", MapPanel(image, .pixels, cell: 5).draw()),
      titled("map \(example[2])", framed.draw()), .scaleBar(scale, width: 120),
    ], align: .center)
  return .row(
    [
      whole, titled("its framed part", ruled(numbers.draw(), part, cell: cell)),
      .sign("→", beside: part.mapRows.count * cell),
      titled("pooled", MapPanel(part.ofPooled(handedOn), scale, cell: large, decimals: 1).draw()),
    ], spacing: 20, align: .start)
}

/// A map of the seven where it stands, and moved: with the winners dotted; pooled; and which
/// pooled cells are not what they were.
func movedPicture(_ found: Found, map: Int) -> Picture {
  let pooled = found.steps.map { $0.pooled.numbers.channel(map) }
  let scale = ColorScale.unsigned(found.steps[0].maps.channel(map).scalars.max() ?? 1)
  let part = WindowPart(around: pooled)
  let cell = max(2, min(14, 280 / part.mapRows.count))
  let large = part.mapRows.count * cell / part.rows.count
  let columns = found.steps.indices.map { number in
    let step = found.steps[number]
    let winners = part.inMap(step.pooled.winners(map: map))
    let above = MapPanel(part.ofMap(step.maps.channel(map)), scale, cell: cell)
      .dotting(keep == .largest ? winners : [])
    let title = step.pixels == 0 ? "part of map \(map)" : Found.moved(step.pixels)
    var rows = [
      titled(title, ruled(above.draw(), part, cell: cell)),
      titled("pooled", MapPanel(part.ofPooled(pooled[number]), scale, cell: large).draw()),
    ]
    if number == 0 {
      rows.append(legend(scale))
    } else {
      let panel = changePanel(part.ofPooled(pooled[0]), part.ofPooled(pooled[number]), cell: large)
      rows.append(titled(Staying(pooled[0], pooled[number]).changes, panel.draw()))
    }
    if number == 2, let places = found.places, let along = found.along(pooled[0], pooled[2]) {
      let way = places == 1 ? "one column along:" : "\(places) columns along:"
      rows.append(titled(way, Picture(text: along.changes)))
    }
    return Picture.column(rows, spacing: 14, align: .center)
  }
  return .row(columns, spacing: 28, align: .start)
}

/// Some of the moved sevens with what they are taken for, above the shares of digits read.
func readingPicture(
  _ seven: Tensor, _ network: Network, _ reading: Reading
) throws -> Picture {
  let sevens = try [0, 2, 3, 6].map { pixels in
    let moved = seven.moved(right: pixels)
    let answer = try network.trace(moved).winningScore.index[0]
    return Picture.column(
      [
        MapPanel(moved, .pixels, cell: 5, title: "moved by \(pixels)").draw(),
        Picture(text: "read as \(answer)"),
      ], spacing: 4, align: .center)
  }
  let plot = Plot(
    x: Axis("pixels moved"), y: Axis("digits read", range: 0...1, isPercentage: true),
    [
      Plot.Series(
        "", x: reading.distances.map { Double($0) },
        runs: reading.ways.indices.map { reading.shares(way: $0) }, style: .linePoints)
    ]
  ).reference(y: 0.1, "guessing")
  return .column([.row(sevens, spacing: 40), plot.draw()], spacing: 24, align: .center)
}

/// What has changed between two maps: green; what was above zero and is the same: grey.
private func changePanel(_ before: Tensor, _ after: Tensor, cell: Int) -> MapPanel {
  let changes = changed(before, after)
  let same = (0..<before.scalars.count).filter { before.scalars[$0] == after.scalars[$0] }
    .filter { before.scalars[$0] > 0 }.map {
      (row: $0 / before.shape[1], column: $0 % before.shape[1])
    }
  return MapPanel(Tensor(before.shape), .unsigned(1), cell: cell)
    .tinting(changes).tinting(changes).tinting(same, .faint)
}

private func legend(_ scale: ColorScale) -> Picture {
  func line(_ panel: MapPanel, _ text: String) -> Picture {
    .row([panel.draw(), Picture(text: text)], spacing: 8)
  }
  let empty = MapPanel(Tensor([1, 1, 1]), .unsigned(1), cell: 20)
  let cell = [(row: 0, column: 0)]
  let winner = keep == .largest ? [line(empty.dotting(cell), "largest in window")] : []
  return .column(
    [Picture(width: 1, height: 14), .scaleBar(scale, width: 200)] + winner
      + [
        line(empty.tinting(cell).tinting(cell), "changed"),
        line(empty.tinting(cell, .faint), "same, above zero"),
        line(empty, "same, zero"),
      ], spacing: 12)
}

/// Where two maps `[H, W, 1]` differ.
private nonisolated func changed(_ before: Tensor, _ after: Tensor) -> [(row: Int, column: Int)] {
  before.scalars.indices.filter { before.scalars[$0] != after.scalars[$0] }
    .map { ($0 / before.shape[1], $0 % before.shape[1]) }
}

func titled(_ title: String, _ picture: Picture) -> Picture {
  .column([Picture(text: title), picture], spacing: 4, align: .center)
}

/// How many windows see each cell of a map, for several windows and strides.
func seenPicture(_ counts: [(title: String, map: Tensor)]) -> Picture {
  let scale = ColorScale.unsigned(4)
  let panels = counts.map { title, map in
    MapPanel(map, scale, cell: 36, title: title, decimals: 0).draw()
  }
  return .column([.row(panels, spacing: 24, align: .start), .scaleBar(scale)], align: .center)
}

/// Two maps that pool alike, and what both become.
func alikePicture(_ map: Tensor, _ other: Tensor, _ pooled: Tensor, title: String) -> Picture {
  let scale = ColorScale.unsigned(map.scalars.max() ?? 1)
  func panel(_ map: Tensor, _ title: String) -> Picture {
    MapPanel(map, scale, cell: 280 / map.shape[0], title: title).draw()
  }
  return .column(
    [
      .row(
        [
          panel(map, title), .sign("and", beside: 280), panel(other, "another map"),
          .sign("→", beside: 280), panel(pooled, "what both become"),
        ], spacing: 14, align: .start),
      .scaleBar(scale),
    ], align: .center)
}

/// A map, and what the two kinds of pooling make of it.
func kindsPicture(_ map: Tensor, _ kinds: [Tensor], title: String) -> Picture {
  let scale = ColorScale.unsigned(map.scalars.max() ?? 1)
  let panels = zip([title, "largest of 2×2", "mean of 2×2"], [map] + kinds).map { title, map in
    MapPanel(map, scale, cell: 280 / map.shape[0], title: title).draw()
  }
  return .column([.row(panels, spacing: 28), .scaleBar(scale)], align: .center)
}
