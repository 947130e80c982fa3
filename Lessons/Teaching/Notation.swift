import LessonKit

extension Term {
  /// Signs and letters.
  static let notation = [
    Term("Σ", .convolution, "The sum of everything that follows, over all values of the letters."),
    Term(
      "i, j", .convolution, "A row and a column of a map or an image. Both are counted from 0."),
    Term("a, b", .convolution, "A row and a column within a kernel or a window."),
    Term("c, k", .convolution, "A channel of a layer's input, and one of its kernels or units."),
    Term("in(r,c)", .convolution, "The pixel in row r and column c of the image."),
    Term("map(i,j)", .convolution, "The number in row i and column j of a map."),
    Term(
      "conv1 map 7 (24,13)", .convolution,
      "The number in row 24 and column 13 of map 7 of the first convolution."),
    Term(
      "conv1.weight", .backprop,
      "The weights of the first convolution. `conv1.bias` are its biases."),
    Term("[N, H, W, C]", .flatten, "The shape of a batch: images, rows, columns, channels."),
    Term("28×28×1", .convolution, "The shape of one image: 28 rows, 28 columns, 1 channel."),
    Term("valid, same, full", .convolution, "How wide the border around an image is. See padding."),
    Term("exp(x), ln(x)", .softmax, "See [the sheet on exp and ln](Sheet.md)."),
    Term(
      "p", .softmax, "What the network answers: a share for each class. p(7) is that of the 7."
    ),
    Term("y", .softmax, "What would be right: 1 for the right class, 0 for the others."),
    Term("s", .softmax, "A score, also called a logit, before softmax."),
    Term("L", .softmax, "The loss."),
    Term("p − y", .backprop, "The gradient of the loss at the scores."),
    Term(
      "∂L/∂w", .backprop,
      "The derivative of the loss with respect to a weight w: how fast L changes when only w changes."
    ),
    Term("h", .backprop, "A small nudge of a weight."),
    Term("η", .backprop, "Eta, the learning rate: how far a step goes."),
    Term("←, +=", .backprop, "“Becomes”, and “becomes what it was, plus”."),
    Term("√Σx²", .backprop, "The norm: the length of a list of numbers."),
  ]

  /// Words that only these lessons use.
  static let own = [
    Term(
      "blame", .backprop,
      "The field says **gradient**: how the loss changes with a number, on its way back."),
    Term("vote", .dense, "The field says **contribution**: a number times its weight in a score."),
    Term(
      "the route", .convolution,
      "One of very many **paths** through the network, from a pixel to a score. It carries little of "
        + "the score. It only links the lessons."),
    Term("gate", .dense, "A **ReLU** that is open (its input is above 0) or closed."),
    Term(
      "share", .softmax, "The field says **probability**: one of the numbers that softmax makes."),
    Term("newborn", .softmax, "A network right after **initialisation**, with random weights."),
    Term("winner", .pooling, "The **maximum** of a pooling window."),
    Term("rival", .softmax, "A second test digit, a hard one, that several lessons use."),
    Term(
      "the little seven", .convolution,
      "An image of 4×4 pixels and a network that can be worked out by hand. See the "
        + "[worksheet](Worksheet.md)."),
    Term("knob", .convolution, "A value at the top of a lesson that is there to be changed."),
    Term("handed on", .convolution, "The numbers that a lesson leaves for the next one."),
  ]
}
