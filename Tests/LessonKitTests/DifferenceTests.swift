import LessonKit
import Testing

@Suite struct DifferenceTests {
  @Test(
    arguments: [
      (0, "none"), (5e-8, "below 0.0000001, which is rounding"),
      (1e-7, "below 0.000001, which is rounding"), (4e-5, "below 0.0001, which is rounding"),
      (9e-4, "below 0.001, which is rounding"), (0.25, "0.2500"), (.nan, "nan"),
    ] as [(Float, String)])
  func differencesThatAreRounding(_ difference: Float, _ text: String) {
    #expect(difference.asDifference == text)
  }
}
