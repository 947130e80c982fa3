import Exchange

extension Picture {
  /// The picture [height, width, 3] in the PNG file at `path`. Transparent parts become white.
  /// Throws a sentence with the file's name if it cannot be read or is not a complete PNG.
  public init(contentsOf path: String) throws(FileError) {
    let bytes = try File.read(path)
    do { self = try PNG.decode(bytes) } catch { throw .unusable(path, error.clause(for: path)) }
  }

  /// Writes the picture as a PNG, all or nothing. Throws a sentence with the file's name.
  public func write(to path: String) throws(FileError) {
    let bytes: [UInt8]
    do { bytes = try PNG.encode(self) } catch { throw .unusable(path, "\(error)") }
    try File.write(bytes, to: path)
  }
}

extension GreyPicture {
  /// The picture [height, width] in the PNG file at `path`, in grey. Transparent parts become
  /// white. Throws a sentence with the file's name if it cannot be read or is not a complete PNG.
  public init(contentsOf path: String) throws(FileError) {
    let bytes = try File.read(path)
    do { self = try PNG.decodeGrey(bytes) } catch { throw .unusable(path, error.clause(for: path)) }
  }

  /// Writes the picture as a PNG, all or nothing. Throws a sentence with the file's name.
  public func write(to path: String) throws(FileError) {
    let bytes: [UInt8]
    do { bytes = try PNG.encode(self) } catch { throw .unusable(path, "\(error)") }
    try File.write(bytes, to: path)
  }
}
