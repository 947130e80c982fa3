import LessonKit
import Printing

/// Lessons 1 to 5: what maps are.
func misconceptionsOfMaps(_ facts: Facts) -> [Misconception] {
  [
    Misconception(
      .convolution, "A kernel measures how bright the image is.",
      """
      The weights of the left-edge kernel add up to 0. On plain white, as on plain black, only its bias is \
      left: \(picture("window", .convolution)). `swift run Convolution --try kernel=.topEdge` moves \
      the loud places to another side of the stroke.
      """.oneLine),
    Misconception(
      .convolution, "A single white pixel leaves a copy of the kernel in the map.",
      """
      The copy is turned by half a turn. The kernel [[1,2],[3,4]] and one white pixel give \
      \(list(facts.point)), row by row. The first window meets the pixel with its last weight.
      """.oneLine),
    Misconception(
      .convolution, "A kernel makes one map for each map that it reads.",
      """
      It has a slice of weights for each map that it reads, and adds all products into one sum. \
      Five 3×3 kernels on four maps make \(facts.maps) maps and have \(facts.parameters) parameters.
      """.oneLine),
    Misconception(
      .relu, "More layers can always do more than one.",
      """
      Two convolutions with nothing between them are one convolution: \
      \(picture("collapse", .relu)). `swift run ReLU --try slope=1` takes the bend away. Then \
      one convolution does the same.
      """.oneLine),
    Misconception(
      .relu, "A unit whose ReLU is closed is dead.",
      """
      A closed unit may open for the next image. It is dead only if it opens for no image: the page \
      counts this over many digits. `swift run ReLU --try bias=-3` makes one that is dead.
      """.oneLine),
    Misconception(
      .relu, "ReLU cuts off half of all numbers.",
      """
      The share depends on the kernel and its bias: \(picture("cut", .relu)). Count only places \
      where the window sees ink, because on black the bias decides.
      """.oneLine),
    Misconception(
      .pooling, "Pooling makes a network blind to where things are.",
      """
      A pooled map moves along with the image, in steps of its stride. A smaller move \
      changes many of its numbers: \(picture("moved", .pooling)). `swift run Pooling --try window=4`.
      """.oneLine),
    Misconception(
      .pooling, "Every number of a window has a part in the pooled number.",
      """
      Only the largest counts. Raise any other number, and nothing changes until it is the largest: \
      \(picture("windows", .pooling)). `swift run Pooling --try keep=.average` is the other case.
      """.oneLine),
    Misconception(
      .pooling, "ReLU and pooling may always change places.",
      """
      With max pooling they may. With average pooling they may not. In the two orders the window \
      −4, 1, 0, 2 gives \(list(facts.averages)) with the average, and \(list(facts.largest)) with the \
      largest.
      """.oneLine),
    Misconception(
      .dropout, "Dropout's scaling gives each number back its old size.",
      """
      No mask does. Only the mean over all masks gives the old number back: \
      \(picture("paper", .dropout)). `swift run Dropout --try masks=10` still shows a difference.
      """.oneLine),
    Misconception(
      .dropout, "Dropout also works when a trained network answers.",
      """
      Then it is switched off. If it stays on, a doubtful digit gets another answer in each run: \
      \(picture("opinions", .dropout)). `swift run Dropout --try rate=0.5`.
      """.oneLine),
    Misconception(
      .dropout, "If the mean of the numbers comes back, the mean of p comes back, too.",
      """
      The scores are sums, and their means come back. Softmax is a curve, and the mean of points on \
      a curve is not on it: \(picture("bend", .dropout)).
      """.oneLine),
    Misconception(
      .flatten, "Flatten loses information.",
      """
      A place in the list and a place in the maps can be computed from each other: \
      \(picture("place", .flatten)). `swift run Flatten --try 'place=(7, 9, 5)'`.
      """.oneLine),
    Misconception(
      .flatten, "A dense layer sees the image as we do.",
      """
      Shuffle the pixels of all digits in the same way. You can no longer read them, and a dense \
      network reads them as before: \(picture("neighbours", .flatten)).
      """.oneLine),
    Misconception(
      .flatten, "The order of the list does not matter.",
      """
      Any order will do, but only one fits the weights. The wrong one has the right length, so \
      nothing complains, and the answers are wrong. `swift run Flatten --try order=.channelFirst`.
      """.oneLine),
  ]
}
