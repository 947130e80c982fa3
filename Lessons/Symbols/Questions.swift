import LessonKit

/// Three questions of transfer: how often a way is written, what nobody can tell apart, a slant.
func questions() -> [WorkItOut] { [secondWay(), bareStrokes(), slantedStroke()] }

/// How often one of three ways is chosen.
private func secondWay() -> WorkItOut {
  let weights = [1, 0.5, 0.5]
  return WorkItOut(
    """
    The pen knows three ways to write a symbol, with the weights 1, ½ and ½. How many of 1,000 \
    drawings does it write in the second way, on average?
    """,
    .number, .number(1000 * weights[1] / weights.reduce(0, +)),
    because: "The weights add up to 2, and ½ of 2 is a quarter.",
    mistakes: [
      500: "A weight is a share of the sum of all weights, and this sum is 2.",
      333: "The ways are not written equally often.",
    ])
}

/// Two symbols that nobody can tell apart, read by two rules.
private func bareStrokes() -> WorkItOut {
  let (ones, others) = (60.0, 40.0)
  let guessed = (ones * ones + others * others) / 100
  return WorkItOut(
    """
    Of 100 bare strokes, 60 are meant as a 1 and 40 as an I. Nothing else tells them apart. How many \
    does a network read correctly if it always says 1? And how many on average if it says 1 for 60 \
    random strokes, and I for the others?
    """,
    .numbers(2), .numbers([max(ones, others), guessed]),
    because: """
      Always 1 is right 60 times. At random, 60 % of the 60 ones are right and 40 % of the 40 others: \
      36 + 16. So the network learns to say 1 for nearly every bare stroke.
      """,
    mistakes: [
      [60, 60]: "The random network does not know which strokes are the ones.",
      [60, 100]: "The random network does not know which strokes are the ones.",
      [60, 50]: "It says 1 more often than I. That is right more often than tossing a coin.",
    ])
}

/// Where a slant takes the ends of a vertical stroke.
private func slantedStroke() -> WorkItOut {
  let (slant, middle, x) = (0.5, 140.0, 100.0)
  let ends = [40.0, 240.0].map { y in x - slant * (y - middle) }
  return WorkItOut(
    """
    A hand slants a drawing by s = ½; the middle is y = 140. A vertical stroke runs from (100, 40) \
    down to (100, 240). What is the new x of its upper end, and of its lower end?
    """,
    .numbers(2), .numbers(ends),
    because: """
      The upper end is 100 above the middle, so y − 140 is −100, and x grows by 50. The lower end is \
      100 below it, and x falls by 50.
      """,
    mistakes: [
      [50, 150]: "y grows downwards, so it is smaller than 140 at the upper end.",
      [80, -20]: "y is counted from the middle, not from the top.",
    ])
}
