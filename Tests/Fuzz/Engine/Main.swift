import CFuzzer
import Foundation

// What libFuzzer calls. The environment says which target is meant: GLASSBOX_FUZZ=png.

private let target: any Target = {
  let name = ProcessInfo.processInfo.environment["GLASSBOX_FUZZ"] ?? ""
  do {
    guard let type = targets.first(where: { $0.name == name })?.type else {
      throw CocoaError(.keyValueValidation)
    }
    return try type.init()
  } catch {
    print("GLASSBOX_FUZZ=\(name): \(error)")
    exit(2)
  }
}()

/// Writes the seeds and ends, if GLASSBOX_FUZZ_SEEDS names a folder.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
  let target = target
  guard let folder = ProcessInfo.processInfo.environment["GLASSBOX_FUZZ_SEEDS"] else { return 0 }
  do {
    for (number, seed) in try target.seeds().enumerated() {
      try Data(seed).write(to: URL(filePath: "\(folder)/seed-\(number)"))
    }
  } catch {
    print("the seeds cannot be made: \(error)")
    exit(2)
  }
  exit(0)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let begin = secondsOfWork()
  inputBeingRead = Array(UnsafeBufferPointer(start: bytes, count: count))
  do { try target.read(inputBeingRead) } catch {
    promiseSentence(error)
  }
  let seconds = secondsOfWork() - begin
  promise(seconds < 1, "the input took \(seconds) s")
  return 0
}

/// The processor's time of this process. A busy machine does not make it longer.
private func secondsOfWork() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@_cdecl("LLVMFuzzerCustomMutator")
public func customMutator(
  _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: UInt32
) -> Int {
  var dice = Dice(seed: seed, most: most)
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let changed = target.changed(input, &dice).prefix(most)
  for (place, byte) in changed.enumerated() { bytes[place] = byte }
  return changed.count
}

/// Random numbers for one change, and libFuzzer's own mutator.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  /// The longest input.
  let most: Int

  init(seed: UInt32, most: Int) { (state, self.most) = (UInt64(seed) << 1 | 1, most) }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<max(1, sides), using: &self) }

  private static let extremes = [
    "0", "-1", "65536", "16777216", "2147483648", "4294967296", "9223372036854775807",
    "-9223372036854775808", "-9223372036854775803", "1e308", "1e-308", "0.1",
  ]

  /// The bytes with an extreme number in place of another, if they have one in digits.
  mutating func changedNumber(_ bytes: [UInt8]) -> [UInt8] {
    let numbers = bytes.indices(where: { (48...57).contains($0) }).ranges
    guard let number = numbers.randomElement(using: &self) else { return changed(bytes) }
    let extreme = Self.extremes[roll(Self.extremes.count)]
    return bytes[..<number.lowerBound] + Array(extreme.utf8) + bytes[number.upperBound...]
  }

  /// The bytes as libFuzzer changes them: a bit, a number, a word of the dictionary, a copy.
  func changed(_ bytes: [UInt8]) -> [UInt8] {
    let room = max(min(most, bytes.count + 256), bytes.count, 1)
    var buffer = bytes + [UInt8](repeating: 0, count: room - bytes.count)
    let count = buffer.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { LLVMFuzzerMutate($0, bytes.count, room) } ?? 0
    }
    return Array(buffer.prefix(count))
  }
}
