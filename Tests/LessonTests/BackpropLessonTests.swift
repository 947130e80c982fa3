import Foundation
import LessonKit
import Pictures
import Testing

/// What lesson 8 says. The numbers of the little seven were worked out by hand and by PyTorch, as
/// in LittleSevenTests; those of the newborn network are what Tests/backprop_with_pytorch.py prints.
@Suite struct BackpropLessonTests {
  private let lesson = LessonEntry.backprop

  private func page() throws -> String { try inFolder { try lesson.page(in: $0) } }

  /// The printed lines from one that begins so, up to the end of its block.
  private func block(_ page: String, from start: String) throws -> [Substring] {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasPrefix(start) }, "\(start)")
    return Array(lines[first...].prefix { !$0.hasPrefix("```") })
  }

  @Test func theLittleSeven() throws {
    let page = try page()
    for line in [
      "2           1.3132616",
      "2 + 1       0.6931472  −0.6201144  −0.6201",
      "2 + 0.1     1.2411540  −0.0721076  −0.7211",
      "2 + 0.01    1.3059610  −0.0073006  −0.7301",
      "p − y              −0.7311  +0.7311",
      "∂loss/∂pooled       0.0000  −0.7311  +0.7311  −0.3655",
      "∂loss/∂map(1,2)    −1.0966   it won two windows",
      "∂loss/∂map(2,1)    +0.7311",
      "∂loss/∂kernel       0.0000  −0.3655  −0.7311   0.0000, row by row",
      "∂loss/∂bias        −0.3655",
      "the little seven, η = 0.1:  p(7) 0.2689 → 0.6622, loss 1.3133 → 0.4121",
      "  before: it says 1 with p(1) = 0.7311, and p(7) = 0.2689",
      "  after:  it says 7, p(7) = 0.6622",
    ] {
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
    #expect(page.contains("1.5 h · (0.2689 − 1) + ½ h · 0.7311 = −0.7311 h."))
  }

  /// Worked by hand: −6 · −1 · 3; 2 · 1 − 1 · 3 + 4 · −½; ½ · 20 is more than the whole loss.
  @Test func theWorkedAnswers() throws {
    let page = try page()
    for answer in ["18", "−3", "by 10, but no step can do that"] {
      let solution = "<summary>Solution</summary>\n\n**Answer: \(answer).** "
      #expect(page.contains(solution), "\(answer)")
    }
  }

  @Test func thePredictionsAreSettled() throws {
    let page = try page()
    for answer in [
      "it falls", "0.7311", "2", "only winners that ReLU lets through", "one between them",
    ] {
      #expect(page.contains("\n**Answer: \(answer).** "), "\(answer)")
    }
  }

  @Test func theNewbornNetwork() throws {
    let page = try page()
    #expect(page.contains("\nthe seven, newborn   p(7) = 0.0810, loss 2.5133\n"))
    for line in [
      "gradient    −0.0690",
      "dense2     10        0.9751                 10 of 10",
      "conv1      30×30×8   0.3441                 754 of 7200",
      "image      28×28×1   0.4681                 296 of 784",
      "the seven, η = 0.01:  p(7) 0.0810 → 0.3081, loss 2.5133 → 1.1772",
      "one step   p(7) 0.0810 → 0.3081, loss 2.5133 → 1.1772",
    ] {
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
    #expect(page.contains("η · Σ gradient² = 1.9827"))
    let table = try block(page, from: "                weights  norm of gradient")
    let norms = [
      "conv1.weight": "0.3306", "conv1.bias": "0.2047", "conv2.weight": "1.9592",
      "conv2.bias": "0.4980", "dense1.weight": "13.6815", "dense1.bias": "0.8236",
      "dense2.weight": "2.2846", "dense2.bias": "0.9751",
    ]
    #expect(table.count == 1 + norms.count)
    for line in table.dropFirst() {
      let words = line.split(separator: " ").map(String.init)
      #expect(norms[words[0]] == words[2], "\(line)")
      // Where there is no kink, gradient and nudge agree to half a percent.
      if let error = line.firstMatch(of: /([\d.]+) %/).flatMap({ Double($0.1) }) {
        #expect(error < 0.5, "\(line)")
      } else {
        #expect(line.hasSuffix("–") && line.contains(#/\s(\d+) of \1\s/#), "\(line)")
      }
    }
  }

  /// The printed terms, rounded as they are, add up to the printed gradient, and the nudge is what
  /// the printed losses make of it.
  @Test func theTermsAddUp() throws {
    let lines = try block(try page(), from: "∂loss/∂conv1.weight[4; 2,2]   newborn")
    let places = try #require(lines[1].numbers.first)
    let counts = lines[2...5].compactMap(\.numbers.first)
    #expect(places == 900 && counts.count == 4 && counts.reduce(0, +) == places, "\(lines)")
    // 28·28 pixels under a window that reaches over the edge at 900 − 784 places.
    #expect(counts[0] == 116)

    let terms = lines[6..<lines.count - 3]
    for line in terms {
      let factors = Array(line.numbers.suffix(3))
      try #require(factors.count == 3, "\(line)")
      let (pixel, blame, term) = (factors[0], factors[1], factors[2])
      #expect(abs(pixel * blame - term) < 1e-4, "\(line)")
    }
    let others = try #require(lines[lines.count - 3].numbers.last)
    #expect(lines[lines.count - 3].numbers[0] + Double(terms.count) == counts[3])
    let gradient = try #require(lines[lines.count - 2].numbers.first)
    let sum = terms.compactMap(\.numbers.last).reduce(0, +) + others
    #expect(abs(sum - gradient) < 1e-9, "\(sum) is printed as \(gradient)")
    #expect(gradient == -0.0690)

    let nudge = try #require(
      lines[lines.count - 1].firstMatch(of: /nudge ±0.001: \(([\d.]+)−([\d.]+)\)\/0.002 = (\S+)/))
    let (above, below) = (try #require(Double(nudge.1)), try #require(Double(nudge.2)))
    let slope = try #require(nudge.3.numbers.first)
    #expect(abs((above - below) / 0.002 - slope) < 6e-5)
    #expect(abs(slope - gradient) < 0.01 * abs(gradient))
  }

  /// Neither the largest nor the smallest nudge is best, and only the large ones meet kinks.
  @Test func theSweep() throws {
    let rows = try block(try page(), from: "h           slope     error").dropFirst()
    let medians = try rows.map { line in
      let errors = line.matches(of: /([\d.]+) %/).compactMap { Double($0.1) }
      return try #require(errors.count == 2 ? errors[1] : nil, "\(line)")
    }
    #expect(medians.count == 12)
    let best = try #require(medians.indices.min { medians[$0] < medians[$1] })
    #expect(best > 2 && best < 8 && medians[best] < 0.5, "\(medians)")
    #expect(medians[0] > 20 * medians[best] && medians[11] > 20 * medians[best], "\(medians)")
    #expect(rows.first?.contains("relu2 ") == true)
    for line in rows.suffix(6) { #expect(!line.contains("relu") && !line.contains("pool")) }
  }

  @Test func theOtherWays() throws {
    let page = try page()
    for line in [
      "numbers that differ, scattered and gathered: 0 of 784",
      // As PyTorch has it.
      "step 1    weights  +0.1115  −0.1115   loss 8.8011",
      "step 10   weights  +0.6933  −0.6933   loss 1.0484",
      "step 100  weights  +1.0000  −1.0000   loss 0.0000",
    ] {
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
    // Each winner gets all of its window's gradient.
    let routes = page.matches(of: /window \(\d+,\d+\): won by .+ gets (\S+) of (\S+)\n/)
    #expect(routes.count == 6)
    for route in routes { #expect(route.1 == route.2, "\(route.0)") }
  }

  /// The gradient of a network that is sure is wrong, and right once p − y is balanced.
  @Test func theTrainedNetwork() throws {
    let lines = try block(try page(), from: "loss 1.1·10⁻⁸, p(7) = 1.0")
    func value(_ start: String) throws -> String {
      let line = try #require(lines.first { $0.hasPrefix(start) }, "\(lines)")
      return String(try #require(line.split(separator: " ").last))
    }
    #expect(lines.contains { $0.hasPrefix("p − y of the 7: 0.0;") })
    let slope = try value("  h = 0.001")
    #expect(try value("its gradient:") != slope)
    #expect(try value("if p − y were balanced:") == slope)
    #expect(slope.hasSuffix("·10⁻⁸"))
  }

  @Test func thePictureHasBothColours() throws {
    try inFolder { folder in
      _ = try lesson.page(in: folder)
      let picture = try Picture(contentsOf: "\(folder)/out/\(lesson.folder)/flow.png")
      // Above the middle what each stage holds, below it the gradients.
      for rows in [0..<picture.height / 2, picture.height / 2..<picture.height] {
        var (orange, blue) = (0, 0)
        for y in rows {
          for x in 0..<picture.width {
            let color = picture[x, y]
            if Int(color.red) > Int(color.blue) + 80 { orange += 1 }
            if Int(color.blue) > Int(color.red) + 80 { blue += 1 }
          }
        }
        #expect(orange > 2000 && blue > 1000, "\(rows): \(orange) orange, \(blue) blue")
      }
    }
  }
}

extension Substring {
  /// Every number in a line; the minus is the long one.
  fileprivate var numbers: [Double] {
    matches(of: /[+−]?\d+(\.\d+)?/)
      .compactMap { Double($0.0.replacing("−", with: "-").replacing("+", with: "")) }
  }
}
