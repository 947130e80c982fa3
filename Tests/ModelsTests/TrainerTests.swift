import CNN
import Digits
import Exchange
import Foundation
import Pictures
import Testing

@testable import Models

/// A training that is stopped, saved, and gone on with is the same training.
@Suite struct TrainerTests {
  private static let data = Result { try MNIST.dataSet(.test) }
  private let numbers = Array(stride(from: 0, to: 10_000, by: 100))

  private func trainer(_ training: Training) throws -> Trainer {
    let network = try Network(Widths(kernels: (2, 3), units: 8), seed: training.seed)
    return try Trainer(training, network, on: try Self.data.get(), numbers: numbers)
  }

  static let kinds: [Training] = [
    Training(epochs: 3, batch: 30),
    Training(epochs: 3, batch: 30, rate: 0.001, method: .adam, weightDecay: 0.01),
    Training(epochs: 3, batch: 30, augmentation: .small, seed: 7),
    Training(epochs: 3, batch: 30, frozen: ["conv1", "dense2"]),
  ]

  /// At the beginning, within an epoch, at its end, at the last step, and after it.
  @Test(arguments: kinds, [0, 1, 4, 7, 11, 12])
  func stoppedAndGoneOnWith(_ training: Training, _ stop: Int) throws {
    try inFolder { folder in
      var whole = try trainer(training)
      var reports: [Training.Progress] = []
      while !whole.isDone { reports.append(try whole.advance()) }
      #expect(whole.step == 12 && whole.stepsPerEpoch == 4)

      var first = try trainer(training)
      while first.step < stop { _ = try first.advance() }
      try first.save(to: folder + "/a")
      var second = try trainer(training)
      try second.resume(from: folder + "/a")
      #expect(second.step == stop)
      while !second.isDone {
        let progress = try second.advance()
        let expected = reports[second.step - 1]
        #expect(progress.loss == expected.loss && progress.share == expected.share)
      }
      #expect(second.network.weights.map(\.tensor) == whole.network.weights.map(\.tensor))
      // To the last byte of what would be needed to go on.
      try whole.save(to: folder + "/b")
      try second.save(to: folder + "/c")
      #expect(try File.read(folder + "/b") == File.read(folder + "/c"))
    }
  }

  @Test func otherSettingsAreRefused() throws {
    try inFolder { folder in
      let path = folder + "/a"
      let training = Self.kinds[0]
      var first = try trainer(training)
      _ = try first.advance()
      try first.save(to: path)
      func sentence(_ change: (inout Training) -> Void) throws -> String {
        var changed = training
        change(&changed)
        var other = try trainer(changed)
        let before = other.network.weights.map(\.tensor)
        let error = #expect(throws: ModelError.self) { try other.resume(from: path) }
        #expect(other.step == 0 && other.network.weights.map(\.tensor) == before)
        return error?.description ?? ""
      }
      let end = ": resume with the same settings, or start anew without --resume"
      for (text, change) in [
        ("epochs 3, not 4", { $0.epochs = 4 }),
        ("batch 30, not 25", { $0.batch = 25 }),
        ("rate 0.03, not 0.04", { $0.rate = 0.04 }),
        ("method sgd, not adam", { $0.method = .adam }),
        ("momentum 0.9, not 0.5", { $0.momentum = 0.5 }),
        ("weight decay 0.0, not 1.0", { $0.weightDecay = 1 }),
        ("warm-up 0.1, not 0.2", { $0.warmUp = 0.2 }),
        ("falling rate yes, not no", { $0.falls = false }),
        ("shift 0.0, not 1.0", { $0.augmentation.shift = 1 }),
        ("turn 0.0, not 5.0", { $0.augmentation.turn = 5 }),
        ("frozen none, not conv1", { $0.frozen = ["conv1"] }),
        ("seed 1, not 2", { $0.seed = 2 }),
      ] as [(String, (inout Training) -> Void)] {
        #expect(try sentence(change) == "\(path): it belongs to a training with \(text)\(end)")
      }
      // The number of cores makes no difference.
      var changed = training
      changed.workers = training.workers + 1
      var other = try trainer(changed)
      try other.resume(from: path)
      #expect(other.step == 1)
    }
  }

