// What can be touched in lessons 1 to 3.

extension Recipe {
  static let convolution = [
    Recipe(
      "little-seven", .number("kernel(1,0)"), .keys("3\(Key.enter)"), .says("kernel(1,0): 2 → 3"),
      .press("Work it out yourself"), .says("Your turn. 0 of 9 right."), .press("Reset"),
      .number("map(1,2)"), .keys("3\(Key.enter)"), .says("The bias is missing. Add −1 once."),
      .number("map(1,2)"), .keys("\(Key.delete)2\(Key.enter)"),
      .says("Right: map(1,2) = 2. 1 of 9 right.")),
    Recipe(
      "grey", .says("add up to 1", "= 0.1", "measures brightness"),
      .cell("Weights of the kernel", 1, 1), .keys("4\(Key.enter)"),
      .says("add up to 0", "only the bias, −0.5", "−2.55 to 1.39"), .move("Grey", 4),
      .says("Plain grey of 0.8", "−0.5"), .press("blur"), .says("0.8 · 1 − 0.5 = 0.3"),
      .press("Reset"), .says("add up to 1", "= 0.1", "measures brightness")),
    Recipe(
      "channels", .says("map(0,0) = 2.", "There is one map."), .press("Slice B"),
      .says("gone from map(0,0), which is now 1.", "There is still one map."),
      .cell("Map", 1, 0), .says("map(1,0), which is now −1"), .press("Slice A"),
      .says("holds only the bias, −1")),
    Recipe(
      "one-pixel", .says("The image is black"), .cell("Image of 7 by 7 pixels", 2, 4),
      .says("row 2, column 4", "turned by 180°: its last weight, 2, comes first"),
      .cell("Map", 1, 3), .says("map(1,3) = 2:", "weight in row 2, column 2"),
      .cell("Map", 6, 6), .says("sees no white pixel"),
      .cell("Image of 7 by 7 pixels", 6, 5), .says("cut off at the rim")),
  ]

  static let relu = [
    Recipe(
      "little-seven", .number("the kernel’s bias"), .keys("-4\(Key.enter)"),
      .says("the kernel’s bias: −1 → −4"), .press("Reset"),
      .says("All numbers are as at the start.")),
    Recipe(
      "merge", .says("Without ReLU,", "agree at all 784 places."), .press("negated, −x"),
      .says("only change the sign"), .press("ReLU between the two layers"),
      .says("differ at 197 of 784 places, by up to 1.75"), .press("inverted, 1 − x"),
      .says("253 of 784", "2.00"), .press("ReLU between the two layers"),
      .says("agree at all 784")),
    Recipe(
      "background", .says("Kernel 1:", "14.2 % of all places, and 61.8 %"),
      .press("Hide the background"), .says("of the 207 places", "61.8 %", "The 693 hidden"),
      .press("Hide the background"), .move("Add to the bias", -4),
      .says("92.8 %", "68.6 %", "−0.05", "all of them"), .press("left edge"),
      .says("90.9 %", "60.4 %")),
    Recipe(
      "dead", .says("Closed on the 7, but open at 37 places, on 9 of 10 digits.", "not dead"),
      .move("Add to the bias", -12), .says("Closed on 9 digits, but open at 1 place"),
      .move("Add to the bias", -6),
      .says("Closed on all ten digits", "another image could still open it"),
      .move("Add to the bias", -10), .says("Dead: closed on every possible image"),
      .move("Add to the bias", 28), .says("Open again at 37 places")),
  ]

  static let pooling = [
    Recipe(
      "little-seven", .number("ReLU(0,0)"), .keys("5\(Key.enter)"), .says("ReLU(0,0): 0 → 5"),
      .press("Reset"), .press("Work it out yourself"), .number("pooled(0,1)"),
      .keys("0.5\(Key.enter)"), .says("That is the average of the window. Take the largest.")),
    Recipe(
      "loser", .says("map(0,1) is 0.15 and loses: the largest of its window is 1.20."),
      .move("Framed number", 40),
      .says("0.55 and loses", "still 1.20.", "The mean goes from 0.34 to 0.44."),
      .move("Framed number", 75), .says("1.30 and wins: its window hands on 1.30, 0.10 more."),
      .cell("Map: choose a number", 3, 0), .says("map(3,0) is 0.64 and loses", "1.58")),
    Recipe(
      "slide", .says("all 349", "stay in place"), .move("Move right", 1),
      .says("94 of 430", "99 of 428 are 1 column", "no copy"), .move("Move right", 1),
      .says("2 of 503", "But all 349 are 1 column further right:", "shifted copy"),
      .move("Move right", 1), .says("1 of 565", "99 of 428 are 2 columns", "no copy"),
      .move("Move right", 1), .says("0 of 600", "all 349 are 2 columns", "shifted copy")),
    Recipe(
      "exchange",
      .says("With the largest, both orders give the same 4 numbers.", "Inputs so far: 1"),
      .press("the mean"), .says("the orders differ in 2 of 4 numbers"),
      .press("Deal new numbers"), .press("Deal new numbers"), .press("Deal new numbers"),
      .press("Deal new numbers"), .press("Deal new numbers"),
      .says("Inputs so far: 6", "With the largest the orders agreed 6 times")),
  ]
}
