import CNN
import LessonKit

/// What a network says to an image of 32×32 that was made for one of 28×28.
func largerImage(_ lesson: Lesson, _ network: Network) {
  lesson.cell("32×32") {
    let layers = network.layers
    let flatten = try network.layer("flatten1")
    let maps = try Network(input: [32, 32, 1], seed: 1, Array(layers[..<flatten]))
    let shape = maps.shapes[flatten]
    lesson.print("the layers up to flatten turn it into \(shape) = \(shape.count) numbers")
    do {
      _ = try Network(input: [32, 32, 1], seed: 1, layers)
    } catch {
      lesson.print("and then: \(error)")
    }
  }
}
