import ArgumentParser
import CNN
import Digits
import Explain
import Foundation
import Models
import Printing

/// Trains one of the package's networks on MNIST's digits or on the pen's symbols, and writes its
/// weights.
@main struct TrainModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "TrainModel",
    abstract:
      "Trains a network on MNIST or on the pen's symbols, and writes its weights.",
    discussion: "The same seed gives the same weights, bit by bit, on any number of cores.")

  enum Architecture: String, ExpressibleByArgument, CaseIterable {
    case walkthrough, course, symbols
    case padDigits = "pad-digits"

    var widths: Widths { self == .walkthrough ? .walkthrough : .course }
  }

  @Argument(
    help: ArgumentHelp(
      "Which network; symbols is the course's network for the pen's 40 symbols, and pad-digits "
        + "the one for digits by MNIST and by the pen."))
  var network: Architecture
  @Argument(help: "Where to write the weights, a .safetensors file.") var file: String

  @Option(help: "The seed of the first weights, of the images' order, and of dropout.")
  var seed: UInt64 = 1
  @Option(help: "How often the network sees each image.") var epochs = 12
  @Option(help: "Images in a batch.") var batch = 64
  @Option(help: "The learning rate at its highest.") var rate: Float = 0.03
  @Option(help: "The optimizer: sgd, or adam, which needs a rate near 0.001.")
  var method = Training.Method.sgd
  @Option(help: "How much of the last velocity is kept, with sgd.")
  var momentum: Float = 0.9
  @Option(help: "Weight decay: how strongly weights are pulled to zero.") var decay: Float = 0
  @Option(help: "Move each training image by up to this many pixels.")
  var shift: Float = 0
  @Option(help: "Turn each training image by up to this many degrees.")
  var turn: Float = 0
  @Option(help: "How many training drawings of each symbol or digit the pen makes.")
  var drawings = 2500
  @Option(help: "How many cores to use.") var workers = availableCores
  @Option(
    help: ArgumentHelp(
      "Your own data set: a folder with a sheet or a folder of PNGs for each class, or with "
        + "folders train, val and test of such. Pictures are centred as MNIST's digits are; if "
        + "there are only sheets, they stay as they are. "
        + "Without it, MNIST, the pen's drawings, or both, as the network needs.",
      valueName: "folder"))
  var data: String?
  @Flag(
    help: "Take the pictures of --data as they are. All must have the same size.")
  var asIs = false
  @Option(
    help: ArgumentHelp(
      "Hold out this many training digits, and report the accuracy on them instead of on "
        + "the test digits. Use it to choose the settings above.", valueName: "digits"))
  var heldOut = 0
  @Option(
    help: ArgumentHelp(
      "Write a checkpoint beside the file after this many steps, and after each epoch.",
      valueName: "steps"))
  var checkpoint = 500
  @Flag(help: "Continue from the checkpoint of a run that was stopped.") var resume = false

  func validate() throws {
    do { try training.check() } catch { throw ValidationError(sentence("\(error)")) }
    if asIs && data == nil { throw ValidationError("--as-is needs --data.") }
    guard checkpoint > 0 else {
      throw ValidationError("--checkpoint must be 1 or more, not \(checkpoint).")
    }
    guard (1...100_000).contains(drawings) else {
      throw ValidationError("--drawings must be from 1 to 100000, not \(drawings).")
    }
    guard (0..<60_000).contains(heldOut) else {
      throw ValidationError("--held-out must be from 0 to 59999, not \(heldOut).")
    }
  }

  private func sentence(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst() + "."
  }

  private var training: Training {
    Training(
      epochs: epochs, batch: batch, rate: rate, method: method, momentum: momentum,
      weightDecay: decay, augmentation: Augmentation(shift: shift, turn: turn), seed: seed,
      workers: workers)
  }

  func run() throws {
    Console.checkOutput("TrainModel")
    do { try train() } catch let code as ExitCode { throw code } catch {
      Console.complain("TrainModel", "\(error)")
      throw ExitCode.failure
    }
  }

  /// The probability below which an answer is not sure, and a sentence about it. With it, at most
  /// 1 % of the sure answers is wrong; of the symbols 2 %, for some of them look alike.
  private func threshold(
    of trained: Network, for images: Images
  ) throws -> (share: Float, sentence: String)? {
    guard images.folder == nil,
      let drawings = Images.heldOut(for: network, seed: seed, workers: workers)
    else { return nil }
    let sureness = Sureness(
      try trained.probabilities(
        on: drawings, numbers: Array(0..<drawings.count), workers: workers),
      labels: drawings.labels)
    let threshold = sureness.threshold(wrong: network == .symbols ? 0.02 : 0.01)
    let (unsure, wrong) = sureness.split(below: threshold)
    return (
      threshold,
      "not sure below \(threshold): of \(drawings.count.grouped) drawings by other hands, "
        + "\(unsure.percent(1)) are not sure, and \(wrong.percent(1)) of the others are wrong"
    )
  }

  private func train() throws {
    let images = try Images(
      for: network, drawings: drawings, folder: data, asIs ? .asItIs : nil, batch: batch,
      seed: seed, workers: workers)
    if let pictures = images.folder { print(pictures.report) }
    let (data, test) = (images.train, images.test)
    let model = try Network(network.widths, for: data, batch: batch, seed: seed)
    print(model.summary())
    guard heldOut < data.count else {
      throw ModelError(
        description: "--held-out \(heldOut) is too large: there are only \(data.count) images")
    }
    // The choice of held-out digits does not depend on the seed, so that seeds can be compared.
    let order = Random(seed: 0).permutation(of: data.count)
    let (aside, numbers) = (Array(order[..<heldOut]), Array(order[heldOut...]))
    let long = LongTraining(training, file: file, interval: checkpoint, isResumed: resume)
    func right(_ network: Network, on images: DataSet) throws -> Int {
      try network.right(on: images, numbers: Array(0..<images.count), workers: workers)
    }
    // What the epochs are judged by; a folder's test pictures wait until the end if it has others.
    let (name, judge) =
      heldOut > 0
      ? ("held out", data.choosing(aside)) : images.validation.map { ("val", $0) } ?? ("test", test)
    var sureness: (share: Float, sentence: String)?
    let outcome = try long.run(
      model, on: data, numbers: numbers,
      score: { network in
        "\(name) \((Double(try right(network, on: judge)) / Double(judge.count)).percent(2))"
      },
      threshold: { network in
        sureness = try threshold(of: network, for: images)
        return sureness?.share
      })
    switch outcome {
    case .stopped:
      // The usual code of a program that Ctrl-C has ended.
      throw ExitCode(130)
    case .finished(let network):
      if heldOut == 0 {
        let kind = self.data != nil ? "pictures" : self.network == .symbols ? "symbols" : "digits"
        print(
          "test \(kind): \(try right(network, on: test)) of \(test.count) right"
            + (images.folder?.untestedClause ?? ""))
      }
      if let sureness { print(sureness.sentence) }
      print("peak memory: \(LongTraining.peakMemory / 1_000_000) MB")
    }
  }
}

extension Training.Method: ExpressibleByArgument {}
