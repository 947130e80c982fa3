import CNN

/// A symbol, and the ways in which people write it.
///
/// One of one's own: `try PenSymbol("house", ["M 0 .4 L .5 0 L 1 .4 L 1 1 L 0 1 Z"])`.
public struct PenSymbol: Sendable, Equatable {
  /// What it is called.
  public let label: String
  /// The usual ways first; each half as often as it has a weight of ½. A scribble has none.
  public let ways: [Way]

  /// One way to write a symbol.
  public struct Way: Sendable, Equatable {
    public let path: PenPath
    /// How often it is chosen, against the others.
    public let weight: Float
  }

  /// - Parameters:
  ///   - label: what it is called.
  ///   - ways: a path each, all of them chosen equally often.
  /// - Throws: one sentence about a path that cannot be read, or if there is none.
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

  /// One of the package's own: if it cannot be read, the package is wrong.
  init(_ label: String, weighted ways: [(weight: Float, path: String)]) {
    do throws(PathError) {
      var read: [Way] = []
      for way in ways { read.append(Way(path: try PenPath(way.path), weight: way.weight)) }
      (self.label, self.ways) = (label, read)
    } catch { fatalError("the pen's \(label): \(error)") }
  }

  /// The way that is chosen by a random number from 0 to below 1; a scribble is another each time.
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
    lettersAToM + lettersNToZ + figures.dropFirst() + shapes

  /// The ten digits, 0 to 9.
  public static let digits: [PenSymbol] = figures

  /// The symbol of the course, or the 0, that is called so; nil if there is none.
  public static func named(_ label: String) -> PenSymbol? {
    (course + figures.prefix(1)).first { $0.label == label }
  }
}
