import Foundation
import LessonKit
import Printing

/// Watches Lessons and Sources. Builds and runs what a save concerns, and tells the open pages.
final class Watch {
  /// A subject that waits to be made.
  struct Order {
    let subject: Subject
    var batch: Saves.Batch
  }

  /// For so many seconds, saves may stop one build after the other. Then one is let finish.
  static let longestStruggle = 5.0

  let place: BuildPlace
  let live: LiveFolder
  let saves: Saves
  let build: ProductBuild
  /// The `--output` of the lessons; nil for the package's own Outputs.
  let output: String?
  /// A folder for what programs say.
  let temporary: String
  private let concerned: Concerned
  private var orders: [Order] = []
  private var last: Subject?
  /// When the first of the builds was stopped that came to no end.
  private var struggle: Double?

  init(_ named: [LessonEntry], _ place: BuildPlace, output: String?) throws {
    (self.place, self.output) = (place, output)
    concerned = Concerned(named: named)
    guard FileManager.default.fileExists(atPath: "\(place.package)/Package.swift") else {
      throw Failure(
        sentence:
          "\(place.package) holds no Package.swift: the package was moved after this program "
          + "was built. Start it again with swift run Walkthrough --watch.")
    }
    temporary = FileManager.default.temporaryDirectory
      .appending(path: "GlassBox-" + UUID().uuidString).path(percentEncoded: false)
    try FileManager.default.createDirectory(
      atPath: temporary, withIntermediateDirectories: true)
    // The files are known before a page is told of this watch: it notices every save from then on.
    saves = Saves(in: place.package)
    live = try LiveFolder(in: output ?? "\(place.package)/Outputs")
    build = ProductBuild(place, saves.stamps, temporary: temporary)
    last = Self.lastSaved(saves.stamps, named)
  }

  /// Watches until a signal comes, and returns its number.
  func run() throws -> Int32 {
    defer {
      live.end()
      try? FileManager.default.removeItem(atPath: temporary)
    }
    say(
      "Watching Lessons and Sources. Save a file there. An open page of \(live.outputs) follows. "
        + "Ctrl-C ends.")
    while true {
      if let signal = EndSignals.first { return signal }
      if let batch = saves.isUnsettled ? nil : saves.take() { order(batch) }
      guard let next = orders.first, !saves.isUnsettled else {
        usleep(useconds_t(Saves.pause * 1_000_000))
        _ = saves.look()
        try live.beat()
        continue
      }
      do {
        try make(next)
        orders.removeAll { $0.subject == next.subject }
      } catch is Interruption {
        continue
      }
    }
  }

  /// The lesson whose file is the newest; it is meant if only a shared file is saved.
  static func lastSaved(_ stamps: FileStamps, _ named: [LessonEntry]) -> Subject? {
    let newest = (named.isEmpty ? LessonEntry.all : named).compactMap { lesson in
      stamps.files.filter { $0.key.hasPrefix("Lessons/\(lesson.folder)/") }.map(\.value.time).max()
        .map { (lesson: lesson, time: $0) }
    }.max { $0.time < $1.time }
    return newest.map { .lesson($0.lesson) }
  }

  /// Puts what a save concerns before everything that waits.
  private func order(_ batch: Saves.Batch) {
    for subject in concerned.subjects(of: batch.paths, last: last).reversed() {
      var order = Order(subject: subject, batch: batch)
      if let known = orders.first(where: { $0.subject == subject }) {
        order.batch.paths = (known.batch.paths + batch.paths).reduce(into: []) { paths, path in
          if !paths.contains(path) { paths.append(path) }
        }
      }
      orders.removeAll { $0.subject == subject }
      orders.insert(order, at: 0)
      last = subject
    }
  }

  /// Waits until something is over. Throws if a signal comes, or a save that concerns a subject.
  ///
  /// - Parameter isBuild: whether a build waits. It is let finish if saves have stopped builds for
  ///   some seconds.
  func wait(isBuild: Bool, _ isOver: () -> Bool) throws(Interruption) {
    while !isOver() {
      if EndSignals.first != nil { throw .signal }
      let isStubborn = isBuild && struggle.map { Timing.now - $0 > Self.longestStruggle } == true
      let changed = saves.look()
      if !concerned.subjects(of: changed, last: last).isEmpty, !isStubborn {
        if isBuild { struggle = struggle ?? Timing.now }
        throw .save
      }
      try? live.beat()
      usleep(5000)
    }
    if isBuild { struggle = nil }
  }

  func say(_ text: String) {
    print(text)
    fflush(nil)
  }
}
