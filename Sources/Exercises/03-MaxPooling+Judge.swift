import CNN
import Explain

/// What a max pooling is asked.
private struct Pool: Sendable {
  var map: [[Float]]
  var size: Int
  var stride: Int
  var dy: [[Float]]

  init(_ map: [[Float]], size: Int, stride: Int, dy: [[Float]] = []) {
    (self.map, self.size, self.stride) = (map, size, stride)
    self.dy = dy
    if dy.isEmpty { self.dy = Pool.windows(of: self) { _, _ in 1 } }
  }

  /// A number for each window, from the first cell of the window.
  static func windows(of pool: Pool, _ number: (Int, Int) -> Float) -> [[Float]] {
    Swift.stride(from: 0, through: pool.map.count - pool.size, by: pool.stride).map { row in
      Swift.stride(from: 0, through: pool.map[0].count - pool.size, by: pool.stride).map {
        number(row, $0)
      }
    }
  }

  /// The numbers of the window that begins at a cell, row by row.
  func window(_ row: Int, _ column: Int) -> [Float] {
    (row..<row + size).flatMap { map[$0][column..<column + size] }
  }

  /// A gradient for each cell of the map, from the cells that each window gives its gradient to.
  func shared(adding: Bool = true, _ share: ([Float], Float) -> [Float]) -> Returned {
    var dx = map.map { $0.map { _ in Float(0) } }
    for i in dy.indices {
      for j in dy[i].indices {
        let (row, column) = (i * stride, j * stride)
        for (place, part) in share(window(row, column), dy[i][j]).enumerated() where part != 0 {
          let (a, b) = (row + place / size, column + place % size)
          dx[a][b] = adding ? dx[a][b] + part : part
        }
      }
    }
    return Returned(dx)
  }

  var trace: Trace? {
    let (rows, columns) = (map.count, map[0].count)
    let layer = MaxPooling(Size(size, size), stride: Size(stride, stride))
    let network = try? Network(input: [rows, columns, 1], seed: 1, [layer])
    return try? network?.trace(
      Tensor(rows: map),
      outputGradient: Tensor([dy.count, dy[0].count, 1], dy.flatMap { $0 }))
  }

  var forward: Returned {
    trace.map { Returned($0.output, shape: Array($0.output.shape.sizes.prefix(2))) }
      ?? Returned([Float]())
  }

  /// A number for each window, from its numbers.
  func pooled(_ number: ([Float]) -> Float) -> Returned {
    Returned(Pool.windows(of: self) { number(window($0, $1)) })
  }

  func moved(by stride: Int) -> Pool { Pool(map, size: size, stride: stride) }

  var backward: Returned {
    trace?.gradients[0].map { Returned($0, shape: [map.count, map[0].count]) }
      ?? Returned([Float]())
  }

  func arithmetic(_ offset: Int, columns: Int, _ site: ([Int]) -> Site) -> String {
    trace.map { "\($0.explain(site([offset / columns, offset % columns, 0])))" } ?? ""
  }
}

