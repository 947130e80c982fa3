import Notebook

// Questions, solutions and knobs as data for the browser, which judges answers
// (Page/questions.js) and turns knobs (Page/knobs.js).

extension JSON {
  init(_ form: AnswerForm) {
    switch form {
    case .number: self = ["kind": "number"]
    case .numbers(let count): self = ["kind": "numbers", "count": JSON(count)]
    case .someNumbers: self = ["kind": "someNumbers"]
    case .oneOf(let options):
      self = ["kind": "oneOf", "options": JSON(options.map { HTML.line(Prose.spans($0)) })]
    case .place: self = ["kind": "place"]
    }
  }

  init(_ solution: Page.Solution) {
    let mistakes = solution.mistakes.map { mistake -> JSON in
      [
        "answer": JSON(mistake.answer, solution.form),
        "sentence": JSON(HTML.line(mistake.sentence)),
      ]
    }
    self = ["answer": JSON(solution.answer, solution.form), "mistakes": .array(mistakes)]
  }

  /// Numbers with their margin, the number of an option, or a place.
  init(_ answer: Answer, _ form: AnswerForm) {
    switch answer {
    case .numbers(let values, let within):
      self = ["numbers": JSON(values), "within": JSON(within)]
    case .place(let row, let column): self = ["place": JSON([row, column])]
    case .option(let option):
      if case .oneOf(let options) = form, let number = options.firstIndex(of: option) {
        self = ["option": JSON(number)]
      } else {
        self = .null
      }
    }
  }

  init(_ knobs: [Knob]) {
    self = .array(
      knobs.map { knob in
        let tries = knob.tries.map { one -> JSON in
          [
            "argument": JSON(one.argument), "literal": JSON(one.literal),
            "file": JSON(TriedScript.name(of: one.argument)), "command": JSON(one.shellWord),
            "look": JSON(HTML.line(Prose.spans(one.look))),
            "endsInSentence": JSON(one.endsInSentence),
            "with": JSON(one.others.map { "\($0.name)=\($0.literal)" }),
          ]
        }
        return [
          "name": JSON(knob.name), "value": JSON(knob.value), "type": JSON(knob.type),
          "about": JSON(HTML.line(Prose.spans(knob.about))), "tries": .array(tries),
        ]
      })
  }
}
