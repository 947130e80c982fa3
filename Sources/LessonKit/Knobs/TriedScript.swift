import Exchange
import Foundation
import Notebook

/// What a value of a knob changes on a lesson's pages, as a script. A press on the value's button
/// loads it, and the page shows today's and the tried side by side (Page/knobs.js).
///
/// It holds what differs and nothing else: figures as numbers, printed lines and text. What is
/// measured is left out, so a value makes the same script in each run.
public enum TriedScript {
  /// The folder of the scripts within a lesson's folder in Outputs.
  public static let folder = "tries"

  /// The name of a value's file.
  ///
  /// - Parameter argument: the argument of `--try`: `bias=1`.
  public static func file(of argument: String) -> String { name(of: argument) + ".js" }

  /// The argument without what a file's name should not have: `corner=_11_19_`.
  static func name(of argument: String) -> String {
    argument.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "=.+-".contains(character))
        ? String(character) : "_"
    }.joined().replacing(/__+/, with: "_")
  }

  /// The script of a value that the lesson can work with.
  ///
  /// - Parameters:
  ///   - today: the folder of the lesson's pages: `Outputs/01-Convolution`.
  ///   - tried: the folder of its pages with the value.
  /// - Throws: if a page is missing, or if the two were not made from the same source.
  public static func text(
    of argument: String, in lesson: LessonEntry, from today: String, to tried: String
  ) throws -> String {
    let (before, after) = (try TriedPage.all(in: today), try TriedPage.all(in: tried))
    guard let key = before.first?.key, key == after.first?.key else { throw old(lesson) }
    let pages = try after.map { page in
      let old = before.first { $0.name == page.name } ?? TriedPage(name: page.name)
      return "\(JSON(page.name).text):{\(try page.changes(from: old))}"
    }
    return script(argument, lesson, key, "\"pages\":{\n\(pages.joined(separator: ",\n"))}")
  }

  /// The script of a value that the lesson refuses.
  ///
  /// - Parameters:
  ///   - sentence: why it refuses the value.
  ///   - today: the folder of the lesson's pages.
  public static func text(
    of argument: String, in lesson: LessonEntry, refusedWith sentence: String, today: String
  ) throws -> String {
    guard let key = try TriedPage.all(in: today).first?.key else { throw old(lesson) }
    return script(argument, lesson, key, "\"sentence\":\(JSON(sentence).text)")
  }

  private static func script(
    _ argument: String, _ lesson: LessonEntry, _ key: String, _ content: String
  ) -> String {
    "glassbox.tried(\(JSON(lesson.folder).text),\(JSON(argument).text),"
      + "{\"key\":\(JSON(key).text),\(content)});\n"
  }

  private static func old(_ lesson: LessonEntry) -> KnobError {
    let name = lesson.isLesson ? "\(lesson.number)" : lesson.name
    return KnobError(
      "its page in Outputs was made from another source: run swift run Walkthrough \(name)")
  }
}

extension CellSource {
  /// A key of a lesson's source: a hash of all its Swift files. A page and the scripts of its values
  /// carry it, so that a browser sees which scripts are older than the page.
  ///
  /// - Parameter file: the path of one of the files.
  static func key(ofLessonWith file: String) -> String? {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let texts = names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted().map { name in
      name + "\n" + ((try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "")
    }
    guard !texts.isEmpty else { return nil }
    return String(DataScript.hash(texts.joined(separator: "\n")), radix: 16)
  }
}
