import CNN

extension Network {
  /// Replaces the weights by those of a `.safetensors` file.
  ///
  /// - Throws: one sentence with the file's name. Then the network stays as it was.
  public mutating func load(contentsOf path: String) throws {
    let bytes = try File.read(path)
    do { try load(try Safetensors.decode(bytes)) } catch {
      throw FileError.unusable(path, "\(error)")
    }
  }

  /// Writes the weights as a `.safetensors` file, all or nothing.
  ///
  /// - Throws: one sentence with the file's name.
  public func save(to path: String) throws {
    try File.write(Safetensors.encode(weights), to: path)
  }
}
