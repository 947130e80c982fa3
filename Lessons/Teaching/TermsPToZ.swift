import LessonKit

extension Term {
  static let fromPToZ = [
    Term("padding", .convolution, "A border of zeros around an image: `valid`, `same` or `full`."),
    Term("parameter", .dense, "A number that is learned: a weight or a bias."),
    Term("pixel", .convolution, "One number of an image, from 0 (black) to 1 (white)."),
    Term("pooling", .pooling, "Keeping one number for each window of a map."),
    Term("probability", .softmax, "One of the shares that softmax makes. Their sum is 1."),
    Term("rate", .dropout, "Of dropout: the probability that a number is dropped."),
    Term(
      "receptive field", .convolution, "The part of the image that a number of a layer can see."),
    Term("ReLU", .relu, "Rectified linear unit: negative numbers become 0, others stay."),
    Term("rounding", .backprop, "The small error of each operation with a `Float`."),
    Term("score", .dense, "A number that the last dense layer gives to each class."),
    Term("seed", .dropout, "A number from which all random numbers of a run follow."),
    Term(
      "SGD", .training,
      "Stochastic gradient descent: steps against the gradient of one batch after the other."),
    Term("shape", .convolution, "How long each axis of a tensor is."),
    Term(
      "softmax", .softmax,
      "The layer that turns scores into shares: exp of each, divided by the sum of all."),
    Term("stage", .classification, "The image, or what comes out of a layer."),
    Term("step", .backprop, "One change of all weights, against their gradients."),
    Term("stride", .convolution, "How far a window moves at a time."),
    Term("temperature", .softmax, "A number by which all scores are divided before softmax."),
    Term("tensor", .flatten, "Numbers in a grid with any number of axes."),
    Term(
      "test images", .training, "Images that are used only to report, never to learn or choose."),
    Term("tie", .pooling, "Two equal largest numbers. In pooling the first one wins."),
    Term("training", .training, "Repeating small steps until the network reads well."),
    Term("unit", .dense, "One weighted sum of a dense layer, with its bias."),
    Term(
      "vanishing gradient", .backprop, "A gradient that gets smaller in each layer on its way back."
    ),
    Term("vector", .speed, "Several numbers with which the processor computes in one instruction."),
    Term("weight", .convolution, "A learned number by which an input is multiplied."),
    Term("window", .convolution, "The part of an image that lies under a kernel, or is pooled."),
  ]
}
