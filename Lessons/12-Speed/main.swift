import CNN
import Dispatch
import Figures
import Foundation
import LessonKit
import Measuring
import Printing

// Knobs: try one with `swift run Speed --try block=14`, or change a line and run it again.

/// How many columns of the map are worked on at once in step 5: 1, 2, 4, 7 or 14.
let block: Int = knob(
  "block", 7,
  try: [
    1: "step 5 is step 4 again, at nearly the same speed",
    14: "hardly faster than 7, and slower where the registers do not hold all 14 sums",
  ])
/// How many cores share the work in step 6.
let cores: Int = knob(
  "cores", 2,
  try: [
    1: "step 6 is step 5 again, and not faster",
    4: "faster than with 2, but only on a machine with more than two cores",
  ])

let options = LessonOptions.parseOrExit()
let lesson = Lesson(.speed, options)
let network = lesson.prepare {
  try checkKnobs(block: block, columns: columns, cores: cores)
  return try Network.walkthrough(seed: 1)
}
lesson.takesOver(HandOver(work: network))

// Rows and columns of the map, channels of the image, kernels. They are in the file of the loops,
// where the compiler knows them.
nonisolated var rows: Int { 28 }
nonisolated var columns: Int { 28 }
nonisolated var channels: Int { 8 }
nonisolated var kernels: Int { 16 }
/// Numbers in an image `[rows + 2, columns + 2, channels]` and in its map.
nonisolated var imageSize: Int { (rows + 2) * (columns + 2) * channels }
nonisolated var mapSize: Int { rows * columns * kernels }

/// 16 numbers at once, such as the sums of all kernels; and 8, such as the channels of a pixel.
typealias Vector = SIMD16<Float>
typealias Channels = SIMD8<Float>
extension SIMD where Scalar == Float {
  @inline(__always) nonisolated init(at place: Floats) {
    self = UnsafeRawPointer(place).loadUnaligned(as: Self.self)
  }
  @inline(__always) nonisolated func store(to place: Sums) {
    UnsafeMutableRawPointer(place).storeBytes(of: self, as: Self.self)
  }
}

lesson.text(
  """
  All other lessons ask what a network computes. This one asks how long we wait for it. Steps 1 \
  to 7 compute the same convolution, each with one more idea. Step 8 is the package's own layer, step \
  9 the way back. A ⏱ marks measured times; your machine has others.
  """)

lesson.heading("On paper first")
lesson.text(
  """
  Nearly all of a network's work is to multiply two numbers and to add the product to a sum. Such \
  **multiply-adds** can be counted before anything runs:
  """)
lesson.formula(
  """
  a convolution:  rows · columns of its map · kernels · (rows · columns of a kernel · channels)
  a dense layer:  inputs · units
  """)
let weights = Double(network["dense1", "weight"].scalars.count)
let weightShare = (100 * weights / Double(network.parameterCount)).rounded()
let work = lesson.predict(
  """
  `dense1` has \(Int(weightShare)) of every 100 weights of the lessons' network. What percentage of \
  the multiply-adds does it do?
  """, .number)
let shares = lesson.cell("Multiply-adds for one image") {
  var counts: [String: Int] = [:]
  for (number, layer) in network.layers.enumerated() {
    let name = network.names[number]
    guard let weight = layer.parameters.first(where: { $0.name == "weight" })?.value.shape,
      let kernels = weight.sizes.last
    else { continue }
    let places = network.shapes[number + 1].count / kernels  // of a map; a unit has one
    lesson.print(
      "\(name.alignedLeft(8)) \("\(places) · \(weight.count)".alignedRight(12)) = "
        + "\(places * weight.count)".alignedRight(9))
    counts[name] = places * weight.count
  }
  let total = counts.values.reduce(0, +)
  lesson.print("together".alignedLeft(24) + "\(total)".alignedRight(9))
  let shares = counts.mapValues { 100 * Double($0) / Double(total) }
  for name in ["conv2", "dense1"] {
    lesson.print("\(name) does \((shares[name] ?? 0).fixed(1)) % of them")
  }
  return shares
}
lesson.settle(
  work, .number(((shares["dense1"] ?? 0) * 10).rounded() / 10, within: 5),
  because: """
    A dense layer uses each weight once. A convolution uses its weights again at every place of its \
    map.
    """,
  mistakes: [
    .number(weightShare, within: 1): "That is its share of the weights, not of the work."
  ])
layersToTouch(lesson, network)

