import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 10 claims of its values.
  static let ofClassification: [Self] = [
    Self(
      .classification, "patch=1",
      "With 9 of the 784 covers the rival is read correctly, as a 7. The best is around (18,14)"
    ),
    Self(
      .classification, "patch=9",
      "**gradient × input (r = 0.80)**. Not exposed: occlusion (r = 0.39)"),
    // The left end of the flag: the square around (10,10) takes most of the 7.
    Self(
      .classification, "asked=7",
      "lowest logit, (10,10)       −0.47   0.0199    −3.31     1"),
    Self(.classification, "asked=7", "gradient × input (r = 0.81), Grad-CAM (r = 0.64)**"),
    // The bar speaks for the 3; there is also what speaks against it as strongly.
    Self(
      .classification, "asked=3", "lowest logit, (8,12)        +0.29   0.0000   −17.60     7"),
    Self(
      .classification, "asked=3",
      "occlusion                    −3.9595   +3.7555"),
    Self(
      .classification, "seeds=[5, 6, 7]",
      "**occlusion (r = 0.53), gradient × input (r = 0.80)**. Not exposed:"),
    Self(
      .classification, "seeds=[1]",
      "**occlusion (r = 0.57), gradient × input (r = 0.79)**. Not exposed:"),
  ]
}

extension KnobTests.Impossible {
  /// Values of lesson 10 that cannot work, and how the sentence begins.
  static let inClassification: [Self] = [
    Self("Classification", "patch=0", side + "0"),
    Self("Classification", "patch=-1", side + "-1"),
    Self("Classification", "patch=29", side + "29"),
    Self("Classification", "patch=1000000000", side + "1000000000"),
    Self("Classification", "patch=nan", "Error: --try patch=nan: patch takes a whole number"),
    Self("Classification", "patch=", "Error: --try patch=: patch takes a whole number"),
    Self(
      "Classification", "asked=10", "Classification: asked: there are the digits 0 to 9, and no 10"),
    Self(
      "Classification", "asked=-1", "Classification: asked: there are the digits 0 to 9, and no -1"),
    Self(
      "Classification", "asked=1000000000", "Classification: asked: there are the digits 0 to 9"),
    Self(
      "Classification", "asked=inf", "Error: --try asked=inf: asked takes a whole number, or nil"),
    Self("Classification", "asked=", "Error: --try asked=: asked takes a whole number, or nil"),
    Self("Classification", "seeds=[]", "Error: --try seeds=[]: seeds takes one of [5, 6, 7], [1]"),
  ]

  private static let side =
    "Classification: patch: a square that covers has a side of 1 to 28 pixels, and not "
}
