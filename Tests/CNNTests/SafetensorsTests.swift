import Exchange
import Foundation
import Testing

@testable import CNN

@Suite struct SafetensorsTests {
  private let tensors: [(name: String, tensor: Tensor)] = [
    ("a.weight", numbers([2, 3, 1, 2], 37)), ("odd \"name\" \\ \u{7}", numbers([], 3)),
    ("none", Tensor([0, 4])), ("b", numbers([5], 11)),
  ]

  /// A file with a header of one's own.
  private func file(_ header: String, data: Int) -> [UInt8] {
    let text = Array(header.utf8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return length + text + [UInt8](repeating: 0, count: data)
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do {
      let count = try Safetensors.decode(bytes).count
      return "\(count) tensors"
    } catch { return error.description }
  }

  @Test func roundTrip() throws {
    let bytes = Safetensors.encode(tensors)
    let back = try Safetensors.decode(bytes)
    #expect(back.map(\.name).sorted() == tensors.map(\.name).sorted())
    for (name, tensor) in tensors {
      #expect(back.first { $0.name == name }?.tensor == tensor)
    }
    // The scalars begin at a multiple of 8.
    #expect((Int(bytes[0]) + Int(bytes[1]) << 8).isMultiple(of: 8))
  }

  @Test func truncatedAnywhere() {
    let bytes = Safetensors.encode(tensors)
    for count in 0..<bytes.count {
      #expect(throws: SafetensorsError.self) { try Safetensors.decode(Array(bytes[..<count])) }
    }
    #expect(problem(bytes + [0]) == "it has 1 extra byte after the last tensor")
  }

  /// No byte, whatever becomes of it, brings the reader down.
  @Test func damagedAnywhere() {
    let bytes = Safetensors.encode(tensors)
    for place in bytes.indices {
      for change: UInt8 in [0x01, 0x10, 0x80, 0xff] {
        var damaged = bytes
        damaged[place] ^= change
        _ = try? Safetensors.decode(damaged)
      }
    }
  }

  @Test(arguments: [
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 8, "1 tensors"),
    (
      #"{"__metadata__":{"by":"x"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, 4,
      "1 tensors"
    ),
    (
      #"{"a":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}"#, 16,
      "a has the type I64; F32, F16, BF16, F64 can be read"
    ),
    (
      #"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,8]}}"#, 8,
      "a is damaged: its shape [2] needs 4 bytes, but it has 8"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8,
      "a is damaged: its shape [3] needs 12 bytes, but it has 8"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      12, "b is damaged: it begins at byte 4, but the tensor before it ends at 8"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12,
      "a is damaged: it begins at byte 4, but the tensor before it ends at 0"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}"#, 8,
      "a is damaged: its shape [4611686018427387904, 4] is not possible"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]}}"#, 8,
      "a is damaged: its shape [-2, -1] is not possible"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}"#, 8,
      "incomplete: it has 8 bytes and needs at least 4,000,000,000,000"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#, 8,
      "a is damaged: it has no beginning and end"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8,
      "a is damaged: it begins at byte 8, but the tensor before it ends at 0"
    ),
    // The difference of the two does not fit an Int.
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,-9223372036854775805]}}"#,
      8, "b is damaged: it begins at byte 8, but ends at -9223372036854775805"
    ),
    (#"{"a":7}"#, 0, "its header is damaged: it is not the JSON that describes tensors"),
    (#"["a"]"#, 0, "its header is damaged: it is not the JSON that describes tensors"),
    ("", 0, "its header is damaged: it is not the JSON that describes tensors"),
  ])
  func headers(_ header: String, _ data: Int, _ expected: String) {
    #expect(problem(file(header, data: data)) == expected)
  }

  /// What is kept beside the tensors comes back, whatever it says; the tensors do not notice.
  @Test func metadata() throws {
    let texts = [("step", "12"), ("a \"name\"", "back\\slash\nand ä"), ("empty", "")]
    let tensors = [("a", Tensor([2], [1, 2])), ("b", Tensor([1], [3]))]
    let bytes = Safetensors.encode(tensors, metadata: texts)
    let got = try Safetensors.metadata(bytes)
    #expect(got.count == 3)
    for (name, text) in texts { #expect(got[name] == text) }
    #expect(try Safetensors.decode(bytes).map(\.tensor) == tensors.map(\.1))
    #expect(try Safetensors.metadata(Safetensors.encode(tensors)) == [:])
    #expect(throws: SafetensorsError.self) { try Safetensors.metadata([1, 2, 3]) }
  }

  @Test func lengthsThatLie() {
    #expect(problem([]) == "incomplete: it has 0 bytes and needs at least 8")
    #expect(problem([0]) == "incomplete: it has 1 byte and needs at least 8")
    #expect(
      problem([UInt8](repeating: 255, count: 16))
        == "its header is damaged: it announces 18446744073709551615 bytes, but the file has 8")
  }

  /// A name cannot steer a terminal: U+009B begins a command there, and U+202E turns a line round.
  /// A letter with a thousand accents is one character, but not a short one.
  @Test func namesAreSafeToPrint() {
    let error = SafetensorsError.place("a\u{9B}31m\u{202E}é\u{1B}\r\n", "it is short")
    #expect(error.description == "a?31m?é??? is damaged: it is short")
    let long = "e" + String(repeating: "\u{301}", count: 1000)
    #expect(SafetensorsError.place(long, "").description.unicodeScalars.count < 90)
  }

  @Test func weightsThatDoNotFit() throws {
    var network = try Network(
      input: [6, 6, 2], seed: 1, [Convolution(3, 3), Flatten(), Dense(4), Softmax()])
    let before = network.weights.map(\.tensor)
    let good = network.weights
    #expect(
      good.map { "\($0.name) \($0.tensor.shape)" } == [
        "conv1.weight 3×2×3×3", "conv1.bias 3", "dense1.weight 4×48", "dense1.bias 4",
      ])
    let names = ["conv1.weight", "conv1.bias", "dense1.weight"]
    let wanted = names + ["dense1.bias"]
    #expect(throws: WeightsError.missing("dense1.bias", among: names, wanted: wanted)) {
      try network.load(good.dropLast())
    }
    #expect(
      WeightsError.missing("dense1.bias", among: names, wanted: wanted).description
        == "no tensor “dense1.bias”; it has conv1.weight, conv1.bias, dense1.weight; the network "
        + "needs conv1.weight, conv1.bias, dense1.weight, dense1.bias")
    #expect(throws: WeightsError.unknown("dense7.bias", wanted: wanted)) {
      try network.load(good + [("dense7.bias", Tensor([4]))])
    }
    #expect(throws: WeightsError.twice("conv1.bias")) { try network.load(good + [good[1]]) }
    var other = good
    other[2].tensor = Tensor([48, 4])
    #expect(throws: WeightsError.shape("dense1.weight", expected: [4, 48], got: [48, 4])) {
      try network.load(other)
    }
    #expect(network.weights.map(\.tensor) == before)
    var fresh = try Network(
      input: [6, 6, 2], seed: 2, [Convolution(3, 3), Flatten(), Dense(4), Softmax()])
    try fresh.load(good)
    #expect(fresh.layers.map(\.parameters) == network.layers.map(\.parameters))
  }
}

extension Network {
  fileprivate mutating func load(
    _ weights: ArraySlice<(name: String, tensor: Tensor)>
  ) throws(WeightsError) { try load(Array(weights)) }
}
