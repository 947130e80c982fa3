import CNN
import LessonKit
import Models
import Notebook

/// `Outputs/LittleSeven`: the small network of the lessons on one sheet, live.
enum LittleSevenPage {
  static func make() throws -> OwnPage {
    OwnPage(
      folder: "LittleSeven", title: "The little seven, live",
      asks: "What does each number of a network do, forward and backward?",
      """
      This is the small network of lessons 1 to 8 and 10, from the image to the loss and back. \
      Change any pixel, weight or bias: every other number is computed again. Point at a number to \
      see how it was computed. Or switch on *Work it out yourself*, and fill in the numbers on your own.
      """,
      name: "little-seven", data: ["part": "all", "image": JSON(LittleSeven.image)],
      networks: ["little": try LittleSeven.network()])
  }
}
