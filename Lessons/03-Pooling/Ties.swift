import CNN
import Explain
import LessonKit
import Models
import Printing

/// How often the largest number of a window is there more than once.
func ties(_ lesson: Lesson, _ maps: Tensor, _ pooled: Pooled, _ window: Window) {
  lesson.cell("Ties") {
    let trace = try LittleSeven.network().trace(LittleSeven.image)
    lesson.print(trace.explain(try trace.site("pool1", [0, 0, 0])).description)
    lesson.print("")
    var (ties, above) = (0, 0)
    for (number, winner) in pooled.winners.enumerated() {
      let (i, j, c) = pooled.place(of: number)
      let largest = maps[winner.row, winner.column, c]
      var count = 0
      for row in i * window.stride..<i * window.stride + window.size {
        for column in j * window.stride..<j * window.stride + window.size
        where maps[row, column, c] == largest {
          count += 1
        }
      }
      if count > 1 { ties += 1 }
      if count > 1 && largest > 0 { above += 1 }
    }
    lesson.print(
      "the seven: in \(ties) of \(pooled.winners.count) windows the largest number occurs several "
        + "times; in \(above) of them it is above zero")
  }
}
