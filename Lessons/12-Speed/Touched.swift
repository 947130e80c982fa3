import CNN
import LessonKit
import Notebook

// What can be touched on this page in the browser.

/// The multiply-adds of all layers that have weights, each of which can be made faster.
func layersToTouch(_ lesson: Lesson, _ network: Network) {
  let layers = network.layers.enumerated().compactMap { number, layer -> JSON? in
    guard let weight = layer.parameters.first(where: { $0.name == "weight" })?.value,
      let kernels = weight.shape.sizes.last
    else { return nil }
    let places = network.shapes[number + 1].count / kernels
    return ["name": JSON(network.names[number]), "count": JSON(places * weight.scalars.count)]
  }
  lesson.interactive(
    "amdahl", "Make one layer free",
    "Make `dense1` free, then `conv2`. How fast is the total? Then make two layers ten times as fast.",
    data: ["layers": .array(layers)])
}

/// Two orders of the loops of a matrix product, step by step.
func loopsToTouch(_ lesson: Lesson) {
  lesson.interactive(
    "loops", "Step through two orders of loops",
    "Two 4×4 matrices are multiplied. Follow the addresses: which order fetches fewer lines from "
      + "memory? Then make the cache larger.")
}

/// The products of one sum of the convolution, added up in several orders.
func sumToTouch(_ lesson: Lesson, _ layer: SecondConvolution) {
  lesson.interactive(
    "reorder", "Add the same numbers in another order",
    "Add the products of one sum in several orders, and shuffle them often. Compare the last bits.",
    data: ["products": JSON(scalars: layer.productsOfOneSum)])
}
