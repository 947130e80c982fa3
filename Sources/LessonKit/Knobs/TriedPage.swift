import Exchange
import Notebook
import Pictures

/// A page of a lesson as a run has left it, to be compared with the same page of another run.
struct TriedPage {
  /// `index`, or the name of a page beside it.
  let name: String
  /// The key of the source from which it was made.
  private(set) var key: String?
  private var folder = ""
  private var markdown = ""
  private var figures: [(name: String, data: FigureData)] = []
  /// The captions in HTML, by the names of figures.
  private var captions: [String: String] = [:]

  /// A page that is not there.
  init(name: String) { self.name = name }

  /// A lesson's pages; `index` is the first.
  static func all(in folder: String) throws(FileError) -> [TriedPage] {
    let first = try TriedPage(name: "index", file: "README.md", in: folder)
    var pages = [first]
    for file in WrittenPage(first.markdown).pagesBeside {
      pages.append(try TriedPage(name: String(file.dropLast(3)), file: file, in: folder))
    }
    return pages
  }

  private init(name: String, file: String, in folder: String) throws(FileError) {
    self.name = name
    self.folder = folder
    markdown = String(decoding: try File.read("\(folder)/\(file)"), as: UTF8.self)
    for line in try File.read("\(folder)/\(name).js").split(separator: UInt8(ascii: "\n")) {
      read(line)
    }
    let page = String(decoding: try File.read("\(folder)/\(name).html"), as: UTF8.self)
    for line in page.split(separator: "\n") {
      let parts = line.firstMatch(
        of: /^<figure id="figure-([^"]+)".*<figcaption>(.*)<\/figcaption><\/figure>$/)
      if let parts { captions[String(parts.1)] = String(parts.2) }
    }
  }

  /// Reads a line of its data: `glassbox.page("01-Convolution/index","KEY");` or
  /// `glassbox.figure("map",{…});`.
  private mutating func read(_ line: ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "\"")
    func texts() -> [String] {
      line.split(separator: quote, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    if line.starts(with: "glassbox.page(".utf8) {
      let parts = texts()
      if parts.count > 3 { key = parts[3] }
    } else if line.starts(with: "glassbox.figure(\"".utf8) {
      let rest = line.dropFirst("glassbox.figure(\"".utf8.count)
      guard let end = rest.firstIndex(of: quote) else { return }
      let data = FigureData(rest[(end + 2)...].dropLast(2))
      figures.append((String(decoding: rest[..<end], as: UTF8.self), data))
    }
  }

  private func data(of figure: String) -> FigureData? {
    figures.first { $0.name == figure }?.data
  }

  // MARK: - What differs

  /// The changes from the same page of an earlier run, as the members of an object.
  func changes(from old: TriedPage) throws -> String {
    let changed = figures.compactMap { name, data -> (name: String, text: String)? in
      let before = old.data(of: name)
      return data == before ? nil : (name, data.text(besides: before))
    }
    let drawn = changed.map { "\(JSON($0.name).text):\($0.text)" }.joined(separator: ",\n")
    let captions = changed.compactMap { name, _ -> (String, JSON?)? in
      guard let caption = self.captions[name], caption != old.captions[name] else { return nil }
      return (name, JSON(caption))
    }
    let now = WrittenPage(markdown).pictures
    let gone = WrittenPage(old.markdown).pictures.filter { !now.contains($0) }
    let sections = PageChanges.sections(from: old.markdown, to: markdown)
    let printed = sections.filter { !$0.printed.isEmpty }.map { section -> JSON in
      ["title": JSON(section.title), "lines": JSON(Self.near(section.printed))]
    }
    let text = sections.filter { !$0.said.isEmpty }.map { section -> JSON in
      ["title": JSON(section.title), "lines": JSON(Self.sentences(section.said))]
    }
    return "\"figures\":{\(drawn)},\n\"captions\":\(JSON.object(captions).text),"
      + "\"pictures\":\(JSON(try paintings(besides: old)).text),\"gone\":\(JSON(gone).text),\n"
      + "\"printed\":\(JSON.array(printed).text),\n\"text\":\(JSON.array(text).text)"
  }

  /// The names of changed pictures that have no numbers for the browser.
  private func paintings(besides old: TriedPage) throws -> [String] {
    let (page, before) = (WrittenPage(markdown), WrittenPage(old.markdown).pictures)
    let measured = page.varyingPictures
    return try page.pictures.filter { name in
      guard data(of: name) == nil, !measured.contains(name) else { return false }
      guard before.contains(name) else { return true }
      return try Picture(contentsOf: "\(folder)/\(name).png")
        != Picture(contentsOf: "\(old.folder)/\(name).png")
    }
  }

  /// Printed lines, each behind `-` if it went, `+` if it came, or a space. Two unchanged lines
  /// around them stay; `…` stands for the others. Measured numbers are left out.
  private static func near(_ changes: [LineChange]) -> [String] {
    let isNear = changes.indices.map { i in
      changes[max(0, i - 2)...min(changes.count - 1, i + 2)].contains { $0.kind != .stayed }
    }
    var lines: [String] = []
    for (i, change) in changes.enumerated() {
      let line = WrittenPage.withoutVarying(change.line)
      if isNear[i] {
        lines.append(change.sign + line)
      } else if i > 0, isNear[i - 1] {
        lines.append("…")
      }
    }
    return lines.last == "…" ? lines.dropLast() : lines
  }

  /// Changed sentences in HTML, behind `-` or `+`.
  private static func sentences(_ changes: [LineChange]) -> [String] {
    changes.filter { $0.kind != .stayed }.map { change in
      var line = change.line[...]
      if line.hasPrefix("|") {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        line = cells.joined(separator: " · ")[...]
      }
      return change.sign + HTML.line(Prose.spans(String(line.trimmingPrefix(#/ *- /#))))
    }
  }
}

extension LineChange {
  fileprivate var sign: String {
    switch kind {
    case .stayed: " "
    case .went: "-"
    case .came: "+"
    }
  }
}
