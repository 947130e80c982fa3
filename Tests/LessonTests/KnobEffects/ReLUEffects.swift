import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 2 claims of its values.
  static let ofReLU: [Self] = [
    Self(.relu, "slope=1", "largest difference with slope 1: below 0.000001"),
    Self(.relu, "slope=1", "With a slope of 1 nothing is bent: both rows are the same"),
    Self(.relu, "slope=0.1", "largest difference with slope 0.1: 1.6424"),
    Self(.relu, "bias=-2", "left edge: 20 of 900 answers above zero"),
    Self(.relu, "bias=-3", "No image can wake it up"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inReLU: [Self] = [
    Self("ReLU", "slope=1000000000", "ReLU: a slope of 1000000000 cannot work"),
    Self("ReLU", "slope=nan", "Error: --try slope=nan: slope takes a number"),
    Self("ReLU", "slope=", "Error: --try slope=: slope takes"),
    Self("ReLU", "bias=1000000000", "ReLU: a bias of 1000000000"),
    Self("ReLU", "bias=inf", "Error: --try bias=inf: bias takes"),
    Self("ReLU", "bias=", "Error: --try bias=: bias takes"),
  ]
}
