import CNN
import Figures

/// The seven and its shuffled pixels; framed, where nine neighbours are before and after.
func beforeAndAfter(
  _ seven: Tensor, _ shuffled: Tensor, _ permutation: [Int], isShuffled: Bool
) -> Figure {
  let width = seven.shape[1]
  let went = (0..<9).compactMap { n in
    permutation.firstIndex(of: (7 + n / 3) * width + 12 + n % 3)
      .map { (row: $0 / width, column: $0 % width) }
  }
  return .row(
    .image(seven, "the seven", of: .activation("in", channel: 0)).marking(.window(7, 12, 3, 3)),
    .arrow(),
    .image(shuffled, isShuffled ? "its pixels shuffled" : "not shuffled", of: .image)
      .marking(.on(went, .frame))
  ).cell(11)
}
