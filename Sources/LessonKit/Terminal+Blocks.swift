// The blocks of a page in a terminal, each when it comes.

extension Terminal {
  /// The text of a block; nil if only the page shows it.
  func text(of block: Page.Block) -> String? {
    switch block {
    case .title(let title): bold("\n\(title)")
    case .question(let question): "\n" + filled([.text(question)])
    case .place(let strip):
      "\n"
        + filled(
          strip.map { [.text("You are here: ")] + spans($0) } ?? [.text("Beside the lessons.")])
    case .text(let prose): "\n" + self.prose(prose)
    case .heading(let title): "\n" + bold(title)
    case .formula(let lines): "\n" + kept(lines)
    case .prediction(let question):
      "\n" + self.prose(question.lines(introducedBy: "Predict:"))
    case .settled(let solution): "\n" + text(of: solution)
    case .workItOut(let exercises):
      "\n"
        + exercises.enumerated().map { text(of: $1.question, at: $0) }.joined(separator: "\n\n")
    case .takenOver(let numbers):
      "\n" + self.prose("**Taken over** from the lesson before:") + "\n\n" + kept(numbers.text)
    case .handedOn(let numbers):
      "\n" + self.prose("**Handed on** to the next lesson:") + "\n\n" + kept(numbers.text)
    case .cell(let cell): "\n" + bold("── \(cell.title) ")
    case .output(let output): text(of: output)
    case .knobs(let knobs):
      "\n" + self.prose(knobs.introduction)
        + (knobs.knobs.isEmpty
          ? knobs.source.map { "\n\n" + $0 } ?? "" : "\n\n" + self.prose(knobs.list))
    case .fold(let fold): "\n" + bold(fold.title)
    case .exercises(let exercises): "\n" + self.prose(exercises.prose(linkedFrom: nil))
    case .page(let link):
      "\n" + filled([.strong([.text(link.title + ".")]), .text(" ")] + link.about)
    case .end(.lesson(let next, _, _)): "\n" + self.prose(next)
    case .owner, .origin, .interactive, .end(.page): nil
    }
  }

  /// A question to work out, by its place among the others, from 0.
  func text(of question: Page.Question, at place: Int) -> String {
    prose(question.lines(introducedBy: "\(place + 1)."))
  }

  func text(of solution: Page.Solution) -> String { prose(solution.lines) }

  func text(of output: Page.Output) -> String {
    switch output {
    case .printed(let lines): lines.map(WrittenPage.marked).joined(separator: "\n")
    case .shown(let shown): filled(WrittenPage.caption(of: shown))
    }
  }

  private func spans(_ strip: Page.Strip) -> [Prose.Span] {
    if strip.isBackward {
      return [.strong([.text(strip.stages.map(\.name).joined(separator: " ← "))])]
    }
    let stages = strip.stages.map { stage -> [Prose.Span] in
      stage.isHere ? [.strong([.text("[\(stage.name)]")])] : [.text(stage.name)]
    }
    return Array(stages.joined(separator: [.text(" → ")]))
  }
}
