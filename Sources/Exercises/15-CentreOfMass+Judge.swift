import CNN
import Digits
import Pictures
import Printing

extension Exercise {
  /// Exercise 15.
  public static func centreOfMass(
    centre: @escaping @Sendable ([[Float]]) -> (row: Float, column: Float),
    centred: @escaping @Sendable ([[Float]]) -> [[Float]]
  ) -> Exercise {
    Exercise(
      15,
      hints: [
        "Three sums over all pixels: the brightness, brightness · row, brightness · column. For "
          + "the second function: what stands at (i, j) comes to (i + down, j + right).",
        "centre: divide the second and the third sum by the first. centred: begin with zeros; for "
          + "each i and j set moved[i + down][j + right] = image[i][j], if that place exists.",
      ],
      [
        Part(
          "centre(of:)", Drawing.cases,
          given: { ["image": $0.rows] },
          attempt: { drawing in
            let (row, column) = centre(drawing.rows)
            return Returned([row, column])
          },
          expected: { Returned([$0.centre.row, $0.centre.column]) },
          mistakes: [
            "Each pixel with ink counts the same. Multiply its row and column by its brightness.": {
              $0.with { $0 > 0 ? 1 : 0 }.pair
            },
            "This is the middle of the box around the ink. Take the mean of all pixels' places.": {
              $0.middleOfBox
            },
            "Row and column are exchanged.": { Returned([$0.centre.column, $0.centre.row]) },
            "The sums are divided by the number of pixels. Divide by the sum of their brightness.":
              {
                $0.dividing(by: Float($0.bytes.count * $0.bytes[0].count))
              },
            "The sums are divided by the number of pixels with ink. Divide by the sum of their "
              + "brightness.": { $0.dividing(by: Float($0.bytes.joined().count { $0 > 0 })) },
            "Rows and columns are counted from 1. The first is 0.": {
              Returned([$0.centre.row + 1, $0.centre.column + 1])
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
        Part(
          "centred(_:)", Drawing.cases,
          given: { ["image": $0.rows] },
          attempt: { Returned(centred($0.rows)) }, expected: { $0.moved($0.way()) },
          mistakes: [
            "It moved the other way. It goes down by H / 2 − row, not by row − H / 2.": { drawing in
              let way = drawing.way()
              return drawing.moved((-way.down, -way.right))
            },
            "Down and right are exchanged.": { drawing in
              let way = drawing.way()
              return drawing.moved((way.right, way.down))
            },
            "What leaves on one side comes in on the other. Zeros come in.": {
              $0.wrapped($0.way())
            },
            "The move is cut off, not rounded: Int(1.75) is 1. Call rounded() first.": {
              $0.moved($0.way { $0 })
            },
            "The centre itself was rounded down. Round the move, H / 2 − row.": { drawing in
              let (row, column) = drawing.centre
              let middle = drawing.middle
              return drawing.moved((Int(middle.row) - Int(row), Int(middle.column) - Int(column)))
            },
            "The middle of the box around the ink was moved to the middle. Move the centre "
              + "of mass.": { drawing in
                let box = drawing.middleOfBox.values
                return drawing.moved(drawing.way(from: (box[0], box[1])))
              },
            "What was at the place before is still there. Begin with an image of zeros.": {
              $0.overwritten($0.way())
            },
          ],
          arithmetic: { $0.arithmeticOfMove(to: $1) }),
      ])
  }
}
