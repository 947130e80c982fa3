import CNN
import Digits
import Explain
import Foundation
import LessonKit
import Models
import Printing

/// The full training: all images, with the knobs as they stand; it writes weights and no page.
///
/// - Parameters:
///   - training: with the length of a full one.
///   - layers: of the network, without the last two.
///   - check: throws one sentence about a knob that cannot work.
func trainOnEverything(
  _ training: Training, _ layers: [any Layer], folder: String?, _ options: TrainingLessonOptions,
  check: () throws -> Void
) -> Never {
  do {
    try check()
    let pictures = try folder.map { try PictureFolder($0) }
    if let pictures { print(pictures.report) }
    let (data, test) = try pictures.map { ($0.train, $0.test) } ?? MNIST.halves()
    try Training.checkSize(of: layers, for: data.shape, batch: training.batch)
    let network = try Network(layers, for: data, seed: training.seed)
    print(network.summary())
    let run = LongTraining(
      training, file: options.weights ?? "training.safetensors", isResumed: options.resume)
    let outcome = try run.run(network, on: data, numbers: data.numbers) { network in
      let right = try network.right(on: test, numbers: test.numbers)
      return "test \((Double(right) / Double(test.count)).percent(2))"
    }
    // As a shell has it for a program that Ctrl-C has ended.
    guard case .finished(let trained) = outcome else { exit(130) }
    let right = try trained.right(on: test, numbers: test.numbers)
    print(
      "test images: \(right) of \(test.count) right" + (pictures?.untestedClause ?? ""))
    print("peak memory: \(LongTraining.peakMemory / 1_000_000) MB")
    exit(0)
  } catch {
    Console.complain("Training", "\(error)")
    exit(1)
  }
}

/// How to train on everything.
///
/// - Parameter full: how long that is.
func fullTraining(_ lesson: Lesson, _ full: (batch: Int, epochs: Int)) {
  lesson.more("the full training")
  lesson.text(
    """
    `swift run Training --full` takes all training images, in batches of \(full.batch), for \
    \(full.epochs) epochs, with the other knobs as they are set. After each epoch it prints how many test \
    images are read correctly; nothing is chosen by that. It writes the weights to `training.safetensors`, \
    or to the file that `--weights` names. Ctrl-C stops it after the current step and keeps what was learned. \
    `--full --resume` continues. All random numbers depend only on the seed and the step. So a training \
    that was stopped, or even killed, ends with exactly the same weights as one that was not.

    With MNIST, 12 epochs and the network of the lessons it takes a minute or two. The weights that come with \
    the package were made in this way, and lesson 10 begins with them. [Their own page](../../Sources/Models/Weights/README.md) \
    lists the commands, what was chosen on which held-out digits, and what three seeds of each network \
    reach.
    """)
}
