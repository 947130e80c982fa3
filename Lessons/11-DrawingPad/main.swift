import CNN
import Digits
import Figures
import LessonKit
import Models
import Pen
import Pictures
import Printing

// Knobs: try one with `swift run DrawingPad --try pen=60`, or change a line and run it again.

/// How wide the pen is, in pixels of the pad's 280.
let pen: Double = knob(
  "pen", 20,
  try: [
    6: "as it lies the line is thinner than a pixel, and grey; centred it is about one wide",
    60: "a stroke as thick as eight pixels: hardly a 7 as it lies, and a sure one centred",
  ])
/// Where the drawing begins on the pad: its pixel from the left and from the top.
let start: (x: Double, y: Double) = knob(
  "start", (x: 22, y: 14),
  try: [
    (84, 63): "in the middle: as it lies it is now a 3; centred it is the same 7"
  ])
/// How large it is drawn; 1 is about the half of the pad.
let size: Double = knob(
  "size", 0.7,
  try: [
    0.4: "centred, its line is five pixels thick in place of three, and it is a 7 all the same",
    1.6: "as it lies it is a seven to anybody, and a sure 1 to the network",
  ])
/// The network that reads the drawing.
let model: String = knob(
  "model", "walkthrough",
  try: ["course": "four times as many weights, and it needs centring hardly less"])

let options = PadLessonOptions.parseOrExit()
#if Web
  if !options.isLesson { await serveOrExit(options) }
#else
  if options.wantsToServe { sayHowToServe() }
#endif
let lesson = Lesson(.drawingPad, options.lesson)
let network = lesson.prepare {
  try checkKnobs()
  return try namedModel()
}
lesson.takesOver(try handOverFromClassification())

lesson.text(
  """
  At last you draw, and the network reads. On a drawing pad one draws anywhere, small or large, with a \
  thin line or a thick one. MNIST's digits were all treated alike before anybody learned from them: cut \
  out, fitted into 20×20 pixels, and placed with their centre of mass in the middle of 28×28. That is \
  the only world the network knows. So a drawing has to go the same way in.
  """)

lesson.heading("A drawing")
let drawing = lesson.cell("Two strokes on a pad of 280×280") {
  let (right, down) = (110 * size, 150 * size)
  let bar = [(0.0, 0.02), (0.35, 0), (0.7, 0.01), (1, 0)]
  let leg = [(1.0, 0.0), (0.85, 0.3), (0.66, 0.62), (0.5, 1)]
  let strokes = [bar, leg].map { stroke in
    stroke.map { PenDrawing.Point(x: start.x + $0.0 * right, y: start.y + $0.1 * down) }
  }
  let picture = PenDrawing(strokes: strokes, width: pen).picture
  lesson.print("\(picture.width)×\(picture.height) pixels, \(inked(picture)) of them inked")
  return picture
}
lesson.text(
  """
  The simplest way in: the pad is ten times as wide as the network's image, so each of its pixels \
  becomes the mean of 10×10 of the pad's.
  """)
lesson.predict(
  """
  lesson 10 has moved the seven by 6 pixels, and it was read as something else. This one is \
  \(howItLies). What will the network say?
  """)
let asItLies = lesson.cell("Without centring: every 10×10 pixels become one") {
  var image = Tensor([28, 28, 1])
  for h in 0..<28 {
    for w in 0..<28 {
      var sum = 0
      for y in 10 * h..<10 * h + 10 { for x in 10 * w..<10 * w + 10 { sum += Int(drawing[x, y]) } }
      image[h, w, 0] = Float(sum) / 100 / 255
    }
  }
  lesson.print("the line is now \((pen / 10).fixed(1)) pixels wide")
  lesson.print("as it lies, the network says \(try answer(image))")
  return image
}
lesson.text(lesson.prepare { try asItLiesInWords(asItLies) })

lesson.heading("Four steps")
let box = lesson.cell("1. Find the ink") {
  var (rows, columns) = ([Int](), [Int]())
  for y in 0..<280 {
    for x in 0..<280 where drawing[x, y] > 0 {
      rows.append(y)
      columns.append(x)
    }
  }
  guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
    let right = columns.max()
  else { throw KnobError("start, size: all of the drawing lies beside the pad") }
  lesson.print("rows \(top) to \(bottom), columns \(left) to \(right)")
  return (rows: top..<bottom + 1, columns: left..<right + 1)
}
lesson.text(
  """
  On paper and in photos it is not so simple: there is no black that is 0 everywhere. The function that \
  lesson 10 and the pad share also tells dark ink on light from light on dark, and ink from shadow.
  """)
