import CNN
import Figures
import LessonKit
import Models
import Printing

// Knobs: try one with `swift run Teaching --try right=1`, or change a line and run it again.

/// The right answer on the worksheet: "7" or "1".
let right: String = knob(
  "right", "7",
  try: [
    "1": "a second worksheet: forward only the loss changes, backward only the zeros stay"
  ])
/// h, how far the sheet on exp, ln and the derivative moves x.
let nudge: Double = knob(
  "nudge", 1,
  try: [
    2: "the slope from dot to dot is farther from the derivative",
    0.01: "the slope and the derivative agree in two decimals",
  ])

let lesson = Lesson(.teaching, LessonOptions.parseOrExit())
let label = lesson.prepare { try checkedKnobs(right: right, nudge: nudge) }
let little = lesson.prepare { try LittleSeven.network().trace(LittleSeven.image, label: label) }

lesson.text(
  """
  You teach the lessons to others. This page gives you two timetables and, for each lesson, what \
  people wrongly believe and what settles it. The other pages are sheets to print.
  """)

lesson.heading("Sheets to print")
lesson.page(
  "Worksheet", "The little seven by hand",
  about: "One network to fill in with a pencil, forward and backward. The solution is in a fold."
) {
  lesson.text(
    """
    This is the little network of lessons 1 to 8 and 10. The image, the weights and the biases \
    are given, and all other boxes are empty. The image shows a \(right). Print a copy of the picture \
    for each person. The upper half needs lessons 1, 2, 3, 6 and 7. The lower half needs lesson 8.
    """)
  lesson.cell("To print") {
    lesson.show(
      worksheet(little, isFilled: false), "worksheet",
      "Rows and columns are counted from 0. Write four decimals where a number does not end.",
      alt: "the worksheet with empty boxes", preview: false)
  }
  lesson.more("the worksheet, filled in")
  lesson.cell("The solution") {
    for line in worksheetLines(little) { lesson.print(line) }
    lesson.show(
      worksheet(little, isFilled: true), "filled",
      "Every number comes from the package. A gradient says how the loss changes with the box "
        + "above it.", alt: "the worksheet with its numbers", preview: false)
  }
}
lesson.page(
  "Sheet", "exp, ln and the derivative",
  about: "All the mathematics of lessons 7 and 8 on one sheet, for those who have forgotten it."
) { sheet(lesson, little, nudge: nudge) }
lesson.page(
  "Layers", "The layers on one sheet",
  about: "A row for each layer: its shapes, its formulas forward and backward, its weights."
) { layers(lesson) }
lesson.page(
  "Glossary", "Terms and notation",
  about: "Every term in a sentence or two, and the lesson that shows what it means."
) { glossary(lesson) }
lesson.page(
  "Questions", "Mixed questions",
  about: "For a class that has done lesson 3, 7 or 9. Each question needs several lessons at once."
) {
  lesson.text(
    """
    Each question needs more than one lesson, and a pencil is enough. Four decimals will do. The \
    little seven is on the [worksheet](Worksheet.md). Plan fifteen minutes for four questions.
    """)
  lesson.workItOut(lesson.prepare(questionsAfterPooling), heading: "After lesson 3")
  lesson.workItOut(lesson.prepare(questionsAfterSoftmax), heading: "After lesson 7")
  lesson.workItOut(lesson.prepare(questionsAfterTraining), heading: "After lesson 9")
}

let (lessonHour, day) = (lesson.prepare(Timetable.ofLesson), Timetable.ofDay)
lesson.heading("Before the class")
lesson.text(
  """
  - Build everything once: `swift build`. The first build takes one to three minutes.
  - Run the lessons once: `swift run Walkthrough`. Then all pages are in `Outputs`.
  - With `--step` a lesson stops after each step, asks the class, and judges the answer.
  - With `--try` it runs with another value, and shows before and after side by side.
  - Let the class predict before you run anything. Collect three different answers, then run.
  """)

lesson.heading("A class of \(lessonHour.minutes) minutes")
lesson.text(
  """
  Lessons 1 and 7, and parts 1 and 2 of lesson 8. Everybody has a [worksheet](Worksheet.md). The \
  class fills it in while you run the lessons on the screen in front.
  """)
lesson.text(lessonHour.markdown())

lesson.heading("A day")
lesson.text(
  """
  All twelve lessons, from \(day.start.clock) to \(day.end.clock). Two people share a computer. They \
  read a page and try its knobs for most of a block. Ask the question first, and come back to it at \
  the end.
  """)
lesson.text(day.markdown())

lesson.heading("What people believe")
lesson.text(
  """
  Ask the class before you tell it. The right column says what settles each belief. This program \
  computes those numbers that need no trained network.
  """)
let facts = lesson.cell("Numbers that settle a belief") {
  let facts = try Facts()
  // The left edge asks for a difference, so its weights add up to 0.
  let edge = try Convolution(weights: [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], bias: -0.5)
  let white = try Network(input: [3, 3, 1], seed: 1, [edge]).trace(
    Tensor([3, 3, 1], repeating: 1))
  lesson.print("the left-edge kernel on plain white    \(white.output.scalars[0].short)")
  for line in facts.lines { lesson.print(line) }
  return facts
}
lesson.text(table(of: misconceptions(facts)))

lesson.knobs()
lesson.end(
  """
  Which belief of your class is missing here? Add a row to `Lessons/Teaching`, with a number that \
  settles it.
  """)
