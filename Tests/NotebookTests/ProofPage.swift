import CNN
import Explain
import Foundation
import Notebook

/// A page with the shared scripts and some traces, in a folder that is gone afterwards.
struct ProofPage: ~Copyable {
  /// Its address on the disk.
  let address: String
  private let folder: URL

  /// - Parameters:
  ///   - data: the page's data; its name is `Proof/index`.
  ///   - body: the HTML of the page.
  ///   - scripts: more scripts, which run after all others.
  init(_ data: DataScript, body: String = "", scripts: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "notebook-\(UUID())")
    for (name, bytes) in try NotebookFiles.all() {
      try Self.write(bytes, folder.appending(path: "Notebook/\(name)"))
    }
    for (name, script) in data.networks {
      try Self.write(
        Array(script.utf8), folder.appending(path: "Notebook/networks/\(name).js"))
    }
    // Scripts of others may still be missing.
    let known = Set(try NotebookFiles.names())
    let shared = NotebookFiles.scripts.filter(known.contains).map { "../Notebook/\($0)" }
    let own = scripts.indices.map { "more\($0).js" }
    let tags = (shared + ["index.js", "../Notebook/\(NotebookFiles.start)"] + own)
      .map { "<script defer src=\"\($0)\"></script>" }
    let styles = NotebookFiles.styles.filter(known.contains)
      .map { "<link rel=\"stylesheet\" href=\"../Notebook/\($0)\">" }
    let html = """
      <!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Proof</title>
      <link rel="icon" href="data:,">\((styles + tags).joined(separator: "\n"))</head>
      <body class="page"><main id="main" data-page="Proof/index">\(body)</main>
      <aside id="inspector"></aside></body></html>
      """
    let page = folder.appending(path: "Proof")
    try Self.write(Array(html.utf8), page.appending(path: "index.html"))
    try Self.write(Array(data.text.utf8), page.appending(path: "index.js"))
    for (name, script) in zip(own, scripts) {
      try Self.write(Array(script.utf8), page.appending(path: name))
    }
    address = page.appending(path: "index.html").absoluteString
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func write(_ bytes: [UInt8], _ file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}

// An explanation of the package as data, to compare with that of the browser.

extension JSON {
  init(_ site: Site) {
    switch site {
    case .activation(let stage, let index):
      self = ["kind": "activation", "stage": JSON(stage), "index": JSON(index)]
    case .gradient(let stage, let index):
      self = ["kind": "gradient", "stage": JSON(stage), "index": JSON(index)]
    case .parameter(let layer, let parameter, let index):
      self = [
        "kind": "parameter", "layer": JSON(layer), "parameter": JSON(parameter),
        "index": JSON(index),
      ]
    case .parameterGradient(let layer, let parameter, let index):
      self = [
        "kind": "parameterGradient", "layer": JSON(layer), "parameter": JSON(parameter),
        "index": JSON(index),
      ]
    }
  }

  init(_ explanation: Explanation) {
    var winner = JSON.null
    let rule: String
    switch explanation.rule {
    case .given: rule = "given"
    case .untraced: rule = "untraced"
    case .untold: rule = "untold"
    case .sum: rule = "sum"
    case .gate: rule = "gate"
    case .copy: rule = "copy"
    case .maximum(let own): (rule, winner) = ("maximum", JSON(own))
    case .quotient(let own): (rule, winner) = ("quotient", JSON(own))
    }
    let terms = explanation.terms.map { term -> JSON in
      [
        "name": JSON(term.name), "note": term.note.map { JSON($0) } ?? .null,
        "detail": JSON(term.detail), "value": JSON(term.value),
        "sites": .array(term.factors.map { factor in factor.site.map { JSON($0) } ?? .null }),
      ]
    }
    self = [
      "site": JSON(explanation.site), "name": JSON(explanation.name),
      "remark": JSON(explanation.remark), "rule": JSON(rule), "winner": winner,
      "value": JSON(explanation.value), "stored": .scalar(explanation.stored),
      "tolerance": JSON(explanation.tolerance), "terms": .array(terms),
    ]
  }
}
