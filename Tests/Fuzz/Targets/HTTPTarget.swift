import Foundation
import PadService
import Synchronization

/// Bytes that a client sends to the pad's server: the real one, over a socket of this machine.
///
/// After an input comes a request for `/health`, which ends the connection. So nearly every input
/// becomes a complete request. Whatever was sent, the connection ends within ten seconds.
struct HTTPTarget: Target {
  private let port: UInt16
  private let scratch: Scratch
  private let inputs = Count()
  nonisolated(unsafe) private static let contentLength = /Content-Length: \d+/
  private static let farewell =
    "\r\n\r\nGET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  init() throws {
    scratch = try Scratch()
    signal(SIGPIPE, SIG_IGN)
    var configuration = PadServer.Configuration()
    configuration.port = 0
    let page = ["index.html": PageFile(name: "index.html", bytes: Array("<!doctype html>".utf8))]
    let server = PadServer(try PadTarget.pad(), page: page, configuration)
    let (isListening, found) = (DispatchSemaphore(value: 0), Found())
    Task.detached {
      do {
        try await server.run { port in
          found.port.withLock { $0 = UInt16(port) }
          isListening.signal()
        }
      } catch { print("the server stopped: \(error)") }
      exit(2)
    }
    isListening.wait()
    port = found.port.withLock { $0 }
  }

  private final class Found: Sendable { let port = Mutex<UInt16>(0) }
  private final class Count: Sendable { let value = Mutex(0) }

  func seeds() throws -> [[UInt8]] {
    let png = try Samples.pngs()[0]
    let own = "Host: localhost\r\nOrigin: http://localhost\r\n"
    func post(_ address: String, _ more: String = "") -> [UInt8] {
      Array(
        ("POST \(address) HTTP/1.1\r\n\(own)Content-Type: image/png\r\n"
          + "Content-Length: \(png.count)\r\n\(more)\r\n").utf8) + png
    }
    let gets = [
      "/", "/health", "/api/models", "/api/kept", "/api/hint?class=3&seed=%31", "/%2e%2e/etc",
      "/api/predict",
    ].flatMap { address in
      ["GET", "HEAD"].map { Array("\($0) \(address) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8) }
    }
    return gets + [
      post("/api/predict?model=own&only=letters"), post("/api/explain?stage=1&index=3,5,1"),
      post("/api/keep?class=%C3%A9"), post("/api/predict", "Expect: 100-continue\r\n"),
      Array("POST /api/undo HTTP/1.1\r\n\(own)Content-Length: 0\r\n\r\n".utf8),
      Array(
        ("POST /api/predict HTTP/1.1\r\n\(own)Content-Type: image/png\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n\(String(png.count, radix: 16))\r\n").utf8)
        + png + Array("\r\n0\r\n\r\n".utf8),
      Array("OPTIONS * HTTP/1.0\r\n\r\n".utf8), Array("GET / HTTP/9.9\r\n\r\n".utf8),
    ]
  }

  func changed(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let blank = Array("\r\n\r\n".utf8)
    let end = input.indices.dropLast(3).first { input[$0...].starts(with: blank) }
    guard let end, dice.roll(8) > 0 else { return dice.changed(input) }
    var (head, body) = (Array(input[..<end]), Array(input[(end + 4)...]))
    if dice.roll(3) == 0, !body.isEmpty {
      body = dice.changedPNG(body)
    } else {
      head = dice.roll(8) == 0 ? dice.changedNumber(head) : dice.changed(head)
    }
    // The length is made right.
    var text = String(decoding: head, as: UTF8.self)
    if dice.roll(8) > 0,
      let length = text.firstRange(of: Self.contentLength)
    {
      text.replaceSubrange(length, with: "Content-Length: \(body.count)")
      head = Array(text.utf8)
    }
    return head + blank + body
  }

  func read(_ input: [UInt8]) throws {
    // With every drawing that is kept, the pad has more to list.
    let number = inputs.value.withLock { value in
      value += 1
      return value
    }
    if number.isMultiple(of: 200) { scratch.empty(PadTarget.gathered) }
    var answers = HTTPAnswers(exchange(input + Array(Self.farewell.utf8)))
    while answers.check() {}
  }

  /// Calls the system again while libFuzzer's clock, a signal each second or so, interrupts the call.
  private static func again<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Sends bytes and returns everything that comes back. Waits until the server ends the
  /// connection; if it waits for more, this side ends.
  private func exchange(_ bytes: [UInt8]) -> [UInt8] {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    // The port is free again at once: the connection is reset after all has been read.
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    (address.sin_port, address.sin_addr.s_addr) = (port.bigEndian, inet_addr("127.0.0.1"))
    let opened = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        Self.again { connect(client, address, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
    }
    // It was interrupted, and has been opened meanwhile.
    let isOpen = opened == 0 || errno == EISCONN
    let reason = String(cString: strerror(errno))
    promise(isOpen, "the server takes no connection: \(reason)")
    _ = Self.again { send(client, bytes, bytes.count, 0) }
    var (answers, hasEnded, idle) = ([UInt8](), false, 0)
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var waiting = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
      if Self.again({ poll(&waiting, 1, hasEnded ? 1000 : 5) }) == 0 {
        idle += 1
        promise(idle < 11, "the connection is open 10 s after the client's end")
        if !hasEnded { shutdown(client, Int32(SHUT_WR)) }
        hasEnded = true
        continue
      }
      let count = Self.again { recv(client, &block, block.count, 0) }
      if count <= 0 { return answers }
      answers += block[..<count]
    }
  }
}
