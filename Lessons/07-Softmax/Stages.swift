import CNN
import Digits
import Foundation
import LessonKit
import Printing

/// What scores become on their way to shares; a number for each class at each stage.
struct Stages {
  /// The scores as softmax gets them.
  var logits: [Double] = []
  /// Each less the largest.
  var shifted: [Double] = []
  /// e to the power of each.
  var exponentials: [Double] = []
  /// Of the exponentials.
  var sum = 0.0
  /// Each exponential divided by the sum.
  var shares: [Double] = []

  /// The class with the largest share: the network's answer. Of equal ones the first.
  var answer: Int { shares.argmax }
  var largest: Double { shares[answer] }

  /// ln of the other shares' sum over the largest share. At a low temperature the largest shares are
  /// all rounded to 1; this still tells them apart.
  var doubt: Double {
    let others = shifted.indices.filter { $0 != answer }.map { shifted[$0] }
    let second = others.max() ?? 0
    return second + log(others.reduce(0) { $0 + exp($1 - second) })
  }

  /// The stages in columns, a line for each class.
  ///
  /// - Parameter logitsName: what the first column is called.
  func table(_ classes: [String], _ logitsName: String) -> String {
    let rows = classes.indices.map { k in
      [
        classes[k], logits[k].fixed(2, signed: true), shifted[k].fixed(2, signed: true),
        exponentials[k].shortened, shares[k].shortened,
      ]
    }
    let table = [["", logitsName, "shifted", "exp", "share"]] + rows
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      row.indices.map { row[$0].alignedRight(widths[$0]) }.joined(separator: "   ")
    }.joined(separator: "\n")
  }
}

/// An image, and what its scores become.
struct Subject {
  let title: String
  let image: Tensor
  let stages: Stages
  /// Which class it is, if it is one.
  let label: Int?

  init(_ title: String, _ image: Tensor, _ stages: Stages, label: Int? = nil) {
    self.title = title
    self.image = image
    self.stages = stages
    self.label = label
  }
}

/// What the network makes of one test digit.
struct Answered {
  /// The number of its image among all.
  let image: Int
  /// What it is.
  let label: Int
  let stages: Stages

  var isRight: Bool { stages.answer == label }
}

/// A share in per cent; one that is not all of it does not become 100.
func confidence(_ share: Double) -> String {
  share > 0.9999 ? "over 99.99 %" : share.percent(2)
}
