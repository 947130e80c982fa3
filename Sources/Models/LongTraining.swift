import CNN
import Digits
import Exchange
import Foundation
import Printing

/// A training that takes minutes or hours, as a program runs it: it says how far it is, leaves
/// checkpoints, and can be stopped and gone on with. What it ends with is the same, bit by bit.
public struct LongTraining: Sendable {
  public var training: Training
  /// Where the weights go.
  public var file: String
  /// After how many steps there is a checkpoint, besides those at the end of each epoch.
  public var interval: Int
  /// Whether it goes on from the checkpoint of a run that was stopped.
  public var isResumed: Bool

  public init(_ training: Training, file: String, interval: Int = 500, isResumed: Bool = false) {
    self.training = training
    self.file = file
    self.interval = interval
    self.isResumed = isResumed
  }

  /// What has become of a run.
  public enum Outcome: Sendable {
    case finished(Network)
    /// Somebody has pressed Ctrl-C.
    case stopped(Network)
  }

  /// `my.checkpoint.safetensors` beside `my.safetensors`.
  public var checkpoint: String {
    let suffix = ".safetensors"
    return (file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file) + ".checkpoint"
      + suffix
  }

  /// Trains, and writes the weights; after Ctrl-C those that it has come to.
  ///
  /// - Parameters:
  ///   - network: with the weights to begin with.
  ///   - numbers: which images of the data set to learn from.
  ///   - score: what to say at the end of each epoch of the network as it is.
  /// - Throws: one sentence if there is a checkpoint and nobody asked to go on, or none and
  ///   somebody did; if a file cannot be written, or the training fails.
  public func run(
    _ network: Network, on data: DataSet, numbers: [Int],
    score: (Network) throws -> String = { _ in "" }
  ) throws -> Outcome {
    // Found out before the work, not after it.
    try File.checkWritable(file)
    guard interval > 0 else {
      throw ModelError(description: "checkpoints are 1 step or more apart, and not \(interval)")
    }
    let interruption = Interruption()
    var trainer = try Trainer(training, network, on: data, numbers: numbers)
    if isResumed {
      try trainer.resume(from: checkpoint)
      print("going on after step \(trainer.step.grouped) of \(trainer.steps.grouped)")
    } else if FileManager.default.fileExists(atPath: checkpoint) {
      throw ModelError(
        description: "\(checkpoint): a training that was stopped has left this; --resume goes on "
          + "with it, and to begin anew delete it")
    }
    print("Ctrl-C stops after the step under way and keeps what was learned")
    fflush(nil)
    var line = ProgressLine(
      epochs: training.epochs, images: numbers.count, steps: trainer.stepsPerEpoch,
      firstStep: trainer.step)
    while !trainer.isDone {
      let progress = try trainer.advance()
      if progress.isLastOfEpoch {
        let said = try line.pausing { try score(trainer.network) }
        line.keep(progress, said.isEmpty ? "" : ", " + said)
      } else {
        line.show(progress)
      }
      let isStopped = interruption.isThere && !trainer.isDone
      if isStopped || progress.isLastOfEpoch || trainer.step.isMultiple(of: interval) {
        try trainer.save(to: checkpoint)
      }
      if isStopped {
        if !progress.isLastOfEpoch { line.keep(progress, "") }
        try trainer.network.save(to: file)
        print(
          "stopped; what was learned so far is in \(file), and --resume goes on from \(checkpoint)")
        return .stopped(trainer.network)
      }
    }
    try trainer.network.save(to: file)
    try? FileManager.default.removeItem(atPath: checkpoint)
    print("wrote \(file)")
    return .finished(trainer.network)
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
