import CNN
import Foundation
import Pictures
import Printing

/// For each subject its image and, class by class, a bar at each of the four stages; every
/// column has one scale for all subjects.
func stagesPicture(_ subjects: [Subject], classes: [String]) -> Picture {
  let columns = [
    BarColumn(logitsName, logitsRemark, subjects.map(\.stages.logits)) { $0.fixed(2) },
    BarColumn("shifted", "− the largest", subjects.map(\.stages.shifted)) { $0.fixed(2) },
    BarColumn(
      "exp", "e to that", subjects.map(\.stages.exponentials), isShare: true,
      sums: subjects.map { "sum " + $0.stages.sum.fixed(4) }, \.shortened),
    BarColumn(
      "shares", "÷ the sum", subjects.map(\.stages.shares), isShare: true,
      sums: subjects.map { _ in "sum 1" }, \.shortened),
  ]
  let images = subjects.map { subject in
    MapPanel(
      subject.image, .pixels, cell: min(24, 168 / subject.image.shape[0]), title: subject.title
    ).draw()
  }
  let bars = (classes.count + 1) * BarColumn.row
  let block = max(bars, images.map(\.height).max() ?? 0)
  let names = (images.map(\.width).max() ?? 0) + 40
  let first = names + (classes.map { Picture.width(of: $0) }.max() ?? 0) + 12
  let width = columns.reduce(first - BarColumn.space) { $0 + $1.width + BarColumn.space }
  let (foot, slack) = (46 + (block + 14) * subjects.count, (block - bars) / 2)
  var picture = Picture(width: width, height: foot + max(22 - slack, -10))

  var top = 46
  for (number, subject) in subjects.enumerated() {
    let own = top + slack
    picture.paste(images[number], x: 0, y: top + (block - images[number].height) / 2)
    for (k, name) in classes.enumerated() {
      let y = own + k * BarColumn.row + 3
      picture.write(name, x: names, y: y)
      if k == subject.label { picture.write("✓", x: names - 22, y: y, .mark) }
    }
    var x = first
    for column in columns {
      column.draw(number, winner: subject.stages.answer, on: &picture, x: x, y: own)
      x += column.width + BarColumn.space
    }
    top += block + 14
  }
  var x = first
  for column in columns {
    picture.write(column.title, x: x, y: 0)
    picture.write(column.what, x: x, y: 20, .quiet)
    column.drawAxis(on: &picture, x: x, y: foot - 6 - slack)
    x += column.width + BarColumn.space
  }
  return picture
}

/// One stage: a bar for each number, and the numbers beside them.
private struct BarColumn {
  static let row = 22
  static let length = 96
  /// From one column to the next.
  static let space = 24

  let title: String
  /// What is done to get here.
  let what: String
  let values: [[Double]]
  let texts: [[String]]
  /// A line below the numbers of each subject.
  let sums: [String]
  let low: Double
  let high: Double

  init(
    _ title: String, _ what: String, _ values: [[Double]], isShare: Bool = false,
    sums: [String] = [], _ text: (Double) -> String
  ) {
    self.title = title
    self.what = what
    self.values = values
    self.sums = sums
    texts = values.map { $0.map(text) }
    let all = [0.0] + values.flatMap { $0 }
    // Both ends are round numbers.
    let (least, most) = (all.min() ?? 0, all.max() ?? 0)
    let size = max(abs(least), abs(most), 1e-9)
    let step = pow(10, log10(size).rounded(.down)) / 2
    low = isShare ? 0 : (least / step).rounded(.down) * step
    high = isShare ? 1 : max((most / step).rounded(.up) * step, low + step)
  }

  private var textWidth: Int {
    max(
      texts.flatMap { $0 }.map { Picture.width(of: $0) }.max() ?? 0,
      (sums.map { Picture.width(of: $0) }.max() ?? 0) - Self.length / 2)
  }

  var width: Int {
    max(
      Picture.width(of: title), Picture.width(of: what), Self.length + 8 + textWidth)
  }

  private func place(_ value: Double) -> Int {
    Int(((value - low) / (high - low) * Double(Self.length - 1)).rounded())
  }

  func draw(_ number: Int, winner: Int, on picture: inout Picture, x: Int, y: Int) {
    let zero = place(0)
    let right = x + Self.length + 8 + textWidth
    for (k, value) in values[number].enumerated() {
      let (end, top) = (place(value), y + k * Self.row)
      picture.fill(
        x: x + min(zero, end), y: top + 3, width: abs(end - zero), height: Self.row - 7,
        k == winner ? .mark : .plain)
      let text = texts[number][k]
      picture.write(text, x: right - Picture.width(of: text), y: top + 3)
    }
    let height = values[number].count * Self.row
    picture.fill(x: x + zero, y: y, width: 1, height: height, .ink)
    guard number < sums.count else { return }
    let sum = sums[number]
    picture.write(sum, x: right - Picture.width(of: sum), y: y + height + 3, .quiet)
  }

  /// The ends of the scale, and zero where there is room for it.
  func drawAxis(on picture: inout Picture, x: Int, y: Int) {
    picture.fill(x: x, y: y, width: Self.length, height: 1, .faint)
    var taken: [Range<Int>] = []
    for value in [high, low, 0] {
      let text = value == value.rounded() ? value.fixed(0) : value.fixed(1)
      let size = Picture.width(of: text)
      let left = x + min(max(place(value) - size / 2, -14), Self.length + 14 - size)
      guard taken.allSatisfy({ !$0.overlaps(left - 6..<left + size + 6) }) else { continue }
      taken.append(left..<left + size)
      picture.fill(x: x + place(value), y: y, width: 1, height: 6, .faint)
      picture.write(text, x: left, y: y + 10, .quiet)
    }
  }
}
