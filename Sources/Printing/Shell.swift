extension String {
  /// The text as one word of a shell: between quotes, unless it is plain.
  ///
  /// Scalar by scalar: a quote with an accent is another character, but ends the word.
  package var shellWord: String {
    let isPlain = unicodeScalars.allSatisfy { scalar in
      let character = Character(scalar)
      return character.isLetter || character.isNumber || "/._-+=:,%".unicodeScalars.contains(scalar)
    }
    if isPlain && !isEmpty { return self }
    let parts = unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.map { String($0) }.joined(separator: "'\\''") + "'"
  }
}
