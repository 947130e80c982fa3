import CNN
import Explain
import Models
import Printing

/// What a kernel has read in each image of a batch, and the gradients of what it made of them.
private struct Met: Sendable {
  var images: [[[Float]]]
  var dy: [[[Float]]]

  init(_ image: [[Float]], dy: [[Float]]) { self.init(images: [image], dy: [dy]) }

  init(images: [[[Float]]], dy: [[[Float]]]) {
    self.images = images
    self.dy = dy
  }

  private var rows: Int { images[0].count - dy[0].count + 1 }
  private var columns: Int { images[0][0].count - dy[0][0].count + 1 }

  /// What the package's own layer says.
  var right: Returned {
    guard let network else { return Returned([Float]()) }
    var tape = Tape()
    do {
      try network.forward(Self.batch(images), tape: &tape)
      try network.backward(Self.batch(dy), tape: &tape)
    } catch {
      return Returned([Float]())
    }
    return Returned(tape.parameterGradients[0][0], shape: [rows, columns])
  }

  /// A number for each weight, from its products of pixel and dy: `[image][place]`.
  func each(_ number: ([[Float]]) -> Float) -> Returned {
    Returned((0..<rows).map { a in (0..<columns).map { number(products($0, row: a)) } })
  }

  /// What each image adds, added up over the images.
  func sum(_ own: ([Float]) -> Float) -> Returned {
    each { $0.map(own).reduce(0, +) }
  }

  /// The answer for one image, turned by half a turn.
  var turned: Returned {
    let all = Array(right.values.reversed())
    return Returned((0..<rows).map { Array(all[$0 * columns..<($0 + 1) * columns]) })
  }

  func with(_ change: ([[Float]]) -> [[Float]]) -> Met {
    Met(images: images, dy: dy.map(change))
  }

  func arithmetic(of offset: Int) -> String {
    let (a, b) = (offset / columns, offset % columns)
    let site = Site.parameterGradient(layer: 0, parameter: 0, [a, b, 0, 0])
    let traces = zip(images, dy).map { image, dy in
      try? network?.trace(Tensor(rows: image), outputGradient: Tensor(rows: dy))
    }
    let own = traces.enumerated().map { n, trace in
      (images.count > 1 ? "image \(n)\n" : "") + (trace.map { "\($0.explain(site))" } ?? "")
    }
    let parts = products(b, row: a).map { $0.reduce(0, +).short }
    let total = right.values[offset].short
    let last = ["over the images: \(parts.joined(separator: " + ")) = \(total)"]
    return (own + (images.count > 1 ? last : [])).joined(separator: "\n\n")
  }

  private func products(_ b: Int, row a: Int) -> [[Float]] {
    zip(images, dy).map { image, dy in
      dy.indices.flatMap { i in dy[i].indices.map { image[i + a][$0 + b] * dy[i][$0] } }
    }
  }

  private var network: Network? {
    let kernel = [[Float]](repeating: [Float](repeating: 0, count: columns), count: rows)
    return .sliding(kernel, over: (images[0].count, images[0][0].count))
  }

  private static func batch(_ maps: [[[Float]]]) -> Tensor {
    Tensor([maps.count, maps[0].count, maps[0][0].count, 1], maps.flatMap { $0.flatMap { $0 } })
  }
}

