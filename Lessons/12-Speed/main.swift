import CNN
import Dispatch
import Figures
import LessonKit
import Measuring
import Printing

// Knobs: try one with `swift run Speed --try block=14`, or change a line and run it again.

/// How many columns of the map are worked on at once in step 6: 1, 2, 4, 7 or 14.
let block: Int = knob(
  "block", 7,
  try: [
    1: "step 6 is step 5 again, and so is its speed, or nearly",
    14: "at most a little faster than 7, and slower where the registers do not hold all 14 sums",
  ])
/// How many cores share the work in step 7.
let cores: Int = knob(
  "cores", 2,
  try: [
    1: "step 7 is step 6 again, and no faster",
    4: "faster than with 2, but only on a machine with more than two cores",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.speed, options)
lesson.takesOver(lesson.prepare { HandOver(work: try Network.walkthrough(seed: 1)) })

// Rows and columns of the map, channels of the image, kernels. Here, in the file of the loops: the
// compiler has to know them.
nonisolated var rows: Int { 28 }
nonisolated var columns: Int { 28 }
nonisolated var channels: Int { 8 }
nonisolated var kernels: Int { 16 }
/// Numbers in an image `[rows + 2, columns + 2, channels]` and in its map.
nonisolated var imageSize: Int { (rows + 2) * (columns + 2) * channels }
nonisolated var mapSize: Int { rows * columns * kernels }

/// Places in memory to read from and to write to, and 16 numbers at once.
typealias Floats = UnsafePointer<Float>
typealias Sums = UnsafeMutablePointer<Float>
typealias Vector = SIMD16<Float>
/// From one image to its map: where the image, the weights and the biases begin, and where the map
/// shall begin.
typealias Convolve = @Sendable (_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) -> Void

extension SIMD16<Float> {
  @inline(__always) nonisolated init(at place: Floats) {
    self = UnsafeRawPointer(place).loadUnaligned(as: Self.self)
  }
  @inline(__always) nonisolated func store(to place: Sums) {
    UnsafeMutableRawPointer(place).storeBytes(of: self, as: Self.self)
  }
}

lesson.text(
  """
  This lesson is backstage. All others ask what a network computes; here the answer is known and \
  stays the same to the last bit. The question is how long we wait for it. The same convolution is \
  written seven times, each time with one idea more, and each time it is measured. A run takes a \
  few seconds. Lines with a ⏱ are from the machine that made this page; yours will say others.
  """)

lesson.heading("On paper first")
lesson.text(
  """
  Nearly all of a network's work is multiplying two numbers and adding the product to a sum. How \
  often that happens can be counted before anything runs:
  """)
lesson.formula(
  """
  a convolution:  rows · columns of its map · kernels · (rows · columns of a kernel · channels)
  a dense layer:  inputs · units
  """)
lesson.predict("which layer of the lessons' network is worth being made faster?")

let layer = lesson.cell("Multiply-adds for one image") {
  let network = try Network.walkthrough(seed: 1)
  var total = 0
  for (number, layer) in network.layers.enumerated() {
    let name = network.names[number]
    guard let weight = layer.parameters.first(where: { $0.name == "weight" })?.value.shape,
      let kernels = weight.sizes.last
    else { continue }
    let places = network.shapes[number + 1].count / kernels  // of a map; a unit has one
    lesson.print(
      "\(name.alignedLeft(8)) \("\(places) · \(weight.count)".alignedRight(12)) = "
        + "\(places * weight.count)".alignedRight(9))
    total += places * weight.count
  }
  lesson.print("together".alignedLeft(24) + "\(total)".alignedRight(9))
  return try SecondConvolution()
}
lesson.text(
  """
  The second convolution does three of every four multiply-adds. Its image has \(channels) channels of \
  \(rows + 2)×\(columns + 2), its \(kernels) kernels are 3×3, its map is \(rows)×\(columns). It is what we make faster, on \
  \(SecondConvolution.count) digits as they come out of the first convolution and its ReLU.
  """)

lesson.text(
  """
  Then there is a limit. A processor multiplies and adds in **units**, a few in each core, and only \
  numbers that lie in its **registers**: a few dozen places within it, which cost no waiting. All else \
  has to be fetched from memory first. A register holds a **vector**: 4, 8 or 16 numbers side by side, \
  for all of which one instruction is enough.
  """)
lesson.cell("How fast can it be at most?") {
  try checkKnobs()
  lesson.print(varying: "processor: \(processorName)")
  // Multiply-adds on numbers that never leave their registers: nothing can be faster.
  for count in Set([1, cores]).sorted() {
    let rate = try layer.measurePeak(cores: count)
    lesson.print(varying: "\(count) \(count == 1 ? "core" : "cores"): \(rate.fixed(0)) GFLOP/s")
  }
  lesson.print("a GFLOP is a billion multiplications or additions; a multiply-add counts as two")
}

lesson.heading("One idea at a time")
lesson.cell("1. The formula, loop by loop", isStage: true) {
  // y[i, j, k] = bias[k] + Σ_a Σ_b Σ_c x[i + a, j + b, c] · w[a, b, c, k]
  func convolve(_ n: Int, _ x: [Float], _ w: [Float], _ bias: [Float], _ y: inout [Float]) {
    for k in 0..<kernels {
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = bias[k]
          for a in 0..<3 {
            for b in 0..<3 {
              for c in 0..<channels {
                let pixel = x[((n * (rows + 2) + i + a) * (columns + 2) + j + b) * channels + c]
                sum.addProduct(pixel, w[((a * 3 + b) * channels + c) * kernels + k])
              }
            }
          }
          y[((n * rows + i) * columns + j) * kernels + k] = sum
        }
      }
    }
  }
  try layer.measure("1 plain loops", convolve)
}
lesson.text(
  """
  Each sum is a chain: an addition waits for the one before. And the weights of one kernel lie \
  \(kernels) numbers apart, so each step fetches a number from somewhere else.
  """)

