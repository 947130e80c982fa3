import CNN
import Foundation
import Testing

@testable import Exchange

/// Weights in other types and under other names.
@Suite struct ScalarTypeTests {
  /// By hand from the definition of binary16; the three before the last are the smallest, the
  /// largest and the largest below the normal ones.
  @Test(
    arguments: [
      (0x0000, 0), (0x8000, -0.0), (0x3C00, 1), (0xC000, -2), (0x3555, 0.33325195),
      (0x0001, 5.9604645e-8), (0x7BFF, 65504), (0x03FF, 6.097555e-5), (0x7C00, Float.infinity),
    ] as [(UInt16, Float)])
  func halves(_ bits: UInt16, _ value: Float) {
    #expect(Float(half: bits).bitPattern == value.bitPattern)
  }

  @Test func everyHalf() {
    #if arch(arm64) || os(Linux)
      for bits in UInt16.min...UInt16.max {
        let expected = Float(Float16(bitPattern: bits))
        let got = Float(half: bits)
        #expect(got == expected || got.isNaN && expected.isNaN, "\(bits)")
      }
    #endif
  }

  private func file(_ type: String, _ data: [UInt8], count: Int) -> [UInt8] {
    let header = Array(
      #"{"a":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(data.count)]}}"#.utf8)
    return [UInt8(header.count)] + [UInt8](repeating: 0, count: 7) + header + data
  }

  @Test(
    arguments: [
      ("F16", [0x00, 0x3C, 0x00, 0xC0]), ("BF16", [0x80, 0x3F, 0x00, 0xC0]),
      ("F32", [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]),
      ("F64", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0]),
    ] as [(String, [UInt8])])
  func oneAndMinusTwo(_ type: String, _ data: [UInt8]) throws {
    let tensors = try Safetensors.decode(file(type, data, count: 2))
    #expect(tensors.first?.tensor == Tensor([2], [1, -2]))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(_ number: Float) throws {
    var network = try Network.walkthrough(seed: 1)
    var weights = network.weights
    weights[7].tensor.scalars[3] = number
    let before = network.weights.map(\.tensor)
    let error = #expect(throws: WeightsError.self) { try network.load(weights) }
    #expect(error?.description.hasPrefix("dense2.bias holds \(number), at [3]: ") == true)
    #expect(network.weights.map(\.tensor) == before)
  }

  @Test func otherNames() throws {
    let network = try Network.walkthrough(seed: 1)
    let theirs = network.weights.map { weight in
      (name: "model." + weight.name.replacing("dense", with: "fc"), tensor: weight.tensor)
    }
    var fresh = try Network.walkthrough(seed: 2)
    let error = #expect(throws: WeightsError.self) { try fresh.load(theirs) }
    let said = error?.description ?? ""
    for name in ["model.fc1.weight", "dense1.weight", "--rename fc1=dense1"] {
      #expect(said.contains(name), "\(said)")
    }
    let rules = try ["model=", "fc1=dense1", "fc2=dense2"].map { try Renaming($0) }
    try fresh.load(try rules(theirs))
    #expect(fresh.weights.map(\.tensor) == network.weights.map(\.tensor))
    #expect(throws: WeightsError.self) { try [Renaming("fc=dense1")](theirs) }
    for rule in ["", "fc1", "=a"] { #expect(throws: RenamingError.self) { try Renaming(rule) } }
  }

  /// A network comes back from its recipe, with every setting; nothing in one brings it down.
  @Test func recipes() throws {
    let network = try Network(
      input: [12, 10, 2], seed: 3,
      [
        Convolution(3, Size(3, 2), stride: Size(1, 2), padding: .same), ReLU(slope: 0.1),
        MaxPooling(2, stride: 1), AveragePooling(2), Dropout(0.3), Flatten(), Dense(5), ReLU(),
        Dense(3), Softmax(),
      ])
    let again = try Network(recipe: network.recipe, seed: 3)
    #expect(again.recipe == network.recipe)
    #expect(again.weights.map(\.tensor) == network.weights.map(\.tensor))
    for recipe in [
      "", "x", "28", "28×28×1, attention1 heads 4 28×28×1", "28×28×1, dense1 units 9 9",
      "28×28×1, conv1 kernels many size 3×3 stride 1×1 padding full 1",
      "28×28×1, conv1 kernels 9223372036854775807 size 3×3 stride 1×1 padding full 1",
      "4096×4096×1, flatten1 9, dense1 units 16777216 9", "99999999×9×9",
      "28×28×1, conv1 kernels 8 size 0×3 stride 1×1 padding full 1", "28×28×1, conv1",
      // More than 2⁶³ weights.
      "1×1×16777216, conv1 kernels 16777216 size 32768×65536 stride 32768×65536 padding full "
        + "1×1×16777216",
      // Few weights, but 25 GB of activations.
      "28×28×1, conv1 kernels 80000 size 1×1 stride 1×1 padding valid 28×28×80000"
        + String(repeating: ", relu1 slope 0.0 28×28×80000", count: 100),
    ] {
      #expect(throws: RecipeError.self, "\(recipe)") { try Network(recipe: recipe) }
    }
  }
}
