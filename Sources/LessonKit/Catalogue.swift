/// A lesson's name, its question, and its picture on Outputs/README.md.
public struct LessonEntry: Sendable, Equatable {
  /// 0 for a page that is not a lesson.
  public let number: Int
  /// The name of its program, as in `swift run Convolution`.
  public let name: String
  /// Its one idea.
  public let idea: String
  /// Its question.
  public let question: String
  /// The name of its picture on Outputs/README.md, without `.png`.
  public let picture: String
  /// The stages of the network that it explains, as positions in `stages`.
  let stages: Set<Int>
  /// Whether it goes through the complete network, from its end to the image.
  var isBackward = false
  /// The name of its picture of the complete network, which is the map at the top of Outputs; nil
  /// if it has none.
  var sheet: String?

  /// Arguments that make its program run as a lesson, if it can also be something else.
  public var alwaysWith: [String] = []

  public var isLesson: Bool { number > 0 }

  /// `01-Convolution`: the name of its folder under Lessons and under Outputs.
  public var folder: String { isLesson ? (number < 10 ? "0" : "") + "\(number)-\(name)" : name }

  /// `1. Convolution`, or the name alone.
  public var label: String { (isLesson ? "\(number). " : "") + name }
  public var title: String { "\(label): \(idea)" }

  /// All pages that a program makes: the lessons, and what stands beside them.
  public static let pages = all + [symbols, ownSymbols, teaching]

  public static let symbols = LessonEntry(
    number: 0, name: "Symbols", idea: "a pen that writes what nobody has written",
    question: "Can a network learn from a program's drawings, and then read real handwriting?",
    picture: "symbols", stages: [])

  public static let ownSymbols = LessonEntry(
    number: 0, name: "OwnSymbols", idea: "draw, train, read, explain",
    question: "Three signs of your own: how few drawings does a network need?",
    picture: "prepared", stages: [])

  public static let teaching = LessonEntry(
    number: 0, name: "Teaching", idea: "for whoever teaches",
    question: "How do you teach this to a class, in 45 minutes or in a day?",
    picture: "worksheet", stages: [])

  /// All lessons, in their order.
  public static let all = [
    convolution, relu, pooling, dropout, flatten, dense, softmax, backprop, training,
    classification, drawingPad, speed,
  ]

  public static let convolution = LessonEntry(
    number: 1, name: "Convolution", idea: "a window asks one question everywhere",
    question: "How can a grid of nine numbers find the left edges of a handwritten digit?",
    picture: "seven", stages: [0, 2])

  public static let pooling = LessonEntry(
    number: 3, name: "Pooling", idea: "keep the largest number of each window",
    question: "What is left of a map when only the largest of every four numbers is kept?",
    picture: "windows", stages: [4])

  public static let relu = LessonEntry(
    number: 2, name: "ReLU", idea: "one bend between two layers",
    question:
      "What happens to negative numbers, and what are two layers without a ReLU between them?",
    picture: "little", stages: [1, 3])

  public static let dropout = LessonEntry(
    number: 4, name: "Dropout", idea: "in training, no number is indispensable",
    question: "Pick numbers of a map at random and set them to zero: what remains of the map?",
    picture: "masks", stages: [5, 9])

  public static let flatten = LessonEntry(
    number: 5, name: "Flatten", idea: "neighbours become a list",
    question: "What is lost when maps become a list, and does it matter?",
    picture: "shuffled", stages: [6])

  public static let dense = LessonEntry(
    number: 6, name: "Dense", idea: "every value votes for every digit",
    question: "How do 3136 numbers become a score for each digit, and which of them support the 7?",
    picture: "digits", stages: [7, 8, 9, 10])

  public static let softmax = LessonEntry(
    number: 7, name: "Softmax", idea: "differences become probabilities",
    question: "The network gives ten scores of any size. How sure is it, and how wrong?",
    picture: "stages", stages: [11])

  public static let training = LessonEntry(
    number: 9, name: "Training", idea: "repeat until it works",
    question: "How do 200,000 random weights become a network that reads digits?",
    picture: "film", stages: [0, 2, 7, 10])

  public static let classification = LessonEntry(
    number: 10, name: "Classification", idea: "ask why, distrust answers",
    question: "The network says 7. Nobody told it what a seven is. Which numbers are responsible?",
    picture: "reasons", stages: Set(0..<12), sheet: "sheet")

  public static let drawingPad = LessonEntry(
    number: 11, name: "DrawingPad", idea: "prepare a drawing like the training digits",
    question: "The network reads 99 of 100 digits. Why does it fail on mine?",
    picture: "pad", stages: Set(0..<12), alwaysWith: ["--lesson"])

  public static let speed = LessonEntry(
    number: 12, name: "Speed", idea: "the same sum, less waiting",
    question: "Two programs compute the same result. Why is one of them tens of times faster?",
    picture: "reads", stages: [2])

  public static let backprop = LessonEntry(
    number: 8, name: "Backprop", idea: "gradients flow back along the same wires",
    question: "The answer is wrong. Which of 202,666 weights is to blame, and by how much?",
    picture: "step", stages: [], isBackward: true)

  /// The page with a lesson's number (`1`, `01`) or a name (`convolution`), if there is one.
  public static func named(_ text: String) -> LessonEntry? {
    pages.first {
      ($0.isLesson && $0.number == Int(text)) || $0.name.lowercased() == text.lowercased()
    }
  }

  /// The stages of the course's network, in order.
  private static let stages = [
    "convolution", "ReLU", "convolution", "ReLU", "max pooling", "dropout", "flatten", "dense",
    "ReLU", "dropout", "dense", "softmax",
  ]

  /// The lessons before and after this one.
  var neighbours: (before: LessonEntry?, after: LessonEntry?) {
    guard let place = Self.all.firstIndex(of: self) else { return (nil, nil) }
    return (
      place > 0 ? Self.all[place - 1] : nil,
      place + 1 < Self.all.count ? Self.all[place + 1] : nil
    )
  }

  /// The network in one line, with the lesson's own stages marked; nil for a page that is not a
  /// lesson.
  var strip: Page.Strip? {
    guard isLesson else { return nil }
    let own = Self.stages.enumerated().map {
      Page.Strip.Stage(name: $1, isHere: isBackward || stages.contains($0))
    }
    return Page.Strip(
      stages: [Page.Strip.Stage(name: "image", isHere: isBackward)] + own, isBackward: isBackward)
  }

  /// The source of its pages.
  var origin: Page.Origin {
    Page.Origin(source: "Lessons/\(folder)/main.swift", command: "swift run \(name)")
  }
}
