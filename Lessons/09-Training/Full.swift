import CNN
import Digits
import Explain
import Foundation
import LessonKit
import Models
import Printing

/// The full training: all images, with the knobs as they stand; it writes weights and no page.
func trainOnEverything() -> Never {
  do {
    var long = training
    (long.batch, long.epochs) = (full.batch, full.epochs)
    try checkKnobs(long)
    let (data, test) = try folder.map { try DataSet.halves(of: $0) } ?? MNIST.halves()
    let network = try Network(choice.layers(dropout), for: data, seed: long.seed)
    print(network.summary())
    let run = LongTraining(long, file: options.weights, isResumed: options.resume)
    let outcome = try run.run(network, on: data, numbers: data.numbers) { network in
      let right = try network.right(on: test, numbers: test.numbers)
      return "test \((Double(right) / Double(test.count)).percent(2))"
    }
    // As a shell has it for a program that Ctrl-C has ended.
    guard case .finished(let trained) = outcome else { exit(130) }
    let right = try trained.right(on: test, numbers: test.numbers)
    print("test images: \(right) of \(test.count) right")
    print("peak memory: \(LongTraining.peakMemory / 1_000_000) MB")
    exit(0)
  } catch {
    Console.complain("Training", "\(error)")
    exit(1)
  }
}
