import Foundation
import LessonKit
import Models
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
    if let host = options.host { configuration.host = host }
    configuration.port = try options.listeningPort()
    let server = PadServer(
      Pad(models: try models(options), gathering: try gathering(options)), page: try page(),
      configuration)
    let host = configuration.host
    do {
      try await server.run { port in
        print(
          "Drawing pad: http://\(host.contains(":") ? "[\(host)]" : host):\(port)   (Ctrl-C stops it)"
        )
        Console.flush()
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

  /// The folder in which drawings are kept, if one was named.
  private func gathering(_ options: PadLessonOptions) throws -> Gathering? {
    guard let folder = options.gather else { return nil }
    let gathering = try Gathering(folder)
    print("drawings are kept in \(folder), a folder for each class")
    return gathering
  }

  /// The network of one's own, if one was named, before those of the package.
  private func models(_ options: PadLessonOptions) throws -> [PadModel] {
    let known = [try PadModel.digits(), try PadModel.symbols()]
    guard let file = options.own.weights else { return known }
    let own = try TrainedNetwork(contentsOf: file, renaming: try options.own.renaming)
    let title = URL(filePath: file).deletingPathExtension().lastPathComponent
    let model = try PadModel(own, title: title, file: file)
    let classes = own.classes
    print(
      "\(file): \(classes.count) classes, \(classes.prefix(10).joined(separator: ", "))"
        + (classes.count > 10 ? " …" : ""))
    return [model] + known
  }
#else
  /// Ends with the sentence which command serves the pad.
  func sayHowToServe() -> Never {
    Console.complain(
      "DrawingPad", "built without its web server; try: swift run --traits Web DrawingPad")
    exit(1)
  }
#endif
