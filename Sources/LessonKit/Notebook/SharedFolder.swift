import Exchange
import Foundation
import Notebook

/// `Outputs/Notebook`: scripts, styles and networks that all pages for browsers share.
struct SharedFolder {
  let path: String

  init(outputs: String) {
    path = (outputs.isEmpty ? "" : outputs + "/") + NotebookFiles.folder
  }

  /// Writes the scripts, the styles and these networks, unless they are there already.
  func write(networks: [(name: String, script: String)]) throws(FileError) {
    var files: [(name: String, bytes: [UInt8])]
    do { files = try NotebookFiles.all() } catch {
      throw .unusable(path, "the package's own scripts are missing")
    }
    for network in networks {
      files.append(("networks/\(network.name).js", Array(network.script.utf8)))
    }
    for folder in Set(files.map { folder(of: $0.name) }).sorted() { try File.makeFolder(folder) }
    let new = files.filter { file in
      FileManager.default.contents(atPath: "\(path)/\(file.name)").map(Array.init) != file.bytes
    }
    try File.write(new.map { (path: "\(path)/\($0.name)", bytes: $0.bytes) })
  }

  /// Removes the networks that no page names.
  ///
  /// - Parameter isPage: whether a file in Outputs, by its path from there, is the data of a page.
  func removeNetworks(pages isPage: (String) -> Bool) throws(FileError) {
    let files = FileManager.default
    let stored = (try? files.contentsOfDirectory(atPath: path + "/networks")) ?? []
    let outputs = path.dropLast(NotebookFiles.folder.count + 1)
    let root = outputs.isEmpty ? "." : String(outputs)
    var unused = Set(stored.filter { $0.hasPrefix("network-") && $0.hasSuffix(".js") })
    for name in (try? files.subpathsOfDirectory(atPath: root)) ?? [] where isPage(name) {
      let text = String(decoding: try File.read("\(root)/\(name)"), as: UTF8.self)
      unused = unused.filter { !text.contains($0.dropLast(3)) }
    }
    for name in unused { try? files.removeItem(atPath: "\(path)/networks/\(name)") }
  }

  /// Removes scripts and styles that the package does not have any more.
  func removeOldScripts() {
    guard let names = try? NotebookFiles.names() else { return }
    let files = FileManager.default
    for name in (try? files.subpathsOfDirectory(atPath: path)) ?? []
    where !name.hasPrefix("networks/") && (name.hasSuffix(".js") || name.hasSuffix(".css"))
      && !names.contains(name)
    {
      try? files.removeItem(atPath: "\(path)/\(name)")
    }
  }

  private func folder(of name: String) -> String {
    "\(path)/\(name)".split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}
