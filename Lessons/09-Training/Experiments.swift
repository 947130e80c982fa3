import CNN
import Digits
import Dispatch
import LessonKit
import Models
import Synchronization

// Small trainings side by side, each on one core.

/// One training of an experiment.
nonisolated struct Trial {
  var name: String
  var network: Network
  var training: Training
  /// After how many epochs it is looked at, again and again; 0 for never.
  var lookEvery = 0
}

/// What came of it.
nonisolated struct Outcome: Codable {
  let name: String
  /// How many steps it should take.
  var steps = 0
  /// Of each step; it ends early if a loss was no longer a number.
  var losses: [Double] = []
  /// The share right of the digits that were learned from, with dropout off, and of others.
  var learned = 0.0
  var tested = 0.0
  /// The same after some of the epochs, if it was followed.
  var looks: [Look] = []

  struct Look: Codable {
    let epoch: Int
    let learned, tested: Double
  }

  /// The mean loss of the last steps.
  var lastLoss: Double { losses.suffix(20).mean }
}

/// Trains several kinds of networks, or takes what came of it from an earlier run with the same inputs
/// and the same code.
///
/// - Parameters:
///   - inputs: what `trials` reads beside the images and the seeds.
func compare(
  _ name: String, in lesson: Lesson, learningFrom train: DataSet, testedOn test: DataSet,
  dependsOn inputs: Any = "", file: String = #filePath, line: Int = #line,
  _ trials: () throws -> [Trial]
) throws -> [Kind] {
  let prints = [train, test].map { $0.fingerprint(of: $0.numbers) }
  let files = ["Choice.swift", "Experiments.swift", "Images.swift"]
  return byName(
    try lesson.kept(name, dependsOn: inputs, prints, files: files, file: file, line: line) {
      try outcomes(of: trials(), learningFrom: train, testedOn: test)
    })
}

/// Runs trials at once, as many as there are cores. Each has its own seed and works alone, so the
/// results do not depend on how many there are.
nonisolated func outcomes(
  of trials: [Trial], learningFrom train: DataSet, testedOn test: DataSet
) throws -> [Outcome] {
  let results = Mutex([Result<Outcome, any Error>?](repeating: nil, count: trials.count))
  DispatchQueue.concurrentPerform(iterations: trials.count) { number in
    let result = Result { try outcome(of: trials[number], train, test) }
    results.withLock { $0[number] = result }
  }
  return try results.withLock { try $0.compactMap { try $0?.get() } }
}

nonisolated private func outcome(
  of trial: Trial, _ train: DataSet, _ test: DataSet
) throws -> Outcome {
  var training = trial.training
  training.workers = 1
  var outcome = Outcome(name: trial.name)
  var trainer = try Trainer(training, trial.network, on: train, numbers: train.numbers)
  let batches = (train.count + training.batch - 1) / training.batch
  outcome.steps = training.epochs * batches
  // On the way, half of the images will do.
  func look(_ epoch: Int) throws {
    func some(_ data: DataSet) -> DataSet {
      epoch == training.epochs ? data : data.choosing(spread(data.count / 2, over: data.count))
    }
    outcome.looks.append(
      Outcome.Look(
        epoch: epoch, learned: try share(trainer.network, some(train)),
        tested: try share(trainer.network, some(test))))
  }
  var sum = 0.0
  while !trainer.isDone {
    // A rate that is far too large: the curve ends here.
    guard let progress = try? trainer.advance() else { return outcome }
    // Of the mean over the epoch so far, what the last step has added.
    let total = progress.loss * Double(progress.step)
    outcome.losses.append(total - sum)
    sum = progress.isLastOfEpoch ? 0 : total
    guard trial.lookEvery > 0, progress.isLastOfEpoch,
      (progress.epoch + 1).isMultiple(of: trial.lookEvery)
    else { continue }
    try look(progress.epoch + 1)
  }
  // The last look may have been at the end.
  if outcome.looks.last?.epoch != training.epochs { try look(training.epochs) }
  if let end = outcome.looks.last { (outcome.learned, outcome.tested) = (end.learned, end.tested) }
  return outcome
}

/// The share of images that a network names correctly, with dropout off.
nonisolated private func share(_ network: Network, _ data: DataSet) throws -> Double {
  Double(try network.right(on: data, numbers: data.numbers, workers: 1)) / Double(data.count)
}

/// The same trial with the seeds 1, 2 and 3, which give a network its first weights and the digits
/// their order.
func threeSeeds(
  _ name: String, _ training: Training, lookEvery: Int = 0,
  _ network: (UInt64) throws -> Network
) throws -> [Trial] {
  try (1...3).map { (seed: UInt64) in
    var own = training
    own.seed = seed
    return Trial(
      name: name, network: try network(seed), training: own, lookEvery: lookEvery)
  }
}

/// The mean of each number with those before it, `length` in all: noise out, course left.
nonisolated func smooth(_ numbers: [Double], _ length: Int = 20) -> [Double] {
  var (sum, means): (Double, [Double]) = (0, [])
  for (i, number) in numbers.enumerated() {
    sum += number - (i >= length ? numbers[i - length] : 0)
    means.append(sum / Double(min(i + 1, length)))
  }
  return means
}

extension [Outcome] {
  nonisolated var tested: [Double] { map(\.tested) }
  nonisolated var learned: [Double] { map(\.learned) }
  /// The mean over the seeds; nil if one of the trainings ended early.
  nonisolated var lastLoss: Double? {
    allSatisfy { $0.losses.count == $0.steps } ? map(\.lastLoss).mean : nil
  }
}

extension [Double] {
  /// From the lowest to the highest.
  nonisolated var reach: Double { (self.max() ?? 0) - (self.min() ?? 0) }
}
