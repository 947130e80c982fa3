import CNN
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// A kernel as data: its name and its weights.
private func data(_ kernel: Kernel) -> JSON {
  ["name": JSON(kernel.name), "weights": JSON(Tensor(rows: kernel.weights))]
}

/// The weights and a flat grey: which kernels answer to brightness?
func greyToTouch(_ lesson: Lesson, _ seven: Tensor, _ kernel: Kernel, bias: Float) {
  let kernels = [kernel, .leftEdge, .blur].reduce(into: [Kernel.sharpen]) { chosen, next in
    if !chosen.contains(where: { $0.name == next.name }) { chosen.append(next) }
  }
  lesson.interactive(
    "grey", "Change the weights over plain grey",
    "Change weights, bias and grey. When does plain grey answer only the bias, at every grey?",
    data: [
      "image": JSON(seven), "kernels": .array(kernels.map(data)), "bias": .scalar(bias),
    ])
}

/// One white pixel, and what a kernel with nine different answers makes of it.
func onePixelToTouch(_ lesson: Lesson) {
  lesson.interactive(
    "one-pixel", "Place one white pixel",
    "Make pixels of the black image white. Compare the kernel with what appears in the map. "
      + "Then choose numbers of the map.",
    data: ["kernel": data(.emboss), "size": 7])
}

/// The figure of two channels, whose slices can be set to zero.
func channelsToTouch(_ lesson: Lesson) {
  lesson.interactive(
    "channels", "Set a slice to zero",
    "Switch off one slice, then the other. What goes from the map? How many maps are left?",
    data: ["figure": "channels"])
}
