import CNN
import Explain

/// What a convolution is asked: maps `[c][row][column]`, a slice of the kernel for each, a bias.
private struct Reading: Sendable {
  var maps: [[[Float]]]
  var slices: [[[Float]]]
  var bias: Float
}

extension Exercise {
  /// Exercise 1.
  public static func correlate(
    one: @escaping @Sendable ([[Float]], [[Float]], Float) -> [[Float]],
    several: @escaping @Sendable ([[[Float]]], [[[Float]]], Float) -> [[Float]]
  ) -> Exercise {
    Exercise(
      1,
      hints: [
        "Four loops: over the rows and columns of the map, and within them over the rows and "
          + "columns of the kernel.",
        "map[i][j] starts at the bias. For each a and b of the kernel, add "
          + "image[i + a][j + b] * kernel[a][b]. For several maps do this for each map with its "
          + "own slice, and add up; only one of them has the bias.",
      ],
      [
        Part(
          "correlate(_:_:bias:)",
          [
            "a kernel of 1×1": Reading(maps: [[[2, 3]]], slices: [[[4]]], bias: 1),
            "the example of the task": Reading(
              maps: [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], slices: [[[1, 0], [0, 2]]], bias: 1),
            "a kernel as large as the image": Reading(
              maps: [[[1, 2], [3, 4]]], slices: [[[0, 1], [-1, 3]]], bias: 0.5),
            "four rows, five columns": Reading(
              maps: [wide], slices: [[[1, -2], [0, 3], [2, 1]]], bias: -0.5),
          ],
          given: { ["image": $0.maps[0], "kernel": $0.slices[0], "bias": $0.bias] },
          attempt: { Returned(one($0.maps[0], $0.slices[0], $0.bias)) },
          expected: { $0.answer },
          mistakes: [
            "The kernel is turned by half a turn. Its first weight belongs to the window's first "
              + "pixel.": { $0.with { $0.map { $0.reversed().map { $0.reversed() } } }.answer },
            "Rows and columns of the kernel are exchanged.": {
              $0.with { $0.map(transposed) }.answer
            },
            "The bias is forgotten.": { Reading(maps: $0.maps, slices: $0.slices, bias: 0).answer },
            "The bias is added at every weight. It comes once for each number of the map.": {
              let count = $0.slices[0].count * $0.slices[0][0].count
              return Reading(maps: $0.maps, slices: $0.slices, bias: $0.bias * Float(count)).answer
            },
            "The window leaves out its last row and column: a kernel of n rows has the rows 0 to "
              + "n − 1.": { $0.with { $0.map(withoutEnd) }.answer },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
        Part(
          "correlate(maps:slices:bias:)",
          [
            "one map": Reading(
              maps: [[[1, 2], [3, 4]]], slices: [[[1, 1], [1, 1]]], bias: -1),
            "the example of the task": Reading(
              maps: [[[1, 2], [3, 4]], [[0, 1], [1, 0]]],
              slices: [[[1, 0], [0, -1]], [[0, 3], [1, 0]]], bias: 0.25),
            "three maps of 4×5": Reading(
              maps: [wide, wide.map { $0.map { -$0 } }, wide.reversed()],
              slices: [[[1, 2]], [[0, 3]], [[-1, 0.5]]], bias: 2),
          ],
          given: { ["maps": $0.maps, "slices": $0.slices, "bias": $0.bias] },
          attempt: { Returned(several($0.maps, $0.slices, $0.bias)) },
          expected: { $0.answer },
          mistakes: [
            "The kernel is turned by half a turn. Its first weight belongs to the window's first "
              + "pixel.": { $0.with { $0.map { $0.reversed().map { $0.reversed() } } }.answer },
            "The bias is added once for each map. It comes once for each number of the answer.": {
              Reading(maps: $0.maps, slices: $0.slices, bias: $0.bias * Float($0.maps.count)).answer
            },
            "The maps are averaged. Add them up.": { reading in
              let share = 1 / Float(reading.maps.count)
              return reading.with { $0.map { $0.map { $0.map { $0 * share } } } }.answer
            },
            "Only the first map is read.": {
              Reading(maps: [$0.maps[0]], slices: [$0.slices[0]], bias: $0.bias).answer
            },
            "The first slice is laid over every map. Each map has its own.": { reading in
              reading.with { slices in slices.map { _ in slices[0] } }.answer
            },
            "The bias is forgotten.": { Reading(maps: $0.maps, slices: $0.slices, bias: 0).answer },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
      ])
  }
}

private let wide: [[Float]] = [
  [1, 0, 2, -1, 3], [0, 4, -2, 1, 0], [2, 1, 0, 3, -1], [-3, 0, 1, 2, 5],
]

private func transposed(_ rows: [[Float]]) -> [[Float]] {
  rows[0].indices.map { j in rows.map { $0[j] } }
}

private func withoutEnd(_ rows: [[Float]]) -> [[Float]] {
  rows.enumerated().map { i, row in
    row.enumerated().map { i == rows.count - 1 || $0 == row.count - 1 ? 0 : $1 }
  }
}

extension Reading {
  func with(_ change: ([[[Float]]]) -> [[[Float]]]) -> Reading {
    Reading(maps: maps, slices: change(slices), bias: bias)
  }

  /// What the package's own layer says.
  var answer: Returned {
    guard let trace else { return Returned([[Float]]()) }
    return Returned(trace.output, shape: Array(trace.output.shape.sizes.prefix(2)))
  }

  /// How number `offset` of the map comes about, as the package explains it.
  func arithmetic(of offset: Int) -> String {
    guard let trace else { return "" }
    let columns = trace.output.shape[1]
    let index = [offset / columns, offset % columns, 0]
    return "\(trace.explain(.activation(stage: 1, index)))"
  }

  private var trace: Trace? {
    let (image, weights) = (Tensor.channels(maps), Tensor.channels(slices))
    let size = Size(weights.shape[0], weights.shape[1])
    guard var network = try? Network(input: image.shape, seed: 1, [Convolution(1, size)]) else {
      return nil
    }
    // One kernel: `[KH, KW, C]` is `[KH, KW, C, 1]`.
    network["conv1", "weight"].scalars = weights.scalars
    network["conv1", "bias"].scalars = [bias]
    return try? network.trace(image)
  }
}
