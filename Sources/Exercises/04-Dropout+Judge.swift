import Printing

/// What a dropout is asked: numbers, and how the dice have fallen.
private struct Dice: Sendable {
  var x: [Float]
  var keep: [Bool]
  var rate: Float
  var isTraining = true

  /// Plain arithmetic: the package's own layer throws its dice itself.
  func answer(_ kept: (Float) -> Float) -> Returned {
    Returned(zip(x, keep).map { $1 ? kept($0) : 0 })
  }

  var right: Returned { isTraining ? answer { $0 / (1 - rate) } : Returned(x) }

  func arithmetic(of place: Int) -> String {
    let number = x[place].short
    if !isTraining { return "not training: \(number) stays \(number)" }
    if !keep[place] { return "number \(place) is dropped: 0" }
    return "\(number) / (1 − \(rate.short)) = \((x[place] / (1 - rate)).short)"
  }
}

extension Exercise {
  /// Exercise 4.
  public static func dropout(
    _ attempt: @escaping @Sendable ([Float], [Bool], Float, Bool) -> [Float]
  ) -> Exercise {
    Exercise(
      4,
      hints: [
        "Two questions for each number: are we training, and does it stay?",
        "Outside of training return x itself. While training, what stays is x[i] / (1 − rate), and "
          + "the rest is 0.",
      ],
      [
        Part(
          "dropout(_:keep:rate:isTraining:)",
          [
            "one number that stays": Dice(x: [3], keep: [true], rate: 0.5),
            "the example of the task": Dice(
              x: [0, 2, 1, 2], keep: [true, false, true, true], rate: 0.25),
            "a rate of 0": Dice(x: [1, -2], keep: [true, true], rate: 0),
            "all dropped, some below zero": Dice(
              x: [1, -2, 3], keep: [false, false, false], rate: 0.9),
            "below zero": Dice(x: [-4, 5, -6], keep: [true, false, true], rate: 0.2),
            "not training": Dice(
              x: [1, -2, 3], keep: [true, false, true], rate: 0.5, isTraining: false),
          ],
          given: { ["x": $0.x, "keep": $0.keep, "rate": $0.rate, "isTraining": $0.isTraining] },
          attempt: { Returned(attempt($0.x, $0.keep, $0.rate, $0.isTraining)) },
          expected: \.right,
          mistakes: [
            "What stays is not scaled. Divide it by 1 − rate, or the layers behind see less than at "
              + "inference.": { dice in dice.isTraining ? dice.answer { $0 } : dice.right },
            "What stays is divided by the rate. Divide it by 1 − rate, the share that stays.": {
              dice in dice.isTraining ? dice.answer { $0 / dice.rate } : dice.right
            },
            "What stays is multiplied by 1 − rate. Divide, so that the mean comes back.": { dice in
              dice.isTraining ? dice.answer { $0 * (1 - dice.rate) } : dice.right
            },
            "Numbers are dropped outside of training, too. Return x unchanged there.": { dice in
              dice.answer { $0 / (1 - dice.rate) }
            },
            "Outside of training the numbers are scaled. Return x unchanged there: the scaling has "
              + "been done while training.": { dice in
                dice.isTraining ? dice.right : Returned(dice.x.map { $0 * (1 - dice.rate) })
              },
            "Outside of training x is divided by 1 − rate. The numbers were scaled while training, so "
              + "nothing is left to make up for.": { dice in
                dice.isTraining ? dice.right : Returned(dice.x.map { $0 / (1 - dice.rate) })
              },
            "The mask is the wrong way round: `keep` says what stays.": { dice in
              let other = Dice(x: dice.x, keep: dice.keep.map { !$0 }, rate: dice.rate)
              return dice.isTraining ? other.right : dice.right
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}
