import Foundation
import LessonKit
import Pictures
import Testing

/// What the lesson on speed says, but for how fast this machine is.
@Suite struct SpeedTests {
  private let lesson = LessonEntry.speed

  /// Counted by hand: 30·30·8·9, 28·28·16·9·8, 3136·64, 64·10.
  @Test func multiplyAdds() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      for line in [
        "conv1 900 · 72 = 64800", "conv2 784 · 1152 = 903168", "dense1 1 · 200704 = 200704",
        "dense2 1 · 640 = 640", "together 1169312",
      ] {
        #expect(lines.contains(line), "\(line)")
      }
    }
  }

  /// Every step computes the numbers of the package's own layer, and each figure that depends on
  /// the machine is marked as one that varies.
  @Test func everyStepGivesTheSameNumbers() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      let same = "all 802816 numbers are exactly those of the package's own layer"
      #expect(lines.count { $0 == same } == 8)
      #expect(!lines.contains { $0.contains("numbers differ from those") })
      let rates = lines.filter { $0.hasPrefix("⏱") && $0.contains("images/s, ") }
      #expect(rates.count == 8)
      #expect(
        rates.allSatisfy { $0.contains(/[1-9]\d* images\/s, \d+\.\d GFLOP\/s, \d+ % of the peak/) })
      #expect(lines.contains { $0.hasPrefix("![⏱ ") && $0.hasSuffix("](steps.png)") })
    }
  }

  /// What is left out changes no bit, and what is counted is what lesson 8 counts.
  @Test func whatIsLeftOut() throws {
    try inFolder { folder in
      let lines = try lesson.page(in: folder).split(separator: "\n")
      for line in [
        "440 of 784 windows see what their left neighbour sees", "of an image of noise: 0",
        "not 0: 605 of the seven's 12544 gradients of conv2; of 64 digits' 5.5 %",
        "all 73728 gradients of weights have the same bits",
      ] {
        #expect(lines.contains { $0 == line }, "\(line)")
      }
      // 440 of 784
      #expect(lines.contains { $0.hasSuffix("and asks about half its questions again.") })
    }
    let backprop = try text("\(package)/Outputs/08-Backprop/README.md")
    #expect(backprop.contains(/conv2 .* 605 of 12544/))
  }

  /// By hand: 200704 of 1169312; 17, and 75 − 75/5; 64·64/16, and 64·64; four ones are lost one by
  /// one at 2²⁴, and not together.
  @Test func theAnswers() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      #expect(page.contains("dense1 does 17.2 % of them"))
      for answer in [
        "17.2", "440", "each addition waits for the one before", "vectors", "17, 60", "256, 4,096",
        "0, 4",
      ] {
        #expect(page.contains("**Answer: \(answer).**"), "\(answer)")
      }
    }
  }
}
