import BrowserDriver
import Foundation

/// Opens and reads all of a page, and lists what is wrong; nothing if all is well.
let pageCheck = """
  window.outcome = null;
  (async () => {
    const found = [], main = document.querySelector('main'), all = s => [...main.querySelectorAll(s)];
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const near = async (part, isDone) => {
      part.scrollIntoView({ block: 'center', behavior: 'instant' });
      for (const start = performance.now(); !isDone() && performance.now() - start < 15000;) {
        await frame();
      }
      return isDone();
    };
    for (const one of all('.prediction button')) if (one.textContent === 'Show me') one.click();
    for (const fold of all('details')) fold.open = true;
    if (main.querySelector('.veiled')) found.push('something is still veiled');

    const data = glassbox.data?.figures ?? new Map();
    const isDrawn = figure => figure.querySelector('.fig-drawn canvas, .fig-drawn svg, .fig-verbal');
    for (const figure of all('figure[data-figure]')) {
      const { figure: name } = figure.dataset, picture = figure.querySelector('img');
      if (!data.has(name)) {
        if (!await near(figure, () => picture?.complete && picture.naturalWidth > 0)) {
          found.push(`figure ${name}: neither data nor a picture`);
        }
      } else if (!await near(figure, () => isDrawn(figure))) found.push(`figure ${name}: not drawn`);
    }
    for (const part of all('[data-interactive]')) {
      const { interactive: name } = part.dataset;
      const failed = () => part.textContent.includes('This part cannot be shown');
      if (!await near(part, () => part.dataset.running === 'drawn' || failed()) || failed()) {
        found.push(`${name}: ${part.querySelector('.stage').textContent || 'not drawn'}`);
      } else if (!part.querySelector('[role=status]')) found.push(`${name}: no status`);
    }
    await frame();
    window.slowest = [0, 'no slider'];
    for (const slider of all('.stage input[type=range]')) {
      const start = performance.now(), { interactive: name } = slider.closest('section').dataset;
      slider.value = (Number(slider.min) + Number(slider.max)) / 2;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      const time = Math.round(performance.now() - start);
      if (time > window.slowest[0]) window.slowest = [time, `${name}, ${slider.labels[0].textContent}`];
    }
    await frame();

    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) found.push(`${wide} pixels wide in a window of ${innerWidth}`);
    const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
    for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) {
      found.push(`the id ${id} twice`);
    }
    for (const { name } of performance.getEntriesByType('resource')) {
      if (!/^(file|data|blob):/.test(name)) found.push(`asked ${name}`);
    }
    for (const one of document.querySelectorAll('[href], [src]')) {
      const address = one.href?.baseVal ?? one.href ?? one.src;
      if (!/^(file|data|blob|about):/.test(address)) found.push(`leads to ${address}`);
    }
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = link.getAttribute('href').slice(1);
      if (!document.getElementById(id)) found.push(`a link to #${id}, which is not there`);
    }
    return found.join('; ');
  })().then(said => { window.outcome = said || 'well'; },
    error => { window.outcome = error.stack; });
  """

extension Browser {
  /// What a screen reader calls what can be clicked: those without a name.
  func nameless() async throws -> [String] {
    let clickable: Set<String> = [
      "button", "link", "textbox", "spinbutton", "slider", "checkbox", "switch", "radio",
      "combobox", "application", "grid", "gridcell", "DisclosureTriangle", "option", "searchbox",
      "radiogroup", "image", "dialog",
    ]
    let nodes = try await tool("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
    func text(_ node: [String: Any], _ key: String) -> String {
      (node[key] as? [String: Any])?["value"] as? String ?? ""
    }
    var found: [String] = []
    for node in nodes where node["ignored"] as? Bool != true {
      let name = text(node, "name").trimmingCharacters(in: .whitespacesAndNewlines)
      guard clickable.contains(text(node, "role")), name.isEmpty else { continue }
      let element = try await tool(
        "DOM.describeNode", ["backendNodeId": node["backendDOMNodeId"] ?? 0])
      let described = element["node"] as? [String: Any]
      found.append(
        "\(text(node, "role")) \(described?["nodeName"] ?? "") \(described?["attributes"] ?? "")")
      if found.count == 5 { break }
    }
    if nodes.count < 20 { found.append("only \(nodes.count) nodes") }
    return found
  }
}
