import CNN
import Digits
import Pen
import Pictures

// How this page's pictures are put together. Nothing is computed here that the page tells.

/// A drawing of 280×280, made smaller.
private func small(_ drawing: PenDrawing, _ side: Int) -> Picture {
  Picture(drawing.picture.reduced(toPixels: side * side))
}

/// Each symbol's name with its drawings below, five symbols in a row.
func symbolsPicture(_ symbols: [(label: String, drawings: [PenDrawing])]) -> Picture {
  let cells = symbols.map { label, drawings in
    Picture.column(
      [
        Picture(text: label),
        .row(drawings.map { small($0, 48) }, spacing: 3),
      ], spacing: 4, align: .center)
  }
  return .montage(cells, columns: 5, spacing: 16)
}

func waysPicture(_ ways: [PenDrawing]) -> Picture {
  // In rows of about the same length.
  let rows = (ways.count + 7) / 8
  return .montage(ways.map { small($0, 120) }, columns: (ways.count + rows - 1) / rows, spacing: 8)
}

func byHandPicture(_ drawings: [(title: String, drawing: PenDrawing)]) -> Picture {
  .row(
    drawings.map { title, drawing in
      Picture.column([Picture(text: title), small(drawing, 200)], spacing: 6, align: .center)
    }, spacing: 20)
}

/// A row for each drawing: its steps, and at the end what the network sees.
func stepsPicture(_ rows: [[(title: String, drawing: PenDrawing)]]) throws -> Picture {
  let columns = rows[0].indices.map { step in
    Picture.column(
      [Picture(text: rows[0][step].title)] + rows.map { small($0[step].drawing, 140) },
      spacing: 8, align: .center)
  }
  let centred = try rows.map { row in
    MapPanel(Tensor(try row[row.count - 1].drawing.centred()), .pixels, cell: 5).draw()
  }
  // A panel is 8 pixels higher than its map, with its frame and the line for its title.
  let last = Picture.column(
    [Picture(text: "28×28"), Picture(width: 1, height: 7)] + centred, spacing: 0, align: .center)
  return .row(columns + [last], spacing: 10, align: .start)
}

/// A row for what was written, a column for what it was read as.
func confusionPicture(_ answers: Answers) -> Picture {
  let (cell, names) = (21, answers.names)
  var map = Tensor([names.count, names.count, 1])
  for row in names.indices {
    for column in names.indices where row != column {
      map[row, column, 0] = Float(answers.counts[row][column])
    }
  }
  let limit = map.scalars.max() ?? 1
  let scale = ColorScale.unsigned(limit)
  let panel = MapPanel(map, scale, cell: cell).draw()
  // The panel has a frame of a pixel or so on each side.
  let edge = (panel.width - names.count * cell) / 2
  let left = (names.map { Picture.width(of: $0) } + [112]).max().map { $0 + 8 } ?? 120
  let top = (names.map(\.count).max() ?? 0) * 16 + 6
  var picture = Picture(width: left + panel.width, height: top + panel.height)
  picture.paste(panel, x: left, y: top)
  for (number, name) in names.enumerated() {
    let start = edge + number * cell
    picture.write(name, x: left - 8 - Picture.width(of: name), y: top + start + 3)
    for (line, character) in name.enumerated() {
      let y = top - 6 - (name.count - line) * 16
      picture.write(String(character), x: left + start + 6, y: y)
    }
    picture.fill(x: left + start, y: top + start, width: cell, height: cell, .faint)
  }
  picture.write("read as →", x: 0, y: top - 40, .quiet)
  picture.write("written ↓", x: 0, y: top - 20, .quiet)
  return .column([picture, .scaleBar(scale)], align: .center)
}

/// Images as the network sees them with two lines below each: what, and how sure.
func answersPicture(_ answers: [(image: Tensor, lines: [String])]) -> Picture {
  guard !answers.isEmpty else { return Picture(text: "none") }
  let cells = answers.map { image, lines in
    Picture.column(
      [MapPanel(image, .pixels, cell: 4).draw()] + lines.map { Picture(text: $0) },
      spacing: 4, align: .center)
  }
  return .montage(cells, columns: 8, spacing: 12)
}
