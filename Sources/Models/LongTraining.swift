import CNN
import Digits
import Exchange
import Foundation
import Printing

/// A training that takes minutes or hours, run by a program. It shows its progress, writes
/// checkpoints, and can be stopped and resumed. The result is the same, bit by bit.
public struct LongTraining: Sendable {
  public var training: Training
  /// The file for the weights.
  public var file: String
  /// The number of steps between two checkpoints. There is also one at the end of each epoch.
  public var interval: Int
  /// Whether it continues from the checkpoint of a run that was stopped.
  public var isResumed: Bool

  public init(_ training: Training, file: String, interval: Int = 500, isResumed: Bool = false) {
    self.training = training
    self.file = file
    self.interval = interval
    self.isResumed = isResumed
  }

  /// How a run ended.
  public enum Outcome: Sendable {
    case finished(Network)
    /// Stopped by Ctrl-C.
    case stopped(Network)
  }

  /// `my.checkpoint.safetensors` beside `my.safetensors`.
  public var checkpoint: String {
    let suffix = ".safetensors"
    return (file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file) + ".checkpoint"
      + suffix
  }

  /// Trains, and writes the weights. After Ctrl-C it writes the weights it has so far.
  ///
  /// - Parameters:
  ///   - network: with the weights to begin with.
  ///   - numbers: which images of the data set to learn from.
  ///   - score: what to print about the network at the end of each epoch.
  ///   - threshold: the probability below which an answer of the trained network is not sure, if
  ///     it was measured. It is asked before the weights are written: a program that is killed
  ///     meanwhile still has its checkpoint.
  /// - Throws: one sentence, if there is a checkpoint without `isResumed`, or none with it; if a
  ///   file cannot be written, or another training is writing it; if there are more classes than a
  ///   file of weights may have; or if the training fails. A training that diverges leaves no
  ///   checkpoint: to continue it would be of no use, and the next one begins anew.
  public func run(
    _ network: Network, on data: DataSet, numbers: [Int],
    score: (Network) throws -> String = { _ in "" },
    threshold: (Network) throws -> Float? = { _ in nil }
  ) throws -> Outcome {
    // Checked before the work, not after it.
    try TrainedNetwork.checkWritable(network, to: file)
    try File.checkWritable(checkpoint)
    // `my` and `my.safetensors` have the same checkpoint.
    let hold = try Hold.only(checkpoint, named: file)
    defer { withExtendedLifetime(hold) {} }
    guard interval > 0 else {
      throw ModelError(description: "checkpoints must be 1 step or more apart, not \(interval)")
    }
    let interruption = Interruption()
    var trainer = try Trainer(training, network, on: data, numbers: numbers)
    if isResumed {
      try trainer.resume(from: checkpoint)
      print("continuing after step \(trainer.step.grouped) of \(trainer.steps.grouped)")
    } else if FileManager.default.fileExists(atPath: checkpoint) {
      throw ModelError(
        description: "\(checkpoint): this is from a training that was stopped. Continue it with "
          + "--resume, or delete the file to start anew")
    }
    print("Ctrl-C stops after the current step and keeps what was learned")
    Console.flush()
    var line = ProgressLine(
      epochs: training.epochs, images: numbers.count, steps: trainer.stepsPerEpoch,
      firstStep: trainer.step)
    func save(_ network: Network, notSureBelow threshold: Float? = nil) throws {
      try TrainedNetwork(
        network, classes: data.classes, preparation: data.preparation, notSureBelow: threshold
      ).save(to: file)
    }
    while !trainer.isDone {
      let (progress, isStopped) = try advance(&trainer, interruption)
      // Saved before anything is said or measured, so that neither can cost it.
      if isStopped || progress.isLastOfEpoch || trainer.step.isMultiple(of: interval) {
        try trainer.save(to: checkpoint)
      }
      if progress.isLastOfEpoch {
        let said = try line.pausing { try score(trainer.network) }
        line.keep(progress, said.isEmpty ? "" : ", " + said)
      } else {
        line.show(progress)
      }
      if isStopped {
        try save(trainer.network)
        if !progress.isLastOfEpoch { line.keep(progress, "") }
        print(
          "stopped; the weights so far are in \(file), and --resume continues from \(checkpoint)")
        return .stopped(trainer.network)
      }
    }
    try save(trainer.network, notSureBelow: try threshold(trainer.network))
    try? FileManager.default.removeItem(atPath: checkpoint)
    print("wrote \(file)")
    return .finished(trainer.network)
  }

  /// One step, and whether the training stops after it; if it diverges, its checkpoint goes.
  private func advance(
    _ trainer: inout Trainer, _ interruption: Interruption
  ) throws -> (Training.Progress, isStopped: Bool) {
    do {
      let progress = try trainer.advance()
      let isStopped = interruption.isThere && !trainer.isDone
      // Otherwise the next step would notice.
      if trainer.isDone || isStopped, let name = trainer.network.nonFinite {
        throw training.diverged("\(name) is", at: trainer.step)
      }
      return (progress, isStopped)
    } catch let error as Diverged {
      try? FileManager.default.removeItem(atPath: checkpoint)
      throw error
    }
  }

  /// The most memory that this program has used so far, in bytes.
  public static var peakMemory: Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}
