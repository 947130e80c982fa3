import CNN
import LessonKit
import Notebook
import Pen
import Pictures

// What can be touched on this page in the browser. The drawing is the lesson's own 7.

/// The lesson's drawing in a box of 1×1, and how wide and high the box is at size 1, in pixels.
private let strokes = [
  [(0.0, 0.02), (0.35, 0), (0.7, 0.01), (1, 0)], [(1.0, 0.0), (0.85, 0.3), (0.66, 0.62), (0.5, 1)],
]
private let extent = (width: 110.0, height: 150.0)

/// The strokes of the lesson's drawing on the pad.
///
/// - Throws: if they are not those that the lesson has drawn.
private func strokesOnPad(of drawing: GreyPicture) throws -> [[PenDrawing.Point]] {
  let (right, down) = (extent.width * size, extent.height * size)
  let placed = strokes.map { stroke in
    stroke.map { PenDrawing.Point(x: start.x + $0.0 * right, y: start.y + $0.1 * down) }
  }
  guard PenDrawing(strokes: placed, width: pen).picture == drawing else {
    throw KnobError("Touched.swift: these strokes are not those of the lesson's drawing")
  }
  return placed
}

/// The drawing, which can be moved over the pad, with centring and without.
func placeToTouch(_ lesson: Lesson, _ drawing: GreyPicture, _ network: Network) {
  let placed = lesson.prepare { try strokesOnPad(of: drawing) }
  lesson.interactive(
    "off-centre", "Drag the 7 over the pad",
    "Drag the 7 to the middle and to the corners. Then switch centring on, and drag again.",
    data: [
      "digit": 7, "pen": JSON(pen), "start": [0, 0],
      "strokes": .array(
        placed.map { stroke in .array(stroke.map { JSON([$0.x, $0.y]) }) }),
    ], networks: ["net": network])
}

/// The drawing in all sizes, with a pen that stays as wide as it is, or not.
func penToTouch(_ lesson: Lesson, _ network: Network) {
  let line = lesson.prepare { try lineWidthOfMNIST() }
  lesson.interactive(
    "size-pen", "Change the size, and keep the pen",
    "Make the digit smaller, then larger. What happens to its line? Then let the pen shrink with it.",
    data: [
      "digit": 7, "pen": JSON(pen), "size": JSON(size), "line": JSON(line),
      "extent": JSON([extent.width, extent.height]),
      "strokes": .array(strokes.map { stroke in .array(stroke.map { JSON([$0.0, $0.1]) }) }),
    ], networks: ["net": network])
}

/// An empty pad.
func nonsenseToTouch(_ lesson: Lesson, _ network: Network) {
  lesson.interactive(
    "nonsense", "Draw anything but a digit",
    "Draw something that is no digit, or take one that is ready. How sure does the network get?",
    data: ["pen": JSON(pen)], networks: ["net": network])
}
