import Exchange
import Foundation
import Pictures

/// The page that opens Outputs: every lesson with its picture.
public enum TableOfContents {
  /// Writes `README.md` for the lessons whose pages are in the folder.
  public static func write(to folder: String) throws(FileError) {
    let there = LessonEntry.pages.filter {
      FileManager.default.fileExists(atPath: "\(folder)/\($0.folder)/README.md")
    }
    try File.write(Array(markdown(there).utf8), to: folder + "/README.md")
  }

  static func markdown(_ lessons: [LessonEntry]) -> String {
    var text = """
      # What the lessons show

      Running a lesson makes its page. The page holds the text, the code that ran, the numbers that it \
      printed and the pictures that it painted. Run a lesson yourself, and its page is made anew.

      The lessons build on one another. Begin with the first. You need some programming, and about \
      twenty-five minutes a page if you leave the folded parts alone.

      """
    if lessons.contains(.teaching) {
      text += """

        **For whoever teaches:** [a class of 45 minutes, a day, and sheets to print]\
        (\(LessonEntry.teaching.folder)/README.md).

        """
    }
    for lesson in lessons {
      guard let sheet = lesson.sheet else { continue }
      text += """

        ## The overview

        This is the complete network, from the image at the top to the answer at the bottom. A \
        handwritten seven goes through it. Each stage names the lesson that explains it.

        [![The complete network on one sheet](\(lesson.folder)/\(sheet).png)](\(lesson.folder)/README.md)

        *An arrow is a layer of the network. Beside each arrow stand the layer's name, the size of its \
        result, the smallest and the largest number, and the lesson. Each small square is one number: white is zero, orange is \
        positive, blue is negative. Each stage has its own scale.*

        """
    }
    for lesson in lessons {
      text += """

        ## [\(lesson.title)](\(lesson.folder)/README.md)

        \(lesson.question)

        [![\(lesson.name)](\(lesson.folder)/\(lesson.picture).png)](\(lesson.folder)/README.md)

        """
    }
    return text
  }
}
