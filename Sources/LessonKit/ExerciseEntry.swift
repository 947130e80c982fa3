/// What an exercise is called, and behind which lesson it comes.
public struct ExerciseEntry: Sendable, Equatable {
  /// From 1.
  public let number: Int
  /// The name of its file, without the number.
  public let name: String
  /// What one writes, in a few words.
  public let task: String
  public let lesson: LessonEntry
  public var isOptional = false
  /// Whether its speed is judged, so that it is built with optimisation, in a folder of its own.
  public var isFast = false

  /// `01-Correlate`
  public var file: String { (number < 10 ? "0" : "") + "\(number)-\(name)" }
  /// From the package's own folder.
  public var path: String { "Lessons/Exercises/\(isFast ? "Fast/" : "")\(file).swift" }

  /// All exercises, in the order of the lessons.
  public static let all = [
    entry(1, "Correlate", "slide a kernel over an image, then over several maps", .convolution),
    entry(2, "ReLU", "clip, and pass gradients back through what was open", .relu),
    entry(3, "MaxPooling", "keep the largest, and find whom its gradient belongs to", .pooling),
    entry(4, "Dropout", "drop by a mask, and scale what stays", .dropout),
    entry(5, "Flatten", "the place of a number in the list, and back", .flatten),
    entry(6, "Dense", "two units behind gates, and what each input contributes", .dense),
    entry(7, "Softmax", "shares of rows, however large the scores", .softmax),
    entry(8, "ScoreGradient", "from shares to the gradient of the scores", .backprop),
    entry(9, "WeightGradient", "the gradient of a kernel", .backprop),
    entry(10, "InputGradient", "the gradient of what a kernel has read", .backprop),
    entry(11, "GradientCheck", "nudge both ways, and find the planted bug", .backprop),
    entry(12, "Momentum", "a plain step, then one with momentum", .training),
    entry(13, "ByHeart", "train until ten digits are known by heart", .training),
    entry(14, "Occlusion", "cover a part, and see what the score loses", .classification),
    entry(15, "CentreOfMass", "find the middle of the ink, and move it", .drawingPad),
    optional(16, "Loops", "the same sum in another order of loops", .speed, isFast: true),
    optional(17, "OwnLayer", "a layer of your own, trained beside a network without it", .training),
  ]

  private static func entry(
    _ number: Int, _ name: String, _ task: String, _ lesson: LessonEntry
  ) -> ExerciseEntry {
    ExerciseEntry(number: number, name: name, task: task, lesson: lesson)
  }

  private static func optional(
    _ number: Int, _ name: String, _ task: String, _ lesson: LessonEntry, isFast: Bool = false
  ) -> ExerciseEntry {
    var entry = entry(number, name, task, lesson)
    entry.isOptional = true
    entry.isFast = isFast
    return entry
  }
}

extension LessonEntry {
  /// What a reader can write behind it.
  var exercises: [ExerciseEntry] { ExerciseEntry.all.filter { $0.lesson == self } }
}

extension [ExerciseEntry] {
  /// What stands at the end of a lesson's page.
  ///
  /// - Parameter package: the package's own folder as a link reaches it; nil for no links.
  func prose(linkedFrom package: String?) -> Prose {
    let files = map { one -> [Prose.Span] in
      let name: [Prose.Span] = [.text(one.file + (one.isOptional ? " (optional)" : ""))]
      return package.map { [.link(name, to: "\($0)/\(one.path)")] } ?? name
    }
    let begin: [Prose.Span] = [.strong([.text("Write it yourself:")]), .text(" ")]
    let list = [Prose.Span](files.joined(separator: [.text(", ")]))
    let command = Prose.Span.code("swift run Exercise \(self.first?.number ?? 1)")
    return Prose([.paragraph(begin + list + [.text(": "), command, .text(".")])])
  }
}
