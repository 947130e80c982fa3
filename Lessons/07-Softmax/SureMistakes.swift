import CNN
import Digits
import Figures
import LessonKit
import Printing

/// All test digits through the network, and the mistakes that it is most sure of.
func sureMistakes(
  _ lesson: Lesson, _ network: Network, _ softmax: @escaping ([Float]) -> Stages
) -> [Answered] {
  let prediction = lesson.predict(
    """
    The network misreads some of 10,000 test digits. Some wrong answers have a share above 90 %. \
    How can it be so sure?
    """,
    .oneOf([
      "exp is only roughly right", "one score is far above the others",
      "it has learned these images",
    ]))
  let answers = lesson.cell("Wrong, and sure of it") {
    let data = try MNIST.dataSet(.test)
    let scores = try lesson.kept("scores of the test digits", dependsOn: data.count, files: []) {
      try network.scores(of: data, numbers: Array(0..<data.count)).scalars
    }
    let classes = scores.count / data.count  // the scores of one image after those of another
    let answers = (0..<data.count).map { n in
      let own = Array(scores[n * classes..<(n + 1) * classes])
      return Answered(image: n, label: data.labels[n], stages: softmax(own))
    }
    let wrong = answers.filter { !$0.isRight }.sorted { $0.stages.doubt < $1.stages.doubt }
    lesson.print("misread: \(wrong.count) of \(answers.count.grouped) test digits")
    for limit in [0.5, 0.9, 0.99] {
      let count = wrong.count { $0.stages.largest > limit }
      lesson.print("with a share above \(limit.percent(0)): \(count) of these mistakes")
    }
    let mistakes = wrong.prefix(12).map { answer in
      let image = data.batch([answer.image]).images
      return Figure.image(
        image.reshaped(image.shape.ofOne), "\(answer.label), says \(answer.stages.answer)",
        of: .image
      ).note(confidence(answer.stages.largest))
    }
    lesson.show(
      .montage(mistakes, columns: 6).cell(4), "mistakes",
      "The twelve mistakes that the network is most sure of. Above each: the digit, and the answer. "
        + "Below: the answer's share. Which would you misread, too?", preview: false)
    return answers
  }
  lesson.settle(
    prediction, "one score is far above the others",
    because: """
      A share says how far one score is above the others. It does not say whether the \
      answer is right. It is the network's opinion, not a promise.
      """,
    mistakes: [
      "it has learned these images": "Test digits were never shown to it.",
      "exp is only roughly right": "exp is exact to many decimals.",
    ])
  return answers
}
