// What can be touched in lessons 10 to 12.

extension Recipe {
  static let classification = [
    Recipe(
      "little-seven", .number("image(0,0)"), .keys("0\(Key.enter)"), .says("image(0,0): 1 → 0"),
      .choose("Show", "Backward"), .says("Backward: how the loss changes with each number.")),
    Recipe(
      "p-margin", .says("p(7) = 1.0000, margin 18.63"), .set("How much", "10"),
      .says("margin has lost 53 %", "8.78", "p(7) is 0.9997"),
      .choose("Change", "cover rows from below"), .set("How much", "16"),
      .says("lost 58 %", "7.77", "0.9994")),
    Recipe(
      "cover", .focus(".map-body"), .keys(Key.times(12, Key.down) + Key.times(5, Key.left)),
      .says("(25,9)", "rises from 18.63 to 19.62")),
    Recipe(
      "blind", .press("A is trained"),
      .says("Right: A is the trained network", "r = 0.79", "r = 0.77"), .press("Next pair"),
      .press("A is trained"), .press("Next pair"), .press("A is trained"), .press("Next pair"),
      .press("A is trained"), .says("Wrong: B")),
  ]

  static let pad = [
    Recipe(
      "off-centre", .says("80 pixels left and 74 up", "p(6) = 0.7401", "0.0107"),
      .focus("canvas[tabindex], .map-body[tabindex]"),
      .keys(String(repeating: Key.down + Key.right, count: 3)), .says("p(1) = 0.4185"),
      .press("Centring"), .says("centring on: it says 7, with p(7) = 1.0000")),
    Recipe(
      "size-pen", .set("Size of the digit", "0.1"), .says("11.1 pixels thick", "says 8"),
      .choose("Pen", "scaled with the digit"), .set("Size of the digit", "0.1"),
      .says("3.2 pixels thick", "p(7) = 1.0000"), .choose("Pen", "40 pixels"),
      .set("Size of the digit", "0.3"), .says("says 8, with p(8) = 0.9443")),
    Recipe(
      "nonsense", .press("house"), .says("is a 0", "1.0000", "sure and wrong"),
      .press("face"), .says("0.9994"), .press("Clear"), .says("A blank pad is stopped"),
      .focus("canvas"),
      .keys(Key.up + " " + Key.times(4, Key.down) + Key.times(2, Key.right)),
      .says("Your drawing is a 2", "0.9507")),
  ]

  static let speed = [
    Recipe(
      "loops", .press("Next step"), .press("Next step"), .press("Next step"),
      .press("Next step"), .press("Next step"), .press("Next step"), .press("Next step"),
      .says("i j k has fetched 9 lines, order i k j 4"), .set("Step", "64"),
      .says("72 lines, order i k j 24"), .choose("Lines in the cache", "8"),
      .says("12 lines, order i k j 12")),
    Recipe(
      "amdahl", .choose("dense1", "free"), .says("17.2 %", "1.21 times"),
      .choose("dense1", "1×"), .choose("conv2", "free"), .says("77.2 %", "4.39 times"),
      .choose("conv2", "10×"), .choose("dense1", "10×"), .says("6.65 times"),
      .shows(".stage", "Product of the factors:", "100 times")),
    Recipe(
      "reorder", .says("−2.2550552", "0xC01052D3"), .press("Smallest first"),
      .says("0xC01052D4, 1 Float away"), .press("Largest first"),
      .says("0xC01052D6", "3 different sums in 3 orders")),
  ]

  /// The page of the little seven: forward, on paper, backward, steps.
  static let littleSeven = [
    Recipe(
      "little-seven", .number("kernel(1,0)"), .keys("\(Key.up)"),
      .says("kernel(1,0): 2 → 2.1. Loss: 1.3133 → 1.2412.", "promised −0.0731"),
      .keys(Key.enter), .number("gradient of ReLU(1,2)"),
      .shows(".seven-panel", "2 pooling windows see this number."),
      .number("loss"), .shows(".seven-panel", "The loss is −ln p of the right answer."),
      .press("Step"), .says("Loss: 1.2412 → 0.3527. Promised fall 1.1800, real fall 0.8884."),
      .press("Reset"), .says("All numbers are as at the start."),
      .choose("Show", "Backward"), .press("Work it out yourself"), .says("0 of 59 right"),
      .number("gradient of score of 7"), .keys(".27\(Key.enter)"), .says("That is p. Subtract y"),
      .number("gradient of kernel(1,0)"), .keys(".37\(Key.enter)"),
      .says("= keeps the last place. Add over all places: +=."), .press("Show this cell"),
      .says("gradient of kernel(1,0) = −0.7311"))
  ]
}
