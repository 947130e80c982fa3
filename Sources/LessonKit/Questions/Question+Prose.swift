// Questions and solutions as prose, the same on a page and in a terminal.

extension Page.Question {
  /// The question after `mark`, and the options.
  func lines(introducedBy mark: String) -> Prose {
    let mark: [Prose.Span] = [.strong([.text(mark)]), .text(" ")]
    var blocks = text.blocks
    if case .paragraph(let spans)? = blocks.first {
      blocks[0] = .paragraph(mark + spans)
    } else {
      blocks.insert(.paragraph(mark), at: 0)
    }
    if case .oneOf(let options) = form {
      blocks.append(
        .list(
          zip(AnswerForm.letters, options).map { letter, option in
            Prose.Item(level: 0, spans: [.text("\(letter)) ")] + Prose.spans(option))
          }))
    }
    return Prose(blocks)
  }
}

extension Page.Solution {
  /// The answer, the reason, and the usual mistakes.
  var lines: Prose {
    let answer: [Prose.Span] = [.strong([.text("Answer: ")] + written(self.answer) + [.text(".")])]
    var blocks = reason.blocks
    if case .paragraph(let spans)? = blocks.first {
      blocks[0] = .paragraph(answer + [.text(" ")] + spans)
    } else {
      blocks.insert(.paragraph(answer), at: 0)
    }
    if !mistakes.isEmpty {
      blocks.append(
        .list(
          mistakes.map { mistake in
            Prose.Item(
              level: 0, spans: written(mistake.answer) + [.text("? ")] + mistake.sentence)
          }))
    }
    return Prose(blocks)
  }

  private func written(_ answer: Answer) -> [Prose.Span] {
    guard case .option(let option) = answer else { return [.text(answer.written)] }
    return Prose.spans(option.last == "." ? String(option.dropLast()) : option)
  }
}
