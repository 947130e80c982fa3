import CNN
import Digits
import Figures
import LessonKit
import Printing

/// What was taken for what, and the mistakes of which the network was surest.
///
/// - Parameter answers: what the network of the page says of each test image.
func confusions(_ lesson: Lesson, _ answers: [[Float]], _ test: DataSet) {
  let classes = test.classes
  lesson.more("what is taken for what, and the worst mistakes")
  lesson.cell("The confusion matrix") {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    for (answer, label) in zip(answers, test.labels) {
      counts[label][answer.argmax] += 1
    }
    let pairs = counts.indices.flatMap { row in
      counts[row].indices.filter { $0 != row }.map { (row, $0, counts[row][$0]) }
    }.sorted { $0.2 > $1.2 }
    for (row, column, times) in pairs.prefix(3) {
      lesson.print("\(classes[row]) taken for \(classes[column]): \(times) times")
    }
    var wrong = counts
    for own in wrong.indices { wrong[own][own] = 0 }
    let map = Tensor([classes.count, classes.count], wrong.joined().map { Float($0) })
    lesson.show(
      .map(map, scale: .unsigned).cell(max(12, min(46, 620 / classes.count))).values(0)
        .names(
          rows: classes, columns: classes, rowTitle: "what it is", columnTitle: "what was said"
        ).marking(wrong.indices.map { .blank($0, $0) }), "confusion",
      "How often one class was taken for another, among all test images. The diagonal is left out: it "
        + "would be far darker than the rest.",
      alt: "the confusion matrix", preview: false)
  }
  lesson.cell("Sure, and wrong") {
    let wrong = test.numbers.filter { answers[$0].argmax != test.labels[$0] }
    let worst = wrong.sorted { (answers[$0].max() ?? 0, $1) > (answers[$1].max() ?? 0, $0) }
    let sure = wrong.count { (answers[$0].max() ?? 0) > 0.9 }
    lesson.print("\(wrong.count) mistakes; in \(sure) of them more than 90 % sure")
    let shown = worst.prefix(12).map { number in
      let (said, label) = (answers[number].argmax, test.labels[number])
      return Figure.image(test.batch([number]).images.reshaped(test.shape), of: .image).note(
        "is \(classes[label])", "said \(classes[said])",
        answers[number][said] > 0.9999 ? "> 99.99 %" : Double(answers[number][said]).percent(2))
    }
    if !shown.isEmpty {
      lesson.show(
        .montage(shown, columns: 6).side(112), "mistakes",
        "The mistakes of which the network was surest: what it is, what was said, and how sure.",
        alt: "the worst mistakes")
    }
  }
}
