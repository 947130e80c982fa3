import CNN
import Foundation
import Printing

/// A folder of one's own pictures: some to learn from and others for the test, and what there is to
/// say about them before a training begins.
///
/// If it has folders `train` and `test`, or `train` and `val`, these are taken as such. With all
/// three, `val` is for the choice of settings. Otherwise every fifth picture of each class is for
/// the test.
public struct PictureFolder: Sendable {
  public let folder: String
  public let train: DataSet
  /// The pictures of `val`, if there are some for the test too.
  public let validation: DataSet?
  public let test: DataSet
  public let passedOver: PassedOver
  /// Where the test pictures are: `every fifth` of all, or a folder's name.
  private let testName: String?
  private let smaller: Int
  private let largest: (width: Int, height: Int)?

  /// - Parameters:
  ///   - cell: the size of the cells of sheets, in pixels.
  ///   - preparation: as for `DataSet.init(folder:cell:preparation:)`.
  ///   - check: called after each picture; it may throw before there are too many.
  /// - Throws: as there, what `check` throws, and if test pictures have a class or a size that those
  ///   for training do not have.
  public init(
    _ path: String, cell: (height: Int, width: Int) = (28, 28), preparation: Preparation? = nil,
    check: @escaping (PicturesRead) throws -> Void = { _ in }
  ) throws {
    folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var reader = FolderReader(cell: cell, preparation: preparation, check: check)
    let parts = try Self.parts(of: folder)
    if let parts, let learned = parts["train"], let tested = parts["test"] ?? parts["val"] {
      for (name, isFolder) in try FolderReader.content(of: folder)
      where !parts.values.contains(name) {
        reader.passOver("\(folder)/\(name)", isFolder: isFolder)
      }
      let known = try reader.dataSet(of: "\(folder)/\(learned)")
      test = try reader.dataSet(of: "\(folder)/\(tested)", among: known)
      if parts["test"] != nil, let chosen = parts["val"] {
        validation = try reader.dataSet(of: "\(folder)/\(chosen)", among: known)
      } else {
        validation = nil
      }
      train = known
      testName = tested
    } else {
      let data = try reader.dataSet(of: folder)
      var seen = [Int](repeating: 0, count: data.classes.count)
      var (learned, tested): ([Int], [Int]) = ([], [])
      for (number, label) in data.labels.enumerated() {
        seen[label] += 1
        if seen[label].isMultiple(of: 5) { tested.append(number) } else { learned.append(number) }
      }
      guard !tested.isEmpty else { throw DataFolderError.few(folder) }
      (train, test, validation) = (data.choosing(learned), data.choosing(tested), nil)
      testName = nil
    }
    passedOver = reader.passedOver
    (smaller, largest) = (reader.smaller, reader.largest)
  }

  /// The names of the folders for training, choosing and test, if the folder has such.
  private static func parts(of folder: String) throws -> [String: String]? {
    let names = [
      "train": "train", "training": "train", "val": "val", "valid": "val", "validation": "val",
      "test": "test", "testing": "test",
    ]
    var parts: [String: String] = [:]
    for (name, isFolder) in try FolderReader.content(of: folder) where isFolder {
      guard let part = names[name.lowercased()] else { continue }
      // Two of a kind are classes of somebody's own.
      guard parts.updateValue(name, forKey: part) == nil else { return nil }
    }
    return parts.count > 1 ? parts : nil
  }

  /// How many pictures a data set has of each class.
  private static func counts(_ data: DataSet) -> [Int] {
    var counts = [Int](repeating: 0, count: data.classes.count)
    for label in data.labels { counts[label] += 1 }
    return counts
  }

  /// The width of a column, in letters.
  private static func room(for name: String) -> Int { max(9, name.count + 1) }

  /// The classes of which there is no test picture.
  public var untested: [String] {
    zip(train.classes, Self.counts(test)).filter { $1 == 0 }.map(\.0)
  }

  /// Their names; of many, some names and the number of the others.
  private var untestedInWords: String {
    let (names, some) = (untested, 5)
    guard names.count > some + 1 else { return names.joined(separator: ", ") }
    let named = names.prefix(some).joined(separator: ", ")
    return "\(named) and \((names.count - some).grouped) others"
  }

  /// What the number of right answers says nothing about, as the end of a sentence.
  public var untestedClause: String {
    untested.isEmpty ? "" : ", none of them of \(untestedInWords)"
  }

  /// What there is to say before the training begins: a line for each class, and lines about what
  /// was passed over and why.
  public var report: String {
    let columns =
      [("train", Self.counts(train))]
      + (validation.map { [("val", Self.counts($0))] } ?? [])
      + [(testName ?? "test", Self.counts(test))]
    let width = max(5, train.classes.map(\.count).max() ?? 0)
    let all = columns.reduce(0) { $0 + $1.1.reduce(0, +) }
    var lines = [
      "\(folder): \(all.grouped) pictures in \(train.classes.count.grouped) classes; "
        + train.preparation.description,
      "class".alignedLeft(width)
        + columns.map { $0.0.alignedRight(Self.room(for: $0.0)) }.joined(),
    ]
    for (number, name) in train.classes.enumerated() {
      let counts = columns.map { $0.1[number] }
      let passed = passedOver.count(
        ofClass: name, in: folder, depth: testName == nil ? 0 : 1)
      let notes = [
        counts.last == 0 ? "no test picture" : nil, passed > 0 ? "\(passed) passed over" : nil,
      ].compactMap { $0 }
      lines.append(
        name.alignedLeft(width)
          + zip(counts, columns).map { $0.grouped.alignedRight(Self.room(for: $1.0)) }.joined()
          + (notes.isEmpty ? "" : "   " + notes.joined(separator: ", ")))
    }
    return (lines + remarks).joined(separator: "\n")
  }

  private var remarks: [String] {
    var lines: [String] = []
    if let largest, train.preparation == .centred {
      lines.append(
        "made smaller: \(smaller.grouped) picture\(smaller == 1 ? "" : "s") of up to "
          + "\(largest.width.grouped)×\(largest.height.grouped) pixels")
    }
    if !untested.isEmpty {
      lines.append(
        "the test says nothing about \(untestedInWords): "
          + (testName.map {
            "put pictures of \(untested.count == 1 ? "it" : "them") into \(folder)/\($0)"
          }
            ?? "every fifth picture of a class is for the test, so a class needs five, or you "
            + "put test pictures into \(folder)/test and the others into \(folder)/train"))
    }
    let counts = Self.counts(train)
    if let most = counts.max(), let least = counts.min(), least > 0, most >= 10 * least {
      let (large, small) = (counts.argmax, counts.map { -$0 }.argmax)
      lines.append(
        "unbalanced: \(train.classes[large]) has \((most / least).grouped) times as many pictures "
          + "as \(train.classes[small]), so a network that always says \(train.classes[large]) is "
          + "often right")
    }
    return lines + passedOver.sentences(for: folder).map { "passed over: \($0)" }
  }
}
