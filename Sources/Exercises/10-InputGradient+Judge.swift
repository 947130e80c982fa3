import CNN
import Explain
import Models

/// The gradients of a map, and the kernel that has made it.
private struct Spread: Sendable {
  var dy: [[Float]]
  var kernel: [[Float]]

  init(_ dy: [[Float]], _ kernel: [[Float]]) {
    self.dy = dy
    self.kernel = kernel
  }

  private var rows: Int { dy.count + kernel.count - 1 }
  private var columns: Int { dy[0].count + kernel[0].count - 1 }

  /// What the package's own layer says.
  var right: Returned {
    trace?.gradients[0].map { Returned($0, shape: [rows, columns]) } ?? Returned([Float]())
  }

  var turned: Spread { Spread(dy, kernel.reversed().map { $0.reversed() }) }

  /// A number for each pixel, from what its windows pass back to it, row by row.
  func each(_ number: ([Float]) -> Float) -> [[Float]] {
    (0..<rows).map { h in (0..<columns).map { number(parts(h, $0)) } }
  }

  /// What pixel (h, w) gets from each window that it lies in.
  private func parts(_ h: Int, _ w: Int) -> [Float] {
    dy.indices.filter { kernel.indices.contains(h - $0) }.flatMap { i in
      dy[i].indices.filter { kernel[0].indices.contains(w - $0) }.map {
        dy[i][$0] * kernel[h - i][w - $0]
      }
    }
  }

  /// Only what lies so many pixels from each edge.
  func inside(_ rows: (Int, Int), _ columns: (Int, Int)) -> Returned {
    let all = each { $0.reduce(0, +) }
    let own = all.dropFirst(rows.0).dropLast(rows.1)
    return Returned(own.map { Array($0.dropFirst(columns.0).dropLast(columns.1)) })
  }

  /// Only pixels that lie under every weight once; the others are left out.
  var withoutBorder: Returned {
    let (a, b) = (kernel.count - 1, kernel[0].count - 1)
    return inside((a, a), (b, b))
  }

  /// Only pixels that lie under every weight once; the others are 0.
  var emptyBorder: Returned {
    let full = kernel.count * kernel[0].count
    return Returned(each { $0.count == full ? $0.reduce(0, +) : 0 })
  }

  /// As large as dy: the middle of what is right.
  var asLargeAsMap: Returned {
    let (a, b) = (kernel.count - 1, kernel[0].count - 1)
    return inside((a / 2, a - a / 2), (b / 2, b - b / 2))
  }

  func arithmetic(of offset: Int) -> String {
    let index = [offset / columns, offset % columns, 0]
    return trace.map { "\($0.explain(.gradient(stage: 0, index)))" } ?? ""
  }

  /// The pixels themselves play no part.
  private var trace: Trace? {
    try? Network.sliding(kernel, over: (rows, columns))?
      .trace(Tensor([rows, columns, 1]), outputGradient: Tensor(rows: dy))
  }
}

extension Exercise {
  /// Exercise 10.
  public static func inputGradient(
    _ attempt: @escaping @Sendable ([[Float]], [[Float]]) -> [[Float]]
  ) -> Exercise {
    Exercise(
      10,
      hints: [
        "Take one number of the map, (i, j). Which pixels has it read, and through which weight "
          + "each? If such a pixel rises, the number rises by that weight.",
        "Begin with zeros, of the image's size. For each (i, j) of dy and each (a, b) of the "
          + "kernel: dx[i + a][j + b] += dy[i][j] * kernel[a][b].",
      ],
      [
        Part(
          "inputGradient(_:kernel:)",
          [
            "one number, a kernel of 1×1": Spread([[3]], [[-2]]),
            "the example of the task": Spread([[1, 2]], [[1, 3], [0, -1]]),
            "one window: the kernel itself": Spread([[2]], [[1, 2, 3], [4, 5, 6]]),
            "the little seven": Spread(
              [[0, 0, 0], [0, 0, -1.0966], [0, 0.7311, 0]], LittleSeven.kernel),
            "a map of 4×5, a kernel of 3×2": Spread(
              [[1, 0, 2, -1, 3], [0, 4, -2, 1, 0], [2, 1, 0, 3, -1], [-3, 0, 1, 2, 5]],
              [[1, -2], [0.5, 3], [2, 1]]),
            "a map of 5×3, a kernel of 3×3": Spread(
              [[1, 2, 3], [-1, 0, 1], [4, -4, 2], [0, 0, 1], [-2, -3, -1]],
              [[1, 2, 0], [-1, 3, 2], [0, 1, -2]]),
          ],
          given: { ["dy": $0.dy, "kernel": $0.kernel] },
          attempt: { Returned(attempt($0.dy, $0.kernel)) }, expected: \.right,
          mistakes: [
            "The weights meet the wrong pixels. Window (i, j) reads pixel (i + a, j + b) through "
              + "weight (a, b). The kernel turns if you collect for each pixel, and not if each "
              + "window hands out its share.": {
                Returned($0.turned.each { $0.reduce(0, +) })
              },
            "A pixel kept what the last window gave: = in place of +=. Add over all its windows.": {
              Returned($0.each { $0.last ?? 0 })
            },
            "A pixel kept what its last weight gave: = in place of +=. Add over all weights it was "
              + "under.": { Returned($0.each { $0.first ?? 0 }) },
            "The border is left out. A pixel at the edge lies in fewer windows, and still gets "
              + "their share; the answer is as large as the image.": { $0.withoutBorder },
            "The border is left at 0. A pixel at the edge lies in fewer windows, and still gets "
              + "their share.": { $0.emptyBorder },
            "The answer is as large as dy. It is as large as the image: KH − 1 rows and KW − 1 "
              + "columns more.": { $0.asLargeAsMap },
            "The windows are averaged. Add what each passes back.": {
              Returned($0.each { $0.reduce(0, +) / Float($0.count) })
            },
            "The signs are reversed. That is the step, not the gradient.": {
              Returned($0.each { -$0.reduce(0, +) })
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}
