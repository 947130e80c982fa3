import Explain
import Printing

#if Web
  import Foundation
  import HTTPTypes
  import Hummingbird
  import NIOCore

  /// The service's answers, address by address.
  struct Routes {
    let pad: Pad
    /// The page's files, by their addresses.
    let files: [String: PageFile]
    let admission: Admission
    /// The name or number of this machine that the pad was told to listen at.
    let host: String

    /// The largest number of bytes of a request.
    static let mostBytes = 1_000_000

    /// The addresses that take a drawing.
    static let questions = ["/api/predict", "/api/explain", "/api/keep"]
    /// The address that takes back what was kept.
    static let undo = "/api/undo"
    /// The addresses that are read, besides the page's files.
    private static let readings = ["/health", "/api/models", "/api/hint", "/api/kept"]

    var router: Router<BasicRequestContext> {
      let router = Router(options: .autoGenerateHeadEndpoints)
      router.add(middleware: Manners(pages: Set(files.keys).union(Self.readings)))
      router.get("/health") { _, _ in try Response(json: ["status": "ok"]) }
      router.get("/api/models") { _, _ in try Response(json: pad.entries) }
      router.get("/api/hint") { request, _ in
        try Response(json: try pad.hint(try query(of: request)))
      }
      router.post("/api/predict") { request, _ in
        let (png, query) = try await drawing(in: request)
        return try await admission.run { try Response(json: try pad.predict(png: png, query)) }
      }
      router.post("/api/explain") { request, _ in
        let (png, query) = try await drawing(in: request)
        return try await admission.run { try Response(json: try pad.explain(png: png, query)) }
      }
      router.get("/api/kept") { request, _ in
        // A name that another site lets point here cannot keep drawings, and reads no names of them.
        let isLocal = OwnPage.isLocal(request.head.authority ?? "", host)
        return try Response(json: isLocal ? pad.kept : Gathering.Report(gathers: false))
      }
      router.post("/api/keep") { request, _ in
        try OwnPage.check(request, ownHost: host)
        let (png, query) = try await drawing(in: request)
        return try await admission.run { try Response(json: try pad.keep(png: png, query)) }
      }
      router.post(RouterPath(Self.undo)) { request, _ in
        try OwnPage.check(request, ownHost: host)
        return try await admission.run { try Response(json: try pad.undo()) }
      }
      for (path, file) in files {
        router.get(RouterPath(path)) { _, _ in
          Response(
            status: .ok, headers: [.contentType: file.type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
      }
      return router
    }

    /// The bytes of the drawing, and the parameters.
    private func drawing(in request: Request) async throws -> (png: [UInt8], query: Pad.Query) {
      let type = request.headers[.contentType]?.lowercased().prefix { $0 != ";" && $0 != " " }
      guard type == "image/png" else {
        throw PadError(
          415,
          "Send a drawing as image/png, not as \(type.map { String($0).shown } ?? "no type")."
        )
      }
      if let length = request.headers[.contentLength].flatMap(Int.init), length > Self.mostBytes {
        throw Self.tooLong
      }
      let body: ByteBuffer
      do { body = try await request.body.collect(upTo: Self.mostBytes) } catch {
        if error is NIOTooManyBytesError { throw Self.tooLong }
        throw PadError(400, "The request is incomplete, or its body does not match its header.")
      }
      return (Array(buffer: body), try query(of: request))
    }

    /// The parameters after the question mark.
    private func query(of request: Request) throws(PadError) -> Pad.Query {
      var values: [String: String] = [:]
      for (name, value) in request.uri.queryParameters where !name.isEmpty {
        guard Pad.Query.names.contains(String(name)) else {
          throw PadError(400, "There is no parameter “\(String(name).shown)” here.")
        }
        guard values.updateValue(String(value), forKey: String(name)) == nil else {
          throw PadError(400, "\(name) is given twice.")
        }
      }
      return Pad.Query(values)
    }

    private static let tooLong = PadError(
      413, "A drawing may have at most \(mostBytes.grouped) bytes.")
  }

  /// A file of the page, kept in memory. So no address can reach the disk.
  public struct PageFile: Sendable {
    let type: String
    let bytes: [UInt8]

    /// - Parameter name: its extension says what it is.
    public init(name: String, bytes: [UInt8]) {
      let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
      ]
      type = types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
      self.bytes = bytes
    }
  }

  extension Response {
    /// - Throws: if a number is not finite.
    init(status: HTTPResponse.Status = .ok, json value: some Encodable) throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let bytes = ByteBuffer(bytes: try encoder.encode(value))
      self.init(
        status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: bytes))
    }
  }
#endif