  @Test func whatIsNoCheckpoint() throws {
    try inFolder { folder in
      var trainer = try trainer(Self.kinds[0])
      try trainer.network.save(to: folder + "/weights")
      try trainer.save(to: folder + "/good")
      let bytes = try File.read(folder + "/good")
      try File.write(Array(bytes.dropLast()), to: folder + "/short")
      for (name, end) in [
        ("none", "there is no such file"),
        ("weights", "this is not a checkpoint of a training"),
        ("short", "incomplete: "),
      ] {
        let error = #expect(throws: (any Error).self) {
          try trainer.resume(from: "\(folder)/\(name)")
        }
        #expect("\(error.map { "\($0)" } ?? "")".hasPrefix("\(folder)/\(name): \(end)"), "\(name)")
      }
      var others = try Trainer(
        Self.kinds[0], trainer.network, on: try Self.data.get(), numbers: numbers.reversed())
      let error = #expect(throws: ModelError.self) { try others.resume(from: folder + "/good") }
      #expect(error?.description.contains("on other images") == true)
      let network = try Network(Widths(kernels: (2, 4), units: 8), seed: 1)
      var larger = try Trainer(
        Self.kinds[0], network, on: try Self.data.get(), numbers: numbers)
      let second = #expect(throws: ModelError.self) { try larger.resume(from: folder + "/good") }
      #expect(second?.description.contains("of another network") == true)
    }
  }

  @Test func frozenLayersStay() throws {
    var trainer = try trainer(Self.kinds[3])
    let before = trainer.network.weights
    while !trainer.isDone { _ = try trainer.advance() }
    for (old, new) in zip(before, trainer.network.weights) {
      let isFrozen = old.name.hasPrefix("conv1.") || old.name.hasPrefix("dense2.")
      #expect((old.tensor == new.tensor) == isFrozen, "\(old.name)")
    }
    let error = #expect(throws: ModelError.self) {
      _ = try self.trainer(Training(frozen: ["conv7"]))
    }
    #expect(error?.description.hasPrefix("the network has no layer conv7 to freeze") == true)
  }

  /// What Adam and SGD remember is what makes them go on alike; a rate that does not fall stays.
  @Test func ratesThatStay() {
    let training = Training(rate: 0.5, warmUp: 0, falls: false)
    #expect((0..<10).map { training.rate(at: $0, of: 10) } == [Float](repeating: 0.5, count: 10))
  }

  @Test(arguments: ["epochs", "batch", "rate", "momentum", "decay", "warmUp", "shift", "turn"])
  func settingsThatCannotWork(_ name: String) throws {
    var training = Training()
    switch name {
    case "epochs": training.epochs = 0
    case "batch": training.batch = 0
    case "rate": training.rate = .nan
    case "momentum": training.momentum = 1
    case "decay": training.weightDecay = -1
    case "warmUp": training.warmUp = 2
    case "shift": training.augmentation.shift = .infinity
    default: training.augmentation.turn = -1
    }
    #expect(throws: ModelError.self) { _ = try trainer(training) }
  }
}

/// Small moves and turns.
@Suite struct AugmentationTests {
  private let image = Tensor([3, 4, 2], (1...24).map { Float($0) })

  @Test(arguments: [(0, 0), (1, 0), (-1, 2), (0, -3), (5, 0)])
  func wholePixels(_ down: Int, _ right: Int) {
    let got = Augmentation.changed(image, down: Float(down), right: Float(right), turn: 0)
    #expect(got == image.moved(down: down, right: right))
  }

  /// By hand: each pixel is the mean of itself and its left neighbour, black at the border.
  @Test func halfAPixel() {
    let row = Tensor(rows: [[2, 4, 8]])
    #expect(Augmentation.changed(row, down: 0, right: 0.5, turn: 0).scalars == [1, 3, 6])
  }

  @Test func aQuarterTurn() {
    let square = Tensor(rows: [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    let turned = Augmentation.changed(square, down: 0, right: 0, turn: 90)
    let expected: [Float] = [7, 4, 1, 8, 5, 2, 9, 6, 3]
    #expect(zip(turned.scalars, expected).allSatisfy { abs($0 - $1) < 1e-4 }, "\(turned.scalars)")
  }

  @Test func theSameHashTheSameChange() throws {
    let data = try MNIST.dataSet(.test)
    let plain = data.batch([0, 5_000, 9_999]).images
    func changed(_ augmentation: Augmentation, seed: UInt64 = 1, step: Int = 0) -> Tensor {
      var images = plain
      augmentation.apply(to: &images, seed: seed, step: step)
      return images
    }
    #expect(changed(.none) == plain)
    #expect(changed(.small) == changed(.small))
    let others = [
      changed(.small, seed: 2), changed(.small, step: 1), changed(Augmentation(shift: 1)),
      changed(Augmentation(turn: 10)),
    ]
    for other in others { #expect(other != changed(.small) && other != plain) }
    // Each image in its own way, and none loses much of its ink.
    for n in 0..<3 {
      let (old, new) = (plain, changed(.small))
      func ink(_ images: Tensor) -> Float { images.scalars[n * 784..<(n + 1) * 784].reduce(0, +) }
      #expect(abs(ink(new) / ink(old) - 1) < 0.05)
    }
  }
}
