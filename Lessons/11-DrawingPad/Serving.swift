import Foundation
import LessonKit
import Notebook
import PadService
import Printing

// The pad itself: `swift run --traits Web DrawingPad`.

#if Web
  /// Serves the pad until it is told to stop; ends with one sentence if that cannot be.
  func serveOrExit(_ options: PadLessonOptions) async -> Never {
    do {
      try await serve(options)
      exit(0)
    } catch {
      Console.complain("DrawingPad", "\(error)")
      exit(1)
    }
  }

  private func serve(_ options: PadLessonOptions) async throws {
    var configuration = PadServer.Configuration()
    configuration.host = options.host
    configuration.port = try options.listeningPort()
    let server = PadServer(
      Pad(models: [try .digits(), try .symbols()]), page: try page(), configuration)
    let host = configuration.host
    do {
      try await server.run { port in
        print(
          "Drawing pad: http://\(host.contains(":") ? "[\(host)]" : host):\(port)   (Ctrl-C stops it)"
        )
        fflush(nil)
      }
    } catch {
      throw KnobError("cannot listen on \(host), port \(configuration.port): \(error)")
    }
  }

  /// The pad's own files, and in a folder those that it shares with the lessons' pages.
  private func page() throws -> [String: PageFile] {
    var page: [String: PageFile] = [:]
    let folder = Bundle.module.bundleURL.appending(path: "Page")
    for url in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      let name = url.lastPathComponent
      page[name] = PageFile(name: name, bytes: Array(try Data(contentsOf: url)))
    }
    for (name, bytes) in try NotebookFiles.all() {
      page["\(NotebookFiles.folder)/\(name)"] = PageFile(name: name, bytes: bytes)
    }
    return page
  }
#else
  /// Ends with the sentence which command serves the pad.
  func sayHowToServe() -> Never {
    Console.complain(
      "DrawingPad", "built without its web server; try: swift run --traits Web DrawingPad")
    exit(1)
  }
#endif
