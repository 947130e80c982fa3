import CNN
import Digits
import Dispatch

extension DataSet {
  /// The course's symbols: drawings to learn from, and 4,000 by hands that training has not seen.
  public static func symbolHalves(
    each: Int, seed: UInt64, workers: Int = availableCores
  ) -> (train: DataSet, test: DataSet) {
    // The other seed is one that nobody would choose, so no drawing is another's twin.
    (
      symbols(each: each, by: Pen(.training, seed: seed), workers: workers),
      symbols(each: 100, by: Pen(.unseen, seed: ~seed), workers: workers)
    )
  }

  /// Symbols drawn by the pen and centred as MNIST's digits are, `[28, 28, 1]`; class by class in
  /// the order of the symbols. The same bytes on any number of cores.
  ///
  /// - Parameters:
  ///   - symbols: of which there are no more classes than these; the course's 40.
  ///   - each: how many drawings of each.
  ///   - pen: what draws them.
  public static func symbols(
    _ symbols: [PenSymbol] = PenSymbol.course, each: Int, by pen: Pen,
    workers: Int = availableCores
  ) -> DataSet {
    let size = CentredDrawing.side * CentredDrawing.side
    var pixels = [UInt8](repeating: 0, count: symbols.count * each * size)
    pixels.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let all = buffer
      // In parts, so that who is done early takes another one.
      let parts = max(1, min(symbols.count * each, 32 * workers))
      let count = symbols.count * each
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        for number in part * count / parts..<(part + 1) * count / parts {
          let drawing = pen.draw(symbols[number / each], number % each)
          guard let image = try? drawing.centred() else {
            fatalError("the pen has drawn no \(symbols[number / each].label): no ink")
          }
          _ = all[number * size..<(number + 1) * size].update(fromContentsOf: image.pixels)
        }
      }
    }
    let classes = symbols.enumerated().map { number, symbol in
      let first = number * each
      return (
        symbol.label,
        (first..<first + each).map { Array(pixels[$0 * size..<($0 + 1) * size]) }
      )
    }
    return DataSet(classes: classes, shape: [CentredDrawing.side, CentredDrawing.side, 1])
  }
}
