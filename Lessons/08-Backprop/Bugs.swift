import CNN
import LessonKit
import Models
import Pictures
import Printing

// The second page: six mistakes, each put in for real, with the case that hides it and the case
// that reveals it.

func bugs() throws {
  lesson.text(
    """
    A mistake on the way back does not crash. Shapes fit, all numbers are finite, and mostly the \
    network still learns: a gradient that is half wrong still points downhill. And each mistake has a \
    case in which nothing is wrong at all, which is where tests like to be written. Here are six of \
    them. The line of each is put into a copy of the code that only this lesson has (PlainLayers.swift); \
    you see it in the cell. The network is the lessons' in small: 4 and 6 kernels and 24 hidden units, \
    on training digits at half their size, 14×14.

    The check holds gradients against nudges of about ±0.001, of several weights of every tensor that \
    have no kink in between. It names the largest difference, as a share of the larger of the two. \
    Rounding makes it one or two percent at most; from 10 % on it counts as caught.
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
    A number that was used twice gets blame twice, and has to add it up. With `=` the last one wins. \
    As long as pooling windows lie apart, no pixel wins two of them.
    """)
  let overwriting = lesson.cell("A pixel that wins two windows") {
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

  lesson.heading("2. Every tied maximum gets the blame")
  lesson.text(
    """
    Where several pixels of a window hold its maximum, one of them gets the gradient. If all of them \
    get it, it is handed out up to four times. But most ties are among zeros, where all is black, \
    and there ReLU stops it anyway. With dark ink on white paper it is another matter: the paper is \
    one large tie.
    """)
  let sharing = lesson.cell("Windows with several winners") {
    let trained = (name: "trained", trace: try Models.walkthrough().trace(seven))
    let own = (name: subject.name, trace: trace)
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
    A bias is added in every image of a batch, so its gradient is a sum over them. With one image \
    there is nothing to be summed, and it is with one image that one tries things out.
    """)
  let unsummed = lesson.cell("The bias of the last layer") {
    var dense = PlainDense(10)
    dense.give = { sum, gradient in sum = gradient }  // the last image only
    var parts = Parts()
    parts.dense = dense
    let network = try parts.network(seed: 1)
    lesson.print(line("hides: a batch of 1", try check(Moment(network, data.part([4])))))
    lesson.print(line("shows: a batch of 8", try check(Moment(network, eight))))
    return Bug(name: "bias", wrong: parts)
  }

  lesson.heading("4. Gradients are not wiped out between steps")
  lesson.text(
    """
    If a program keeps its gradients and adds to them, it must empty them before each step. If it does \
    not, each step is taken with all gradients since the beginning. The first one is right.
    """)
  let unwiped = lesson.cell("The second step") {
    var parts = Parts()
    parts.zeroes = false
    for steps in [1, 2, 3] {
      let course = try train(parts, on: data, steps: steps, rate: 0.1, seed: 1)
      lesson.print(
        line("\(steps == 1 ? "hides" : "shows"): step \(steps)", try check(course.last)))
    }
    for rate in [0.01, 0.1] as [Float] {
      let ends = try [Parts(), parts].map { try ending($0, data, rate: rate) }
      lesson.print(
        "loss after \(steps) steps, η = \(short(rate)): \(ends[0].fixed(2)) right, "
          + "\(ends[1].fixed(2)) wrong")
    }
    return Bug(name: "not wiped", wrong: parts)
  }

  lesson.heading("5. The kernel is not turned")
  lesson.text(
    """
    Seen from the input, a convolution's way back is a convolution with the kernel turned by 180° \
    (the first page has both). Unturned, everything fits, and a kernel that half a turn leaves as \
    it is gives the same. In the first layer it never matters: nobody asks for the pixels' gradient.
    """)
  let unturned = lesson.cell("The way back through conv2") {
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
    In training dropout makes larger what it keeps, on the way there and on the way back. If only \
    the mask is applied on the way back, everything before it learns with a gradient that is too \
    small. At inference nothing is dropped, and a check that is run there finds nothing.
    """)
  let unscaled = lesson.cell("The way back through dropout") {
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

  lesson.heading("Which check catches what?")
  lesson.text(
    """
    Three checks, each in the case that reveals the mistake. **The loss curve**: three trainings of \
    \(steps) steps, batches of 8, η = 0.1; it counts as suspicious if the loss has not fallen by a \
    quarter. **The gradient check**, at the first and at the last of these steps. **The picture**: the \
    gradients of a seven below pooling and at the pixels, as on the first page, beside those of the \
    right program; it counts if a hundredth of the cells have another colour, by a tenth of the scale.
    """)
  lesson.predict("which of the three catches most of the six, and which hardly any?")
  table([overwriting, sharing, unsummed, unwiped, unturned, unscaled], data)
}
