// What can be touched in lessons 7 to 9.

extension Recipe {
  static let softmax = [
    Recipe(
      "little-seven", .number("score of 7"), .keys("2\(Key.enter)"),
      .says("score of 7: 1 → 2", "Loss: 1.3133 →"), .press("Reset"),
      .press("Work it out yourself"), .number("p(7)"), .keys("1/3\(Key.enter)"),
      .says("Softmax divides powers of e, not the scores themselves."), .number("loss"),
      .keys("-1.31\(Key.enter)"), .says("The sign is missing: the loss is −ln p.")),
    Recipe(
      "ratio", .says("0.2447, 0.6652, 0.0900"), .move("Logit of 7", 5),
      .says("from 1.00 to 1.50", "p(1) / p(X) is still 7.39"), .set("Logit of X", "3"),
      .says("p(7) / p(1) is still 0.607")),
    Recipe(
      "add-multiply", .set("Add to all", "3"), .says("rose by 3.0, but no share changed"),
      .set("Multiply all by", "2"),
      .says("from 0.3278 to 0.4166", "Adding 3.0 then changes nothing"),
      .set("Multiply all by", "0"), .says("every share is 0.1000")),
    Recipe(
      "loss", .set("A: p(right)", ".55"),
      .says("1 image more is right, and the mean loss fell from 0.98 to 0.74"),
      .set("C: p(right)", ".02"), .says("yet the mean loss rose from 0.98 to 1.61", "costs 3.91"),
      .set("A: p(right)", ".49"), .set("B: p(right)", ".49"), .set("C: p(right)", ".49"),
      .says("1 image fewer is right, yet the mean loss fell from 0.98 to 0.71")),
  ]

  static let backprop = [
    Recipe(
      "little-seven", .choose("Show", "Both"), .number("kernel(1,0)"), .keys("3\(Key.enter)"),
      .says("kernel(1,0): 2 → 3", "the gradient promised −0.7311"), .press("Step"),
      .says("Promised fall", "real fall")),
    Recipe(
      "nudge", .says("No nudge, no slope."), .press("h = 1.00"),
      .says("slope −0.6201, gradient −0.7311"), .press("h = 0.01"),
      .says("slope −0.7301, gradient −0.7311. They agree"), .cell("Image", 0, 0),
      .says("The loss does not change"), .cell("Map", 2, 1), .set("Nudge h", "-1.5"),
      .says("slope 0.4134, gradient 0.7311", "1 ReLU closed, 1 window got another winner")),
    Recipe(
      "winner", .says("window(0,0) is the largest and gets the whole gradient, +0.0340"),
      .set("Framed number", "0.3"), .says("jumped from window(0,0) to window(1,0)"),
      .press("Make it equal to the largest"),
      .says("2 numbers share the largest value, 0.25.", "The first of them, window(0,0)")),
    Recipe(
      "step-size", .says("promise a fall of 1.15.", "The loss falls by 0.90, 78 % of it."),
      .set("η", "1"), .says("11 % of it", "loss of a 1 rises from 0.05 to 6.86"),
      .press("the 7 and a 1"), .set("η", "1.5"), .says("The loss rises by 0.81")),
  ]

  static let training = [
    Recipe(
      "hill", .set("η", "0.5"), .says("lands on 3 in one step"), .set("η", "0.9"),
      .says("bounces", "needs 26 steps"), .set("η", "1"), .says("from side to side for ever"),
      .set("η", "1.1"), .says("1.20 times as long", "It moves away")),
    Recipe(
      "epochs", .set("Epoch", "4"), .press("Keep this network"),
      .says(
        "You keep “neither”, epoch 10. It reads 89.0 %",
        "“augmentation alone”, epoch 10, reads 92.0 %"),
      .press("augmentation alone"), .press("Keep this network"),
      .says("No other reads more of them, though 3 others")),
    Recipe("freeze", .press("Train"), .says("With frozen random kernels", "with learned ones")),
  ]
}