lesson.cell("2. Another order of loops") {
  func convolve(_ n: Int, _ x: [Float], _ w: [Float], _ bias: [Float], _ y: inout [Float]) {
    for i in 0..<rows {
      for j in 0..<columns {
        let place = ((n * rows + i) * columns + j) * kernels
        for k in 0..<kernels { y[place + k] = bias[k] }
        for a in 0..<3 {
          for b in 0..<3 {
            for c in 0..<channels {
              let pixel = x[((n * (rows + 2) + i + a) * (columns + 2) + j + b) * channels + c]
              for k in 0..<kernels {
                y[place + k].addProduct(pixel, w[((a * 3 + b) * channels + c) * kernels + k])
              }
            }
          }
        }
      }
    }
  }
  try layer.measure("2 kernels innermost", convolve)
}
lesson.text(
  """
  The loop over the kernels has gone to the inside. Now \(kernels) sums grow side by side, none waits \
  for another, and weights and sums are read one after the other as they lie. Each sum still adds \
  the same products in the same order: that is why not a bit changes. By itself it need not gain \
  anything: each addition now fetches its sum from memory, looks whether the index is allowed, and \
  writes the sum back. It is the order that the next steps need.
  """)

lesson.cell("3. Contiguous reads") {
  func convolve(_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) {
    for i in 0..<rows {
      for j in 0..<columns {
        let sums = y + (i * columns + j) * kernels
        for k in 0..<kernels { sums[k] = bias[k] }
        for a in 0..<3 {
          let row = x + ((i + a) * (columns + 2) + j) * channels
          for t in 0..<3 * channels {  // b and c in one
            let line = w + (a * 3 * channels + t) * kernels
            for k in 0..<kernels { sums[k].addProduct(row[t], line[k]) }
          }
        }
      }
    }
  }
  try layer.measure("3 contiguous reads", convolve)
}
lesson.text(
  """
  One row of a window, \(3 * channels) numbers, lies in one piece in the image, and so do its weights: \
  two loops become one that just counts on. `x` and `y` are now the places in memory where the image \
  and its map begin. That leaves out the check of each index; the sizes were checked once, before.
  """)

