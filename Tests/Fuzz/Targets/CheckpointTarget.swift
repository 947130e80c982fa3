import CNN
import Digits
import Exchange
import Models

/// A training that is continued, and a network that is read with its classes and its recipe.
///
/// What was continued can be saved and continued again, with the same bytes, and goes on.
struct CheckpointTarget: Target {
  private let scratch: Scratch
  private let trainers: [Trainer]

  init() throws {
    scratch = try Scratch()
    let images: [[UInt8]] = (0..<6).map { number in (0..<16).map { UInt8($0 * 7 + number) } }
    let data = try DataSet(
      [0, 3].map { first in
        let cells = Array(images[first..<first + 3])
        return ("\(first)", try Sheet(cells: cells, height: 4, width: 4, columns: 3))
      })
    trainers = try [Training.Method.sgd, .adam].map { method in
      let training = Training(
        epochs: 2, batch: 2, rate: 0.01, method: method, workers: 1)
      return try Trainer(training, Self.network(), on: data, numbers: Array(0..<6))
    }
  }

  private static func network() throws -> Network {
    try Network(
      input: [4, 4, 1], seed: 3,
      [Convolution(1, 3), ReLU(), Flatten(), Dense(2), Softmax()])
  }

  func seeds() throws -> [[UInt8]] {
    let path = scratch.path + "/seed"
    var seeds: [[UInt8]] = []
    for trainer in trainers {
      var trainer = trainer
      for _ in 0..<3 {
        try trainer.save(to: path)
        seeds.append(try File.read(path))
        _ = try trainer.advance()
      }
    }
    let trained = TrainedNetwork(
      try Self.network(), classes: ["circle", "é"], preparation: .asItIs, notSureBelow: 0.5)
    try trained.save(to: path)
    return seeds + [try File.read(path)] + Samples.tensors()
  }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] { dice.changedTensors(input) }

  func read(_ input: [UInt8]) throws {
    let path = scratch.write(input, "read")
    for trainer in trainers { resume(trainer, path) }
    let trained = try TrainedNetwork(contentsOf: path)
    promise(
      trained.classes.count == trained.network.shapes.last?.count, "a class has no output")
    let copy = scratch.path + "/copy"
    let again = written("a network") {
      try trained.save(to: copy)
      return try TrainedNetwork(contentsOf: copy)
    }
    promise(again.classes == trained.classes, "the classes were written otherwise")
    promise(again.preparation == trained.preparation, "the preparation was written otherwise")
    promise(again.notSureBelow == trained.notSureBelow, "the share was written otherwise")
    promise(
      Safetensors.encode(again.network.weights) == Safetensors.encode(trained.network.weights),
      "the weights were written otherwise")
    guard trained.network.shapes.allSatisfy({ $0.count < 5_000 }) else { return }
    let image = Tensor(trained.network.shapes[0])
    _ = succeeds { try trained.network.trace(image) }
  }

  private func resume(_ trainer: Trainer, _ path: String) {
    var trainer = trainer
    guard succeeds({ try trainer.resume(from: path) }) != nil else { return }
    let copy = scratch.path + "/copy"
    written("a checkpoint") {
      try trainer.save(to: copy)
      let bytes = try File.read(copy)
      try trainer.resume(from: copy)
      try trainer.save(to: copy)
      promise(try File.read(copy) == bytes, "a checkpoint was written otherwise")
    }
    if !trainer.isDone {
      do { _ = try trainer.advance() } catch {
        promise(error is Diverged, "the training does not go on: \(error)")
        promiseSentence(error)
      }
    }
  }
}
