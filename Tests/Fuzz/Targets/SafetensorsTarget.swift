import CNN
import Exchange

/// A file of weights. It can be written and read again, and each number keeps its bits.
struct SafetensorsTarget: Target {
  func seeds() throws -> [[UInt8]] { Samples.tensors() }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] { dice.changedTensors(input) }

  func read(_ input: [UInt8]) throws {
    let texts = succeeds { try Safetensors.metadata(input) }
    let tensors = try Safetensors.decode(input)
    guard let texts else { return promise(false, "it has tensors, but its texts cannot be read") }
    let count = tensors.reduce(0) { $0 + $1.tensor.scalars.count }
    promise(2 * count <= input.count, "\(count) numbers cannot be in \(input.count) bytes")

    let metadata = texts.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
    let bytes = Safetensors.encode(tensors, metadata: metadata)
    promise(try Safetensors.metadata(bytes) == texts, "the texts were written otherwise")
    let again = written("a file") { try Safetensors.decode(bytes) }
    promise(again.count == tensors.count, "\(tensors.count) tensors became \(again.count)")
    // Empty tensors may change places, as they begin and end at the same byte.
    let found = Dictionary(uniqueKeysWithValues: again.map { ($0.name, $0.tensor) })
    for (name, tensor) in tensors {
      guard let other = found[name] else { return promise(false, "“\(name)” was lost") }
      promise(other.shape == tensor.shape, "“\(name)” has another shape")
      promise(
        zip(tensor.scalars, other.scalars).allSatisfy { $0.bitPattern == $1.bitPattern },
        "“\(name)” has other numbers")
    }
  }
}

extension Dice {
  /// Another header or other scalars. The header's length is mostly right.
  mutating func changedTensors(_ input: [UInt8]) -> [UInt8] {
    guard input.count > 8, roll(16) > 0 else { return changed(input) }
    let announced = input[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let length = Int(min(announced, UInt64(input.count - 8)))
    var (header, scalars) = (Array(input[8..<8 + length]), Array(input[(8 + length)...]))
    switch roll(8) {
    case 0, 1: scalars = changed(scalars)
    case 2: header = changedNumber(header)
    default: header = changed(header)
    }
    return withUnsafeBytes(of: UInt64(header.count).littleEndian, Array.init) + header + scalars
  }
}
