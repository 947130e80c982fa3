import CNN
import Figures
import LessonKit
import Printing

/// Windows of many sizes and strides: how much they hand on, and how much of it stays.
///
/// - Parameters:
///   - maps: of the seven.
///   - moved: of the seven, moved by 1 pixel.
func windowsAndStrides(_ lesson: Lesson, _ maps: Tensor, _ moved: Tensor) {
  lesson.cell("Windows and strides") {
    lesson.print(
      "on \(maps.shape[0])×\(maps.shape[1]); numbers above zero that stay when the seven moves "
        + "by 1 pixel"
    )
    lesson.print("window  stride  places  unseen   handed on   stay: largest  average")
    for (size, step) in [(2, 2), (2, 1), (3, 1), (3, 2), (3, 3), (4, 4), (5, 5), (7, 7)] {
      let axis = SlidingAxis(input: maps.shape[0], size: size, stride: step, padding: .valid)
      let stay = try [Keep.largest, .average].map { keep in
        let network = try Network(
          input: maps.shape, seed: 1, [keep.layer(size, stride: step)])
        return Staying(try network.trace(maps).output, try network.trace(moved).output)
      }
      let share = Double(stay[0].all) / Double(maps.scalars.count)
      lesson.print(
        "\(size)".alignedRight(4) + "\(step)".alignedRight(8) + "\(axis.output)".alignedRight(9)
          + "\(axis.unused)".alignedRight(8) + share.percent().alignedRight(13)
          + stay[0].activeShare.percent().alignedRight(15)
          + stay[1].activeShare.percent().alignedRight(10))
    }
    let seen: [Figure] = [(2, 2), (3, 2), (3, 3)].map { size, step in
      let axis = SlidingAxis(input: 7, size: size, stride: step, padding: .valid)
      var map = Tensor([7, 7, 1])
      for i in 0..<axis.output {
        for j in 0..<axis.output {
          for row in axis.window(at: i) {
            for column in axis.window(at: j) { map[row, column, 0] += 1 }
          }
        }
      }
      return .map(map, "\(size)×\(size), stride \(step)")
    }
    lesson.show(
      .row(seen, spacing: 28, sharing: .unsigned).cell(36), "seen",
      "A map of 7×7, and how many windows see each of its cells. No window sees a cell with a 0.",
      alt: "How many windows see each cell")
  }
}