lesson.cell("4. The image as a matrix, without a copy") {
  // C[m, k] = Σ_o Σ_t A[m, t, o] · B[t, o, k]: m counts the columns of a row of the map.
  func product(_ a: Floats, _ b: Floats, _ bias: Floats, _ c: Sums) {
    for m in 0..<columns {
      for k in 0..<kernels { c[m * kernels + k] = bias[k] }
      for o in 0..<3 {
        for t in 0..<3 * channels {
          let factor = a[m * channels + o * (columns + 2) * channels + t]
          for k in 0..<kernels {
            c[m * kernels + k].addProduct(factor, b[(o * 3 * channels + t) * kernels + k])
          }
        }
      }
    }
  }
  func convolve(_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) {
    for i in 0..<rows {
      product(x + i * (columns + 2) * channels, w, bias, y + i * columns * kernels)
    }
  }
  try layer.measure("4 a matrix product", convolve)
}
lesson.text(
  """
  This says the same in other words, and that is the idea: it is a matrix product. A's row m begins \
  only \(channels) numbers after row m − 1, so the rows overlap, as windows do. Many libraries copy every \
  window into a row of a matrix of its own first. That is not needed: A is only a way of counting \
  through the image. To the next row it is \(channels) numbers, to the next line of the window \
  \((columns + 2) * channels), to the next number of the line 1, and a product that is told these three \
  distances, the **strides**, reads the image where it lies. The step gains nothing by itself, it may \
  even lose a little. But from here on only the product has to be made faster, and every layer with \
  weights gains.
  """)

lesson.cell("5. A vector at a time") {
  func product(_ a: Floats, _ b: Floats, _ bias: Floats, _ c: Sums) {
    for m in 0..<columns {
      var sums = Vector(at: bias)
      for o in 0..<3 {
        for t in 0..<3 * channels {
          let factor = Vector(repeating: a[m * channels + o * (columns + 2) * channels + t])
          sums.addProduct(factor, Vector(at: b + (o * 3 * channels + t) * kernels))
        }
      }
      sums.store(to: c + m * kernels)
    }
  }
  func convolve(_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) {
    for i in 0..<rows {
      product(x + i * (columns + 2) * channels, w, bias, y + i * columns * kernels)
    }
  }
  try layer.measure("5 vectors", convolve)
}
lesson.text(
  """
  One instruction multiplies and adds the pairs of a whole vector. `Vector` holds 16 numbers; where a \
  register holds fewer, it takes several. The \(kernels) sums of a place are one, and now they stay in \
  a register until they are done. But the next \
  vector of products waits for the sum before it: again a chain.
  """)

let convolve = lesson.cell("6. A block in registers", isStage: true) {
  @Sendable nonisolated func convolve<let R: Int>(
    _ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums, _: InlineArray<R, Vector>.Type
  ) {
    for i in 0..<rows {
      for first in stride(from: 0, to: columns, by: R) {
        let (a, c) = (
          x + (i * (columns + 2) + first) * channels, y + (i * columns + first) * kernels
        )
        var sums = InlineArray<R, Vector>(repeating: Vector(at: bias))
        for o in 0..<3 {
          for t in 0..<3 * channels {
            let line = Vector(at: w + (o * 3 * channels + t) * kernels)  // read once, used R times
            for r in 0..<R {
              let factor = Vector(repeating: a[r * channels + o * (columns + 2) * channels + t])
              sums[unchecked: r].addProduct(factor, line)
            }
          }
        }
        for r in 0..<R { sums[unchecked: r].store(to: c + r * kernels) }
      }
    }
  }
  let convolve: Convolve =
    switch block {
    case 1: { convolve($0, $1, $2, $3, InlineArray<1, Vector>.self) }
    case 2: { convolve($0, $1, $2, $3, InlineArray<2, Vector>.self) }
    case 4: { convolve($0, $1, $2, $3, InlineArray<4, Vector>.self) }
    case 7: { convolve($0, $1, $2, $3, InlineArray<7, Vector>.self) }
    default: { convolve($0, $1, $2, $3, InlineArray<14, Vector>.self) }
    }
  try layer.measure("6 a block of \(block)", convolve)
  return convolve
}
lesson.text(
  block == 1
    ? """
    A block of one column is step 5 again: each line of weights is read for one sum, and each product \
    waits for the one before. With several columns a line is read once and used for all of them.
    """
    : """
    Several columns of the map at once: each line of weights is read once and used for all of them, \
    and while one sum waits for its last addition the units work on the others.
    """)

