import ArgumentParser
import CNN
import Digits
import Exchange
import Foundation
import Models
import Printing

/// Writes a network's scores for each of MNIST's test digits, for comparison with other programs.
@main struct ScoreDigits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ScoreDigits",
    abstract: "Writes a network's scores of all 10,000 test digits into a .safetensors file.",
    discussion: "The file holds scores [10000, 10], the inputs of the softmax, in the order of "
      + "the sheets in Sources/Digits/Resources/MNIST/test.")

  @Argument(help: "Where to write the scores.") var file: String
  @Option(help: "Which network.") var network = Architecture.walkthrough
  @Option(help: "Weights for the network, a .safetensors file. Default: the package's own weights.")
  var weights: String?
  @Option(
    help: ArgumentHelp(
      "Give tensors in the file other names, such as fc1=dense1; model= takes a beginning away. "
        + "Repeat it for several.", valueName: "old=new"))
  var rename: [String] = []

  enum Architecture: String, ExpressibleByArgument, CaseIterable { case walkthrough, course }

  func validate() throws {
    if !rename.isEmpty && weights == nil { throw ValidationError("--rename needs --weights.") }
  }

  func run() throws {
    Console.checkOutput("ScoreDigits")
    do {
      var network = try network == .walkthrough ? Models.walkthrough() : Models.course()
      if let weights {
        try network.load(contentsOf: weights, renaming: try rename.map { try Renaming($0) })
      }
      let data = try MNIST.dataSet(.test)
      let scores = try network.scores(of: data, numbers: Array(0..<data.count))
      try File.write(Safetensors.encode([("scores", scores)]), to: file)
      print("wrote \(file)")
    } catch {
      Console.complain("ScoreDigits", "\(error)")
      throw ExitCode.failure
    }
  }
}
