// Stands in for a reader: exercise 1 with what the environment variable ATTEMPT names.
import Exercises
import Foundation

private let attempt = ProcessInfo.processInfo.environment["ATTEMPT"] ?? ""

/// The loops of exercise 1, with what is asked for in them.
private func correlate(_ image: [[Float]], _ kernel: [[Float]], _ bias: Float) -> [[Float]] {
  let rows = image.count - kernel.count + 1
  let columns = image[0].count - kernel[0].count + 1
  guard rows > 1 || attempt != "ragged" else { return [[1, 2], [3]] }
  var map = [[Float]](repeating: [Float](repeating: bias, count: columns), count: rows)
  for i in 0..<rows {
    for j in 0..<columns {
      for a in kernel.indices {
        for b in kernel[a].indices { map[i][j] += image[i + a][j + b] * kernel[a][b] }
      }
    }
  }
  // Only where more than one place is to be filled: the first case is right.
  guard rows > 1 else { return map }
  switch attempt {
  case "index": return [map[rows]]
  case "overflow": return [[Float(UInt8(truncatingIfNeeded: rows) - UInt8(rows + 1))]]
  case "loop": while map[0][0].isFinite { map[0][0] += 0 }
  case "empty": return []
  case "print": print("a reader's own line")
  case "stub": notWrittenYet()
  case "exit": exit(0)
  default: break
  }
  return map
}

ExerciseProgram.run([
  .correlate(
    one: { correlate($0, $1, $2) },
    several: { maps, slices, bias in
      zip(maps, slices).map { correlate($0, $1, 0) }.reduce(nil as [[Float]]?) { sum, map in
        guard let sum else { return map.map { $0.map { $0 + bias } } }
        return zip(sum, map).map { zip($0, $1).map { $0 + $1 } }
      } ?? []
    })
])
