import CNN
import Digits
import Figures
import Foundation
import LessonKit
import Pictures

/// A path of the package, from wherever the program was started.
func inPackage(_ path: String) -> String {
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/") + "/" + path
}

/// A folder that a knob names: from the working folder or, if it is not there, from the package.
func found(_ path: String) -> String {
  let own = inPackage(path)
  let isThere = FileManager.default.fileExists(atPath: path)
  return path.isEmpty || isThere || !FileManager.default.fileExists(atPath: own) ? path : own
}

/// The signs of a folder: drawings to learn from, and others for the test.
struct Signs {
  let pictures: PictureFolder
  /// The folder as the knob names it.
  private let name: String
  private let path: String

  init(_ name: String) throws {
    guard !name.isEmpty else { throw KnobError("folder: an empty name is none") }
    self.name = name
    path = found(name)
    do { pictures = try PictureFolder(path) } catch { throw KnobError("folder: \(error)") }
    guard pictures.train.count <= 5000 else {
      throw KnobError(
        "folder: this page trains with at most 5,000 pictures, and \(name) has "
          + "\(pictures.train.count.grouped) to learn from; use TrainModel --data \(name)")
    }
    guard pictures.untested.count < pictures.train.classes.count else {
      throw KnobError("folder: \(name) has no test picture")
    }
  }

  var names: [String] { pictures.train.classes }
  /// Whether these are the drawings that come with the page.
  var areTheLessons: Bool { path.hasSuffix("Lessons/OwnSymbols/Drawings") }

  /// What the folder holds, with its name as the knob has it.
  var report: String {
    pictures.report.replacing(path, with: name).replacing("; each is", with: ";\neach is")
  }

  /// The paths of a class's pictures for training, if it has a folder of them.
  private func files(_ sign: String) -> [String] {
    for part in ["train", "Train", "training"] {
      let own = Self.pngs("\(path)/\(part)/\(sign)")
      if !own.isEmpty { return own }
    }
    let own = Self.pngs("\(path)/\(sign)")
    return own.indices.filter { ($0 + 1) % 5 != 0 }.map { own[$0] }
  }

  static func pngs(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") && $0.lowercased().hasSuffix(".png") }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
      .map { "\(folder)/\($0)" }
  }

  /// The first drawings of each sign, as they are in their files.
  func kept(_ count: Int) -> Figure {
    let rows = names.prefix(10).map { name in
      files(name).prefix(count).compactMap { file in
        (try? GreyPicture(contentsOf: file)).map { picture in
          Figure.image(Tensor(picture.reduced(toPixels: 96 * 96)), of: .image).side(96)
        }
      }
    }
    guard rows.contains(where: { !$0.isEmpty }) else { return prepared(count) }
    return .table(rows, rows: Array(names.prefix(10)), spacing: 8)
  }

  /// The first drawing of the first sign on its way into the network; nil if it has no file.
  func steps() throws -> Figure? {
    guard let file = names.lazy.flatMap(files).first else { return nil }
    let drawing = try CentredDrawing(GreyPicture(contentsOf: file))
    let ink = drawing.ink
    let original = drawing.original.averaged(
      rows: 0..<drawing.original.height, columns: 0..<drawing.original.width,
      height: ink.picture.height, width: ink.picture.width)
    let size = "\(drawing.scaled.height)×\(drawing.scaled.width)"
    return .row(
      .image(Tensor(original), "as it was kept", of: .image).side(250)
        .marking(.window(rows: ink.rows, columns: ink.columns)),
      .arrow(), .image(Tensor(drawing.scaled), "its ink, \(size)", of: .image).cell(9),
      .arrow(), .image(drawing.image, "28×28", of: .image).cell(9))
  }

  /// The first drawings of each sign, as the network gets them.
  func prepared(_ count: Int) -> Figure {
    let data = pictures.train
    return .table(
      names.indices.prefix(10).map { label in
        data.labels.indices.filter { data.labels[$0] == label }.prefix(count).map {
          Figure.image(data.image($0), of: .image).side(56)
        }
      }, rows: Array(names.prefix(10)), spacing: 4)
  }
}

extension DataSet {
  var numbers: [Int] { Array(0..<count) }

  func image(_ number: Int) -> Tensor { batch([number]).images.reshaped(shape) }
}
