import Foundation
import Testing

/// Which room imports which: the plan stands as a table in Sources/README.md.
@Suite struct ImportTests {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `| CNN | Compute | … |`: a room, and what it may import.
  private func plan() throws -> [String: Set<String>] {
    let page = try String(
      contentsOf: Self.package.appending(path: "Sources/README.md"), encoding: .utf8)
    var plan: [String: Set<String>] = [:]
    for row in page.split(separator: "\n") where row.hasPrefix("| ") {
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, cells[1] != "room" else { continue }
      plan[cells[1]] = Set(cells[2].split(separator: " ").map(String.init))
    }
    return plan
  }

  /// What Tests/imports.sh finds: a room or a lesson, and what it imports.
  private func found() throws -> [(name: String, imports: Set<String>)] {
    let script = Process()
    script.executableURL = Self.package.appending(path: "Tests/imports.sh")
    let output = Pipe()
    script.standardOutput = output
    try script.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    try #require(script.terminationStatus == 0)
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      return (String(parts[0]), Set(parts[1].split(separator: " ").map(String.init)))
    }
  }

  @Test func arrowsAreThoseOfThePlan() throws {
    let (plan, found) = (try plan(), try found())
    #expect(found.count > plan.count)
    for (name, imports) in found where !name.hasPrefix("Lessons/") {
      let allowed = try #require(plan[name], "\(name) is a room that is not in Sources/README.md")
      #expect(
        imports == allowed,
        "\(name) imports \(imports.sorted()); the plan says \(allowed.sorted())")
    }
    #expect(Set(plan.keys) == Set(found.map(\.name).filter { !$0.hasPrefix("Lessons/") }))
  }

  /// A lesson imports rooms, not programs, and leaves what is fast to the core.
  @Test func lessonsImportRooms() throws {
    let others: Set = [
      "Compute", "Benchmark", "TrainModel", "Walkthrough", "ScoreDigits", "ScorePen",
    ]
    for (name, imports) in try found() where name.hasPrefix("Lessons/") {
      #expect(imports.isDisjoint(with: others), "\(name) imports \(imports.sorted())")
    }
  }

  /// Following the arrows never leads back to where one began.
  @Test func noArrowLeadsBack() throws {
    let plan = try plan()
    func reach(_ room: String, _ way: [String]) {
      if way.contains(room) {
        Issue.record("\((way + [room]).joined(separator: " → "))")
      } else {
        for next in plan[room] ?? [] { reach(next, way + [room]) }
      }
    }
    for room in plan.keys.sorted() { reach(room, []) }
  }
}