extension Exercise {
  /// Exercise 3.
  public static func maxPooling(
    forward: @escaping @Sendable ([[Float]], Int, Int) -> [[Float]],
    backward: @escaping @Sendable ([[Float]], [[Float]], Int, Int) -> [[Float]]
  ) -> Exercise {
    Exercise(
      3,
      hints: [
        "First find out how many windows there are, and in which row and column window (i, j) "
          + "begins: i · stride, j · stride.",
        "Start with the window's first number, and replace it by every larger one (> and not >=, so "
          + "that the first of equal numbers stays). On the way back remember its row and column "
          + "instead, and add: dx[row][column] += dy[i][j].",
      ],
      [
        Part(
          "maxPool(_:size:stride:)",
          [
            "a map of 1×1": Pool([[-2]], size: 1, stride: 1),
            "the example of the task": Pool(example, size: 2, stride: 2),
            "all below zero": Pool([[-3, -1], [-2, -5]], size: 2, stride: 1),
            "windows that overlap": Pool(example, size: 3, stride: 1),
            "five columns, which 2 does not divide": Pool(odd, size: 2, stride: 2),
            "a stride larger than the window": Pool(odd, size: 1, stride: 2),
          ],
          given: { ["map": $0.map, "size": $0.size, "stride": $0.stride] },
          attempt: { Returned(forward($0.map, $0.size, $0.stride)) }, expected: \.forward,
          mistakes: [
            "The maximum starts at 0, which is not in the window. Start with the window's first "
              + "number.": { $0.pooled { $0.reduce(0, max) } },
            "The numbers are averaged. Only the largest goes on.": {
              $0.pooled { $0.reduce(0, +) / Float($0.count) }
            },
            "The window moves by its own size. It moves by the stride.": {
              $0.moved(by: $0.size).pooled { $0.max() ?? 0 }
            },
            "The window moves by 1. It moves by the stride.": {
              $0.moved(by: 1).pooled { $0.max() ?? 0 }
            },
            "The smallest number was kept, and not the largest.": { $0.pooled { $0.min() ?? 0 } },
          ],
          arithmetic: {
            $0.arithmetic($1, columns: $0.dy[0].count) { .activation(stage: 1, $0) }
          }),
        Part(
          "maxPoolBackward(_:map:size:stride:)",
          [
            "the example of the task": Pool([[1, 5], [5, 2]], size: 2, stride: 2, dy: [[6]]),
            "windows that overlap, two with a tie": Pool(
              example, size: 3, stride: 1, dy: [[1, 2], [3, -4]]),
            "four windows, ties among zeros": Pool(
              [[0, 0, 3, 3], [0, 0, 1, 3], [2, 1, -1, -1], [2, 4, -2, -1]], size: 2, stride: 2,
              dy: [[1, 2], [-3, 4]]),
            "all below zero, overlapping": Pool(
              [[-3, -1, -2], [-2, -5, -4]], size: 2, stride: 1, dy: [[2, 7]]),
            "five columns, which 2 does not divide": Pool(
              odd, size: 2, stride: 2, dy: [[3, -2]]),
          ],
          given: { ["dy": $0.dy, "map": $0.map, "size": $0.size, "stride": $0.stride] },
          attempt: { Returned(backward($0.dy, $0.map, $0.size, $0.stride)) }, expected: \.backward,
          mistakes: [
            "A tie: the gradient was given to all equal winners. The first one gets it alone.": {
              $0.shared { window, dy in window.map { $0 == window.max() ? dy : 0 } }
            },
            "A tie: the gradient was divided among the winners. The first one gets all of it.": {
              $0.shared { window, dy in
                let count = Float(window.count { $0 == window.max() })
                return window.map { $0 == window.max() ? dy / count : 0 }
              }
            },
            "A tie: the last of equal numbers won. The first one does: compare with >, not >=.": {
              $0.shared { window, dy in
                window.indices.map { $0 == window.lastIndex(of: window.max() ?? 0) ? dy : 0 }
              }
            },
            "A cell that wins two windows kept only the last gradient. Add them: +=.": {
              $0.shared(adding: false) { window, dy in
                window.indices.map { $0 == window.firstIndex(of: window.max() ?? 0) ? dy : 0 }
              }
            },
            "Every cell of a window got the gradient. Only the winner moves the output.": {
              $0.shared { window, dy in window.map { _ in dy } }
            },
            "The gradient was divided among all cells of its window. That is average pooling.": {
              $0.shared { window, dy in window.map { _ in dy / Float(window.count) } }
            },
          ],
          arithmetic: {
            $0.arithmetic($1, columns: $0.map[0].count) { .gradient(stage: 0, $0) }
          }),
      ])
  }
}

private let example: [[Float]] = [[1, 5, 2, 0], [3, 4, 3, 1], [-1, 0, 9, 9], [0, 0, 8, 7]]
private let odd: [[Float]] = [[1, 2, -1, 4, 9], [-3, 0, 5, 2, 8], [7, 6, -2, 1, 3]]
