import BrowserDriver
import Testing

/// What a reader does with a part of a page that can be touched, and what it then says.
struct Recipe: Sendable {
  let part: String
  let steps: [Step]

  init(_ part: String, _ steps: Step...) { self.init(part, steps) }
  init(_ part: String, _ steps: [Step]) { (self.part, self.steps) = (part, steps) }
}

enum Step: Sendable {
  /// The status soon holds these words.
  case says([String])
  /// Some other place of the part soon holds them: a selector, and words.
  case shows(String, [String])
  /// A click on a button, an option or a switch, named by its words or for screen readers.
  case press(String)
  /// A click on one of the options below a legend.
  case choose(String, String)
  /// Moves a slider with the arrow keys: steps to the right, or to the left if negative.
  case move(String, Int)
  /// Puts a value into a slider or a field, named by its label.
  case set(String, String)
  /// A click on a map's cell.
  case cell(String, Int, Int)
  /// A click on a number of the little seven, named as on the page.
  case number(String)
  /// Focus on the first element that a selector finds.
  case focus(String)
  /// Keys on what has the focus; an arrow counts once for each.
  case keys(String)

  static func says(_ words: String...) -> Step { .says(words) }
  static func shows(_ selector: String, _ words: String...) -> Step { .shows(selector, words) }
}

/// Keys that are not letters.
enum Key {
  static let (enter, escape, delete) = ("\u{E007}", "\u{E00C}", "\u{E003}")
  static let (left, up, right, down) = ("\u{E012}", "\u{E013}", "\u{E014}", "\u{E015}")

  static func times(_ count: Int, _ key: String) -> String { String(repeating: key, count: count) }
}

extension Browser {
  /// Does a recipe on the open page.
  func cook(_ recipe: Recipe, on page: String) async throws {
    let part = recipe.part
    let place = "\(page), \(part)"
    try await run("location.hash = ''; location.hash = 'try-\(part)'")
    let running = "document.getElementById('try-\(part)')?.dataset.running === 'drawn'"
    try await wait(until: running, seconds: 30)
    for (number, step) in recipe.steps.enumerated() {
      do {
        try await take(step, "document.getElementById('try-\(part)')", "\(place), step \(number)")
      } catch {
        throw Stopped(description: "\(place), step \(number) \(step): \(error)")
      }
    }
  }

  private func take(_ step: Step, _ part: String, _ place: String) async throws {
    let find = "const part = \(part), all = s => [...part.querySelectorAll(s)];\n\(finders)"
    switch step {
    case .says(let words): try await expect(words, "\(part).querySelector('.ui-status')", place)
    case .shows(let selector, let words):
      try await expect(words, "\(part).querySelector(\(quoted(selector)))", place)
    case .press(let name):
      try await click("\(find) return pressed(\(quoted(name)))", name)
    case .choose(let legend, let name):
      try await click("\(find) return option(\(quoted(legend)), \(quoted(name)))", name)
    case .cell(let label, let row, let column):
      try await click("\(find) return cell(\(quoted(label)), \(row), \(column))", label)
    case .number(let name): try await click("\(find) return number(\(quoted(name)))", name)
    case .move(let label, let count):
      try await run("\(find) control(\(quoted(label))).focus()")
      try await press(Key.times(abs(count), count < 0 ? Key.left : Key.right))
    case .set(let label, let value):
      try await run(
        """
        \(find) const input = control(\(quoted(label)));
        input.value = \(quoted(value));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        """)
    case .focus(let selector):
      try await run("\(find) all(\(quoted(selector)))[0].focus()")
    case .keys(let keys): try await press(keys)
    }
  }

  private func click(_ element: String, _ name: String) async throws {
    try await draw([[try await middle(of: element, orFail: name)]])
  }

  /// Waits at most twenty seconds for words in an element, and throws what it says instead.
  func expect(_ words: [String], _ element: String, _ place: String) async throws {
    var said = ""
    for _ in 0..<400 {
      said = try await text("return \(element)?.textContent ?? ''")
      if words.allSatisfy(said.contains) { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Stopped(description: "\(place): “\(said)” lacks some of \(words)")
  }
}

/// A text as JavaScript.
func quoted(_ text: String) -> String {
  "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
}

/// Finds what a person would find by its words.
private let finders = """
  const nameOf = e => e.getAttribute('aria-label') ?? e.textContent.trim();
  const isShown = e => e.getClientRects().length > 0;
  const target = e => e?.querySelector('input') ?? e;
  const pressed = name => target(all('button, .ui-options label, .switch')
    .find(e => isShown(e) && (nameOf(e) === name || e.textContent.trim() === name)));
  const option = (legend, name) => target([...all('fieldset')
    .find(e => e.querySelector('legend').textContent.endsWith(legend))
    .querySelectorAll('label')].find(e => e.textContent.trim() === name));
  const control = label => all('input, select').find(
    e => e.labels[0]?.textContent.trim().startsWith(label));
  const number = name => all('.seven-cell, .seven-cell input').find(
    e => isShown(e) && (nameOf(e) + ':').startsWith(name + ':'));
  function cell(label, row, column) {
    const body = all('.map-body').find(e => (e.getAttribute('aria-label') ?? '').startsWith(label));
    body.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = body.getBoundingClientRect();
    const size = parseFloat(body.closest('.map').style.getPropertyValue('--cell'));
    return [box.left + (column + 0.5) * size, box.top + (row + 0.5) * size];
  }

  """
