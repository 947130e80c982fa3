import CNN
import Models
import Printing

extension Timetable {
  /// One class: lessons 1 and 7, and the first two parts of lesson 8.
  static func ofLesson() throws -> Timetable {
    let network = try LittleSeven.network()
    let little = try network.trace(LittleSeven.image, label: 0)
    // Part 1: the kernel's 2 becomes 2.1.
    var nudged = network
    nudged["conv1", "weight"][1, 0, 0, 0] += 0.1
    let losses = try [network, nudged].map {
      try $0.trace(LittleSeven.image, label: 0).loss ?? 0
    }
    let blamed = (little.gradients[1]?.scalars ?? []).count { $0 != 0 }
    // The homework: one step.
    var after = network
    var optimizer = SGD(rate: 0.1)
    optimizer.step(&after, little.parameterGradients)
    let p = try after.trace(LittleSeven.image).output.scalars[0]

    return Timetable(
      start: 0,
      parts: [
        Part(
          minutes: 4, what: "Hand out the worksheet. Show the seven as numbers (lesson 1).",
          commands: ["swift run Convolution --step"],
          question: "What number is a white pixel, and what number is a black one?",
          answer: "1 and 0.", settles: "A network sees shapes, as we do."),
        Part(
          minutes: 9, what: "Worksheet: everybody fills in the map. Compare.",
          question: "The window sees only black. What comes out?",
          answer: "The bias, \(LittleSeven.kernelBias.short).", settles: "Black gives 0."),
        Part(
          minutes: 6, what: "Another kernel on the seven, before and after side by side.",
          commands: ["swift run Convolution --try kernel=.topEdge"],
          question: "Which part of the seven will answer loudest now?",
          answer: "The upper edge of the flat bar.",
          settles: "A kernel measures how bright the image is."),
        Part(
          minutes: 4, what: "Worksheet: ReLU, pooled, scores. You explain each on the board.",
          question: "Two of nine numbers pass ReLU. How many windows does each win?",
          answer: "The 2 wins two of them, the 1 wins one.", settles: "Pooling takes an average."),
        Part(
          minutes: 7, what: "Worksheet: shares and loss. Then lesson 7.",
          commands: [
            "swift run Softmax --try constant=100", "swift run Softmax --try temperature=2",
          ],
          question:
            "All scores grow by 100, or all are halved. Which of the two changes the shares?",
          answer: "Halving does. Adding changes nothing.",
          settles: "Adding to all scores and multiplying them are both harmless."),
        Part(
          minutes: 6, what: "Part 1 of lesson 8: nudge the 2 of the kernel.",
          commands: ["swift run Backprop --step"],
          question: "The 2 becomes 2.1. Does the loss rise or fall?",
          answer: "It falls, from \(losses[0].fixed(4)) to \(losses[1].fixed(4)).",
          settles: "A gradient is a size. (It has a sign, too.)"),
        Part(
          minutes: 8, what: "Part 2: the lower half of the worksheet, from p − y to the kernel.",
          question: "How many of the nine places of the map get a gradient?",
          answer: "\(blamed): the winners that ReLU lets through.",
          settles: "Pooling shares a window's gradient among its cells."),
        Part(
          minutes: 1, what: "Outlook: lesson 9 repeats one small step thousands of times.",
          question: "Homework: does one step with η = 0.1 turn the answer into a 7?",
          answer: "Yes: p(7) becomes \(p.fixed(4)).",
          settles: "One small step cannot change an answer."),
      ])
  }
}
