import LessonKit

/// What a save concerns: the page of a lesson, or an exercise to be judged.
enum Subject: Hashable, Sendable {
  case lesson(LessonEntry)
  case exercise(ExerciseEntry)
  /// A folder under Lessons that is no lesson yet.
  case unknown(String)

  static func == (a: Subject, b: Subject) -> Bool { a.key == b.key }
  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Its name in the status: `01-Convolution`, `Exercises/01-Correlate`.
  var key: String {
    switch self {
    case .lesson(let lesson): lesson.folder
    case .exercise(let exercise): "Exercises/\(exercise.file)"
    case .unknown(let folder): folder
    }
  }

  /// The folder of the page that shows it.
  var page: String {
    switch self {
    case .lesson(let lesson): lesson.folder
    case .exercise(let exercise): exercise.lesson.folder
    case .unknown(let folder): folder
    }
  }

  /// The program that makes it.
  var product: String {
    switch self {
    case .lesson(let lesson): lesson.name
    case .exercise: "Exercise"
    case .unknown(let folder): folder
    }
  }

  /// Whether a Swift file belongs to the program's own module, which can be built alone.
  func owns(_ path: String) -> Bool {
    guard path.hasSuffix(".swift") else { return false }
    switch self {
    case .lesson(let lesson): return path.hasPrefix("Lessons/\(lesson.folder)/")
    case .exercise: return path.split(separator: "/").dropLast() == ["Lessons", "Exercises"]
    case .unknown: return false
    }
  }
}

/// Which subjects the saved files concern.
struct Concerned {
  /// The lessons that were named; all others are then left alone.
  let named: [LessonEntry]

  /// - Parameter last: what was saved last, before these files.
  /// - Returns: the subjects, without repetition.
  func subjects(of paths: [String], last: Subject?) -> [Subject] {
    var subjects: [Subject] = []
    func add(_ more: [Subject]) {
      for one in more where !subjects.contains(one) { subjects.append(one) }
    }
    for path in paths {
      if let own = own(path) { add([own].filter(isWatched)) }
    }
    let isShared = paths.contains { own($0) == nil }
    guard isShared else { return subjects }
    // What all lessons share: an exercise is judged again only if it is what one works on.
    if case .exercise? = last, let last { add([last]) }
    add(named.map(Subject.lesson))
    if named.isEmpty, subjects.isEmpty, let last { add([last]) }
    return subjects
  }

  private func isWatched(_ subject: Subject) -> Bool {
    guard case .lesson(let lesson) = subject else { return true }
    return named.isEmpty || named.contains(lesson)
  }

  /// The lesson or exercise whose own file this is; nil for a file that several share.
  private func own(_ path: String) -> Subject? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 2, parts[0] == "Lessons" else { return nil }
    if parts[1] == "Exercises" {
      return ExerciseEntry.all.first { $0.path == path }.map(Subject.exercise)
    }
    return LessonEntry.pages.first { $0.folder == parts[1] }.map(Subject.lesson)
      ?? .unknown(parts[1])
  }
}
