import CNN
import LessonKit
import Models
import Pictures
import Printing

// The second page: six mistakes, each put in for real, with the case that hides it and the case
// that reveals it.

/// - Parameters:
///   - ties: the way of the seven through the lesson's network, in which ties are counted.
///   - name: what this network is called.
func bugs(_ lesson: Lesson, ties own: Trace, of name: String, _ seven: Tensor) throws {
  lesson.text(
    """
    A mistake in the backward pass does not crash the program, and the network often still learns. \
    A step against a gradient that is half wrong still leads downhill. Each mistake also has a case \
    that hides it. Tests are often written for just that case. Each of the six here is one wrong \
    line, five of them in copies of layers (the files *Plain….swift*). The network is small: 4 and 6 kernels, 24 hidden units, \
    digits of 14×14 pixels.

    The check compares gradients with nudges of about ±0.001. It skips weights with a **kink** \
    between the nudges, where a ReLU opens or a pooling window gets another winner. It prints \
    the largest difference, in percent of the larger number. Rounding causes less than two percent. \
    Above \(Found.limit.percent(0)), the mistake counts as caught.
    """)
  let data = try smallDigits(200)
  let eight = data.part(Array(0..<8))

  lesson.cell("The copies, without any mistake") {
    var parts = Parts()
    parts.convolution = PlainConvolution(6, 3)
    parts.pooling = PlainPooling(2, stride: 2)
    parts.dense = PlainDense(10)
    lesson.print(line("all copies", try check(Moment(parts.network(seed: 1), eight))))
  }

  lesson.heading("1. = instead of +=")
  lesson.text(
    """
    A number that was used twice gets two gradients, and must add them up. With `=` only the \
    last one stays. Pooling windows that do not overlap hide this: no pixel wins two of them.
    """)
  let overwriting = lesson.cell("A pixel that wins two windows", isStage: true) {
    var pooling = PlainPooling(2, stride: 2)
    pooling.give = { sum, gradient in sum = gradient }  // and not sum += gradient
    var parts = Parts()
    parts.pooling = pooling
    lesson.print(line("hides: stride 2", try check(Moment(parts.network(seed: 1), eight))))
    pooling.stride = 1
    parts.pooling = pooling
    lesson.print(line("shows: stride 1", try check(Moment(parts.network(seed: 1), eight))))

    for (name, pooling) in [("right", PlainPooling(2, stride: 1)), ("wrong", pooling)] {
      let network = try LittleSeven.network(pooling)
      let kernel = try network.trace(LittleSeven.image, label: 0).gradient("conv1", "weight")
      lesson.print("the little seven, ∂loss/∂kernel, \(name):\(list(kernel.scalars))")
    }
    var right = Parts()
    right.pooling = MaxPooling(2, stride: 1)
    return Bug(name: "= for +=", right: right, wrong: parts)
  }

  lesson.heading("2. Every tied maximum gets the gradient")
  lesson.text(
    """
    If several pixels of a window hold its maximum, only one should get the gradient. Here all of \
    them get it. Most ties are between zeros where the image is black, and there ReLU stops the \
    gradient anyway. Dark ink on white paper shows the mistake: the paper is one large tie.
    """)
  let sharing = lesson.cell("Windows with several winners", isStage: true) {
    let trained = (name: "trained", trace: try Models.walkthrough().trace(seven))
    let own = (name: name, trace: own)
    for (name, trace) in own.name == trained.name ? [trained] : [own, trained] {
      let ties = ties(try trace[trace.network.name(before: "pool1")])
      lesson.print("ties of the seven, \(name): \(ties.zero) at zero, \(ties.above) above")
    }
    var pooling = PlainPooling(2, stride: 2)
    pooling.winners = { best in best }  // and not only the first
    var parts = Parts()
    parts.pooling = pooling
    let network = try parts.network(seed: 1)
    lesson.print(line("hides: ink on black", try check(Moment(network, eight))))
    lesson.print(line("shows: ink on white", try check(Moment(network, eight.inverted))))

    let (image, label) = (eight.inverted.part([7]).images, 7)
    let seven = try network.trace(image.reshaped(image.shape.ofOne), label: label)
    let shared = sharedWindows(try seven.gradient(network.name(before: "pool1")))
    let windows = try seven["pool1"].shape.count
    lesson.print("windows whose gradient has gone to several cells: \(shared) of \(windows)")
    return Bug(name: "ties", wrong: parts, isInverted: true)
  }

  lesson.heading("3. The bias's gradient is not summed")
  lesson.text(
    """
    A **batch** is several images that go through the network together. A bias is added for every \
    image of it, so its gradient is a sum over the images. Here only the last image counts. A batch of one hides the mistake.
    """)
  let unsummed = lesson.cell("The bias of the last layer", isStage: true) {
    var dense = PlainDense(10)
    dense.give = { sum, gradient in sum = gradient }  // the last image only
    var parts = Parts()
    parts.dense = dense
    let network = try parts.network(seed: 1)
    lesson.print(line("hides: a batch of 1", try check(Moment(network, data.part([4])))))
    lesson.print(line("shows: a batch of 8", try check(Moment(network, eight))))
    return Bug(name: "bias", wrong: parts)
  }

  lesson.heading("4. Gradients are not set to 0 between steps")
  lesson.text(
    """
    Some programs add each gradient to a stored sum. They must set this sum to 0 before each step. Here \
    that is missing. The first step hides the mistake.
    """)
  let unwiped = lesson.cell("The second step", isStage: true) {
    var parts = Parts()
    parts.zeroes = false
    for steps in [1, 2, 3] {
      let training = try train(parts, on: data, steps: steps, rate: 0.1, seed: 1)
      lesson.print(
        line("\(steps == 1 ? "hides" : "shows"): step \(steps)", try check(training.last)))
    }
    for rate in [0.01, 0.1] as [Float] {
      let ends = try [Parts(), parts].map { try ending($0, data, rate: rate) }
      lesson.print(
        "loss after \(steps) steps, η = \(short(rate)): \(ends[0].fixed(2)) without the mistake, "
          + "\(ends[1].fixed(2)) with it")
    }
    return Bug(name: "not zeroed", wrong: parts)
  }

  lesson.heading("5. The kernel is not turned")
  lesson.text(
    """
    The gradients of a convolution's input come from another convolution, with the kernel turned by \
    180°. Here it is not turned. A symmetric kernel hides the mistake. The first layer hides it too: the pixels' \
    gradient is not needed there.
    """)
  let unturned = lesson.cell("The way back through conv2", isStage: true) {
    var convolution = PlainConvolution(6, 3)
    convolution.turn = { a, b, n in (a, b) }  // and not (n − 1 − a, n − 1 − b)
    var parts = Parts()
    parts.convolution = convolution
    let network = try parts.network(seed: 1)
    let symmetric = network.withSymmetricKernels("conv2")
    lesson.print(line("hides: symmetric kernels", try check(Moment(symmetric, eight))))
    lesson.print(line("shows: random kernels", try check(Moment(network, eight))))
    return Bug(name: "not turned", wrong: parts)
  }

  lesson.heading("6. Dropout without its scale")
  lesson.text(
    """
    In training, dropout scales up what it keeps, forward and backward. Here the backward pass \
    leaves the scale out, so the gradients of all earlier layers are too small. Inference hides the mistake: \
    nothing is dropped.
    """)
  let unscaled = lesson.cell("The way back through dropout", isStage: true) {
    var dropout = PlainDropout(0.25)
    dropout.pass = { gradient, scale in gradient }  // and not gradient * scale
    var parts = Parts()
    parts.dropout = dropout
    let network = try parts.network(seed: 1)
    lesson.print(
      line("hides: inference", try check(Moment(network, eight, .inference))))
    lesson.print(line("shows: training", try check(Moment(network, eight))))
    return Bug(name: "dropout", wrong: parts)
  }

  try whichCheck(
    catches: [overwriting, sharing, unsummed, unwiped, unturned, unscaled], data, lesson)
}
