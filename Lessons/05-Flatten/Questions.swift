import CNN
import LessonKit

/// The three questions at the end: the way back, a list in the wrong order, neighbours.
func questions(_ lesson: Lesson) -> [WorkItOut] {
  lesson.prepare { [try wayBack(), readInTheOtherOrder(), mirrored()] }
}

/// Each number of these maps is its position in the list, so flatten says where it went.
private func wayBack() throws -> WorkItOut {
  let maps: Shape = [5, 4, 3]
  let network = try Network(input: maps, seed: 1, [Flatten()])
  let numbers = Tensor(maps, (0..<maps.count).map(Float.init))
  let list = try network.trace(numbers).output.scalars
  let place = maps.index(at: list.firstIndex(of: 37) ?? 0)
  return WorkItOut(
    """
    Three maps of 5 rows and 4 columns become a list, channel last. Which row, column and map is \
    at position 37?
    """,
    .numbers(3), .numbers(place.map(Double.init)),
    because: "37 = 12 · 3 + 1, so it is map 1. 12 = 3 · 4 + 0, so it is row 3, column 0.",
    mistakes: [
      [2, 2, 1]:
        "You divided by the number of rows. A row has as many numbers as there are columns.",
      [4, 1, 1]: "That is channel first: 37 = 1 · 20 + 17, and 17 = 4 · 4 + 1.",
    ])
}

/// A list that was written channel last and is read channel first.
private func readInTheOtherOrder() -> WorkItOut {
  let shape: Shape = [2, 2, 2]
  // Map 0 is [[1, 2], [3, 4]], map 1 is [[5, 6], [7, 8]].
  let maps = Tensor(shape, [1, 5, 2, 6, 3, 7, 4, 8])
  let list = Order.channelLast.list(maps)
  let taken = (0..<2).flatMap { i in
    (0..<2).map { j in Double(list[Order.channelFirst.position(i, j, 0, in: shape)]) }
  }
  return WorkItOut(
    """
    Map 0 is [[1,2],[3,4]], map 1 is [[5,6],[7,8]]. One program writes their list channel last, \
    another reads it channel first. What does the second program find in map 0, row by row?
    """, .numbers(4), .numbers(taken),
    because:
      "The list is 1, 5, 2, 6, 3, 7, 4, 8. Read channel first, its first four numbers are map 0.",
    mistakes: [
      [1, 2, 3, 4]: "Both programs would have to use the same order.",
      [1, 3, 5, 7]: "That is the reverse: written channel first, read channel last.",
    ])
}

/// Which networks mind that all digits are mirrored: those that use neighbours, if any are lost.
private func mirrored() -> WorkItOut {
  let width = 28
  let mirror = (0..<width * width).map { $0 / width * width + width - 1 - $0 % width }
  // Pixels side by side, or one above the other, and how far apart they are in the mirror.
  let areNeighbours = mirror.indices.allSatisfy { p in
    let below = p + width
    return (p % width == width - 1 || abs(mirror[p] - mirror[p + 1]) == 1)
      && (below >= mirror.count || abs(mirror[p] - mirror[below]) == width)
  }
  return WorkItOut(
    """
    All digits, in training and test, are mirrored left to right. Which kind of new network \
    then reads clearly worse?
    """, .oneOf(ReadsWorse.allCases.map(\.rawValue)),
    .option((areNeighbours ? ReadsWorse.neither : .convolutions).rawValue),
    because: """
      In the mirror, neighbours are still neighbours. New kernels learn mirrored edges just as \
      easily. New dense layers learn any order, if training and test have the same one.
      """,
    mistakes: [
      "the one with convolutions":
        "It needs neighbours, and they are still neighbours. Only a shuffle separates them.",
      "the dense one": "Every pixel still has one place, the same in all digits.",
    ])
}
