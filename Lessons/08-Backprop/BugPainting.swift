import CNN
import Pictures

/// The loss curves with and without each mistake, a small plot each.
func curvesPicture(_ verdicts: [Verdict]) -> Picture {
  let highest = verdicts.flatMap { smooth($0.right) + smooth($0.wrong) }.filter(\.isFinite).max()
  let plots = verdicts.map { verdict in
    func series(_ name: String, _ losses: [Double], _ color: Color?) -> Plot.Series {
      let points = smooth(losses)
      return Plot.Series(
        name, x: points.indices.map { Double($0 + 10) }, y: points, color: color)
    }
    var plot = Plot(
      x: Axis("step"), y: Axis("loss", range: 0...max(1, highest ?? 1)),
      [series("right", verdict.right, .faint), series("wrong", verdict.wrong, nil)],
      title: verdict.name, width: 340, height: 150)
    plot.legend = .above
    return plot.draw()
  }
  return .montage(plots, columns: 3, spacing: 20)
}

/// The mean of each number with the nine before it.
nonisolated private func smooth(_ losses: [Double]) -> [Double] {
  guard losses.count >= 10 else { return [] }
  return (10...losses.count).map { losses[$0 - 10..<$0].reduce(0, +) / 10 }
}

/// For each mistake the gradients below pooling and at the pixels, as they should be and as they
/// are.
func bugMapsPicture(_ verdicts: [Verdict]) -> Picture {
  let panels = verdicts.map { verdict in
    let map = loudestMap(verdict.maps[0].right)
    let pairs = zip(["below pooling", "at the pixels"], verdict.maps).map { title, pair in
      let both = [("right", pair.right), ("wrong", pair.wrong)].map { title, tensor in
        let shown = tensor.channel(tensor.shape[2] == 1 ? 0 : map)
        return MapPanel(shown, .fitting(shown), cell: 8, title: title).draw()
      }
      return Picture.column(
        [Picture(text: title), .row(both, spacing: 4)], spacing: 6, align: .center)
    }
    return Picture.column(
      [Picture(text: verdict.name, scale: 3), .row(pairs, spacing: 20)], spacing: 8)
  }
  return .montage(panels, columns: 2, spacing: 34)
}
