import CNN
import Digits
import Exchange
import Foundation
import Models
import Testing

/// Small files that ask for much get a sentence, and take no memory. See Tests/Fuzz.
@Suite struct HostileFileTests {
  @Test(arguments: [
    // 2⁹⁶ numbers do not fit an Int.
    (
      "16777216×16777216×16777216×16777216, flatten1 1",
      "its network “16777216×16777216×16777216×16777216, flatten1 1” does not begin with"
    ),
    ("65536×65536, flatten1 1", "its network “65536×65536, flatten1 1” does not begin with"),
    (
      "28×28×1, flatten1 784, dense1 units 100000 100000, softmax1 100000",
      "its network needs 78,500,000 weights, but the file has 2"
    ),
    (
      "4096×4096×1, flatten1 16777216, softmax1 16777216",
      "its network has 16,777,216 outputs; the limit is 10,000 classes"
    ),
    (
      "28×28×1, conv1 kernels 80000 size 1×1 stride 1×1 padding valid 28×28×80000, "
        + "relu1 slope 0.0 28×28×80000, pool1 size 28×28 stride 28×28 1×1×80000, flatten1 80000, "
        + "dense1 units 2 2, softmax1 2",
      "its network would have 125,600,788 activations for one image; the limit is 100,000,000"
    ),
    // Few weights and activations, but borders of 900,000 columns around 9,027 rows.
    (
      "28×28×1, conv1 kernels 1 size 9000×1 stride 1×1 padding full 9027×28×1, "
        + "conv2 kernels 1 size 1×900000 stride 1×16777216 padding full 9027×1×1, flatten1 9027, "
        + "dense1 units 10 10, softmax1 10",
      "a convolution of its network would work on 24,373,125,675 numbers for one image; the limit "
        + "is 100,000,000"
    ),
  ])
  func recipesOfLargeNetworks(_ recipe: String, _ reason: String) throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      let hasWeights = recipe.contains("dense")
      let tensors = hasWeights ? [("a", Tensor([2], [1, 2]))] : []
      try File.write(Safetensors.encode(tensors, metadata: [("network", recipe)]), to: path)
      let error = #expect(throws: FileError.self) { try TrainedNetwork(contentsOf: path) }
      #expect(error?.description.hasPrefix("\(path): \(reason)") == true, "\(error as Any)")
    }
  }

  /// A network of a usual size still gets the sentence that names the tensor.
  @Test func missingTensorsAreNamed() throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      let recipe = "28×28×1, flatten1 784, dense1 units 10 10, softmax1 10"
      try File.write(Safetensors.encode([], metadata: [("network", recipe)]), to: path)
      let error = #expect(throws: FileError.self) { try TrainedNetwork(contentsOf: path) }
      #expect(error?.description.contains("no tensor “dense1.weight”") == true)
    }
  }

  /// A training after one step, and its checkpoint.
  private func inTraining(_ body: (inout Trainer, String) throws -> Void) throws {
    try inFolder { folder in
      let path = folder + "/checkpoint"
      let data = try DataSet(
        [20, 90].map { ink in
          let cell = [UInt8](repeating: UInt8(ink), count: 16)
          return ("\(ink)", try Sheet(cells: [cell, cell], height: 4, width: 4, columns: 2))
        })
      let network = try Network(
        input: [4, 4, 1], seed: 1, [Flatten(), Dense(2), Softmax()])
      var trainer = try Trainer(
        Training(epochs: 2, batch: 2, rate: 0.001, method: .adam, workers: 1), network, on: data,
        numbers: Array(0..<4))
      _ = try trainer.advance()
      try trainer.save(to: path)
      try trainer.resume(from: path)
      try body(&trainer, path)
    }
  }

  /// Sums beyond any training would trap at the next step.
  @Test(arguments: ["optimizer steps", "right", "seen"])
  func checkpointsWithLargeSums(_ name: String) throws {
    try inTraining { trainer, path in
      let bytes = try File.read(path)
      var texts = try Safetensors.metadata(bytes)
      texts[name] = "\(Int.max)"
      try File.write(
        Safetensors.encode(
          try Safetensors.decode(bytes), metadata: texts.map { (name: $0.key, text: $0.value) }),
        to: path)
      let error = #expect(throws: ModelError.self) { try trainer.resume(from: path) }
      #expect(error?.description == "\(path): this is not a checkpoint of a training")
      #expect(trainer.step == 1)
    }
  }

  /// A setting from the file cannot reach the terminal as a command.
  @Test func checkpointsWithControlCharacters() throws {
    try inTraining { trainer, path in
      let bytes = try File.read(path)
      var texts = try Safetensors.metadata(bytes)
      texts["rate"] = "9\u{1B}[2J" + String(repeating: "9", count: 100)
      try File.write(
        Safetensors.encode(
          try Safetensors.decode(bytes), metadata: texts.map { (name: $0.key, text: $0.value) }),
        to: path)
      let error = #expect(throws: ModelError.self) { try trainer.resume(from: path) }
      let said = "training with rate 9?[2J" + String(repeating: "9", count: 55) + "…, not 0.001: "
      #expect(error?.description.contains(said) == true, "\(error as Any)")
    }
  }

  /// Found by fuzzing: without the weights' memory, that of the bias took its place.
  @Test func checkpointsWithoutATensor() throws {
    try inTraining { trainer, path in
      let bytes = try File.read(path)
      let (tensors, texts) = (try Safetensors.decode(bytes), try Safetensors.metadata(bytes))
      let name = "optimizer.mean.dense1.weight"
      let metadata = texts.map { (name: $0.key, text: $0.value) }
      try File.write(
        Safetensors.encode(tensors.filter { $0.name != name }, metadata: metadata), to: path)
      let error = #expect(throws: ModelError.self) { try trainer.resume(from: path) }
      #expect(
        error?.description == "\(path): the memory of a layer lacks the tensor “\(name)”")
    }
  }
}
