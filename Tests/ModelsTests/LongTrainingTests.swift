import CNN
import Exchange
import Foundation
import Pictures
import Testing

@testable import Digits
@testable import Models

/// What a long training promises about its files.
@Suite struct LongTrainingTests {
  private static let data = Result { try MNIST.dataSet(.test) }
  private let numbers = Array(stride(from: 0, to: 10_000, by: 200))
  private let training = Training(epochs: 2, batch: 20, workers: 1)

  private struct Killed: Error {}

  private func network() throws -> Network {
    try Network(Widths(kernels: (2, 3), units: 8), seed: 1)
  }

  /// The threshold is measured before the checkpoint goes. So a training that is stopped
  /// meanwhile resumes, and the file has it.
  @Test func stoppedWhileTheThresholdIsMeasured() throws {
    try inFolder { folder in
      let file = folder + "/w.safetensors"
      var long = LongTraining(training, file: file)
      let data = try Self.data.get()
      #expect(throws: Killed.self) {
        _ = try long.run(
          try network(), on: data, numbers: numbers, threshold: { _ in throw Killed() })
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == ["w.checkpoint.safetensors"])
      long.isResumed = true
      _ = try long.run(try network(), on: data, numbers: numbers, threshold: { _ in 0.25 })
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names == ["w.safetensors"])
      let trained = try TrainedNetwork(contentsOf: file)
      #expect(trained.notSureBelow == 0.25)
    }
  }

  /// Nothing is said or measured about an epoch before its checkpoint is there.
  @Test func savedFirst() throws {
    try inFolder { folder in
      let long = LongTraining(training, file: folder + "/w.safetensors")
      var epochs = 0
      _ = try long.run(
        try network(), on: try Self.data.get(), numbers: numbers,
        score: { _ in
          #expect(FileManager.default.fileExists(atPath: long.checkpoint))
          epochs += 1
          return ""
        })
      #expect(epochs == 2)
    }
  }

  /// A name has at most 255 bytes, and that of the checkpoint is longer by 11, or by 23 without the
  /// ending.
  @Test(arguments: [
    (String(repeating: "a", count: 256), false), (String(repeating: "a", count: 233), false),
    (String(repeating: "ü", count: 117), false),
    (String(repeating: "a", count: 233) + ".safetensors", false),
    (String(repeating: "a", count: 232), true), (String(repeating: "ü", count: 116), true),
  ])
  func longNames(_ name: String, _ fits: Bool) throws {
    try inFolder { folder in
      let long = LongTraining(training, file: "\(folder)/\(name)")
      func run() throws {
        _ = try long.run(try network(), on: try Self.data.get(), numbers: numbers)
      }
      if fits { return try run() }
      let path = name.utf8.count > 255 ? long.file : long.checkpoint
      #expect(throws: FileError.unwritable(path, "file name too long"), performing: run)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  /// More classes than any program here would read from the file.
  @Test func manyClasses() throws {
    try inFolder { folder in
      let data = DataSet(classes: (0...10_000).map { ("\($0)", [[1]]) }, shape: [1, 1, 1])
      let network = try Network(
        input: data.shape, seed: 1, [Flatten(), Dense(data.classes.count), Softmax()])
      let long = LongTraining(training, file: folder + "/w")
      let reason = "its network has 10,001 outputs; the limit is 10,000 classes"
      #expect(throws: FileError.unusable(long.file, reason)) {
        _ = try long.run(network, on: data, numbers: [0])
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  /// A second training into the same file is refused, and changes nothing of the first.
  @Test func twoIntoOneFile() throws {
    try inFolder { folder in
      let file = folder + "/w.safetensors"
      let (long, data) = (LongTraining(training, file: file), try Self.data.get())
      var refused = 0
      _ = try long.run(
        try network(), on: data, numbers: numbers,
        score: { network in
          // A file named without the ending has the same checkpoint.
          for (path, isResumed) in [(file, false), (file, true), (folder + "/w", false)] {
            let second = LongTraining(training, file: path, isResumed: isResumed)
            #expect(throws: FileError.held(path)) {
              _ = try second.run(network, on: data, numbers: numbers)
            }
            refused += 1
          }
          // Another file in the same folder is free.
          let other = LongTraining(training, file: folder + "/other.safetensors")
          _ = try other.run(network, on: data, numbers: numbers)
          return ""
        })
      #expect(refused == 6)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names == ["other.safetensors", "w.safetensors"])
      // The hold has ended with the training.
      _ = try long.run(try network(), on: data, numbers: numbers)
    }
  }

  /// A drawing has 784 bytes and is there three times. A picture of a folder is there twice.
  @Test func memoryForPictures() throws {
    let room = PictureRoom(bytes: 1_000_000)
    try room.check(drawings: 425)
    let many = "4,000,000 drawings would take about 9.4 GB of memory; the limit here is 1 MB. "
    #expect(throws: ModelError(description: many + "Choose fewer --drawings")) {
      try room.check(drawings: 4_000_000)
    }
    var read = PicturesRead()
    read.add(GreyPicture(width: 500, height: 1000))
    try room.check(read, of: "signs")
    for _ in 0..<5 { read.add(GreyPicture(width: 500, height: 1000)) }
    let large =
      "signs: its first 6 pictures would take about 6 MB of memory; the limit here is 1 MB. "
      + "Take fewer or smaller pictures"
    #expect(throws: ModelError(description: large)) {
      try room.check(read, of: "signs")
    }
  }

  /// The limit is that of the machine or a smaller one, and a network beyond it is refused with its
  /// number of weights.
  @Test func memory() throws {
    #expect(MemoryLimit.bytes > 0)
    #expect(MemoryLimit.bytes <= Int(ProcessInfo.processInfo.physicalMemory))
    let layers: [any Layer] = [Flatten(), Dense(200_000), ReLU(), Dense(2), Softmax()]
    let data = try Self.data.get()
    do {
      try Training.checkSize(of: layers, for: data.shape, batch: 4)
      Issue.record("157,400,002 weights are not refused")
    } catch {
      let sentence = "\(error)"
      #expect(sentence.contains("would have 157,400,002 weights"), "\(sentence)")
      #expect(sentence.contains("about 5.7 GB"), "\(sentence)")
      #expect(sentence.hasSuffix("or choose a smaller --batch"), "\(sentence)")
    }
  }
}
