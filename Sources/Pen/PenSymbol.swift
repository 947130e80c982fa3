import CNN

/// A symbol, and the ways to write it.
///
/// Your own symbol: `try PenSymbol("house", ["M 0 .4 L .5 0 L 1 .4 L 1 1 L 0 1 Z"])`.
public struct PenSymbol: Sendable, Equatable {
  /// Its name.
  public let label: String
  /// The usual ways first. A way with a weight of ½ is chosen half as often. A scribble has no
  /// ways.
  public let ways: [Way]

  /// One way to write a symbol.
  public struct Way: Sendable, Equatable {
    public let path: PenPath
    /// How often it is chosen, compared with the others.
    public let weight: Float
  }

  /// - Parameters:
  ///   - label: its name.
  ///   - ways: one path for each way; all are chosen equally often.
  /// - Throws: one sentence, if a path cannot be read or there are no paths.
  public init(_ label: String, _ ways: [String]) throws(PathError) {
    guard !ways.isEmpty else { throw .nothing }
    var read: [Way] = []
    for way in ways { read.append(Way(path: try PenPath(way), weight: 1)) }
    (self.label, self.ways) = (label, read)
  }

  /// Only one of its ways, counted from 0.
  public func way(_ number: Int) -> PenSymbol {
    PenSymbol(label: label, ways: [ways[number]])
  }

  private init(label: String, ways: [Way]) { (self.label, self.ways) = (label, ways) }

  /// One of the package's own symbols. If it cannot be read, the package has an error.
  init(_ label: String, weighted ways: [(weight: Float, path: String)]) {
    do throws(PathError) {
      var read: [Way] = []
      for way in ways { read.append(Way(path: try PenPath(way.path), weight: way.weight)) }
      (self.label, self.ways) = (label, read)
    } catch { fatalError("the pen's \(label): \(error)") }
  }

  /// The way that a random number from 0 to below 1 chooses. Each scribble is different.
  func path(_ random: Random) -> PenPath {
    guard !ways.isEmpty else { return .scribble(random.stream(1)) }
    var rest = random.uniform(0) * ways.reduce(0) { $0 + $1.weight }
    for way in ways {
      rest -= way.weight
      if rest < 0 { return way.path }
    }
    return ways[0].path
  }
}

extension PenSymbol {
  /// The 40 symbols of the course, in the order of its labels.
  public static let course: [PenSymbol] =
    lettersAToD + lettersEToH + lettersIToL + lettersMToP + lettersQToT + lettersUToZ
    + digits.dropFirst() + shapes

  /// The ten digits, 0 to 9.
  public static let digits: [PenSymbol] = figures0To4 + figures5To9

  /// The course's symbol of this name, or the 0; nil if there is none.
  public static func named(_ label: String) -> PenSymbol? {
    (course + digits.prefix(1)).first { $0.label == label }
  }
}
