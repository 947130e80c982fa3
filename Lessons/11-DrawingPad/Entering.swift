import CNN
import Digits
import Pictures
import Printing

// The picture that carries the lesson: how a drawing enters, and how it should not.

func enteringPicture(
  _ box: (rows: Range<Int>, columns: Range<Int>), _ scaled: GreyPicture,
  _ centre: (row: Double, column: Double), _ centred: Tensor, _ asItLies: Tensor
) throws -> Picture {
  let pad = Tensor(drawing)
  func panel(_ map: Tensor, _ title: String, cell: Int) -> MapPanel {
    MapPanel(map, .pixels, cell: cell, title: title)
  }
  let ringed = (row: Int(centre.row.rounded()), column: Int(centre.column.rounded()))
  let above = Picture.row(
    [
      panel(pad, "the pad, and its ink", cell: 1).marking(rows: box.rows, columns: box.columns)
        .draw(),
      arrow(),
      panel(Tensor(scaled), "20×20", cell: 9).ringing(row: ringed.row, column: ringed.column)
        .draw(),
      arrow(),
      panel(centred, "28×28, centred", cell: 9).marking(row: 14, column: 14).draw(),
      arrow(), try verdict(centred),
    ], spacing: 14)
  let below = Picture.row(
    [
      panel(pad, "the pad", cell: 1).draw(), arrow(), Picture(text: "only smaller", .quiet),
      arrow(),
      panel(asItLies, "28×28, as it lies", cell: 9).draw(), arrow(), try verdict(asItLies),
    ], spacing: 14)
  return .column([above, below], spacing: 24)
}

private func arrow() -> Picture {
  var picture = Picture(width: 30, height: 16)
  picture.arrow(from: (x: 0, y: 8), to: (x: 28, y: 8), .faint)
  return picture
}

/// What is said, large enough to be the end of a row.
private func verdict(_ image: Tensor) throws -> Picture {
  let (digit, share) = try guess(image)
  return .column(
    [
      Picture(text: "says", .quiet),
      Picture(text: "\(digit)", scale: 8, digit == 7 ? .mark : .ink),
      Picture(text: share.fixed(4), .quiet),
    ], spacing: 8, align: .center)
}
