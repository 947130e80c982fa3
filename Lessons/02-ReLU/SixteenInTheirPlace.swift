import CNN
import LessonKit
import Printing

/// The trained network's two convolutions without the ReLU between them, as one convolution.
func sixteenInTheirPlace(_ lesson: Lesson, _ seven: Tensor, _ trained: Trace) {
  lesson.cell("Eight kernels, sixteen kernels, and sixteen in their place") {
    let network = trained.network
    let first = network["conv1", "weight"]  // [3, 3, 1, 8]
    let second = network["conv2", "weight"]  // [3, 3, 8, 16]
    let (side, channels, kernels) = (first.shape[0], second.shape[2], second.shape[3])
    var instead = try Network(
      input: seven.shape, seed: 1, [Convolution(kernels, 5, padding: .same)])
    var weight = Tensor(instead["conv1", "weight"].shape)  // [5, 5, 1, 16]
    var bias = network["conv2", "bias"]
    for k in 0..<kernels {
      for channel in 0..<channels {
        for c in 0..<side {
          for d in 0..<side {
            let next = second[c, d, channel, k]
            bias[k] += network["conv1", "bias"][channel] * next
            for a in 0..<side {
              for b in 0..<side {
                weight[a + c, b + d, 0, k] += first[a, b, 0, channel] * next
              }
            }
          }
        }
      }
    }
    instead["conv1", "weight"] = weight
    instead["conv1", "bias"] = bias
    let one = try instead.trace(seven).output

    let (conv1, conv2) = (try network.layer("conv1"), try network.layer("conv2"))
    let bare = try Network(
      input: seven.shape, seed: 1, [network.layers[conv1], network.layers[conv2]])
    for (name, two) in [
      ("without ReLU:", try bare.trace(seven).output), ("with ReLU:   ", try trained["conv2"]),
    ] {
      let differences = zip(two.scalars, one.scalars).map { abs($0 - $1) }
      lesson.print("largest difference \(name) \((differences.max() ?? 0).asDifference)")
    }
    let counts = [conv1, conv2].map { network.parameterCount(ofLayer: $0) }
    lesson.print(
      "weights and biases: \(counts[0]) + \(counts[1]), and \(instead.parameterCount) in their place"
    )
  }
}
