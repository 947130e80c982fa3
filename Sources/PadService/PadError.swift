/// Why a request cannot be answered: one sentence, and the HTTP status.
public struct PadError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The HTTP status: 400, 413, …
  public let status: Int
  public let description: String

  init(_ status: Int, _ description: String) {
    self.status = status
    self.description = description
  }

  /// More than the service can do at the moment.
  static let crowded = PadError(
    503, "Too many people are drawing at the moment. Try again in a second.")
}
