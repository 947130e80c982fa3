import CNN
import Digits
import Figures
import LessonKit
import Models
import Printing

/// Shows which windows of the seven are new, and counts the others.
func windowsOfTheSeven(_ lesson: Lesson, _ knownWindows: (Floats) -> [Bool]) -> Int {
  lesson.cell("The windows of a seven") {
    let seven = try MNIST.seven()
    let maps = try Models.walkthrough().trace(seven)["relu1"]
    let known = knownWindows(maps.scalars)
    let count = known.count { $0 }
    lesson.print("\(count) of \(known.count) windows see what their left neighbour sees")
    let new = known.indices.filter { !known[$0] }.map { ($0 / columns, $0 % columns) }
    lesson.show(
      .row(
        .image(seven, "the seven"),
        .image(seven, "\(new.count) new windows").marking(.on(new, .dot))
      ).cell(12),
      "windows",
      "A dot stands in the middle of each window that is new. Where are the others?",
      alt: "the windows of the seven that see something new")
    let noise = Tensor(
      [rows, columns, 1], (0..<rows * columns).map { Random(seed: 1).uniform($0) })
    let some = knownWindows(try Models.walkthrough().trace(noise)["relu1"].scalars).count { $0 }
    lesson.print("of an image of noise: \(some)")
    return count
  }
}
