import Foundation

/// The answers of a connection, one behind the other.
struct HTTPAnswers {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Takes the next answer, and checks it.
  ///
  /// - Returns: whether there was one.
  mutating func check() -> Bool {
    guard !rest.isEmpty else { return false }
    let start = String(decoding: rest.prefix(200), as: UTF8.self).debugDescription
    guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else {
      promise(false, "an answer has no end of its header: \(start)")
      return false
    }
    let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    rest = rest[end.upperBound...]
    let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
    promise(words.count > 1 && words[0] == "HTTP/1.1", "no answer in HTTP: \(start)")
    let status = Int(words[1]) ?? 0
    promise((100..<500).contains(status), "status \(status): \(start)")
    guard status >= 200 else { return true }

    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      promise(parts.count == 2, "a field without a value: \(line.debugDescription)")
      fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let body = body(fields, start)
    // libNIO refuses by itself what is not HTTP. Everything else is answered by the pad.
    guard let type = fields["content-type"] else { return true }
    let policy = fields["content-security-policy"] ?? ""
    promise(policy.hasPrefix("default-src 'none'"), "an answer has no policy: \(start)")
    guard let body, status >= 400 || type.hasPrefix("application/json") else { return true }
    let object = try? JSONSerialization.jsonObject(with: Data(body))
    promise(object != nil, "an answer is not JSON: \(start)")
    if status >= 400 {
      let error = (object as? [String: Any])?["error"] as? String
      promise(error?.isEmpty == false, "\(status) has no sentence: \(start)")
    }
    return true
  }

  /// Takes the body of an answer. The answer to HEAD announces one, but has none: the next answer
  /// follows, or the end.
  private mutating func body(_ fields: [String: String], _ start: String) -> ArraySlice<UInt8>? {
    let length = Int(fields["content-length"] ?? "0") ?? -1
    promise(length >= 0 && fields["transfer-encoding"] == nil, "a body of unknown length: \(start)")
    if rest.isEmpty || rest.starts(with: Array("HTTP/1.1 ".utf8)) { return nil }
    let body = rest.prefix(length)
    promise(body.count == length, "\(body.count) of \(length) bytes arrived: \(start)")
    rest = rest.dropFirst(length)
    return body
  }
}
