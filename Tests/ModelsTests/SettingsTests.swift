import Testing

@testable import Models

/// What a training says about settings that cannot work.
@Suite struct SettingsTests {
  private static let refused: [(Training, String)] = [
    (Training(batch: 65_537), "a batch must have from 1 to 65,536 images, not 65537"),
    (Training(rate: .infinity), "the rate must be a finite number above 0, not inf"),
    (Training(rate: 0), "the rate must be a finite number above 0, not 0.0"),
    (Training(weightDecay: .infinity), "the weight decay must be finite and 0 or more, not inf"),
    (
      Training(augmentation: Augmentation(shift: .infinity)),
      "images can be moved by 0 pixels or more, a finite number, and turned by 0 to 180 "
        + "degrees, not by inf and 0.0"
    ),
  ]

  @Test(arguments: refused)
  func refusal(_ training: Training, _ sentence: String) {
    #expect(throws: ModelError(description: sentence)) { try training.check() }
  }

  /// The advice names the weight decay only if there is one.
  @Test(arguments: [
    (1, 1e23, "1 step; try a smaller rate than 0.03, or a smaller weight decay than 1e+23"),
    (1200, 0, "1,200 steps; try a smaller rate than 0.03"),
  ])
  func diverged(_ step: Int, _ decay: Float, _ end: String) {
    let error = Training(rate: 0.03, weightDecay: decay).diverged("the loss is", at: step)
    #expect(error.description == "the loss is no longer a number after " + end)
  }
}
