import CNN
import Digits
import Figures
import Models
import Printing

/// What an epoch has left: the mean loss of its steps, and the shares of drawings that are read.
struct Look {
  let epoch: Int
  let loss: Double
  let learned, tested: Double
}

extension Network {
  /// The share of all images of a data set that are read correctly.
  func share(on data: DataSet) throws -> Double {
    Double(try right(on: data, numbers: data.numbers, workers: 1)) / Double(data.count)
  }
}

extension [Look] {
  /// The first epoch, every fifth, and the last.
  var table: String {
    let every = (count + 4) / 5
    let shown = filter { [1, count].contains($0.epoch) || $0.epoch.isMultiple(of: every) }
    return
      (["epoch     loss   learned from    test"]
      + shown.map {
        "\($0.epoch)".alignedRight(5) + $0.loss.fixed(3).alignedRight(9)
          + $0.learned.percent(1).alignedRight(15) + $0.tested.percent(1).alignedRight(8)
      }).joined(separator: "\n")
  }

  /// The loss above, and below it the shares.
  var figure: Figure {
    let epochs = map { Double($0.epoch) }
    return .column(
      .plot(
        x: "epochs", y: .linear("loss", 0...Swift.max(0.1, map(\.loss).max() ?? 1)),
        [.line("", epochs, map(\.loss))], height: 160),
      .plot(
        x: "epochs", y: .share("drawings read correctly"),
        [
          .lineDots("learned from", epochs, map(\.learned)),
          .lineDots("test", epochs, map(\.tested)),
        ], height: 220))
  }
}
