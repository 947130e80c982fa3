import CNN
import Digits
import Figures
import Pictures
import Printing

/// An image as the network reads it, and what it says of it.
typealias Entry = (image: Tensor, answer: Guess)

/// How a drawing enters by the four steps, and below how it enters when it is only made smaller.
func entering(
  _ pad: GreyPicture, _ box: (rows: Range<Int>, columns: Range<Int>), _ scaled: GreyPicture,
  _ centre: (row: Double, column: Double), centred: Entry, uncentred: Entry
) -> Figure {
  let drawing = Figure.image(Tensor(pad)).side(224)
  func read(_ entry: Entry) -> Figure { .image(entry.image).cell(8) }
  let middle = Figure.Mark.ring(Int(centre.row.rounded()), Int(centre.column.rounded()))
  return .table(
    [
      [
        drawing.marking(.window(rows: box.rows, columns: box.columns)), .arrow("fit"),
        .image(Tensor(scaled)).cell(8).marking(middle), .arrow("place"),
        read(centred).marking(.ring(14, 14)), .arrow(), verdict(centred),
      ],
      [
        drawing, .empty, .arrow("every 10×10 become one"), .empty, read(uncentred),
        .arrow(), verdict(uncentred),
      ],
    ],
    columns: [
      "the pad\n280×280", "", "its ink\n\(scaled.height)×\(scaled.width)", "", "the image\n28×28",
    ])
}

/// What is said, large enough to be the end of a row.
private func verdict(_ entry: Entry) -> Figure {
  let (digit, share) = (entry.answer.digit, entry.answer.share)
  return .column(
    .text("says", .text, .quiet), .text("\(digit)", .large, digit == 7 ? .mark : .ink),
    .text("p = \(share.fixed(4))", .small, .quiet), spacing: 10)
}