extension Exercise {
  /// Exercise 9.
  public static func weightGradient(
    one: @escaping @Sendable ([[Float]], [[Float]]) -> [[Float]],
    batch: @escaping @Sendable ([[[Float]]], [[[Float]]]) -> [[Float]]
  ) -> Exercise {
    Exercise(
      9,
      hints: [
        "Take one weight (a, b). Which pixel did it meet at place (i, j)? If the weight rises, "
          + "that number of the map rises by this pixel, and the loss by the pixel times dy[i][j].",
        "Four loops, as in exercise 1: gradient[a][b] += image[i + a][j + b] * dy[i][j], from 0 "
          + "on. For a batch do this for each image with its own dy, and add up.",
      ],
      [
        Part(
          "weightGradient(_:dy:)",
          [
            "one pixel": Met([[3]], dy: [[-2]]),
            "the example of the task": Met(
              [[1, 2, 3], [4, 5, 6], [7, 8, 9]], dy: [[1, 0], [0, 2]]),
            "the little seven": Met(seven, dy: [[0, 0, 0], [0, 0, -1.0966], [0, 0.7311, 0]]),
            "a kernel as large as the image": Met([[1, 2], [3, 4]], dy: [[-2]]),
            "four rows, five columns, a kernel of 3×2": Met(
              wide, dy: [[1, 2, 0, -1], [3, 1, 4, 2]]),
          ],
          given: { ["image": $0.images[0], "dy": $0.dy[0]] },
          attempt: { Returned(one($0.images[0], $0.dy[0])) }, expected: \.right,
          mistakes: single,
          arithmetic: { $0.arithmetic(of: $1) }),
        Part(
          "weightGradient(images:dy:)",
          [
            "a batch of one": Met([[1, 2], [3, 4]], dy: [[1, -1]]),
            "the example of the task": Met(images: [[[1, 2]], [[3, 4]]], dy: [[[1]], [[10]]]),
            "three images of 4×5": Met(
              images: [wide, wide.map { $0.map { 1 - $0 } }, wide.reversed()],
              dy: [
                [[1, 2, 0, -1], [3, 1, 4, 2]], [[-1, -2, -3, -1], [-3, -1, -4, -2]],
                [[0, 1, 0, 0], [2, 0, 0, 5]],
              ]),
          ],
          given: { ["images": $0.images, "dy": $0.dy] },
          attempt: { Returned(batch($0.images, $0.dy)) }, expected: \.right,
          mistakes: several,
          arithmetic: { $0.arithmetic(of: $1) }),
      ])
  }
}

/// The usual mistakes with one image.
private var single: KeyValuePairs<String, (Met) -> Returned> {
  [
    "One place's value: = keeps the last place. Add over all places: +=.": {
      $0.sum { $0.last ?? 0 }
    },
    "The places are averaged. Add over the places, no mean.": {
      $0.sum { $0.reduce(0, +) / Float($0.count) }
    },
    "The answer is turned by half a turn. Nothing turns here; only the input's gradient does.": {
      $0.turned
    },
    "dy is turned by half a turn. Nothing turns here; only the input's gradient does.": {
      $0.with { $0.reversed().map { $0.reversed() } }.right
    },
    "dy is forgotten: these are sums of pixels. Multiply each pixel by dy of its place.": {
      $0.with { $0.map { $0.map { _ in 1 } } }.right
    },
    "The signs are reversed. That is the step, not the gradient.": {
      $0.with { $0.map { $0.map { -$0 } } }.right
    },
  ]
}

/// The usual mistakes with a batch.
private var several: KeyValuePairs<String, (Met) -> Returned> {
  [
    "One image's gradient: = keeps the last image. Add over the batch: +=.": {
      Met($0.images[$0.images.count - 1], dy: $0.dy[$0.dy.count - 1]).right
    },
    "Only the first image is read. Add over the batch.": { Met($0.images[0], dy: $0.dy[0]).right },
    "The images are averaged. Add them: the mean's 1 / N is in dy already.": {
      $0.each { $0.map { $0.reduce(0, +) }.reduce(0, +) / Float($0.count) }
    },
    "The first image's dy is used for every image. Each image has its own.": {
      Met(images: $0.images, dy: $0.images.map { [dy = $0.dy[0]] _ in dy }).right
    },
    "One place's value of each image: = keeps the last place. Add over all places: +=.": {
      $0.sum { $0.last ?? 0 }
    },
  ]
}

private let seven: [[Float]] = (0..<4).map { row in
  Array(LittleSeven.image.scalars[row * 4..<(row + 1) * 4])
}

private let wide: [[Float]] = [
  [1, 0, 2, -1, 3], [0, 4, -2, 1, 0], [2, 1, 0, 3, -1], [-3, 0, 1, 2, 5],
]
