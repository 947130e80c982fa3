import CNN
import Digits
import Foundation
import Pen

/// The drawing pad without its web server: its answers to requests.
///
/// Except for drawings that it was told to gather, it keeps nothing from one request to the next.
/// So any number of copies can run side by side.
public struct Pad: Sendable {
  /// The data of a model that the page needs.
  public struct ModelEntry: Encodable, Sendable {
    let name: String
    let title: String
    let about: String
    let classes: [String]
    /// What `only` can ask for.
    let only: [Choice]
    /// Whether drawings are centred for it, if a request does not say so.
    let centre: Bool
    /// Whether `/api/hint` can show how they are written.
    let hints: Bool
  }

  public let models: [PadModel]
  let gathering: Gathering?

  /// - Parameters:
  ///   - models: a request without a name uses the first one.
  ///   - gathering: where drawings are kept; nil if they are not.
  public init(models: [PadModel], gathering: Gathering? = nil) {
    (self.models, self.gathering) = (models, gathering)
  }

  public var entries: [ModelEntry] {
    models.map {
      ModelEntry(
        name: $0.name, title: $0.title, about: $0.about, classes: $0.classes, only: $0.choices,
        centre: $0.isCentred, hints: !$0.hints.isEmpty)
    }
  }

  /// `/api/predict`
  ///
  /// - Throws: ``PadError``.
  public func predict(png: [UInt8], _ query: Query) throws -> Prediction {
    let model = try model(query)
    let drawing = try ReadDrawing(
      png: png, isCentred: try query.flag("centre", default: model.isCentred))
    return try Prediction(
      drawing, by: model, only: try query.choice(),
      showsMaps: try query.flag("maps", default: false),
      showsReasons: try query.flag("why", default: false))
  }

  /// `/api/explain`
  ///
  /// - Throws: ``PadError``, also if there is no such number.
  public func explain(png: [UInt8], _ query: Query) throws -> Origin {
    let model = try model(query)
    // The explanation is the network's own, whichever classes are allowed.
    _ = try query.choice()
    guard let stage = try query.number("stage"), let index = try query.numbers("index") else {
      throw PadError(400, "Name a number by its stage and its index: stage=1&index=3,5,2.")
    }
    let keep = try query.number("keep")
    if let keep, keep < 0 { throw PadError(400, "keep must be a number of terms, not \(keep).") }
    let shapes = model.network.shapes
    guard shapes.indices.contains(stage) else {
      throw PadError(400, "There is no stage \(stage), only 0 to \(shapes.count - 1).")
    }
    let sizes = shapes[stage].sizes
    guard index.count == sizes.count, zip(index, sizes).allSatisfy({ (0..<$1).contains($0) }) else {
      throw PadError(
        400,
        "Stage \(stage) has the shape \(sizes.map(String.init).joined(separator: "×")), and "
          + "no number at \(index.prefix(8).map(String.init).joined(separator: ",")).")
    }
    let drawing = try ReadDrawing(
      png: png, isCentred: try query.flag("centre", default: model.isCentred))
    guard let image = drawing.image else {
      throw PadError(400, "Nothing is drawn, so there is nothing to explain.")
    }
    return Origin(
      of: .activation(stage: stage, index), in: try model.network.trace(image), keep: keep)
  }

  /// `/api/hint`: how the pen writes a class. Each seed gives another drawing.
  ///
  /// - Throws: ``PadError``, also if the pen does not write it.
  public func hint(_ query: Query) throws(PadError) -> Hint {
    let model = try model(query)
    guard let place = try query.number("class") else {
      throw PadError(400, "Name the class of the hint: class=7.")
    }
    guard model.hints.indices.contains(place) else {
      throw PadError(
        400,
        model.hints.isEmpty
          ? "The pen cannot write the classes of \(model.name)."
          : "\(model.name) has no class \(place), only 0 to \(model.hints.count - 1).")
    }
    let number = try query.number("seed") ?? 0
    return Hint(model.hints[place], drawn: Pen().draw(model.hints[place], number & 0xFFFF))
  }

  private func model(_ query: Query) throws(PadError) -> PadModel {
    guard let name = query.text("model") else { return models[0] }
    guard let model = models.first(where: { $0.name == name }) else {
      let known = models.map(\.name).joined(separator: ", ")
      throw PadError(400, "There is no model “\(name.shown)”. The models are \(known).")
    }
    return model
  }
}