let scaled = lesson.cell("2. Fit it into 20×20") {
  // The longer side becomes 20, the other keeps its proportion.
  let longer = Double(max(box.rows.count, box.columns.count))
  let height = max(1, Int((20 * Double(box.rows.count) / longer).rounded()))
  let width = max(1, Int((20 * Double(box.columns.count) / longer).rounded()))
  lesson.print("\(box.rows.count)×\(box.columns.count) pixels become \(height)×\(width)")
  lesson.print("the line is now \((20 * pen / longer).fixed(1)) pixels wide")

  // Each new pixel is the mean of those it lies over, by the share that it covers of them.
  func shares(_ pixel: Int, of count: Int, in range: Range<Int>) -> [(place: Int, share: Double)] {
    let side = Double(range.count) / Double(count)
    let (from, to) = (Double(pixel) * side, Double(pixel + 1) * side)
    return range.indices.compactMap { place in
      let n = Double(place - range.lowerBound)
      let share = min(to, n + 1) - max(from, n)
      return share > 1e-9 ? (place, share / side) : nil
    }
  }
  var scaled = GreyPicture(width: width, height: height, fill: 0)
  for h in 0..<height {
    for w in 0..<width {
      var mean = 0.0
      for y in shares(h, of: height, in: box.rows) {
        for x in shares(w, of: width, in: box.columns) {
          mean += Double(drawing[x.place, y.place]) * y.share * x.share
        }
      }
      scaled[w, h] = UInt8(mean.rounded())
    }
  }
  return scaled
}
lesson.text(
  """
  Where does it go within the 28×28? Not the middle of its box: a seven's ink lies to the right. It is \
  the **centre of mass** that counts, the mean place of the ink.
  """)
lesson.formula(
  """
  row    = Σ h · pixel(h, w) / Σ pixel(h, w)
  column = Σ w · pixel(h, w) / Σ pixel(h, w)

  on paper, one row [0, 0, 1, 3]:  (2·1 + 3·3) / (1 + 3) = 11 / 4 = 2.75
  """)
let centre = lesson.cell("3. Its centre of mass", isStage: true) {
  var (mass, rows, columns) = (0, 0, 0)
  for h in 0..<scaled.height {
    for w in 0..<scaled.width {
      mass += Int(scaled[w, h])
      rows += h * Int(scaled[w, h])
      columns += w * Int(scaled[w, h])
    }
  }
  guard mass > 0 else { throw KnobError("start, size: too little of the drawing lies on the pad") }
  let centre = (row: Double(rows) / Double(mass), column: Double(columns) / Double(mass))
  lesson.print("row \(rows.grouped) / \(mass.grouped) = \(centre.row.fixed(2))")
  lesson.print("column \(columns.grouped) / \(mass.grouped) = \(centre.column.fixed(2))")
  return centre
}
let centred = lesson.cell("4. Place it so that this is (14, 14)", isStage: true) {
  // By whole pixels, and so that all of it stays inside.
  let top = min(max(0, Int((14 - centre.row).rounded())), 28 - scaled.height)
  let left = min(max(0, Int((14 - centre.column).rounded())), 28 - scaled.width)
  var image = Tensor([28, 28, 1])
  for h in 0..<scaled.height {
    for w in 0..<scaled.width { image[top + h, left + w, 0] = Float(scaled[w, h]) / 255 }
  }
  let theirs = try CentredDrawing(drawing).image
  let difference = zip(image.scalars, theirs.scalars).map { abs($0 - $1) }.max() ?? 0
  lesson.print("begins in row \(top), column \(left)")
  lesson.print("largest difference from the pad's own function: \(difference.fixed(4))")
  if difference > 0.01 { sayWhyItDiffers() }
  lesson.print("centred, the network says \(try answer(image))")
  lesson.show(
    entering(
      drawing, box, scaled, centre, centred: (image, try guess(image)),
      asItLies: (asItLies, try guess(asItLies))), "entering",
    "Above, the four steps: the ink is framed on the pad, resized until its longer side is 20, and "
      + "placed so that its centre of mass, ringed, is in pixel (14, 14). Of 28 pixels none is the middle "
      + "one; MNIST's digits have theirs in this one. Below, the same drawing is only made smaller, as it "
      + "lies.", alt: "how a drawing enters")
  return image
}
lesson.text(lesson.prepare { try comparisonInWords(asItLies, centred) })

lesson.heading("Does that hold for others?")
lesson.text(
  """
  One drawing is no proof. We take every twentieth of the 10,000 test digits and draw it on the pad: once \
  as large as the pad, once at 40 % of that, somewhere.
  """)
lesson.predict(
  """
  of the \(sample) small ones, how many are read without centring, and how many with it?
  """)
let entered = lesson.cell("\(sample) test digits, drawn on the pad") {
  let entered = try drawnDigits(network)
  lesson.print("read by a network of \(network.parameterCount.grouped) weights")
  for (name, right) in entered.rows {
    lesson.print(
      name.alignedLeft(34) + "\(right)".alignedRight(5)
        + (Double(right) / Double(sample)).percent().alignedRight(9))
  }
  let pads: [Figure] = entered.some.map { .image(Tensor($0.pad)) }
  let read: [[Figure]] = try [entered.some.map(\.asItLies), entered.some.map(\.centred)].map {
    try $0.map { .image(Tensor($0)).note("says \(try guess(Tensor($0)).digit)") }
  }
  lesson.show(
    .table(
      [pads] + read, rows: ["on the pad", "as it lies", "centred"],
      columns: entered.some.map { "label \($0.label)" }
    ).side(140), "small",
    "Four of the small ones: on the pad, and what the network reads and says without the four steps "
      + "and with them.", alt: "drawn small", preview: false)
  return entered
}
lesson.text(entered.inWords)

pad()
lesson.knobs()
lesson.heading("What goes wrong in practice")
lesson.text(practice)
more()
lesson.handsOn(HandOver(work: try Models.walkthrough()))
lesson.end(
  """
  **Next:** an answer while the pen still moves has to be there in some milliseconds. How can a program \
  multiply and add millions of times in that? Lesson 12 is backstage, where it is made fast.
  """)
