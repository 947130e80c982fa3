import Testing

@testable import LessonKit

/// Knobs as they are written.
@Suite struct KnobSourceTests {
  private let source = KnobSource(
    text: #"""
      import CNN

      // Knobs: try one.

      /// Added to every answer.
      /// Always.
      let bias: Float = knob("bias", -0.5, try: [0: "a, b: “c”", -1: "d"])
      let kernel: Kernel = knob(
        "kernel", .leftEdge,  // the course's
        try: [
          .topEdge: "the bar",
          Kernel("mine, yours", asks: "what?", [[-1, 0], [0, 1]]): Look(
            "a \(name("x")) of [your] own", with: ["bias": "0"]),
        ])
      let place: (row: Int, column: Int) = knob("place", (row: 1, column: 2), try: [:])
      let text: String = knob("text", "a \"b\", c")
      nonisolated let open: Int = knob("open", 1, try: [2: "x"
      """#)

  @Test func theNames() {
    #expect(source.names == ["bias", "kernel", "place", "text", "open"])
  }

  @Test func oneLine() {
    #expect(
      source.call(of: "bias")
        == KnobSource.Call(
          letName: "bias", type: "Float", about: "Added to every answer. Always.", value: "-0.5",
          tries: ["0", "-1"]))
  }

  @Test func manyLines() {
    #expect(
      source.call(of: "kernel")
        == KnobSource.Call(
          letName: "kernel", type: "Kernel", value: ".leftEdge",
          tries: [".topEdge", #"Kernel("mine, yours", asks: "what?", [[-1, 0], [0, 1]])"#]))
  }

  @Test func withoutValuesToTry() {
    #expect(
      source.call(of: "place")
        == KnobSource.Call(
          letName: "place", type: "(row: Int, column: Int)", value: "(row: 1, column: 2)"))
    #expect(source.call(of: "text")?.value == #""a \"b\", c""#)
  }

  @Test func whatIsNotThere() {
    #expect(source.call(of: "open") == nil)
    #expect(source.call(of: "nothing") == nil)
  }
}
