import LessonKit

extension Term {
  static let fromAToE = [
    Term("accuracy", .training, "The share of images that are read correctly."),
    Term(
      "activation", .relu,
      "A number that a layer computes from an image. A weight is not an activation."
    ),
    Term("activation function", .relu, "A curve, such as ReLU, through which each number goes."),
    Term(
      "Adam", .training,
      "An optimizer that gives each weight a step size of its own, from its past gradients."),
    Term(
      "augmentation", .training,
      "Changing each training image a little, by a small move or turn, each time it is used."),
    Term("average pooling", .pooling, "Pooling that keeps the mean of each window."),
    Term(
      "backpropagation", .backprop,
      "Computing all gradients in one run from the loss back to the image, with the chain rule."),
    Term("batch", .training, "The images of one training step. Their gradients are averaged."),
    Term("bias", .convolution, "A number that is added to a weighted sum."),
    Term(
      "calibrated", .softmax,
      "Said of a network: of 100 answers with a share of 90 %, about 90 are right."),
    Term(
      "centre of mass", .drawingPad,
      "The mean place of the ink. MNIST's digits have it in the middle of the image."),
    Term("chain rule", .backprop, "Multiply derivatives along a path, and add over the paths."),
    Term(
      "channel", .convolution,
      "One of several maps of equal size that a layer reads or makes together."),
    Term(
      "channel first, channel last", .flatten,
      "Two orders of a list: map by map, or place by place with the numbers of all maps."),
    Term("class", .softmax, "One of the possible answers, such as a digit."),
    Term("classifier", .softmax, "A network that gives a share to each class."),
    Term(
      "confusion matrix", .training, "A table of what images are and what they are taken for."),
    Term(
      "convolution", .convolution,
      "A layer that asks one question at each place: it slides a kernel over its input."),
    Term(
      "cross-correlation", .convolution,
      "A convolution whose kernel is not turned. In deep learning it is called convolution."),
    Term("cross-entropy", .softmax, "The loss of a classifier: −ln p of the right class."),
    Term("dead unit", .relu, "A unit whose ReLU is closed for every image. It cannot learn."),
    Term(
      "dense layer", .dense,
      "A layer whose units each take a weighted sum of all inputs. Also: fully connected."),
    Term("derivative", .backprop, "The slope of a curve at one place."),
    Term(
      "dropout", .dropout,
      "Setting random numbers to 0 while a network learns, and scaling the others up."),
    Term("edge", .convolution, "A place where dark turns to bright, or bright to dark."),
    Term(
      "equivariance", .pooling, "When the image moves, the map moves along."),
    Term("epoch", .training, "One pass through all training images."),
  ]
}
