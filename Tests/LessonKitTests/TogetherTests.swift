import Exchange
import Foundation
import Pictures
import Synchronization
import Testing

@testable import LessonKit

/// Two runs of a lesson that write at the same moment, and a run that cannot write.
@Suite struct TogetherTests {
  /// A page whose line and whose six pictures all say which run has written them.
  private func page(_ run: Int) -> Page {
    var page = Page()
    page.add(.title("A page"))
    page.begin(Page.Cell(title: "A cell", source: "a {}", isStage: true))
    page.print(Page.Printed(text: "run \(run)", varies: false))
    for name in ["a", "b", "c", "d", "e", "f"] {
      let color = Color(grey: UInt8(20 * run))
      page.show(Picture(width: 3, height: 2, fill: color), name: name)
    }
    page.endCell()
    return page
  }

  @Test func pagesDoNotMix() throws {
    try inFolder { folder in
      let place = LessonPlace(outputs: folder, folder: "01-Any", isTry: false)
      try place.own.prepare()
      for _ in 0..<10 {
        let failed = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 4) { run in
          if (try? place.leave([page(run)], title: "A", tried: nil)) == nil {
            failed.add(1, ordering: .relaxed)
          }
        }
        #expect(failed.load(ordering: .relaxed) == 0)
        let readme = try text("\(folder)/01-Any/README.md")
        let run = try #require((0..<4).first { readme.contains("\nrun \($0)\n") })
        for name in ["a", "b", "c", "d", "e", "f"] {
          let picture = try Picture(contentsOf: "\(folder)/01-Any/\(name).png")
          let grey = Int(picture.pixels[0])
          #expect(grey == 20 * run, "\(name).png is of run \(grey / 20), not \(run)")
        }
      }
    }
  }

  /// The page cannot be written. Then its old comparison stays, and no new one tells of it.
  @Test(arguments: [false, true])
  func theComparisonStaysToo(_ isTry: Bool) throws {
    try inFolder { folder in
      let ordinary = LessonPlace(outputs: folder, folder: "01-Any", isTry: false)
      let place = LessonPlace(outputs: folder, folder: "01-Any", isTry: isTry)
      try ordinary.own.prepare()
      try place.target.prepare()
      _ = try ordinary.leave([page(1)], title: "A", tried: nil)
      _ = try place.leave([page(2)], title: "A", tried: "**Tried:** `a = 2`.")
      let old = try content(folder)
      #expect(old.keys.contains(".01-Any/before/a.png"))
      // Something that is no file is where a picture would go.
      try File.makeFolder("\(place.target.path)/g.png")
      var wrong = page(3)
      wrong.show(Picture(width: 1, height: 1, fill: Color(grey: 9)), name: "g")
      #expect(throws: FileError.folder("\(place.target.path)/g.png")) {
        _ = try place.leave([wrong], title: "A", tried: nil)
      }
      try FileManager.default.removeItem(atPath: "\(place.target.path)/g.png")
      let new = try content(folder)
      #expect(new == old, "\(Set(new.keys).symmetricDifference(old.keys))")
    }
  }
}
