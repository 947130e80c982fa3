import CNN
import Digits
import Figures
import LessonKit
import Models
import Pictures
import Printing

/// Drawings of a sign that the network has not learned.
struct Strangers {
  static let options = [
    "it says none of them", "never more than 90 % sure", "more than 90 % sure of some",
    "more than 90 % sure of all",
  ]

  /// What they are: the folder's name.
  let name: String
  let images: [Tensor]

  init(_ folder: String) throws {
    let path = found(folder)
    let files = Signs.pngs(path)
    guard !files.isEmpty else {
      throw KnobError("others: \(folder.isEmpty ? "an empty name" : folder) has no PNG")
    }
    name = path.split(separator: "/").last.map(String.init) ?? folder
    images = try files.prefix(16).map { file in
      do { return try CentredDrawing(GreyPicture(contentsOf: file)).image } catch {
        throw KnobError("others: \(file.replacing(path, with: folder)): \(error)")
      }
    }
  }

  /// The name, and whether the network has learned it.
  func sign(among names: [String]) -> String {
    names.contains(name) ? "\(name), which it has learned" : "\(name), which it has never seen"
  }

  /// A share for each sign, drawing by drawing.
  func answers(_ network: Network) throws -> [[Float]] {
    try images.map { try network.trace($0).output.scalars }
  }

  func lines(_ answers: [[Float]], _ names: [String]) -> [String] {
    answers.enumerated().map { number, shares in
      "\(name) \(number + 1): "
        + zip(names, shares).map { "\($0) \($1.fixed(3))" }.joined(separator: "  ")
    }
  }

  func figure(_ answers: [[Float]], _ names: [String]) -> Figure {
    .montage(
      zip(images, answers).map { image, shares in
        Figure.image(image, of: .image).side(84)
          .note("→ \(names[shares.argmax])", confidence(shares.max() ?? 0))
      }, columns: 8, spacing: 16)
  }

  private static func sure(_ answers: [[Float]]) -> Int {
    answers.count { ($0.max() ?? 0) > 0.9 }
  }

  static func outcome(_ answers: [[Float]]) -> String {
    let sure = sure(answers)
    return options[sure == 0 ? 1 : sure < answers.count ? 2 : 3]
  }

  static func reason(_ answers: [[Float]], _ names: [String]) -> String {
    "It is more than 90 % sure of \(sure(answers)) of the \(answers.count). A share compares the "
      + "\(names.count) signs with each other. It does not say whether the drawing is one of them."
  }
}
