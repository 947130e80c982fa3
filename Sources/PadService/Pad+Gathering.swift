extension Pad {
  /// `/api/kept`: the classes and how many drawings each has.
  public var kept: Gathering.Report { gathering?.report() ?? Gathering.Report(gathers: false) }

  /// `/api/keep`: keeps a drawing in the folder of its class.
  ///
  /// - Throws: ``PadError``, also if the pad does not gather, or if there is nothing to keep.
  public func keep(png: [UInt8], _ query: Query) throws(PadError) -> Gathering.Report {
    let gathering = try openGathering()
    let name = try ClassName(query.text("class") ?? "")
    let drawing = try ReadDrawing(png: png, isCentred: true)
    guard let picture = drawing.original else {
      throw PadError(400, "Not kept. \(drawing.problem ?? "")")
    }
    return try gathering.keep(picture, as: name)
  }

  /// `/api/undo`: deletes the drawing that was kept last.
  ///
  /// - Throws: ``PadError``, also if the pad does not gather, or has kept nothing.
  public func undo() throws(PadError) -> Gathering.Report { try openGathering().undo() }

  private func openGathering() throws(PadError) -> Gathering {
    guard let gathering else {
      throw PadError(403, "This pad keeps no drawings. Start it with --gather FOLDER.")
    }
    return gathering
  }
}
