import CNN
import Figures
import LessonKit
import Printing

/// From ReLU to no bend at all: four slopes, and what one kernel misses with each.
func slopes(_ lesson: Lesson, _ collapse: Collapse, blur: [[Float]]) {
  lesson.cell("From bent to straight") {
    let slopes: [Float] = [0, 0.1, 0.5, 1]
    let maps = try slopes.map { slope in
      let layer = ReLU(slope: slope)
      let first = collapse.first[0]
      let bent = try Network(input: first.shape, seed: 1, [layer]).trace(first).output
      let second = try convolve(bent, blur, bias: 0, .valid)
      let differences = zip(second.scalars, collapse.one.scalars).map { $0 - $1 }
      let largest = differences.map(abs).max() ?? 0
      lesson.print("slope \(slope.short.alignedLeft(4)) largest difference \(largest.asDifference)")
      return (bent: bent, missing: Tensor(second.shape, differences), largest: largest)
    }
    let bends: [Figure] = slopes.map { slope in
      let (x, y) = ([-2.0, 0, 2], [-2 * slope, 0, 2])
      return .plot(
        x: .linear("", -2...2), y: .linear("", -2...2), [.line("", x, y)], width: 160, height: 90)
    }
    let bent: [Figure] = maps.map { .map($0.bent) }
    let missing: [Figure] = maps.map { map in
      .map(map.missing).note(missingNote(map.largest))
    }
    lesson.show(
      .table(
        [bends, bent, missing],
        rows: ["the bend", "left edge\nafter the bend", "difference\nfrom one kernel"],
        columns: slopes.map { "slope \($0.short)" }, sharing: .signed
      ).cell(5), "slopes",
      "Four slopes, the left edge's map after each, and the difference when one kernel takes the place "
        + "of left edge, bend and blur. All maps are on one scale.",
      alt: "From bent to straight: four slopes")
  }
}
