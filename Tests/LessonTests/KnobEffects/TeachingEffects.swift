import LessonKit

extension KnobEffectTests.Effect {
  /// What the page for teachers claims of its values.
  static let ofTeaching: [Self] = [
    Self(.teaching, "right=1", "∂L/∂kernel    0 0.1345 / 0.2689 0"),
    Self(.teaching, "right=1", "loss          0.3133"),
    Self(.teaching, "nudge=2", "slope between the two: 0.693147 / 2 = 0.3466"),
    Self(.teaching, "nudge=0.01", "slope between the two: 0.004988 / 0.01 = 0.4988"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inTeaching: [Self] = [
    Self("Teaching", "right=2", "Teaching: right: the little network has no answer “2”"),
    Self("Teaching", "right=", "Teaching: right: the little network has no answer “”"),
    Self("Teaching", "nudge=0", "Teaching: nudge: 0.0 cannot work"),
    Self("Teaching", "nudge=-1", "Teaching: nudge: -1.0 cannot work"),
    Self("Teaching", "nudge=many", "Error: --try nudge=many"),
  ]
}
