import BrowserDriver
import CNN
import Explain
import Figures
import Foundation
import Notebook
import Testing

/// The arithmetic in the browser, held against `explain` in a real browser.
@Suite(.serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
struct ArithmeticTests {
  @Test("every explanation is that of the package")
  func explanations() async throws {
    let traces = try tracesToCompare()
    var data = DataScript(page: "Proof/index")
    for trace in traces { _ = data.number(of: trace) }
    let random = Random(seed: 19, for: .order)
    var lines = ["const expected = [];"]
    var kinds: [String: Int] = [:]
    // Each trace is asked for each kind of number.
    for round in 0..<64 {
      for (number, trace) in traces.enumerated() {
        let site = trace.network.site(round, random.stream(number))
        kinds[String("\(site)".prefix { $0 != "(" }), default: 0] += 1
        let expected = JSON(trace.explain(site)).text
        lines.append("expected.push([\(number), \(expected)]);")
      }
    }
    let count = kinds.values.reduce(0, +)
    #expect(count >= 1000 && kinds.count == 4 && kinds.values.allSatisfy { $0 > 250 }, "\(kinds)")

    let page = try ProofPage(data, scripts: [lines.joined(separator: "\n"), comparison])
    let browser = try await Browser()
    do {
      try await browser.open(page.address)
      try await browser.wait(until: "window.outcome")
      let outcome = try await browser.text("return window.outcome")
      #expect(outcome == "\(count) agree")
      let complaints = try await browser.complaints()
      #expect(complaints.isEmpty, "\(complaints)")
    } catch {
      await browser.quit()
      throw error
    }
    await browser.quit()
  }

  @Test("every map of every page shows the numbers that its trace holds in the browser")
  func maps() async throws {
    let outputs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Outputs").standardizedFileURL
    let pages = try FileManager.default
      .subpathsOfDirectory(atPath: outputs.path(percentEncoded: false))
      .filter { $0.hasSuffix(".html") && $0.contains("/") && !$0.hasPrefix(".") }.sorted()
    #expect(!pages.isEmpty)
    let browser = try await Browser()
    do {
      for page in pages {
        try await browser.open(outputs.appending(path: page).absoluteString)
        try await browser.run(mapCheck)
        try await browser.wait(until: "window.outcome")
        let outcome = try await browser.text("return window.outcome")
        #expect(outcome == "agree", "\(page): \(outcome)")
      }
    } catch {
      await browser.quit()
      throw error
    }
    await browser.quit()
  }
}

/// Compares all explanations, and stops at the first that differs.
private let comparison = """
  (async () => {
    const traces = [];
    for (const number of glassbox.data.traces.keys()) traces.push(await glassbox.traceOf(number));
    const text = value => JSON.stringify(value ?? null);
    function difference(own, other) {
      const near = (a, b) => Math.abs(a - b) <= other.tolerance || a === b;
      for (const part of ['name', 'remark', 'rule', 'winner']) {
        if (text(own[part]) !== text(other[part])) return [part, own[part], other[part]];
      }
      const given = { value: other.value, stored: Math.fround(other.stored) };
      for (const part of ['value', 'stored']) {
        if (!near(own[part], given[part])) return [part, own[part], given[part]];
      }
      if (own.terms.length !== other.terms.length) {
        return ['number of terms', own.terms.length, other.terms.length];
      }
      for (const [i, term] of other.terms.entries()) {
        const mine = own.terms[i], sites = mine.factors.map(factor => factor.site);
        for (const part of ['name', 'note', 'detail']) {
          if (text(mine[part]) !== text(term[part])) return [`term ${i}: ${part}`, mine, term];
        }
        if (!near(mine.value, term.value)) return [`term ${i}: value`, mine, term];
        const keys = all => text(all.map(s => s && [s.kind, s.stage, s.layer, s.parameter, s.index]));
        if (keys(sites) !== keys(term.sites)) return [`term ${i}: places`, sites, term.sites];
      }
      return null;
    }
    for (const [number, other] of expected) {
      const found = difference(traces[number].explain(other.site), other);
      if (!found) continue;
      const [part, mine, its] = found;
      return `trace ${number}, ${other.name}: ${part}: browser ${text(mine)}, package ${text(its)}`;
    }
    return `${expected.length} agree`;
  })().then(said => { window.outcome = said; }, error => { window.outcome = error.stack; });
  """

/// Compares the numbers of a page's maps with those of their traces.
private let mapCheck = """
  window.outcome = null;
  (async () => {
    async function check(data, name) {
      for (const [i, member] of (data.members ?? []).entries()) {
        const found = await check(member, `${name}.${i}`);
        if (found) return found;
      }
      if (data.kind !== 'map' || data.trace === undefined) return null;
      const trace = await glassbox.traceOf(data.trace);
      const places = glassbox.placesOf(trace.network, data), own = glassbox.scalars(data.scalars);
      if (!places) return `${name}: no such place as ${JSON.stringify(data.origin)}`;
      let largest;
      for (let r = 0; r < data.height; r++) {
        for (let c = 0; c < data.width; c++) {
          const site = places.site(r, c), value = own[r * data.width + c];
          if (!site && value === 0) continue;  // the last row of a list
          if (!site) return `${name}: row ${r}, column ${c} is not in the network`;
          largest ??= trace.tensor(site).values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
          if (Math.abs(trace.value(site) - value) > 1e-5 * largest) {
            return `${name}: ${trace.name(site)} is ${trace.value(site)}, the map shows ${value}`;
          }
          if (String(places.cell(site.index)) !== `${r},${c}`) {
            return `${name}: ${trace.name(site)} is not found again`;
          }
        }
      }
      return null;
    }
    for (const [name, data] of glassbox.data?.figures ?? []) {
      const found = await check(data, name);
      if (found) return found;
    }
    return 'agree';
  })().then(said => { window.outcome = said; }, error => { window.outcome = error.stack; });
  """
