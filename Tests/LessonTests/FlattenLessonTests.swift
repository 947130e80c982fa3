import LessonKit
import Pictures
import Testing

/// What the lesson on flattening says.
@Suite struct FlattenLessonTests {
  private let lesson = LessonEntry.flatten

  /// By hand, and in NumPy:
  ///
  ///     np.arange(3136).reshape(14, 14, 16)[7, 9, 5]    # 1717
  ///     np.arange(3136).reshape(16, 14, 14)[5, 7, 9]    # 1087
  ///     np.unravel_index(2565, (14, 14, 16))            # (11, 6, 5)
  @Test func placesInTheList() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        "the little seven: [0, 2, 1, 2]",
        "channel last    (7 · 14 + 9) · 16 + 5 = 1717",
        "channel first   (5 · 14 + 7) · 14 + 9 = 1087",
        "14·14·16 = 3136 numbers, channel last",
        "the same list as the package's own Flatten makes: yes",
        "2565 = 160 · 16 + 5: it is map 5; 160 = 11 · 14 + 6: row 11, column 6",
        "numbers that do not come back to where they were: 0 of 3136",
        // One map on; 16 maps; 14 columns of 16 maps.
        "in the list, the next map is 1 further on, the next column 16, the next row 224",
        "put back by the same rule, they make the seven again: yes",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)")
      }
      #expect(page.contains(/\nflatten1\[2565\] +\+1\.2936 +100\.0 %\n/))
    }
  }

  /// The dense network does not care for the disorder; the other one loses its lead by it, and
  /// does not collapse.
  @Test func theTwelveTrainings() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      func row(_ name: String) throws -> (seeds: [Double], mean: Double) {
        let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("\(name)  ") })
        let numbers = line.matches(of: /(\d+\.\d\d) %/).compactMap { Double($0.1) }
        try #require(numbers.count == 4, "\(line)")
        return (Array(numbers.dropLast()), numbers[3])
      }
      let dense = try (row("dense only"), row("dense only, shuffled"))
      let maps = try (row("with convolutions"), row("with convolutions, shuffled"))
      for result in [dense.0, dense.1, maps.0, maps.1] {
        #expect(abs(result.seeds.reduce(0, +) / 3 - result.mean) <= 0.005, "\(result)")
        #expect(Set(result.seeds).count > 1, "the seeds make no difference: \(result)")
        // Of 2,000 digits each is a twentieth of a percent.
        for share in result.seeds {
          let digits = share * 20
          #expect(abs(digits - digits.rounded()) < 1e-9 && share > 1 && share < 20, "\(share)")
        }
      }
      #expect(abs(dense.0.mean - dense.1.mean) < 1, "\(dense)")
      // Each seed with convolutions leads all without them, but for the disorder.
      let best = dense.0.seeds.min() ?? 0
      #expect(maps.0.seeds.allSatisfy { $0 < best - 2 }, "\(dense) \(maps)")
      #expect(abs(maps.1.mean - dense.1.mean) < 1, "\(dense) \(maps)")
    }
  }

  /// As PyTorch has it, with `maps` the pooled maps of every tenth test digit, `[1000, 16, 14, 14]`,
  /// and `dense` the layers behind the flatten, which there expect channel first:
  ///
  ///     (dense(maps.flatten(1)).argmax(1) == labels).sum()                  # 986
  ///     wrong = maps.flatten(1).reshape(-1, 14, 14, 16).permute(0, 3, 1, 2)
  ///     (dense(wrong.flatten(1)).argmax(1) == labels).sum()                 # 101
  ///     # for the seven: 2, with 1.1400
  @Test func theWrongOrder() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for line in [
        "channel last, as learned  right on 986 of 1000",
        "channel first             right on 101 of 1000",
        "channel last, as learned  says of the seven: 7, with a score of 25.5628",
        "channel first             says of the seven: 2, with a score of 1.1400",
        "pixels and their weights moved: the same answer on 2000 of them",
      ] {
        #expect(page.contains("\n\(line)\n"), "\(line)")
      }
    }
  }

  /// By hand: 1717; which network minds; 37 = (3 · 4 + 0) · 3 + 1; the list 1, 5, 2, 6, 3, 7, 4, 8
  /// read map by map; a mirror parts no neighbours.
  @Test func theQuestionsAreAnswered() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder)
      for answer in [
        "1,717", "the one with convolutions", "3, 0, 1", "1, 5, 2, 6", "neither", "101",
      ] {
        #expect(page.contains("\n**Answer: \(answer).** "), "\(answer)")
      }
      #expect(page.ranges(of: "**Answer: ").count == 6)
    }
  }

  @Test func noWordBeforeItsLesson() throws {
    try inFolder { folder in
      let page = try lesson.page(in: folder).lowercased()
      for word in ["loss", "gradient", "backprop"] {
        #expect(!page.contains(word), "\(word)")
      }
    }
  }

  /// Channel last, the numbers of one place stand side by side: one frame holds 16 cells of 7×7
  /// pixels, and two more pixels on each side.
  @Test func oneFrameHoldsSixteenNumbers() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/place.png")
      var longest = 0
      for y in 0..<picture.height {
        var run = 0
        for x in 0..<picture.width {
          run = picture[x, y] == .mark ? run + 1 : 0
          longest = max(longest, run)
        }
      }
      #expect(longest == 16 * 7 + 4)
    }
  }
}
