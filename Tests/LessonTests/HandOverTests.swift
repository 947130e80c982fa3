import LessonKit
import Testing

/// One thread runs through all lessons: each begins with the numbers with which the one before
/// has ended.
@Suite struct HandOverTests {
  private static let neighbours = zip(LessonEntry.all, LessonEntry.all.dropFirst())
    .map { [$0, $1] }

  @Test(arguments: neighbours)
  func whatOneHandsOnTheNextTakesOver(_ pair: [LessonEntry]) throws {
    let (before, after) = (pair[0], pair[1])
    let handedOn = try block("**Handed on** to the next lesson:", before)
    let takenOver = try block("**Taken over** from the lesson before:", after)
    #expect(
      handedOn == takenOver,
      "\(before.name) ends with\n\(handedOn)\n\(after.name) begins with\n\(takenOver)")
  }

  /// The block of text behind a line of a lesson's page.
  private func block(_ line: String, _ lesson: LessonEntry) throws -> Substring {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      let start = try #require(page.firstRange(of: "\n\(line)\n\n```text\n"), "\(lesson.name)")
      let end = try #require(page[start.upperBound...].firstRange(of: "\n```\n"))
      let block = page[start.upperBound..<end.lowerBound]
      #expect(!block.isEmpty)
      return block
    }
  }
}
