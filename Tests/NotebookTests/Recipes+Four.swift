// What can be touched in lessons 4 to 6.

extension Recipe {
  static let dropout = [
    Recipe(
      "means", .says("Without masks the score of 7 is 1.00, and p(7) is 0.2689."),
      .press("Deal a mask"), .press("Deal 10"), .press("Deal 100"), .press("Deal 100"),
      .says("211 masks at a rate of 0.25", "is 0.95", "0.3303", "stays higher"),
      .press("Reset"), .says("Without masks the score of 7 is 1.00")),
    Recipe(
      "masks", .press("Deal a mask"),
      .says("1.928 at (3,2) became 2.570.", "No single mask leaves 1.928."), .press("Deal 10"),
      .press("Deal 100"),
      .says("111 masks", "0 under 20 of them, and 2.570 under 91", "The mean is 2.107"),
      .cell("The map", 6, 7), .says("The mean is 1.575")),
    Recipe(
      "modes", .press("Ask once"), .says("Training, 1 pass: the score of the 7 is 29.18."),
      .press("Ask ten times"), .says("ranges from 9.72 to 34.90"),
      .choose("Mode", "inference"), .press("Ask ten times"), .says("is 25.56 each time")),
  ]

  static let flatten = [
    Recipe(
      "inverse",
      .says("Row 11, column 6 of map 5 is position 2565 of the list:", "both hold 1.2936."),
      .set("Position", "2000"), .says("Row 8, column 13 of map 0"), .cell("map 9", 3, 2),
      .says("position 713")),
    Recipe(
      "shuffled", .press("It is a 7"), .says("It is an 8. You said 7, the network 8."),
      .press("Next digit"), .press("It is a 1"), .press("Next digit"), .press("It is a 2"),
      .says("You read 0 of 3, the network 3.")),
    Recipe(
      "order", .says("10 of 10 right"), .choose("List", "channel first"),
      .says("0 of 10 right"), .choose("Weights", "channel first"), .says("10 of 10 right"),
      .choose("List", "channel last"), .says("2 of 10 right")),
  ]

  static let dense = [
    Recipe(
      "little-seven", .number("weight 1 → 7"), .keys("3\(Key.enter)"),
      .says("weight 1 → 7: 1 → 3"), .press("Work it out yourself"), .press("Reset"),
      .number("score of 7"), .keys("3\(Key.enter)"), .says("The bias is missing. Add −2 once.")),
    Recipe(
      "gate", .move("x₁", 4), .says("x₁ = 2: its direct weight is −4"), .move("x₁", 1),
      .says("Gate 1 opens", "jumps from −4 to −2.5"), .move("x₁", 7),
      .says("Gate 2 closes", "to 1.5", "rises")),
    Recipe(
      "account", .set("Largest votes removed", "1"), .says("+24.61, the network +24.66"),
      .set("Largest votes removed", "10"), .says("+18.78", "+18.86"),
      .set("Largest votes removed", "30"), .says("+9.92", "+10.35"),
      .set("Largest votes removed", "100"), .says("−2.46", "+0.84", "15 gates")),
    Recipe(
      "margin", .says("Margin = 25.5628 − 6.9374 = +18.6254: the 7 leads."),
      .choose("Digit", "4"), .choose("Rival", "5"), .says("−5.6175 − (−8.8571) = +3.2395"),
      .choose("Image", "a nine"), .choose("Digit", "9"), .choose("Rival", "1"),
      .says("= +0.6589")),
  ]
}
