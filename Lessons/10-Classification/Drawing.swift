import CNN
import Digits
import LessonKit
import Models
import Pictures
import Printing

/// A picture of one's own, and how it entered.
nonisolated struct Drawing {
  let path: String
  let original: GreyPicture
  /// Nil if it was taken as it is.
  let centred: CentredDrawing?
  /// `[H, W, 1]`, as the network reads it.
  let image: Tensor

  /// - Parameter shape: what the network reads.
  /// - Throws: one sentence with the file's name: if it cannot be read, is blank, or is to be taken
  ///   as it is and has another size than the network's images.
  init(_ path: String, asItIs: Bool, shape: Shape = [28, 28, 1]) throws {
    self.path = path
    let scan = try Scan(contentsOf: path)
    do {
      centred = asItIs ? nil : try CentredDrawing(scan)
      original = centred?.original ?? scan.overWhite
      if let centred {
        image = centred.image
      } else if shape == [28, 28, 1] {
        image = try original.asItIs()
      } else {
        image = Tensor(original)
      }
    } catch { throw KnobError("\(path): \(error)") }
    guard image.shape == shape else {
      throw KnobError(
        "\(path): it becomes an image of \(image.shape), but the network reads \(shape)"
          + (asItIs ? ", as its training pictures were taken as they are" : ""))
    }
  }

  /// `dark on light`, or `as it is`.
  var ground: String {
    centred?.ground.rawValue ?? "as it is"
  }

  /// What was found and done, line by line: how many parts the ink has, each step, and a sentence
  /// if it may be more than one digit.
  var findings: [String] {
    guard let centred else { return [] }
    let parts = centred.ink.partCount
    return ["its ink has \(parts) part\(parts == 1 ? "" : "s")"]
      + centred.steps.map(\.description) + [centred.remark].compactMap { $0 }
  }
}

extension ClassificationLessonOptions {
  /// The network that comes with the package, or the one in a file that was named.
  func trained() throws -> TrainedNetwork {
    guard let weights = own.weights else { return try .walkthrough() }
    return try TrainedNetwork(contentsOf: weights, renaming: try own.renaming)
  }

  /// The picture that was named, prepared as the network's training pictures were.
  func drawing(for trained: TrainedNetwork) throws -> Drawing? {
    try image.map {
      try Drawing(
        $0, asItIs: asIs || trained.preparation == .asItIs, shape: trained.network.shapes[0])
    }
  }

  /// What is asked about: the picture that was named, or the lesson's seven.
  ///
  /// - Throws: one sentence, if the network does not know sevens, and no picture was named.
  func subject(_ drawing: Drawing?, for trained: TrainedNetwork) throws -> Subject {
    if let drawing { return Subject(name: "your picture", image: drawing.image, label: nil) }
    guard trained.classes.contains("7"), trained.network.shapes[0] == [28, 28, 1] else {
      let some = trained.classes.prefix(10).joined(separator: ", ")
      throw KnobError(
        "\(own.weights ?? "the network"): its classes are \(some)"
          + (trained.classes.count > 10 ? " …" : "")
          + ", so the lesson's seven is none of them; name a picture with --image")
    }
    return try .seven()
  }
}

extension TrainedNetwork {
  /// Whether the whole lesson can be about it: it reads the ten digits, and its last maps lie over
  /// the pixels.
  var suitsTheLesson: Bool {
    guard readsDigits, network.shapes[0] == [28, 28, 1], network.names.last == "softmax1",
      let stage = try? network.name(before: "pool1"), let number = try? network.stage(stage)
    else { return false }
    return network.shapes[number].sizes.prefix(2) == [28, 28]
  }

  /// The names of its classes for printing; empty for digits.
  var names: [String] { readsDigits ? [] : classes }
}
