import CNN
import Digits
import Dispatch

extension DataSet {
  /// The course's symbols: drawings for training, and 4,000 for the test, with distortions that
  /// training has not seen.
  public static func symbolHalves(
    each: Int, seed: UInt64, workers: Int = availableCores
  ) -> (train: DataSet, test: DataSet) {
    // Nobody would choose this other seed, so no two drawings are the same.
    (
      symbols(each: each, by: Pen(.training, seed: seed), workers: workers),
      symbols(each: 100, by: Pen(.unseen, seed: ~seed), workers: workers)
    )
  }

  /// The digits of the pad: MNIST's and the pen's for training. The test has MNIST's 10,000 alone,
  /// so that networks can be compared.
  ///
  /// - Parameter each: how many drawings of each digit the pen makes.
  /// - Throws: if the package's own files are missing or damaged.
  public static func padHalves(
    each: Int, seed: UInt64, workers: Int = availableCores
  ) throws -> (train: DataSet, test: DataSet) {
    let (people, test) = try MNIST.halves()
    let pen = symbols(
      PenSymbol.digits, each: each, by: Pen(.training, seed: seed), workers: workers)
    var images = [[[UInt8]]](repeating: [], count: people.classes.count)
    for data in [people, pen] {
      for number in 0..<data.count {
        images[data.labels[number]].append(data.picture(number).pixels)
      }
    }
    return (DataSet(classes: Array(zip(people.classes, images)), shape: people.shape), test)
  }

  /// Symbols drawn by the pen and centred like MNIST's digits, `[28, 28, 1]`, class by class in the
  /// order of the symbols. The bytes are the same on any number of cores.
  ///
  /// - Parameters:
  ///   - symbols: the classes; without it, the course's 40.
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
      // In parts, so that a core that finishes early takes another part.
      let parts = max(1, min(symbols.count * each, 32 * workers))
      let count = symbols.count * each
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        for number in part * count / parts..<(part + 1) * count / parts {
          let drawing = pen.draw(symbols[number / each], number % each)
          guard let image = try? drawing.centred() else {
            fatalError("the pen's \(symbols[number / each].label) has no ink")
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
