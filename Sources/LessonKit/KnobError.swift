/// A value of a knob that cannot work: one sentence that says why, with the numbers.
public struct KnobError: Error, CustomStringConvertible {
  public let description: String

  public init(_ sentence: String) { description = sentence }
}
