#if Web
  import BrowserDriver
  import CNN
  import Digits
  import Exchange
  import Foundation
  import Models
  import Pictures
  import Testing

  @testable import PadService

  /// The pad with weights of one's own: their classes, by their names.
  @Suite struct OwnWeightsTests {
    struct Unfinished: Error {}

    @Test func threeClasses() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
      try File.makeFolder(folder)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let names = ["circle", "moustache", "roof"]
      let sheets = try zip(names, [0, 3, 7]).map { ($0, try MNIST.sheet(.train, digit: $1)) }
      let all = try DataSet(sheets)
      let few = all.choosing(
        (0..<3).flatMap { label in
          (0..<all.count).lazy.filter { all.labels[$0] == label }.prefix(40)
        })
      let training = Training(epochs: 3, batch: 10, rate: 0.01, workers: 1)
      let file = folder + "/signs.safetensors"
      let outcome = try LongTraining(training, file: file).run(
        try Network(.walkthrough, classes: 3, seed: 1), on: few, numbers: Array(0..<few.count))
      guard case .finished = outcome else { throw Unfinished() }

      let program = try Running("DrawingPad", ["--weights", file, "--port", "0"])
      let first = try program.line { $0.contains("classes") }
      #expect(first == "\(file): 3 classes, circle, moustache, roof")
      let address = try program.line { $0.contains("http://") }
      let port = try #require(address.firstMatch(of: #/:(\d+) /#).flatMap { Int($0.1) })
      let client = Client(port: port)
      let models = try #require(
        try client.ask("GET", "/api/models", type: nil).json as? [[String: Any]])
      #expect(models.compactMap { $0["name"] as? String } == ["own", "digits", "symbols"])
      #expect(models[0]["classes"] as? [String] == names)
      #expect(models[0]["title"] as? String == "signs")
      for (number, name) in names.enumerated() {
        let digit = try MNIST.sheet(.test, digit: [0, 3, 7][number])
        var picture = GreyPicture(width: 280, height: 280)
        for y in 0..<280 {
          for x in 0..<280 { picture[x, y] = 255 - digit[1][y / 10 * 28 + x / 10] }
        }
        let png = try PNG.encode(picture)
        let answer = try client.ask("POST", "/api/predict?model=own&maps=1&why=1", png).object
        #expect(answer["label"] as? String == name, "\(answer["label"] as Any)")
        #expect(answer["classes"] as? [String] == names)
        #expect((answer["stages"] as? [Any])?.count == 12)
        let why = try client.ask(
          "POST", "/api/explain?model=own&stage=12&index=\(number)&keep=3", png)
        #expect(why.status == 200)
      }
      #expect(program.stop() == 0)
    }
  }
#endif
