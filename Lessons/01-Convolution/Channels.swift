import CNN
import Figures
import LessonKit
import Printing

/// A kernel of two slices on two channels, small enough to be worked out by hand.
func twoChannels(_ lesson: Lesson) {
  lesson.cell("Two channels, one map") {
    let channels = [
      Tensor(rows: [[1, 1, 0], [0, 1, 1], [0, 0, 1]]),
      Tensor(rows: [[0, 1, 0], [1, 1, 0], [0, 1, 0]]),
    ]
    let slices: [[[Float]]] = [[[1, 0], [0, 1]], [[0, 2], [-1, 0]]]
    var map = Tensor([2, 2, 1])
    for i in 0..<2 {
      for j in 0..<2 {
        var sum: Float = -1  // the bias, once
        for c in 0..<2 {
          for a in 0..<2 {
            for b in 0..<2 { sum += channels[c][i + a, j + b, 0] * slices[c][a][b] }
          }
        }
        map[i, j, 0] = sum
      }
    }
    lesson.print("map(0,0) = (1·1 + 1·1) + (1·2 + 1·−1) − 1 = \(map[0, 0, 0].fixed(0))")
    let windows: [Figure] = zip(["channel A", "channel B"], channels).map { name, channel in
      .map(channel, name).marking(.window(0, 0, 2, 2))
    }
    lesson.show(
      .row(
        .column(windows), .sign("×"),
        .column(.map(Tensor(rows: slices[0]), "slice A"), .map(Tensor(rows: slices[1]), "slice B")),
        .sign("+"), .map(Tensor([1], [-1]), "bias"), .sign("="),
        .map(map, "map").marking(.cell(0, 0)), sharing: .signed
      ).cell(44), "channels",
      "What would be left of map(0,0) if slice B were all 0?",
      alt: "Two channels, a slice of weights for each, one map", preview: false)
  }
}
