import CNN
import Models
import Testing

/// The paper network, worked out by hand.
@Test func theLittleSevenForward() throws {
  let trace = try LittleSeven.network().trace(LittleSeven.image, label: 0)
  #expect(trace.activations[1].scalars == [-1, -1, -1, -1, -1, 2, -1, 1, -2])
  #expect(trace.activations[2].scalars == [0, 0, 0, 0, 0, 2, 0, 1, 0])
  #expect(trace.activations[3].scalars == [0, 2, 1, 2])
  // 0·0 + 2·1 + 1·0 + 2·½ − 2 and 1 + 1
  #expect(trace.activations[5].scalars == [1, 2])
  // 1 / (1 + e) and e / (1 + e)
  #expect(zip(trace.output.scalars, [0.26894143, 0.7310586]).allSatisfy { abs($0 - $1) < 1e-6 })
}
