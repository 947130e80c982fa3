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

  @Test(arguments: [0, 1025, Int.max])
  func manyCores(_ workers: Int) throws {
    let programs = ["TrainModel": ["symbols", "w.safetensors"], "Benchmark": []]
    for (program, arguments) in programs {
      let run = try Program.run(program, arguments + ["--workers", "\(workers)"])
      #expect(run.code == 64)
      #expect(
        run.errors.contains("--workers must be from 1 to 1,024, not \(workers)."), "\(run.errors)")
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

  /// MNIST and the pen together; the file says below which share an answer is not sure.
  @Test func trainModelForThePad() throws {
    try inFolder { folder in
      let settings = ["--drawings", "20", "--epochs", "1", "--held-out", "59900", "--workers", "2"]
      let path = "\(folder)/a.safetensors"
      let run = try Program.run("TrainModel", ["pad-digits", path] + settings)
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("Total parameters: 813802"))
      // 60,000 and 200 images, without those that were held out.
      #expect(run.output.contains(/epoch 1\/1, step 5\/5, .+ held out/), "\(run.output)")
      #expect(
        run.output.contains(
          /not sure below \d.\d+: of 4,000 drawings by other hands, \d+\.\d % are not sure/))
      let texts = try Safetensors.metadata(try File.read(path))
      let threshold = try #require(texts["not_sure_below"].flatMap(Float.init))
      #expect((0...0.99).contains(threshold))
      #expect(texts["classes"] == #"["0","1","2","3","4","5","6","7","8","9"]"#)
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

  /// Refused before the first is drawn.
  @Test func drawingsThatDoNotFit() throws {
    #if os(Linux)
      let program = "\(try Program.folder())/TrainModel"
      let run = try Program.run(
        "/bin/sh",
        ["-c", "ulimit -v 2000000; exec \"$0\" \"$@\"", program, "symbols", "w"]
          + ["--drawings", "100000"])
      #expect(run.code == 1, "\(run.errors)")
      #expect(
        run.errors.hasPrefix(
          "TrainModel: 4,000,000 drawings would take about 9.4 GB of memory; the limit here is "))
      #expect(run.errors.hasSuffix(" MB. Choose fewer --drawings\n"), "\(run.errors)")
    #endif
  }

  /// The training's own limit, 65,536, is the only one.
  @Test func largeBatches() throws {
    let settings = ["--batch", "5000", "--data", "none"]
    let run = try Program.run("TrainModel", ["walkthrough", "w"] + settings)
    #expect(run.code == 1 && run.errors.contains("none: this folder does not exist"))
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
      let renamed = try Program.run("ScoreDigits", ["\(folder)/x", "--rename", "fc1=dense1"])
      #expect(renamed.code == 64 && renamed.errors.contains("--rename needs --weights."))
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
        "walkthrough.train.128", "walkthrough.train.128.user_us", "walkthrough.train.32",
        "walkthrough.train.32.user_us", "walkthrough.train.gflops", "walkthrough.train.peak_share",
      ])
    #expect(figures.values.allSatisfy { $0 > 0 && $0.isFinite })
  }

  /// A figure that needs another one is measured alone, and a figure that does not exist is named.
  @Test func benchmarkOfOneFigure() throws {
    let name = "walkthrough.train.gflops"
    let one = try Program.run("Benchmark", ["--seconds", "0.02", "--only", name])
    #expect(one.code == 0 && one.output.hasPrefix(name), "\(one.output) \(one.errors)")
    #expect(one.output.split(separator: "\n").count == 1)
    let none = try Program.run("Benchmark", ["--only", "walkthrou.train"])
    #expect(none.code == 1 && none.output == "")
    #expect(
      none.errors.hasPrefix(
        "Benchmark: no figure's name begins with “walkthrou.train”; there are fma_peak_gflops, "))
    #expect(none.errors.contains(", \(name), ") && none.errors.contains(", mnist99.accuracy, "))
  }
}
