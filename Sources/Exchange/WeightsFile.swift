import CNN

extension Network {
  /// Replaces the weights by those of a `.safetensors` file.
  ///
  /// - Parameter renaming: for names that another program has given.
  /// - Throws: one sentence with the file's name. Then the network stays as it was.
  public mutating func load(contentsOf path: String, renaming: [Renaming] = []) throws {
    let bytes = try File.read(path)
    do { try load(try renaming(try Safetensors.decode(bytes))) } catch {
      throw FileError.unusable(path, "\(error)")
    }
  }

  /// Writes the weights as a `.safetensors` file, all or nothing.
  ///
  /// - Parameter metadata: texts to store in the file too, by their names.
  /// - Throws: one sentence with the file's name.
  public func save(to path: String, metadata: [(name: String, text: String)] = []) throws {
    try File.write(Safetensors.encode(weights, metadata: metadata), to: path)
  }
}