lesson.cell("7. More cores") {
  let count = SecondConvolution.count
  try layer.measure("7 more cores", cores: cores) { x, w, bias, y in
    nonisolated(unsafe) let (x, w, bias, y) = (x, w, bias, y)
    let (cores, convolve) = (cores, convolve)
    // Each core has images of its own: no sum is shared, so nobody waits for anybody.
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      for n in core * count / cores..<(core + 1) * count / cores {
        convolve(x + n * imageSize, w, bias, y + n * mapSize)
      }
    }
  }
}
let turns =
  cores < 3
  ? ""
  : " A machine with fewer than \(cores) cores lets the parts take turns, and gains no more than its "
    + "own cores give."
lesson.text(
  """
  \(cores == 1 ? "With one core this is step 6 again. With more, a" : "A") batch is cut by images, \
  and each core takes its part.\(turns) Where they have to share, as in the sums \
  over a batch that training needs, the package cuts into 16 parts whatever the number of cores, and \
  adds them up in order: so the last bit is the same on every machine.
  """)

lesson.cell("8. The package's own layer") {
  let (network, images) = (layer.network, layer.images)
  var tape = Tape()
  let pass = Pass(workers: cores)
  try layer.measure("8 Convolution", cores: cores) {
    try network.forward(images, tape: &tape, pass)
    return tape.output.scalars
  }
  lesson.print(varying: layer.gain)
  let bars = layer.bars
  let fastest = bars.map(\.gflops).max() ?? 0
  lesson.show(
    .levelBars(
      bars.map(\.name), bars.map(\.gflops),
      axis: .log("billions of operations a second", 0.1...(fastest > 1000 ? 10_000 : 1000)),
      highlighting: bars.indices.filter { bars[$0].isPeak }
    ).dotted(), "steps",
    "One dot an idea; each line of the grid to the right is ten times as many operations a second. "
      + "Green, what \(cores == 1 ? "one core" : "one core and what \(cores) cores") can do at most. "
      + (cores == 1 ? "" : "Steps 1 to 6 use one core, steps 7 and 8 use \(cores). ")
      + "All compute the same numbers, to the bit.",
    alt: "How fast each step is: \(bars.map(\.name).joined(separator: ", "))", varies: true)
}
lesson.text(
  """
  So the question has an answer. Nothing was left out of the sum. The first program waits for the \
  addition before and for memory, and it uses one number of each vector\(cores == 1 ? "" : " and one core").

  `Convolution.forward` calls [StridedProduct](../../Sources/Compute/StridedProduct.swift), which \
  is steps 4 to 6 for matrices of any size: wide blocks first and what is left over in narrower ones, \
  up to eight rows at a time. Its folder is the only place of the package that is written for speed.
  """)

lesson.knobs(
  """
  A block of 1 has one chain, and waits. With 7 the units are nearly always busy. 14 sums can gain \
  little more, and where the registers do not hold them all they are moved to memory and back, and \
  it loses.
  """)

lesson.heading("What goes wrong in practice")
lesson.text(
  """
  - **Measuring the wrong build.** Without optimisation the same loops are many times slower, and \
  not in proportion. This package is optimised even in debug builds.
  - **Trusting one run.** Other programs, heat and the system's whims move a figure by some percent. \
  The median of five turns stands here; compare ratios from one run, not figures from two.
  - **Making the wrong thing faster.** Had we made the first convolution ten times as fast, an image \
  would have gained five percent. Count first, then measure, then change.
  - **Other numbers.** Adding in another order rounds differently. It need not be wrong, but who \
  cannot say why two runs differ cannot find a mistake either.
  """)

more()

lesson.end(
  """
  **That was the last lesson.** The fastest loop computes what the first one computed, number by \
  number, and each of these numbers can still be asked where it came from.
  """)
