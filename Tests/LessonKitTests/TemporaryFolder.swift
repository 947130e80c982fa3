import Exchange
import Foundation
import Pictures

/// Runs `body` with the path of an empty folder that is gone afterwards.
func inFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path(percentEncoded: false))
}

/// Every file below a folder with its bytes.
func content(_ folder: String) throws -> [String: [UInt8]] {
  var content: [String: [UInt8]] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
    content[name] = isFolder.boolValue ? [] : try File.read("\(folder)/\(name)")
  }
  return content
}

func text(_ path: String) throws -> String {
  String(decoding: try File.read(path), as: UTF8.self)
}

func write(_ text: String, to path: String) throws {
  try File.write(Array(text.utf8), to: path)
}
