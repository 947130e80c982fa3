import CNN
import Figures

/// The little seven before and after a move, each with its map and its pooled map: above, a window and
/// what it makes; below, what the move has changed.
func littleMoves(_ traces: [Trace], _ pooled: [Tensor]) throws -> Figure {
  let maps = try traces.map { try $0["relu1"] }
  let marks: [(map: [Figure.Mark], pooled: [Figure.Mark])] = [
    ([.window(1, 1, 2, 2)], [.cell(1, 1)]),
    (
      .on(maps[1].changes(from: maps[0]), .outline),
      .on(pooled[1].changes(from: pooled[0]), .outline)
    ),
  ]
  let rows: [[Figure]] = try marks.indices.map { row in
    [
      try .activation(traces[row], "in"), .arrow(),
      try .activation(traces[row], "relu1").marking(marks[row].map), .arrow("largest"),
      .map(pooled[row], of: .activation("pool1", channel: 0)).traced(by: traces[row])
        .marking(marks[row].pooled),
    ]
  }
  return .table(
    rows, rows: ["before", "moved left"], columns: ["image", "", "map", "", "pooled"],
    sharing: .unsigned
  ).cell(46)
}

extension Found {
  /// A column for each move: the map with the winners of its windows dotted, what pooling makes
  /// of it, and which of these numbers are what they were. In the last column what the farthest
  /// move has left is moved back by as many columns as it has moved along.
  func figure(map: Int) -> Figure {
    let pooled = steps.map { $0.pooled.numbers.channel(map) }
    let part = WindowPart(window, around: pooled)
    func cells(_ numbers: Tensor, of origin: Figure.Origin? = nil) -> Figure {
      .map(numbers, of: origin).values(nil).side(220)
    }
    func staying(_ part: WindowPart, _ after: Tensor, _ own: Staying, _ all: Staying) -> Figure {
      let (before, after) = (part.ofPooled(pooled[0]), part.ofPooled(after))
      return cells(Tensor(before.shape)).key(.none).marking(stays(before, after))
        .note("\(own.text) stay", "all maps: \(all.text) stay")
    }
    var rows = [
      steps.map { step in
        let dots = window.keep == .largest ? part.inMap(step.pooled.winners(map: map)) : []
        // What has moved stands in other traces than the lesson's.
        return cells(
          part.ofMap(step.maps.channel(map)), of: step.pixels == 0 ? part.origin("relu2", map) : nil
        ).marking(part.rules(.faint) + .on(dots, .dot, .ink))
      },
      pooled.map { cells(part.ofPooled($0)) },
      [key]
        + [1, 2].map {
          staying(part, pooled[$0], Staying(pooled[0], pooled[$0]), stay($0).pooled)
        },
    ]
    var names = ["the seven"] + [1, 2].map { Self.moved(steps[$0].pixels) }
    if let places, let own = along(pooled[0], pooled[2]), let along {
      let back = pooled[2].moved(right: -places)
      let part = part.withoutColumns(from: back.shape[1] - places)
      rows[1].append(cells(part.ofPooled(back)))
      rows[0].append(.empty)
      rows[2].append(staying(part, back, own, along))
      names.append("the last, moved back\nby \(Self.columns(places))")
    }
    return .table(
      rows, rows: ["map \(map)", "pooled", "stay?"], columns: names, sharing: .unsigned)
  }

  private var key: Figure {
    let winner: [Figure] =
      window.keep == .largest ? [.key((.mark(.dot, .ink), "largest in window"))] : []
    let changes: [Figure] = [
      .key((.mark(.cover, .mark), "stays, above zero")), .key((.mark(.blank, .faint), "changed")),
      .key((.mark(.rule, .faint), "stays zero")),
    ]
    return .column(winner + changes, align: .start)
  }

  /// A cover on what is above zero and the same, grey on what has changed.
  private func stays(_ before: Tensor, _ after: Tensor) -> [Figure.Mark] {
    before.scalars.indices.filter { before.scalars[$0] > 0 || after.scalars[$0] > 0 }.map {
      .on(
        $0 / before.shape[1], $0 % before.shape[1],
        before.scalars[$0] == after.scalars[$0] ? .cover : .blank)
    }
  }

  func caption(map: Int) -> String {
    let start = "Map \(map), its pooled numbers, and which of them stay."
    guard let along, along.same == along.all else { return start }
    return start + " The last column is the third, moved back."
  }
}
