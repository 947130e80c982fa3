/// How often something runs in a second: the median of five rounds, after one to warm up.
public func rate(_ seconds: Double, _ body: () throws -> Void) throws -> Double {
  func turn(_ seconds: Double) throws -> Double {
    let start = ContinuousClock.now
    var count = 0
    repeat {
      try body()
      count += 1
    } while (ContinuousClock.now - start) / .seconds(1) < seconds
    return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
  }
  _ = try turn(seconds / 5)
  return try (0..<5).map { _ in try turn(seconds / 5) }.sorted()[2]
}
