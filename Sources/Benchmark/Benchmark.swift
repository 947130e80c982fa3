import ArgumentParser
import CNN
import Digits
import Foundation
import Measuring
import Models
import Printing

/// Measures the speed of the core on this machine.
@main struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmark", abstract: "Measures training, inference and latency of the networks.",
    discussion: "Tests/benchmark_peers.py runs it beside PyTorch and TensorFlow.")

  @Flag(help: "Print one JSON object, for programs.") var json = false
  @Option(help: "How many seconds to measure each figure.") var seconds = 2.0
  @Option(help: "How many cores to use.") var workers = availableCores
  @Option(
    help: ArgumentHelp(
      "Measure only figures whose names begin with this, such as course.train.", valueName: "name"))
  var only = ""

  func validate() throws {
    do { try Training.check(workers: workers) } catch { throw ValidationError("\(error).") }
    guard seconds > 0, seconds.isFinite else {
      throw ValidationError("--seconds must be above 0, not \(seconds).")
    }
  }

  func run() throws {
    Console.checkOutput("Benchmark")
    var figures: [(name: String, value: Double)] = []
    var names: [String] = []
    func measure(_ name: String, _ body: () throws -> Double) rethrows {
      names.append(name)
      guard name.hasPrefix(only) || only.isEmpty else { return }
      let value = try body()
      figures.append((name, value))
      if !json { print("\(name.alignedLeft(28))\(Self.text(value).alignedRight(12))") }
    }

    var peakRate: Double?
    func machinePeak() throws -> Double {
      if let peakRate { return peakRate }
      let measured = try peak(workers: workers, seconds: seconds)
      peakRate = measured
      return measured
    }
    try measure("fma_peak_gflops") { try machinePeak() }
    let digits = try MNIST.dataSet(.train)
    for (name, network, data) in [
      ("walkthrough", try Network.walkthrough(seed: 1), digits),
      ("course", try Network.course(seed: 1), digits),
      ("noise.walkthrough", try Network.walkthrough(seed: 1), nil),
      ("noise.course", try Network.course(seed: 1), nil),
    ] as [(String, Network, DataSet?)] {
      let speed = NetworkSpeed(network: network, workers: workers, digits: data)
      for batch in [32, 128] {
        try measure("\(name).train.\(batch)") {
          try speed.training(batch: batch, seconds: seconds)
        }
        try measure("\(name).train.\(batch).user_us") { try speed.userTime(batch: batch) }
        try measure("\(name).infer.\(batch)") {
          try speed.inference(batch: batch, seconds: seconds)
        }
      }
      try measure("\(name).latency_us") { try speed.latency(seconds: seconds) }
      /// Billions of operations a second in training.
      func trainingRate() throws -> Double {
        let measured = figures.first { $0.name == "\(name).train.128" }?.value
        let images = try measured ?? speed.training(batch: 128, seconds: seconds)
        return images * Double(2 * speed.multiplyAdds.training) / 1e9
      }
      try measure("\(name).train.gflops") { try trainingRate() }
      try measure("\(name).train.peak_share") { try trainingRate() / machinePeak() }
    }
    for size in [16, 64, 256, 1024] {
      try measure("product.\(size).gflops") {
        try productRate(size: size, workers: workers, seconds: seconds)
      }
    }
    var learned: (seconds: Double, accuracy: Double)?
    func training() throws -> (seconds: Double, accuracy: Double) {
      let result = try learned ?? MNIST99(workers: workers).run()
      learned = result
      return result
    }
    try measure("mnist99.seconds") { try training().seconds }
    try measure("mnist99.accuracy") { try training().accuracy }
    measure("peak_memory_mb") { Double(LongTraining.peakMemory) / 1_048_576 }
    guard !figures.isEmpty else {
      Console.complain(
        "Benchmark",
        "no figure's name begins with “\(only)”; there are \(names.joined(separator: ", "))")
      throw ExitCode.failure
    }
    if json {
      let object = Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.value) })
      let data = try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
      print(String(decoding: data, as: UTF8.self))
    }
  }

  private static func text(_ value: Double) -> String {
    value.fixed(value < 10 ? 3 : value < 1000 ? 1 : 0)
  }
}
