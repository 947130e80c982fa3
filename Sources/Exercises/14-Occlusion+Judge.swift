import CNN
import Digits
import Explain
import Models
import Printing

/// What an occlusion is asked: an image, a square, and who gives the score.
private struct Covering: Sendable {
  var image: [[Float]]
  var side: Int
  var step: Int
  var score: @Sendable ([[Float]]) -> Float

  /// The rows at which the square begins, and the columns.
  func places(end: Int = 0) -> (tops: [Int], lefts: [Int]) {
    func starts(_ count: Int) -> [Int] {
      Array(stride(from: 0, through: count - side - end, by: step))
    }
    return (starts(image.count), starts(image[0].count))
  }

  /// The image with a square covered, by the package's own function.
  func covered(_ top: Int, _ left: Int) -> [[Float]] {
    let columns = image[0].count
    let scalars = Tensor(rows: image).covering(
      rows: top..<top + side, columns: left..<left + side
    ).scalars
    return image.indices.map { Array(scalars[$0 * columns..<($0 + 1) * columns]) }
  }

  func map(_ lost: (Int, Int) -> Float) -> Returned {
    let (tops, lefts) = places()
    return Returned(tops.map { top in lefts.map { lost(top, $0) } })
  }

  func lost(_ top: Int, _ left: Int) -> Float { score(image) - score(covered(top, left)) }

  /// As it is right, but that the square has another number, or leaves out some rows and columns.
  func covering(with number: Float = 0, side: Int) -> Returned {
    map { top, left in
      var other = image
      for i in top..<top + side {
        for j in left..<left + side { other[i][j] = number }
      }
      return score(image) - score(other)
    }
  }

  /// The squares stay where they have been.
  var unrestored: Returned {
    var other = image
    return map { top, left in
      for i in top..<top + side { for j in left..<left + side { other[i][j] = 0 } }
      return score(image) - score(other)
    }
  }

  func arithmetic(of offset: Int) -> String {
    let (tops, lefts) = places()
    let (top, left) = (tops[offset / lefts.count], lefts[offset % lefts.count])
    let (before, after) = (score(image), score(covered(top, left)))
    return "the square covers the rows \(top) to \(top + side - 1) and the columns \(left) to "
      + "\(left + side - 1)\n"
      + "score of the image: \(before.short)\nscore of the covered image: \(after.short)\n"
      + "\(before.short) − \(after.short) = \((before - after).short)"
  }

  /// The seven of the lessons in their network: the score of the 7.
  static let seven: Covering = {
    let image = (try? MNIST.seven())?.scalars ?? []
    let rows = stride(from: 0, to: image.count, by: 28).map { Array(image[$0..<$0 + 28]) }
    let network = try? Models.walkthrough().scorer
    return Covering(image: rows, side: 8, step: 5) { rows in
      let answer = try? network?(Tensor([1, 28, 28, 1], rows.flatMap { $0 }), Pass(workers: 1))
      return answer?.scalars[7] ?? 0
    }
  }()
}

extension Exercise {
  /// Exercise 14.
  public static func occlusion(
    _ attempt: @escaping @Sendable ([[Float]], Int, Int, ([[Float]]) -> Float) -> [[Float]]
  ) -> Exercise {
    let sum: @Sendable ([[Float]]) -> Float = { $0.flatMap { $0 }.reduce(0, +) }
    let uneven: @Sendable ([[Float]]) -> Float = { rows in
      rows.enumerated().reduce(Float(1)) { total, row in
        total
          + row.element.enumerated().reduce(Float(0)) {
            $0 + $1.element * Float(($1.offset + 2 * row.offset) % 5 - 1)
          }
      }
    }
    return Exercise(
      14,
      hints: [
        "Two loops move the square, and two more cover its pixels. Which image does the next "
          + "square cover?",
        "Keep score(image). For each top from 0 through H − side by step, and each left in the "
          + "same way: copy the image, set side×side pixels to 0, and append the kept score minus "
          + "score(copy).",
      ],
      [
        Part(
          "occlusion(_:side:step:score:)",
          [
            "one pixel": Covering(image: [[3]], side: 1, step: 1, score: sum),
            "the example of the task": Covering(
              image: [[1, 2, 3], [4, 5, 6]], side: 2, step: 1, score: sum),
            "below zero, pixel by pixel": Covering(
              image: [[-1, 2], [0, -3], [4, 0.5]], side: 1, step: 1, score: uneven),
            "five rows, six columns, a step of 2": Covering(
              image: (0..<5).map { i in (0..<6).map { Float((i * 7 + $0 * 3) % 8) / 4 - 0.5 } },
              side: 2, step: 2, score: uneven),
            "the brightest pixel as the score": Covering(
              image: [[0, 1, 0.5], [0.25, 2, 1], [1, 1, 1.5]], side: 2, step: 1,
              score: { $0.flatMap { $0 }.max() ?? 0 }),
            "the seven in the lessons' network": .seven,
          ],
          attempt: { Returned(attempt($0.image, $0.side, $0.step, $0.score)) },
          expected: { $0.map($0.lost) },
          mistakes: [
            "The sign is turned: what is lost is score(image) − score(covered).": { covering in
              covering.map { -covering.lost($0, $1) }
            },
            "The squares before stay black. Cover a fresh copy of the image each time.":
              \.unrestored,
            stopsShort: { covering in
              let (tops, lefts) = covering.places(end: 1)
              return Returned(tops.map { top in lefts.map { covering.lost(top, $0) } })
            },
            "The square is white. Cover with 0, which is black.": {
              $0.covering(with: 1, side: $0.side)
            },
            "Rows and columns of the answer are exchanged.": { covering in
              let (tops, lefts) = covering.places()
              return Returned(lefts.map { left in tops.map { covering.lost($0, left) } })
            },
            "These are the scores of the covered images. Subtract them from score(image).": {
              covering in covering.map { covering.score(covering.covered($0, $1)) }
            },
            "The square is one row and one column too small: it has the rows top to top + side "
              + "− 1.": {
                $0.covering(side: $0.side - 1)
              },
            "The step is not used: the square moves by one pixel.": { covering in
              var other = covering
              other.step = 1
              return other.map(other.lost)
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}

private let stopsShort =
  "The square stops short of the border. Its last place begins at H − side: `through`, not `to`."
