import CNN
import Figures
import LessonKit

/// The numbers of the first convolution, counted by size, before and after ReLU.
func histograms(_ lesson: Lesson, _ seven: Tensor, _ trained: Trace) {
  lesson.cell("Histograms") {
    let (before, after) = (try trained["conv1"], try trained["relu1"])
    let seesInk = placesWithInk(seven)
    func onInk(_ maps: Tensor) -> [Float] {
      maps.scalars.indices.filter { seesInk[$0 / maps.shape[2]] }.map { maps.scalars[$0] }
    }
    let parts = [
      ("before ReLU, all places", before.scalars),
      ("before ReLU, where ink is seen", onInk(before)),
      ("after ReLU, where ink is seen", onInk(after)),
    ]
    let histograms: [Figure] = parts.map { title, numbers in
      .histogram(
        numbers, bins: 56, axis: .linear("", -4.5...2.5), counts: .log("count", 0.5...10000),
        height: 110
      ).titled(title)
    }
    lesson.show(
      .column(histograms), "histograms",
      "The numbers of the first convolution's 8 maps, counted by size. The vertical axis is logarithmic: "
        + "each line is 100 times the line below. Above, the highest columns come from the black "
        + "background, where each answer is a bias. In the middle, where ink is seen, they are gone. "
        + "Below, all negative numbers have become 0 and stand in one column.",
      alt: "How large the numbers are, before and after ReLU"
    )
  }
}
