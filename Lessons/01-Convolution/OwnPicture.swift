import CNN
import Digits
import Figures
import LessonKit
import Pictures
import Printing

/// A picture of the reader's own, grey and small enough for kernels of a few pixels.
struct OwnPicture {
  let remark: String
  let image: Tensor

  /// From a PNG, turned upright, its transparency understood as for a drawing that is read.
  init(_ path: String) throws {
    let scan = try Scan(contentsOf: path)
    let opaque = OpaqueScan(scan)
    let original = opaque.picture
    let small = original.reduced(toPixels: 280 * 280)
    image = Tensor(small)
    remark =
      "\(path): \(original.width)×\(original.height) pixels, taken as grey"
      + (scan.orientation == .upright
        ? "" : "; \(PreparationStep.turned(scan.orientation))")
      + (opaque.step.map { "; \($0)" } ?? "")
      + (small == original ? "" : "; made smaller, to \(small.width)×\(small.height)")
  }
}

/// The lesson's kernel and the gallery on a picture of the reader's own.
func gallery(_ lesson: Lesson, of picture: OwnPicture, _ kernel: Kernel, bias: Float) {
  lesson.heading("On your own picture")
  lesson.cell("What each kernel says about it") {
    lesson.print(picture.remark)
    let image = picture.image
    // Where a window does not fit into the picture it may reach outside of it.
    let padding: Padding = min(image.shape[0], image.shape[1]) < 3 ? .full : .valid
    let title = "\(kernel.name), bias \(bias.fixed(2))"
    let chosen = Kernel(title, asks: kernel.question, kernel.weights)
    let maps: [Figure] = try ([chosen] + Kernel.gallery).enumerated().map { number, kernel in
      // The first with the bias above, the others without.
      let layer = try Convolution(
        weights: kernel.weights, bias: number == 0 ? bias : 0, padding: padding)
      let trace = try Network(input: image.shape, seed: 1, [layer]).trace(image)
      return .column(
        kernel.figure, try .activation(trace, "conv1").side(280).key(.bar), spacing: 10)
    }
    let shown: [Figure] = [.image(image, "your picture", of: .image).side(280)]
    lesson.show(
      .montage(shown + maps, columns: 3), "own",
      "Your picture, the kernel from the top of main.swift with its bias, and seven kernels made by "
        + "hand with bias 0. The padding is `\(padding)`. Each map has its own scale, the bar below it.",
      alt: "Your picture and its maps")
  }
}
