import CNN
import Pictures
import Printing

// How this lesson's pictures are put together from panels.

/// The little seven as a list, and two maps of the same size in both orders.
func paperPicture(_ map: Tensor, _ list: [Float]) -> Picture {
  let cell = 44
  // Map 1 is map 0 with its signs turned around, so that one sees what belongs to which.
  let two = [Tensor(rows: [[1, 2], [3, 4]]), Tensor(rows: [[-1, -2], [-3, -4]])]
  let both = Tensor([2, 2, 2], (0..<8).map { two[$0 % 2].scalars[$0 / 2] })
  func panel(_ map: Tensor, _ title: String) -> MapPanel {
    MapPanel(map, .signed(4), cell: cell, title: title, decimals: 0)
  }
  func row(_ list: [Float], _ title: String, framing own: [Int]) -> Picture {
    let numbers = list.indices.map { place in
      Picture.column(
        [Picture(width: cell, height: 1), Picture(text: "\(place)", Color(grey: 100))], spacing: 0,
        align: .center)
    }
    let cells = panel(Tensor([1, list.count, 1], list), title).framing(own).draw()
    return .column([cells, .row(numbers, spacing: 0)], spacing: 0, align: .center)
  }
  let maps = two.enumerated().map { panel($1, "map \($0)").marking(row: 0, column: 1).draw() }
  let lists = [Order.channelLast, .channelFirst].map { order in
    row(
      order.list(both), order.rawValue,
      framing: (0..<2).map { order.position(0, 1, $0, in: both.shape) })
  }
  let sign = Picture.sign("→", beside: 2 * cell)
  return .column(
    [
      .row(
        [panel(map, "the little seven").draw(), sign, row(list, "its list", framing: [])],
        spacing: 24),
      .row([.row(maps, spacing: 24), sign, .column(lists, spacing: 20)], spacing: 24),
    ], spacing: 36)
}

extension MapPanel {
  /// The same panel with frames around some numbers, counted row by row; around those that follow
  /// on one another in a row there is one frame.
  fileprivate func framing(_ numbers: [Int]) -> MapPanel {
    let width = map.shape[1]
    let runs = numbers.sorted().reduce(into: [Range<Int>]()) { runs, number in
      if let last = runs.last, last.upperBound == number, !number.isMultiple(of: width) {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs.reduce(self) { panel, run in
      let (row, column) = run.lowerBound.quotientAndRemainder(dividingBy: width)
      return panel.marking(rows: row..<row + 1, columns: column..<column + run.count)
    }
  }
}

/// Each map with the same place framed; below it the number that stands there, and that number's
/// place in the list; beside them the list.
func placePicture(_ maps: Tensor, _ list: [Float], _ place: Place, _ order: Order) -> Picture {
  // Four rows of a map in each row of the list, if it can be cut so.
  let scale = scale(of: maps)
  let width = maps.shape[1] * (maps.shape[2].isMultiple(of: 4) ? 4 : 1)
  let places = (0..<maps.shape[2]).map {
    order.position(place.row, place.column, $0, in: maps.shape)
  }
  let tiles = places.enumerated().map { c, number in
    let value = maps[place.row, place.column, c]
    let color: Color = c == place.map ? .mark : .ink
    return Picture.column(
      [
        MapPanel(maps.channel(c), scale, cell: 7, title: "map \(c)")
          .outlining([(place.row, place.column)]).draw(),
        Picture(text: value == 0 ? "0" : value.fixed(4), color),
        Picture(text: "→ \(number)", color),
      ], spacing: 4, align: .center)
  }
  let vector = MapPanel(
    Tensor([list.count / width, width, 1], list), scale, cell: 7,
    title: "their list, in rows of \(width)"
  ).framing(places).draw()
  return .row(
    [
      .montage(tiles, columns: 4, spacing: 14), arrow,
      .column([vector, .scaleBar(scale)], spacing: 24, align: .center),
    ], spacing: 16)
}

/// No number is below zero after ReLU and pooling.
private func scale(of maps: Tensor) -> ColorScale { .unsigned(maps.scalars.max() ?? 1) }

/// An image before and after its pixels have changed places, with the pixels of one window.
func shuffledPicture(_ image: Tensor, _ shuffled: Tensor, _ permutation: [Int]) -> Picture {
  let width = image.shape[1]
  let (rows, columns) = (7..<10, 12..<15)
  let window = rows.flatMap { row in columns.map { row * width + $0 } }
  let went = window.compactMap { pixel in
    permutation.firstIndex(of: pixel).map { (row: $0 / width, column: $0 % width) }
  }
  let panels = [
    MapPanel(image, .pixels, cell: 13, title: "the seven")
      .marking(rows: rows, columns: columns).draw(),
    Picture.sign("→", beside: 13 * image.shape[0]),
    MapPanel(
      shuffled, .pixels, cell: 13, title: shuffle == nil ? "not shuffled" : "its pixels shuffled"
    ).outlining(went).draw(),
  ]
  return .row(panels, spacing: 24, align: .start)
}

private var arrow: Picture {
  var picture = Picture(width: 44, height: 20)
  picture.arrow(from: (x: 2, y: 10), to: (x: 40, y: 10), thickness: 3)
  return picture
}

/// The picture that carries the lesson: four bars, in pairs, with whiskers from the worst to the
/// best of the seeds; beside them what the networks were shown.
///
/// - Parameter images: a digit as it is, and shuffled.
func neighboursPicture(_ results: [Result], _ images: [Tensor]) -> Picture {
  let names = ["digits as they are", shuffle == nil ? "the same again" : "pixels shuffled"]
  let colors = [Color(red: 0, green: 114, blue: 178), Color(red: 213, green: 94, blue: 0)]
  let shown = zip(images, colors).map { image, color in
    var panel = MapPanel(image, .pixels, cell: 5).draw()
    panel.outline(x: 0, y: 0, width: panel.width, height: panel.height, thickness: 4, color)
    return panel
  }
  let series = [false, true].enumerated().map { number, isShuffled in
    let own = results.filter { $0.isShuffled == isShuffled }
    let runs = own[0].shares.indices.map { seed in own.map { $0.shares[seed] } }
    return BarChart.Series(names[number], runs: runs, color: colors[number])
  }
  // The next step of 5 % that lies well below the lowest number.
  let start = max(0, ((results.flatMap(\.shares).min() ?? 0) * 20 - 0.5).rounded(.down) / 20)
  let axis = Axis(
    "test digits read rightly (the axis begins at \(start.percent(0)))",
    range: start...1, isPercentage: true)
  let chart = BarChart(
    results.filter { !$0.isShuffled }.map(\.name), series, axis: axis, format: .percentage(1),
    width: 660, height: 300
  ).draw()
  return .row([.column(shown, spacing: 16), chart], spacing: 24)
}

/// Maps, and what a list of them looks like to one who reads it in another order.
func misreadPicture(_ maps: Tensor, _ misread: Tensor) -> Picture {
  let scale = scale(of: maps)
  let panels = [("the maps", maps), ("as the dense layer takes them", misread)].map { title, maps in
    Picture.column(
      [
        Picture(text: title),
        .maps(
          maps, scale: scale, cell: 6, columns: 4,
          titles: (0..<maps.shape[2]).map { "map \($0)" }, hasScaleBar: false),
      ], spacing: 12, align: .center)
  }
  return .column(
    [.row(panels, spacing: 56), .scaleBar(scale)], spacing: 24, align: .center)
}
