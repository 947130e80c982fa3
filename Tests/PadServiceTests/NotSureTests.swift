import CNN
import Exchange
import Foundation
import Models
import Testing

@testable import PadService

/// An answer below the network's threshold is not sure, and the threshold comes with the weights.
@Suite struct NotSureTests {
  /// The lessons' network with a threshold, written to a file and read again.
  private func model(_ threshold: Float?) throws -> PadModel {
    let file = FileManager.default.temporaryDirectory.appending(
      path: UUID().uuidString + ".safetensors"
    ).path(percentEncoded: false)
    defer { unlink(file) }
    try TrainedNetwork(
      try Models.walkthrough(), classes: TrainedNetwork.digits, preparation: .centred,
      notSureBelow: threshold
    ).save(to: file)
    let own = try TrainedNetwork(contentsOf: file)
    #expect(own.notSureBelow == threshold)
    return try PadModel(own, title: "own", file: file)
  }

  /// Below its own share the answer is sure, above it is not; the shares are the same.
  @Test func theThreshold() throws {
    let seven = try png(7)
    func predict(_ threshold: Float?) throws -> Prediction {
      try Pad(models: [try model(threshold)]).predict(png: seven, Pad.Query())
    }
    let plain = try predict(nil)
    let share = try #require(plain.top?.first?.probability)
    #expect(plain.sure == nil && plain.notSureBelow == nil)
    for (threshold, isSure) in [
      (0, true), (share.nextDown, true), (share, true), (share.nextUp, false), (1, share == 1),
    ] as [(Float, Bool)] where threshold <= 1 {
      let answer = try predict(threshold)
      #expect(answer.sure == isSure, "\(share) with \(threshold)")
      #expect(answer.notSureBelow == threshold)
      #expect(answer.probabilities == plain.probabilities && answer.label == plain.label)
    }
  }

  @Test(arguments: ["1.5", "-0.1", "nan", "high", ""])
  func aThresholdThatIsNone(_ text: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: UUID().uuidString + ".safetensors"
    ).path(percentEncoded: false)
    defer { unlink(file) }
    try Models.walkthrough().save(to: file, metadata: [("not_sure_below", text)])
    let error = #expect(throws: FileError.self) { try TrainedNetwork(contentsOf: file) }
    #expect(
      error?.description.hasSuffix("not_sure_below must be a share from 0 to 1, not “\(text)”")
        == true, "\(error as Any)")
  }
}
