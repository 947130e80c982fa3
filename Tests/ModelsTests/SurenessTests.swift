import Digits
import Models
import Pen
import Testing

/// When an answer is not sure, by hand and for the networks of the pad.
@Suite struct SurenessTests {
  /// Ten answers of which seven are right: confidences 0.95 (four right, one wrong), 0.75 (two
  /// right, one wrong) and 0.55 (one right, one wrong).
  private let ten = Sureness(
    [0.95, 0.95, 0.95, 0.95, 0.95, 0.75, 0.75, 0.75, 0.55, 0.55].map { [$0, 1 - $0] },
    labels: [0, 0, 0, 0, 1, 0, 0, 1, 0, 1])

  @Test func countsByHand() {
    #expect(ten.right == 7)
    #expect(abs(ten.mistakes(above: 0.9) - 1.0 / 3) < 1e-9)
    #expect(abs(ten.mistakes(above: 0.5) - 1) < 1e-9)
    // (|5 · 0.95 − 4| + |3 · 0.75 − 2| + |2 · 0.55 − 1|) / 10
    #expect(abs(ten.calibrationError - (0.75 + 0.25 + 0.1) / 10) < 1e-6, "\(ten.calibrationError)")
    let (unsure, wrong) = ten.split(below: 0.8)
    #expect(abs(unsure - 0.5) < 1e-9 && abs(wrong - 0.2) < 1e-9)
    let all = ten.split(below: 0)
    #expect(all.unsure == 0 && abs(all.wrong - 0.3) < 1e-9)
  }

  /// 3 of 10 are wrong, 2 of 8 above 0.55, and 1 of 5 above 0.75.
  @Test func theLowestThresholdIsTaken() {
    #expect(ten.threshold(wrong: 0.3) == 0)
    #expect(ten.threshold(wrong: 0.25) == 0.56)
    #expect(ten.threshold(wrong: 0.2) == 0.76)
    #expect(ten.threshold(wrong: 0.19) == 0.96)
    #expect(Sureness([], labels: []).threshold(wrong: 0) == 0)
  }
}
