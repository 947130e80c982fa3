import ArgumentParser
import CNN
import Digits
import Foundation
import Models
import Pictures

/// Trains one of the package's networks on the embedded digits and writes its weights.
@main struct TrainModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "TrainModel",
    abstract: "Trains a network on MNIST and writes its weights as .safetensors.",
    discussion: "The same seed gives the same weights, bit by bit, on any number of cores.")

  enum Architecture: String, ExpressibleByArgument, CaseIterable { case walkthrough, course }

  @Argument(help: "Which network.") var network: Architecture
  @Argument(help: "Where to write the weights.") var file: String

  @Option(help: "Decides the first weights, the order of the images, and what dropout drops.")
  var seed: UInt64 = 1
  @Option(help: "How often each image is seen.") var epochs = 12
  @Option(help: "Images in a batch.") var batch = 64
  @Option(help: "The learning rate at its highest.") var rate: Float = 0.03
  @Option(help: "How much of the last step's velocity is kept.") var momentum: Float = 0.9
  @Option(help: "How strongly weights are pulled to zero.") var decay: Float = 0
  @Option(help: "How many cores to use.") var workers = availableCores
  @Option(
    help: ArgumentHelp(
      "Keep so many training digits aside, and report the accuracy on them instead of that on "
        + "the test digits. For choosing the settings above.", valueName: "digits"))
  var heldOut = 0

  func validate() throws {
    guard (1...10_000).contains(epochs), (1...4096).contains(batch) else {
      throw ValidationError("Epochs are from 1 to 10000, and a batch is from 1 to 4096 images.")
    }
    guard workers > 0, (0..<60_000).contains(heldOut) else {
      throw ValidationError(
        "Workers begin at 1, and of 60000 digits one must be left to learn from.")
    }
    guard rate > 0, rate.isFinite, (0..<1).contains(momentum), decay >= 0, decay.isFinite else {
      throw ValidationError(
        "The rate is above 0, the momentum from 0 to below 1, decay not below 0.")
    }
  }

  func run() throws {
    do { try train() } catch {
      FileHandle.standardError.write(Data("TrainModel: \(error)\n".utf8))
      throw ExitCode.failure
    }
  }

  private func train() throws {
    // Found out before the work, not after it.
    try File.checkWritable(file)
    var model = try network == .walkthrough ? Network.walkthrough(seed: seed) : .course(seed: seed)
    print(model.summary())
    let data = try MNIST.dataSet(.train)
    // Which digits are held out does not depend on the seed, so that seeds can be compared.
    let order = Random(seed: 0).permutation(of: data.count)
    let (aside, numbers) = (Array(order[..<heldOut]), Array(order[heldOut...]))
    let training = Training(
      epochs: epochs, batch: batch, rate: rate, momentum: momentum, weightDecay: decay,
      seed: seed, workers: workers)

    let start = ContinuousClock.now
    try training.run(&model, on: data, numbers: numbers) { progress, network in
      let isLast = progress.step == progress.steps
      guard isLast || progress.step.isMultiple(of: 50) else { return }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let done = progress.epoch * progress.steps + progress.step
      let left = seconds / Double(done) * Double(epochs * progress.steps - done)
      var line =
        "epoch \(progress.epoch + 1)/\(epochs), step \(progress.step)/\(progress.steps), "
        + "loss \(progress.loss.fixed(4)), \(left.fixed(0)) s left"
      if isLast, heldOut > 0 {
        let right = try network.right(on: data, numbers: aside, workers: workers)
        line += ", held out \((100 * Double(right) / Double(heldOut)).fixed(2)) %"
      }
      show(line, isLast: isLast)
    }
    if heldOut == 0 {
      let test = try MNIST.dataSet(.test)
      let right = try model.right(on: test, numbers: Array(0..<test.count), workers: workers)
      print("test digits: \(right) of \(test.count) right")
    }
    try model.save(to: file)
    print("wrote \(file)")
  }

  /// On a terminal a line that is overwritten; elsewhere only each epoch's last.
  private func show(_ line: String, isLast: Bool) {
    if isatty(STDOUT_FILENO) == 1 {
      print("\r\u{1B}[K\(line)", terminator: isLast ? "\n" : "")
    } else if isLast {
      print(line)
    }
    fflush(nil)
  }
}
