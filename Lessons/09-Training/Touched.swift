import CNN
import Digits
import LessonKit
import Notebook

// What can be touched on this page in the browser (Sources/Notebook/Page/lessons).

/// The loss (w − 3)² and a learning rate: where the steps lead.
func hillToTouch(_ lesson: Lesson, start: Double, rate: Double) {
  lesson.interactive(
    "hill", "Find the fastest learning rate",
    "Raise η slowly. Which rate needs the fewest steps, and which ones never arrive?",
    data: ["start": JSON(start), "lowest": 3, "rate": JSON(rate)])
}

/// The trainings with few images: what they read after some of the epochs.
func epochsToTouch(_ lesson: Lesson, _ kinds: [Kind], images: (learned: Int, tested: Int)) {
  let data = kinds.map { kind -> JSON in
    let looks = kind.outcomes[0].looks.indices.map { place in
      kind.outcomes.compactMap { $0.looks.indices.contains(place) ? $0.looks[place] : nil }
    }
    return [
      "name": JSON(kind.name), "epochs": JSON(looks.map { $0[0].epoch }),
      "learned": JSON(looks.map { $0.map(\.learned).mean }),
      "tested": JSON(looks.map { $0.map(\.tested).mean }),
    ]
  }
  lesson.interactive(
    "epochs", "Which network would you keep?",
    "Move through the epochs of all four trainings. Choose the network that you would keep for new "
      + "digits.",
    data: [
      "kinds": .array(data), "images": JSON([images.learned, images.tested]),
      "seeds": JSON(kinds[0].outcomes.count),
    ])
}

/// A small training in the browser, with frozen and with learned kernels, from digits in half their
/// size.
func freezeToTouch(_ lesson: Lesson, _ images: Images, _ kinds: [Kind]) {
  func data(_ some: DataSet) -> JSON {
    let batch = some.batch(some.numbers).images
    return ["labels": JSON(some.labels), "pixels": JSON(scalars: halved(batch, some.shape))]
  }
  let test = images.test.choosing(spread(300, over: images.test.count))
  let shape = images.test.shape
  lesson.interactive(
    "freeze", "Freeze the kernels, and train",
    "Both networks start with the same random weights. One never changes its kernels. Train, then "
      + "deal new kernels. How much is lost?",
    data: [
      "shape": JSON([shape[0] / 2, shape[1] / 2, 1]), "classes": JSON(images.classes),
      "train": data(images.some(200)), "test": data(test),
      "lesson": .array(
        kinds.prefix(2).map { ["name": JSON($0.name), "tested": JSON($0.outcomes.tested.mean)] }),
    ])
}

/// Images in half their height and width: the means of 2×2 pixels, rounded to greys.
private func halved(_ images: Tensor, _ shape: Shape) -> [Float] {
  let (height, width) = (shape[0], shape[1])
  return (0..<images.shape[0]).flatMap { n in
    (0..<height / 2).flatMap { i in
      (0..<width / 2).map { j in
        let first = n * height * width + 2 * i * width + 2 * j
        let sum = [0, 1, width, width + 1].reduce(Float(0)) { $0 + images.scalars[first + $1] }
        return (sum / 4 * 255).rounded() / 255
      }
    }
  }
}
