import Exchange
import Foundation
import Pictures

/// The page that opens Outputs: every lesson with the picture that carries it.
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

      Each page was made by running its lesson: the text, the code that ran, the numbers that it \
      printed and the pictures that it painted. Run a lesson yourself, and its page is made anew.

      The lessons build on one another. Begin with the first: some programming is all that it takes, \
      and ten minutes a lesson, without what is folded away on the pages.

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

        ## The map

        The whole network, from the image at the top to the answer at the bottom, with a handwritten \
        seven on its way through it. At each stage stands the lesson that explains it.

        [![The whole network on one sheet](\(lesson.folder)/\(sheet).png)](\(lesson.folder)/README.md)

        *An arrow is a step of the network. Beside it stand the stage's name, its size, its smallest and \
        largest number, and the lesson that explains it. Each small square is one number: white is zero, \
        orange above it, blue below; each stage has its own scale. The ring, in lists a frame, follows \
        one route of very many: from the score of the 7 up to the image, always to the number that has \
        the largest part in the one below it.*

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
