import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client that says exactly what it is told to, slowly or wrongly too.
package struct Client: Sendable {
  package let port: Int
  /// How many seconds it waits for an answer.
  private let patience: Int

  package init(port: Int, patience: Int = 20) { (self.port, self.patience) = (port, patience) }

  package struct Answer {
    package let status: Int
    /// By their names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }
    package var json: Any { get throws { try JSONSerialization.jsonObject(with: Data(body)) } }
    package var object: [String: Any] { get throws { try json as? [String: Any] ?? [:] } }
  }

  package enum Failure: Error {
    case noConnection, closed
    case noAnswer(String)
  }

  package func connect() throws -> Connection {
    try Connection(port: port, patience: patience)
  }

  package func ask(
    _ method: String, _ path: String, _ body: [UInt8] = [], type: String? = "image/png",
    chunked: Bool = false
  ) throws -> Answer {
    try connect().ask(method, path, body, type: type, chunked: chunked)
  }

  package func send(_ bytes: [UInt8]) throws -> Answer {
    let connection = try connect()
    try connection.send(bytes)
    return try connection.answer(to: "GET")
  }
}

/// A connection, closed with its last use.
package final class Connection {
  private let socket: Int32
  private var unread: [UInt8] = []

  package init(port: Int, patience seconds: Int = 20) throws {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(socket, $0, size)
      }
    }
    guard connected == 0 else { throw Client.Failure.noConnection }
    // Nobody here waits for ever.
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  package func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.send(socket, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        #else
          Darwin.send(socket, buffer.baseAddress, buffer.count, 0)
        #endif
      }
      // What the other side has said before it closed can still be read.
      guard count > 0 else { return }
      sent += count
    }
  }

  /// More bytes; nil at the end.
  package func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Reads until the other side closes; false if it has not within the socket's patience.
  package func isDropped() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1024)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count == 0 { return true }
      if count < 0 { return errno != EAGAIN && errno != EWOULDBLOCK }
    }
  }

  package func ask(
    _ method: String, _ path: String, _ body: [UInt8] = [], type: String? = "image/png",
    chunked: Bool = false
  ) throws -> Client.Answer {
    var head = "\(method) \(path) HTTP/1.1\r\nhost: localhost\r\n"
    if let type { head += "content-type: \(type)\r\n" }
    head +=
      chunked ? "transfer-encoding: chunked\r\n\r\n" : "content-length: \(body.count)\r\n\r\n"
    var bytes = Array(head.utf8)
    if chunked {
      for start in stride(from: 0, to: body.count, by: 100_000) {
        let part = body[start..<min(start + 100_000, body.count)]
        bytes += Array("\(String(part.count, radix: 16))\r\n".utf8) + part + Array("\r\n".utf8)
      }
      bytes += Array("0\r\n\r\n".utf8)
    } else {
      bytes += body
    }
    try send(bytes)
    return try answer(to: method)
  }

  /// Sends a drawing and does not wait for the answer.
  package func post(_ path: String, _ png: [UInt8]) throws {
    let head = "POST \(path) HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\n"
    try send(Array("\(head)content-length: \(png.count)\r\n\r\n".utf8) + png)
  }

  /// Reads one answer, with a body as long as its header says.
  package func answer(to method: String) throws -> Client.Answer {
    let end = Array("\r\n\r\n".utf8)
    while unread.firstRange(of: end) == nil {
      guard let more = receive() else { throw Client.Failure.closed }
      unread += more
    }
    guard let gap = unread.firstRange(of: end) else { throw Client.Failure.closed }
    let head = String(decoding: unread[..<gap.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    guard let status = Int(head[0].split(separator: " ").dropFirst().first ?? "") else {
      throw Client.Failure.noAnswer(head[0])
    }
    var headers: [String: String] = [:]
    for line in head.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts.last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    unread.removeSubrange(..<gap.upperBound)
    let length = method == "HEAD" ? 0 : Int(headers["content-length"] ?? "") ?? 0
    while unread.count < length {
      guard let more = receive() else { throw Client.Failure.closed }
      unread += more
    }
    let body = Array(unread.prefix(length))
    unread.removeFirst(length)
    return Client.Answer(status: status, headers: headers, body: body)
  }
}
