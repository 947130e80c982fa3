import CNN
import Exchange
import Foundation
import Pictures
import Testing

/// The programs that are no lessons, run as a user runs them.
@Suite struct ToolTests {
  private let quick = ["--epochs", "1", "--held-out", "59900"]

  /// The same seed writes the same bytes, on any number of cores; another seed others.
  @Test func trainModel() throws {
    try inFolder { folder in
      func trained(_ name: String, _ more: [String]) throws -> [UInt8] {
        let path = "\(folder)/\(name).safetensors"
        let run = try Program.run("TrainModel", ["walkthrough", path] + quick + more)
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("Total parameters: 202666"))
        #expect(
          run.output.contains(
            /epoch 1\/1, step 2\/2, [\d,]+ images\/s, 0:00 left, loss \d\.\d{4}, .+ right, held out/
          ))
        return try File.read(path)
      }
      let first = try trained("a", ["--workers", "1"])
      #expect(try trained("b", ["--workers", "3"]) == first)
      #expect(try trained("c", ["--seed", "2"]) != first)
      #expect(try Safetensors.decode(first).map(\.name).contains("dense1.weight"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names == ["a.safetensors", "b.safetensors", "c.safetensors"])
    }
  }

  /// The pen's symbols in place of MNIST.
  @Test func trainModelOnSymbols() throws {
    try inFolder { folder in
      let settings = ["--drawings", "2", "--epochs", "1", "--workers", "2"]
      let run = try Program.run("TrainModel", ["symbols", "\(folder)/a.safetensors"] + settings)
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("Total parameters: 817672"))
      #expect(run.output.contains(/test symbols: \d+ of 4000 right/), "\(run.output)")
      let weights = try Safetensors.decode(try File.read("\(folder)/a.safetensors"))
      #expect(weights.first { $0.name == "dense2.weight" }?.tensor.shape == [40, 128])
      let none = try Program.run("TrainModel", ["symbols", "\(folder)/b", "--drawings", "0"])
      #expect(none.code == 64 && none.errors.contains("--drawings must be from 1"))
    }
  }

  private static let refused: [([String], Int32)] = [
    (["missing/a.safetensors"], 1), (["."], 1), ([""], 1), (["/dev/full"], 1),
    (["a", "--rate", "1e30"], 1), (["a", "--rate", "inf"], 64), (["a", "--batch", "0"], 64),
    (["a", "--epochs", "9223372036854775807"], 64), (["a", "--held-out", "60000"], 64),
  ]

  @Test(arguments: refused)
  func trainModelRefuses(_ arguments: [String], _ code: Int32) throws {
    try inFolder { folder in
      let run = try Program.run("TrainModel", ["walkthrough"] + quick + arguments, folder: folder)
      #expect(run.code == code, "\(run.output) \(run.errors)")
      #expect(!run.errors.isEmpty)
      if code == 1 { #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func scoreDigits() throws {
    try inFolder { folder in
      let run = try Program.run("ScoreDigits", ["\(folder)/scores.safetensors"])
      #expect(run.code == 0, "\(run.errors)")
      let tensors = try Safetensors.decode(try File.read("\(folder)/scores.safetensors"))
      let scores = try #require(tensors.first)
      #expect(scores.name == "scores" && scores.tensor.shape == [10_000, 10])
      // The seven is the first cell of the sheet of sevens, behind 6,989 others.
      let seven = (0..<10).map { scores.tensor[6_989, $0] }
      #expect(seven.max() == seven[7])
      let broken = try Program.run(
        "ScoreDigits", ["\(folder)/x", "--weights", "\(folder)/none.safetensors"])
      #expect(broken.code == 1 && broken.errors.contains("none.safetensors: there is no such file"))
    }
  }

  @Test func benchmark() throws {
    let run = try Program.run(
      "Benchmark", ["--json", "--seconds", "0.02", "--only", "walkthrough"])
    #expect(run.code == 0, "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let figures = try #require(object as? [String: Double])
    #expect(
      figures.keys.sorted() == [
        "walkthrough.infer.128", "walkthrough.infer.32", "walkthrough.latency_us",
        "walkthrough.train.128", "walkthrough.train.32", "walkthrough.train.gflops",
        "walkthrough.train.peak_share",
      ])
    #expect(figures.values.allSatisfy { $0 > 0 && $0.isFinite })
  }
}
