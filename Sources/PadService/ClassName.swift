import Foundation
import Printing

/// A class's name that can be the name of its folder.
struct ClassName: Equatable, Sendable {
  let text: String

  /// The most characters, counted as Unicode scalars, and the most bytes: file systems allow 255.
  private static let (longest, mostBytes) = (60, 200)
  /// Folders of these names are not classes for a training.
  private static let reserved: Set<String> = [
    "train", "training", "val", "valid", "validation", "test", "testing", "__macosx",
  ]

  /// - Throws: one sentence, if it cannot be the name of a folder of pictures.
  init(_ given: String) throws(PadError) {
    let text = given.precomposedStringWithCanonicalMapping
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else {
      throw PadError(400, "Give the class a name. It becomes the name of a folder.")
    }
    guard text.unicodeScalars.count <= Self.longest else {
      throw PadError(
        400,
        "The name of a class may have at most \(Self.longest) characters, not "
          + "\(text.unicodeScalars.count.grouped).")
    }
    guard text.utf8.count <= Self.mostBytes else {
      throw PadError(
        400,
        "The name of a class may have at most \(Self.mostBytes) bytes, not "
          + "\(text.utf8.count.grouped).")
    }
    if let reason = Self.reason(against: text) {
      throw PadError(400, "“\(text.shown)” cannot be the name of a class's folder: \(reason).")
    }
    self.text = text
  }

  private static func reason(against text: String) -> String? {
    // Scalar by scalar: a slash with an accent is another character, but ends a folder's name.
    let (scalars, signs) = (text.unicodeScalars, "/\\:*?\"<>|".unicodeScalars)
    if let sign = scalars.first(where: signs.contains) { return "it has a \(sign)" }
    if scalars.contains(where: { hidden.contains($0.properties.generalCategory) }) {
      return "it has a character that cannot be seen"
    }
    if scalars.first == "." || scalars.last == "." { return "it begins or ends with a dot" }
    let lower = text.lowercased()
    if [".png", ".jpg", ".jpeg"].contains(where: lower.hasSuffix) {
      return "it ends like the name of a picture"
    }
    if reserved.contains(lower) {
      return "a training takes a folder of this name for something else"
    }
    return nil
  }

  private static let hidden: [Unicode.GeneralCategory] = [
    .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned,
  ]
}
