import CNN
import Digits
import Exchange
import Foundation
import Models
import Testing

/// Weights that know their network, their classes and how pictures are prepared.
@Suite struct TrainedNetworkTests {
  @Test func comesBack() throws {
    try inFolder { folder in
      let network = try Network(
        input: [9, 9, 1], seed: 4, [Flatten(), Dense(6), ReLU(), Dense(3), Softmax()])
      let classes = ["Kreuz „x“", "a, b", "star"]
      let own = TrainedNetwork(network, classes: classes, preparation: .asItIs)
      try own.save(to: folder + "/w.safetensors")
      let again = try TrainedNetwork(contentsOf: folder + "/w.safetensors")
      #expect(again.classes == classes && again.preparation == .asItIs && !again.readsDigits)
      #expect(again.network.recipe == network.recipe)
      #expect(again.network.weights.map(\.tensor) == network.weights.map(\.tensor))
    }
  }

  /// Long names are cut, and stay distinct.
  @Test func longNamesOfClasses() throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      let (long, most) = (String(repeating: "n", count: 200), String(repeating: "n", count: 60))
      let network = try Network(input: [9, 9, 1], seed: 4, [Flatten(), Dense(5), Softmax()])
      let classes = [long + "a", most, long + "b", "c" + long, long + "c"]
      try TrainedNetwork(network, classes: classes, preparation: .asItIs).save(to: path)
      let cut = [most + "…", most, most + " 2…", "c\(most.dropLast())…", most + " 3…"]
      #expect(try TrainedNetwork(contentsOf: path).classes == cut)
    }
  }

  /// Files without texts: the architecture is seen by its kernels.
  @Test func olderFiles() throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      for (network, classes) in [
        (try Network.walkthrough(seed: 5), 10), (try Network.course(seed: 5), 10),
        (try Network.course(classes: 40, seed: 5), 40),
        (try Network(.walkthrough, classes: 3, seed: 1), 3),
      ] {
        try network.save(to: path)
        let read = try TrainedNetwork(contentsOf: path)
        #expect(read.network.weights.map(\.tensor) == network.weights.map(\.tensor))
        #expect(read.classes.count == classes && read.preparation == .centred)
        #expect(read.readsDigits == (classes == 10))
      }
    }
  }

  @Test func textsThatLie() throws {
    try inFolder { folder in
      let (path, network) = (folder + "/w.safetensors", try Network.walkthrough(seed: 5))
      for (name, text, said) in [
        ("classes", #"["a","b"]"#, "it names 2 classes, but its network has 10 outputs"),
        ("classes", "a", "the names of its classes are damaged"),
        ("prepared", "in oil", "this program does not know how its pictures were prepared"),
        ("not_sure_below", "\u{1B}[2J", "not_sure_below must be a share from 0 to 1, not “?[2J”"),
        ("network", "28×28×1, oracle1 10", "its network has a layer “oracle1”, which this program"),
      ] {
        try network.save(to: path, metadata: [(name, text)])
        let error = #expect(throws: FileError.self) { try TrainedNetwork(contentsOf: path) }
        #expect(error?.description.hasPrefix("\(path): \(said)") == true, "\(error as Any)")
      }
    }
  }

  /// A training that has diverged does not replace weights that work.
  @Test func weightsThatAreNotFinite() throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      let weight = Tensor([2, 2], [1, 2, 3, .nan])
      let network = try Network(
        input: [2], seed: 1, [Dense(weights: weight, bias: [0, 0]), Softmax()])
      let error = #expect(throws: WeightsError.self) {
        try TrainedNetwork(network, classes: ["a", "b"], preparation: .asItIs).save(to: path)
      }
      #expect(error?.description.hasPrefix("dense1.weight holds nan, at [1, 1]: ") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  /// 1920×1920, as they are: known before any memory is taken.
  @Test func networksThatAreTooLarge() throws {
    let data = DataSet(classes: [("a", []), ("b", [])], shape: [1920, 1920, 1])
    let error = #expect(throws: ModelError.self) {
      try Network(.walkthrough, for: data, batch: 64, seed: 1)
    }
    #expect(
      error?.description.hasPrefix(
        "for pictures of 1,920×1,920 pixels the network would have 943,719,842 weights, ") == true)
    let small = DataSet(classes: [("a", []), ("b", [])], shape: [28, 28, 1])
    let network = try Network(.course, for: small, batch: 64, seed: 1)
    let size = try NetworkSize(of: Network.layers(.course, classes: 2), input: [28, 28, 1])
    #expect(network.parameterCount == size.weights)
  }
}