let layer = lesson.prepare {
  let layer = try SecondConvolution(lesson)
  try layer.check(rows: rows, columns: columns, channels: channels, kernels: kernels)
  return layer
}
lesson.text(
  """
  We make `conv2` faster. There is a limit, the **peak**. A core computes only with numbers in its \
  **registers**, a few dozen places inside it. Everything else must first be fetched from memory. A \
  register holds a **vector**: 4, 8 or 16 numbers side by side. One instruction computes with all of \
  them.
  """)
lesson.cell("How fast can it be at most?") {
  lesson.print(
    "conv2 on \(SecondConvolution.count) digits: \(channels) channels of \(rows + 2)×\(columns + 2), "
      + "\(kernels) kernels of 3×3, maps of \(rows)×\(columns)")
  lesson.print(varying: "processor: \(processorName)")
  // Multiply-adds on numbers that never leave their registers: nothing can be faster.
  for count in Set([1, cores]).sorted() {
    lesson.print(varying: try layer.peakInWords(cores: count))
  }
  lesson.print("a GFLOP is a billion multiplications or additions; a multiply-add counts as two")
}

lesson.heading("One idea at a time")
let ideas = [
  "another order of loops", "reads side by side", "vectors", "a block in registers", "more cores",
]
let best = lesson.predict(
  "Five ideas follow the first program. Which one gains the largest factor?", .oneOf(ideas))

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
lesson.cell("Which weights are read first") {
  func address(_ k: Int, _ line: Int) -> Int { line * kernels + k }
  lesson.show(
    weightOrder(
      width: kernels,
      [
        ("1 plain loops", (0..<8).map { address(0, $0) }),
        ("2 kernels innermost", (0..<8).map { address($0, 0) }),
      ]), "reads",
    "The first eight weights that two programs read; darker is later. Memory is fetched in pieces of "
      + "neighbouring numbers. Which program has to fetch more often?",
    alt: "which weights are read first")
}

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
  The loop over the kernels is now the innermost one. \(kernels) sums grow side by side. Each \
  still adds the same products in the same order, so nothing is rounded differently. The gain may be \
  small: each addition now fetches its sum from memory and writes it back.
  """)

lesson.cell("3. Reads side by side") {
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
  try layer.measure("3 reads side by side", convolve)
}
lesson.text(
  """
  One row of a window, \(3 * channels) numbers, is **contiguous**: side by side in memory. So two \
  loops become one. `x` and `y` are now places in memory, and no index is checked.
  """)

lesson.text(
  """
  This is a **matrix product**, C = A · B. In C, row m is a column of the map, column k a kernel. \
  The inner loops go through a window: o over its 3 rows, t over \(3 * channels) numbers each.
  """)
lesson.formula("C[m, k] = Σ_o Σ_t A[m, o, t] · B[o, t, k]")
lesson.text(
  """
  A is the overlapping windows. Nothing is copied. Its **strides** are distances in the image: \
  \(channels) numbers to the next m, \((columns + 2) * channels) to the next o, 1 to the next t.
  """)

lesson.cell("4. A vector at a time") {
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
  try layer.measure("4 vectors", convolve)
}
lesson.text(
  """
  The \(kernels) sums of a place are one vector. It stays in a register, or in two or four smaller \
  ones, until the sums are done.
  """)
let chain = "each addition waits for the one before"
let waiting = lesson.predict(
  "One core could do more. What slows step 4 down?",
  .oneOf([
    "the weights come too slowly from memory", chain, "the other cores do nothing",
  ]))
lesson.text(
  """
  Step 5 works on `R` columns of the map at once. Registers are chosen when the \
  program is built. So the compiler must know `R`: each `R` has its own version of the loops, and \
  `switch` chooses one.
  """)

let convolve = lesson.cell("5. A block in registers", isStage: true) {
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
  try layer.measure("5 a block of \(block)", convolve)
  return convolve
}
lesson.settle(
  waiting, .option(chain),
  because: block == 1
    ? """
    A block of one column is step 4 again. A vector adds to its \(kernels) sums together, so they are \
    one chain. Several columns are several chains.
    """
    : """
    In step 2, \(kernels) sums did not wait for one another. Step 4 adds to all at once: one chain \
    of additions. \(block) columns are \(block) chains. While one waits, the core works on the others. Each \
    row of weights is also read once for all \(block).
    """,
  mistakes: [
    "the weights come too slowly from memory":
      "All weights of this layer are \((9 * channels * kernels * 4).grouped) bytes. They stay near the core.",
    "the other cores do nothing": "The limit here is what one core can do.",
  ])

lesson.cell("6. More cores") {
  let count = SecondConvolution.count
  try layer.measure("6 more cores", cores: cores) { x, w, bias, y in
    nonisolated(unsafe) let (x, w, bias, y) = (x, w, bias, y)
    let (cores, convolve) = (cores, convolve)
    // Each core has its own images: no sum is shared, so no core waits for another.
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      for n in core * count / cores..<(core + 1) * count / cores {
        convolve(x + n * imageSize, w, bias, y + n * mapSize)
      }
    }
  }
  lesson.print(varying: layer.gainOfCores(cores))
}
if cores != 2 {
  lesson.text(
    cores == 1
      ? "With one core this is step 5 again."
      : "A machine with fewer than \(cores) cores gains only from those that it has.")
}

lesson.heading("Multiply less")
lesson.text(
  """
  Steps 1 to 6 do all multiply-adds, but faster. The next two steps leave some out. No bit of the \
  result may change.
  """)
let asked = lesson.predict(
  """
  `conv2` looks at the seven through \(rows * columns) windows. How many of them see exactly what \
  their left neighbour sees?
  """, .number)
let knownWindows = lesson.cell("7. Do not ask twice") {
  @Sendable nonisolated func knownWindows(_ x: Floats) -> [Bool] {
    let width = columns + 2
    // A pixel is known if all its channels are those of the pixel to its left.
    var isKnown = [Bool](repeating: false, count: (rows + 2) * width)
    for p in isKnown.indices where p % width > 0 {
      isKnown[p] = memcmp(x + p * channels, x + (p - 1) * channels, 4 * channels) == 0
    }
    // A window is known if the last three columns of three pixels are.
    var known: [Bool] = []
    known.reserveCapacity(rows * columns)
    for i in 0..<rows {
      var run = 0
      for p in i * width..<(i + 1) * width {
        run = isKnown[p] && isKnown[p + width] && isKnown[p + 2 * width] ? run + 1 : 0
        if p >= i * width + 2 { known.append(run >= 3) }
      }
    }
    return known
  }
  @Sendable nonisolated func convolve(_ x: Floats, _ w: Floats, _ bias: Floats, _ y: Sums) {
    let known = knownWindows(x)
    let new = known.indices.filter { !known[$0] }
    // New windows from anywhere in the image are a block. The last one is repeated to fill it.
    for first in stride(from: 0, to: new.count, by: 7) {
      let places = InlineArray<7, Int> { new[min(first + $0, new.count - 1)] }
      let windows = InlineArray<7, Floats> {
        x + (places[$0] / columns * (columns + 2) + places[$0] % columns) * channels
      }
      var sums = InlineArray<7, Vector>(repeating: Vector(at: bias))
      for o in 0..<3 {
        for t in 0..<3 * channels {
          let line = Vector(at: w + (o * 3 * channels + t) * kernels)
          for r in 0..<7 {
            let factor = Vector(repeating: windows[unchecked: r][o * (columns + 2) * channels + t])
            sums[unchecked: r].addProduct(factor, line)
          }
        }
      }
      for r in 0..<7 { sums[unchecked: r].store(to: y + places[unchecked: r] * kernels) }
    }
    for place in known.indices where known[place] {
      Vector(at: y + (place - 1) * kernels).store(to: y + place * kernels)
    }
  }
  try layer.measureShared("7 new windows", cores: cores, convolve)
  return knownWindows
}
let known = windowsOfTheSeven(lesson, knownWindows)
lesson.settle(
  asked, .number(Double(known), within: 60),
  because: """
    They lie on the empty background, and their sums are copied. In noise and in photographs hardly any \
    window repeats, so nothing is gained there.
    """)

lesson.cell("8. The package's own layer") {
  let (network, images) = (layer.network, layer.images)
  var tape = Tape()
  let pass = Pass(workers: cores)
  try layer.measure("8 Convolution", cores: cores) {
    try network.forward(images, tape: &tape, pass)
    return tape.output.scalars
  }
  lesson.print(varying: "gain over the step before: \(layer.gains)")
  lesson.print(varying: layer.gain(cores: cores))
  lesson.show(
    layer.speeds, "steps",
    "How far to the right is each step? Each grid line is ten times as fast as the line before. "
      + "Green: the peak of \(cores == 1 ? "one core" : "one core and of \(cores)"). "
      + "Steps that skip work may pass it.",
    alt: "How fast each step is: \(layer.bars.map(\.name).joined(separator: ", "))", varies: true)
}
let largest = ideas[layer.largestGain(of: ideas.count)]
lesson.settle(
  best, .option(largest),
  because: largest == "vectors"
    ? """
    One instruction does up to \(kernels) multiply-adds where there was one. The factor can be smaller: \
    a register may hold fewer, and each addition still waits. Steps 2 and 3 prepare for vectors: \
    their numbers must be side by side in memory.
    """ : "On most machines vectors gain the most. Here they do not.")
lesson.text(
  """
  The first program waits for additions and memory. It uses only one number of each \
  vector\(cores == 1 ? "" : " and one core"), and asks about half its questions again.
  """)
let gradients = lesson.prepare { try SecondGradient(layer) }
lesson.text(
  """
  Training multiplies more: each weight's gradient adds a pixel times a gradient at every place. But \
  pooling hands a gradient to one place of four, and ReLU stops most of these. Lesson 8 counted what \
  is left of the seven's.
  """)
lesson.cell("9. Skip what is zero") {
  // dw[a, b, c, k] = Σ_i Σ_j x[i + a, j + b, c] · dy[i, j, k], for one row and column of the kernels
  func addAll(_ x: Floats, _ dy: Floats, _ dw: Sums) {
    for (a, b) in (0..<9).map({ ($0 / 3, $0 % 3) }) {
      var sums = InlineArray<8, Vector>(repeating: Vector())
      for place in 0..<rows * columns {
        let pixel = x + ((place / columns + a) * (columns + 2) + place % columns + b) * channels
        let line = Vector(at: dy + place * kernels)
        for c in 0..<8 { sums[unchecked: c].addProduct(Vector(repeating: pixel[c]), line) }
      }
      for c in 0..<8 { sums[c].store(to: dw + ((a * 3 + b) * channels + c) * kernels) }
    }
  }
  // The same sums, kernel by kernel in memory: dw[k, a, b, c]
  func skipZeros(_ x: Floats, _ dy: Floats, _ dw: Sums) {
    dw.update(repeating: 0, count: 9 * channels * kernels)
    for place in 0..<rows * columns where any(Vector(at: dy + place * kernels) .!= 0) {
      let window = x + (place / columns * (columns + 2) + place % columns) * channels
      for k in 0..<kernels where dy[place * kernels + k] != 0 {
        let value = Channels(repeating: dy[place * kernels + k])
        for a in 0..<3 {
          for b in 0..<3 {
            let own = dw + ((k * 3 + a) * 3 + b) * channels
            var sums = Channels(at: own)
            sums.addProduct(value, Channels(at: window + (a * (columns + 2) + b) * channels))
            sums.store(to: own)
          }
        }
      }
    }
  }
  lesson.print(gradients.sentence)
  let all = try gradients.measure(addAll)
  let some = try gradients.measure(skipZeros)
  let different = gradients.differences(all.sums, some.sums)
  lesson.print(
    different == 0
      ? "all \(all.sums.count) gradients of weights have the same bits"
      : "\(different) of \(all.sums.count) gradients of weights differ")
  lesson.print(
    varying:
      "\(all.rate.fixed(0)) images/s with all gradients; \(some.rate.fixed(0)) without zeros: "
      + "\((some.rate / all.rate).fixed(1)) times as fast")
  let dense = try gradients.withoutZeros.measure(skipZeros)
  lesson.print(
    varying: "on gradients of which none is 0: \((dense.rate / all.rate).fixed(2)) times as fast")
  lesson.show(
    gradients.figure, "gradients",
    "One map of `conv2` and its gradient, which is white where it is 0. Which places take part?",
    alt: "a map of conv2 and its gradient, which is zero nearly everywhere")
}
lesson.text(
  """
  Leaving out costs something too: the zeros must be found. The package's layer counts them first, and \
  takes the dense way where it is shorter \
  ([NewWindows.swift](../../Sources/Compute/NewWindows.swift), \
  [NonZeros.swift](../../Sources/Compute/NonZeros.swift)). A graphics processor seldom skips: its units work in step, and those \
  that skip wait for the others.
  """)

loopsToTouch(lesson)
sumToTouch(lesson, layer)

lesson.workItOut(questions())
lesson.knobs()

copiedWindows(lesson, of: layer)

backwardPass(lesson)
lesson.more("what goes wrong in practice")
lesson.text(
  """
  - **Measuring the wrong build.** Without optimisation the same loops are many times slower, and \
  their ratios change. This package's modules and this lesson are optimised even in debug builds.
  - **Trusting one run.** Other programs and heat change a time by some percent. Here each time is the \
  median of five. Compare ratios within one run.
  - **Making the wrong thing faster.** If `conv1` were ten times as fast, \((0.9 * (shares["conv1"] ?? 0)).fixed(0)) % of the \
  work would be saved. Count first, then measure, then change.
  - **Numbers that differ.** Another order of additions rounds differently. That need not be wrong. But if \
  you cannot say why two runs differ, you cannot find a mistake either.
  """)

lesson.end(
  """
  **That was the last lesson.** The fastest loop computes the same numbers as the first one. For \
  each number you can still ask where it came from.
  """)
