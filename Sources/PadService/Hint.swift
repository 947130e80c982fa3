import Digits
import Pen

/// The answer to `/api/hint`: a symbol, written by the pen.
public struct Hint: Encodable, Sendable {
  let label: String
  /// The width of the pen, in pixels of the canvas.
  let width: Double
  /// Strokes of points on 280×280: x, y, and how many times the line is as wide as the pen.
  let strokes: [[[Double]]]

  init(_ symbol: PenSymbol, drawn drawing: PenDrawing) {
    label = symbol.label
    width = drawing.width
    strokes = drawing.strokes.map { $0.map { [$0.x, $0.y, $0.pressure] } }
  }
}
