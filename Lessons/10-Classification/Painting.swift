import CNN
import Digits
import Models
import Pictures
import Printing

// How this lesson's pictures are put together from panels.

/// The little seven, and the probability of the 7 with each pixel covered.
func paperPicture(_ map: Tensor, _ before: Float) -> Picture {
  .row(
    [
      MapPanel(LittleSeven.image, .pixels, cell: 84, title: "the little seven", decimals: 1).draw(),
      MapPanel(map, .unsigned(1), cell: 84, title: "p(7) without it", decimals: 4).draw(),
      .scaleBar(.unsigned(1), width: 160),
    ], spacing: 28)
}

/// A map with the scale that just holds it, and its end below it.
func reasonPanel(_ map: Tensor, cell: Int, title: String = "", below: String = "") -> Picture {
  let limit = map.scalars.map(abs).max() ?? 0
  let panel = MapPanel(map, .signed(limit), cell: cell, title: title).draw()
  return .column(
    [panel, Picture(text: "±\(limit.fixed(limit < 0.01 ? 4 : limit < 1 ? 3 : 2))" + below)],
    spacing: 4, align: .center)
}

/// Each subject with what it loses, and its two most telling covers.
func coverPicture(_ covers: [Covers]) -> Picture {
  let cell = 8
  func covered(_ s: Int, _ number: Int) -> Picture {
    let (place, answer) = (covers[s].place(number), covers[s].answers[number])
    let (rows, columns) = (square(around: place.row, patch), square(around: place.column, patch))
    let image = subjects[s].image.covering(rows: rows, columns: columns)
    return MapPanel(image, .pixels, cell: cell, title: answer.short)
      .marking(
        rows: rows.clamped(to: 0..<image.shape[0]), columns: columns.clamped(to: 0..<image.shape[1])
      ).draw()
  }
  let rows = subjects.indices.map { s in
    let digit = classes[s]
    let limit = covers[s].lost.scalars.map(abs).max() ?? 0
    return Picture.row(
      [
        MapPanel(subjects[s].image, .pixels, cell: cell, title: untouched(subjects[s]).short)
          .draw(),
        MapPanel(
          covers[s].lost, .signed(limit), cell: cell, title: "lost, ±\(limit.fixed(2))"
        ).draw(),
        covered(s, covers[s].best { -$0.margin(of: digit) }),
        covered(s, covers[s].best { $0.margin(of: subjects[s].label ?? digit) }),
      ], spacing: 20)
  }
  return .column(rows, spacing: 20)
}

extension Answer {
  /// `says 7, 0.9998`
  var short: String { "says \(winner), \(probabilities[winner].fixed(4))" }
}

/// Rows: each subject with trained and with random weights; columns: the image and the methods.
func whyPicture(_ reasons: [[[Tensor]]]) -> Picture {
  let cell = 6
  // Columns of one width, whatever is written above and below.
  func column(_ picture: Picture) -> Picture {
    .column([Picture(width: 202, height: 1), picture], spacing: 0, align: .center)
  }
  var rows: [Picture] = []
  for (s, subject) in subjects.enumerated() {
    for r in [0, 1] {
      let image = Picture.column(
        [
          MapPanel(subject.image, .pixels, cell: cell, title: subject.name).draw(),
          Picture(text: r == 0 ? "trained" : "random weights"),
        ], spacing: 4, align: .center)
      let panels = methods.indices.map { m in
        let map = reasons[r][s][m]
        let likeness = correlation(map.scalars.map(abs), subject.image.scalars)
        let below = "  ink \(likeness?.fixed(2) ?? "–")"
        return reasonPanel(map, cell: cell, title: methods[m], below: below)
      }
      rows.append(.row(([image] + panels).map(column), spacing: 8, align: .start))
    }
  }
  return .column(rows, spacing: 18)
}
