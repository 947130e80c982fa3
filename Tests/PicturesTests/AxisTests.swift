import Printing
import Testing

@testable import Pictures

/// Ticks are round numbers that cover the values, and places follow from them.
@Suite struct AxisTests {
  @Test(arguments: [
    ([0, 1], 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ([0.03, 0.97], 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ([-3.2, 4.1], 6, ["−4", "−2", "0", "2", "4", "6"]),
    ([12, 12], 3, ["5", "10", "15", "20"]),
    ([0, 230_000], 4, ["0", "100000", "200000", "300000"]),
    ([0, 2_300_000], 4, ["0", "1×10⁶", "2×10⁶", "3×10⁶"]),
    ([-2e-12, 1e-12], 4, ["−2×10⁻¹²", "−1×10⁻¹²", "0", "1×10⁻¹²"]),
    ([], 3, ["0.0", "0.5", "1.0"]),
  ])
  func linearTicks(_ values: [Double], _ limit: Int, _ expected: [String]) {
    let labels = Axis().scale(values, ticks: limit).ticks.map(\.label)
    #expect(labels == expected)
  }

  @Test(arguments: [
    ([0.02, 3], 6, ["0.1", "1"]), ([1, 100], 6, ["1", "10", "100"]),
    ([0.2, 0.9], 6, ["0.2", "0.5", "1"]),
    ([0.0001, 10000], 9, ["0.0001", "0.001", "0.01", "0.1"]),
    ([1e-7, 1], 8, ["10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]),
    ([1e-12, 1e12], 5, ["10⁻¹⁰", "10⁻⁵", "10⁰", "10⁵", "10¹⁰"]),
    ([-1, 0, .nan, 1, 100], 6, ["1", "10", "100"]), ([], 6, ["1", "2", "5", "10"]),
  ])
  func logarithmicTicks(_ values: [Double], _ limit: Int, _ expected: [String]) {
    let labels = Axis("", .logarithmic).scale(values, ticks: limit).ticks.map(\.label)
    #expect(Array(labels.prefix(expected.count)) == expected, "\(labels)")
  }

  /// Whatever the values: the axis holds them, and its ticks stand in order, not too many.
  @Test(arguments: hostileValues)
  func everyAxis(_ values: [Double]) {
    for division in [Axis.Division.linear, .logarithmic] {
      for (isTight, limit) in [(true, 5), (false, 5), (true, 2), (false, 2), (true, 9)] {
        let scale = Axis("", division).scale(values, ticks: limit, isTight: isTight)
        #expect(scale.low < scale.high, "\(division)")
        let shown = values.filter {
          $0.isFinite && (1e-290..<1e300).contains(abs($0)) && scale.place($0) != nil
        }
        for value in shown {
          let place = scale.place(value) ?? -1
          #expect(place >= -1e-6 && place <= 1 + 1e-6, "\(value) of \(division) at \(place)")
        }
        #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0.value < $1.value })
        #expect((2...limit + 4).contains(scale.ticks.count), "\(scale.ticks)")
        #expect(Set(scale.ticks.map(\.label)).count == scale.ticks.count, "\(scale.ticks)")
      }
    }
  }

  @Test func places() {
    let linear = Axis("", range: -1...3).scale([], ticks: 5)
    #expect(linear.place(0) == 0.25 && linear.place(7) == 2 && linear.place(.nan) == nil)
    let tens = Axis("", .logarithmic, range: 1...100).scale([], ticks: 5)
    #expect(tens.place(10) == 0.5 && tens.place(1) == 0 && tens.place(100) == 1)
    #expect(tens.place(0) == nil && tens.place(-1) == nil && tens.place(.infinity) == nil)
  }

  @Test func percentages() {
    let scale = Axis(isPercentage: true).scale([0.98, 0.99], ticks: 3)
    #expect(scale.ticks.map(\.label) == ["98.0 %", "98.5 %", "99.0 %"])
  }

  @Test(arguments: [
    (NumberFormat.short, 0.012345, "0.0123"), (.short, 1.5, "1.5"), (.short, -20, "−20"),
    (.short, 1_169_312, "1170000"), (.short, 9.999, "10"), (.short, 1.234e-6, "1.23×10⁻⁶"),
    (.short, 2e12, "2×10¹²"), (.short, 0, "0"), (.decimals(4), 0.26894, "0.2689"),
    (.signed(2), 0.5, "+0.50"), (.percentage(1), 0.98654, "98.7 %"), (.none, 3, ""),
    (.short, .nan, "not a number"), (.signed(1), -.infinity, "−∞"),
  ])
  func numbers(_ format: NumberFormat, _ value: Double, _ expected: String) {
    #expect(format.text(value) == expected)
  }
}

/// Numbers that a chart may meet when something has gone wrong, or well.
let hostileValues: [[Double]] = [
  [], [.nan], [.infinity, -.infinity], [0], [0, 0], [5], [-3], [-3, -2, -1], [1e-12, 2e-12],
  [1e12, 1e12 + 1], [-1e12, 1e12], [1e-12, 1e12], [-1e300, 1e300, 2], [.leastNonzeroMagnitude],
  [1e-300, 1],
  [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [3, .nan, 3], [0.999999, 1.000001],
  [1, .infinity, 2, .nan], [0.3, 0.1 + 0.2], [1, 2, 5, 10], [123456.789, 123456.788],
]
