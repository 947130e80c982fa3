import CNN
import Digits
import Dispatch
import Models
import Synchronization

// Small trainings side by side, each on one core.

/// One training of an experiment.
nonisolated struct Trial {
  var name: String
  var network: Network
  var training: Training
  /// Whether it is looked at after each epoch.
  var isFollowed = false
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
  /// The same after each epoch, if it was followed.
  var learnedByEpoch: [Double] = []
  var testedByEpoch: [Double] = []

  /// The mean loss of the last steps.
  var lastLoss: Double { losses.suffix(20).mean }
}

/// The files that the experiments compute with, beside their own lines.
let experimentFiles = ["Choice.swift", "Experiments.swift", "Steps.swift"]

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
  var sum = 0.0
  while !trainer.isDone {
    // A rate that is far too large: the curve ends here.
    guard let progress = try? trainer.advance() else { return outcome }
    // Of the mean over the epoch so far, what the last step has added.
    let total = progress.loss * Double(progress.step)
    outcome.losses.append(total - sum)
    sum = progress.isLastOfEpoch ? 0 : total
    guard trial.isFollowed, progress.isLastOfEpoch else { continue }
    outcome.learnedByEpoch.append(try share(trainer.network, train))
    outcome.testedByEpoch.append(try share(trainer.network, test))
  }
  outcome.learned = try share(trainer.network, train)
  outcome.tested = try share(trainer.network, test)
  return outcome
}

/// The share of images that a network names rightly, with dropout off.
nonisolated private func share(_ network: Network, _ data: DataSet) throws -> Double {
  Double(try network.right(on: data, numbers: data.numbers, workers: 1)) / Double(data.count)
}

/// The same trial with the seeds 1, 2 and 3, which give a network its first weights and the digits
/// their order.
func threeSeeds(
  _ name: String, _ training: Training, isFollowed: Bool = false,
  _ network: (UInt64) throws -> Network
) throws -> [Trial] {
  try (1...3).map { (seed: UInt64) in
    var own = training
    own.seed = seed
    return Trial(
      name: name, network: try network(seed), training: own, isFollowed: isFollowed)
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

/// Trials by their names, in the order in which they first come.
nonisolated func byName(_ outcomes: [Outcome]) -> [(name: String, outcomes: [Outcome])] {
  outcomes.reduce(into: []) { groups, outcome in
    if let place = groups.firstIndex(where: { $0.name == outcome.name }) {
      groups[place].outcomes.append(outcome)
    } else {
      groups.append((outcome.name, [outcome]))
    }
  }
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
