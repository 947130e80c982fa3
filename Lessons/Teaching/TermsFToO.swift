import LessonKit

extension Term {
  static let fromFToO = [
    Term("feature map", .convolution, "What one kernel answers at every place of its input."),
    Term("flatten", .flatten, "Writing maps as one list. No number changes."),
    Term("forward pass", .backprop, "One run from the image to the answer or the loss."),
    Term("frozen", .training, "Said of a layer whose weights do not change in training."),
    Term("GFLOP/s", .speed, "A billion multiplications or additions a second."),
    Term(
      "gradient", .backprop,
      "The derivatives of the loss with respect to all weights, or a single one of them."),
    Term(
      "gradient check", .backprop, "Comparing gradients with the slopes of small nudges."),
    Term("gradient × input", .classification, "A pixel times the gradient of a score at it."),
    Term(
      "Grad-CAM", .classification,
      "A picture of the maps of one layer, each weighted by its mean gradient."),
    Term(
      "held out", .training,
      "Said of training images that are kept aside. They are used to choose, for example, a rate."),
    Term("hidden unit", .dense, "A unit between the input and the scores."),
    Term("im2col", .speed, "Copying each window of an image into a row of a matrix."),
    Term("inference", .dropout, "Asking a network that has been trained."),
    Term(
      "initialisation", .training,
      "The random weights at the start. In He's method their variance is 2 / inputs."),
    Term("invariance", .pooling, "When the image moves, the numbers stay as they were."),
    Term("kernel", .convolution, "The small grid of weights of a convolution."),
    Term("kink", .backprop, "A place where a curve suddenly changes its slope, as ReLU does at 0."),
    Term("label", .training, "The number of the right class of an image."),
    Term("layer", .convolution, "One step of a network: numbers go in, numbers come out."),
    Term("leaky ReLU", .relu, "A ReLU that makes negative numbers small and not 0."),
    Term("learning rate", .backprop, "How far a step goes against the gradient: η."),
    Term("logit", .dense, "Another word for score."),
    Term("loss", .softmax, "One number that says how wrong an answer is."),
    Term("margin", .dense, "A score minus the largest of the other scores."),
    Term("mask", .dropout, "Which numbers dropout keeps: 1 for kept, 0 for dropped."),
    Term("matrix product", .speed, "A table of sums of products: rows times columns."),
    Term("max pooling", .pooling, "Pooling that keeps the largest number of each window."),
    Term("MNIST", .pooling, "70,000 handwritten digits of 28×28 pixels, 10,000 for tests."),
    Term("momentum", .training, "Keeping a part of the last step in the next one."),
    Term("multiply-add", .speed, "One product, added to a sum: the unit in which work is counted."),
    Term(
      "occlusion", .classification, "Covering a part of an image to see how the answer changes."),
    Term(
      "one-hot", .softmax, "Said of a list y with a single 1, for the right class, and 0 elsewhere."
    ),
    Term(
      "optimizer", .training, "The method that turns gradients into steps, such as SGD or Adam."),
    Term(
      "overfitting", .training,
      "Reading training images better than others, because they are partly learned by heart."),
  ]
}
