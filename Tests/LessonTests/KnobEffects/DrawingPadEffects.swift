import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 11 claims of its values.
  static let ofDrawingPad: [Self] = [
    Self(.drawingPad, "pen=6", "the line is now 0.6 pixels wide"),
    Self(.drawingPad, "pen=6", "the line is now 1.1 pixels wide"),
    Self(.drawingPad, "pen=60", "the line is now 8.1 pixels wide"),
    Self(.drawingPad, "pen=60", "without centring, the network says 7, with p(7) = 0.4350"),
    Self(.drawingPad, "pen=60", "centred, the network says 7, with p(7) = 0.9994"),
    Self(.drawingPad, "start=(84, 63)", "without centring, the network says 3, with p(3) = 0.9660"),
    Self(.drawingPad, "start=(84, 63)", "a 3 before, now a 7 with p(7) = 1.0000"),
    Self(
      .drawingPad, "pen=60",
      "**Answer: nothing, or something else.** Without any change it is read as a 7"
    ),
    Self(.drawingPad, "start=(84, 63)", "**Answer: either of the two.**"),
    Self(.drawingPad, "size=0.4", "the line is now 5.0 pixels wide"),
    Self(.drawingPad, "size=0.4", "**Answer: both.**"),
    Self(.drawingPad, "size=0.4", "a 2 before, now a 7 with p(7) = 1.0000"),
    Self(.drawingPad, "size=1.6", "without centring, the network says 1, with p(1) = 1.0000"),
    Self(.drawingPad, "model=course", "read by a network of 813,802 weights"),
    Self(.drawingPad, "model=course", "small, not centred                   76   15.2 %"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inDrawingPad: [Self] = [
    Self("DrawingPad", "pen=0", "DrawingPad: a pen of 0 pixels cannot work"),
    Self("DrawingPad", "pen=-1", "DrawingPad: a pen of −1 pixels"),
    Self("DrawingPad", "pen=1000000000", "DrawingPad: a pen of 1000000000 pixels"),
    Self("DrawingPad", "pen=nan", "Error: --try pen=nan: pen takes a number"),
    Self("DrawingPad", "pen=", "Error: --try pen=: pen takes a number"),
    Self("DrawingPad", "size=0", "DrawingPad: a size of 0 cannot work"),
    Self("DrawingPad", "size=-1", "DrawingPad: a size of −1"),
    Self("DrawingPad", "size=1000000000", "DrawingPad: a size of 1000000000"),
    Self("DrawingPad", "size=inf", "Error: --try size=inf: size takes a number"),
    Self("DrawingPad", "model=x", "DrawingPad: there is no model “x”; there are"),
    Self("DrawingPad", "model=", "DrawingPad: there is no model “”"),
  ]
}
