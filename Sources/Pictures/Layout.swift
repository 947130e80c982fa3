// Pictures made of pictures.

extension Picture {
  /// How pictures of different sizes stand beside or below each other.
  public enum Alignment: Sendable { case start, center, end }

  /// Pictures side by side.
  public static func row(
    _ pictures: [Picture], spacing: Int = 16, align: Alignment = .center
  ) -> Picture {
    let height = pictures.map(\.height).max() ?? 1
    let gaps = spacing * max(0, pictures.count - 1)
    var row = Picture(width: max(1, pictures.map(\.width).reduce(gaps, +)), height: height)
    var x = 0
    for picture in pictures {
      row.paste(picture, x: x, y: offset(height - picture.height, align))
      x += picture.width + spacing
    }
    return row
  }

  /// Pictures below each other.
  public static func column(
    _ pictures: [Picture], spacing: Int = 16, align: Alignment = .start
  ) -> Picture {
    let width = pictures.map(\.width).max() ?? 1
    let gaps = spacing * max(0, pictures.count - 1)
    var column = Picture(width: width, height: max(1, pictures.map(\.height).reduce(gaps, +)))
    var y = 0
    for picture in pictures {
      column.paste(picture, x: offset(width - picture.width, align), y: y)
      y += picture.height + spacing
    }
    return column
  }

  /// Pictures in a grid of so many columns, row by row.
  public static func montage(_ pictures: [Picture], columns: Int, spacing: Int = 16) -> Picture {
    let width = pictures.map(\.width).max() ?? 1
    let rows = stride(from: 0, to: pictures.count, by: columns).map { start in
      Picture.row(
        pictures[start..<min(start + columns, pictures.count)].map { $0.centred(in: width) },
        spacing: spacing, align: .start)
    }
    return .column(rows, spacing: spacing)
  }

  /// The picture with white space around it.
  public func framed(_ margin: Int = 12) -> Picture {
    var framed = Picture(width: width + 2 * margin, height: height + 2 * margin)
    framed.paste(self, x: margin, y: margin)
    return framed
  }

  /// A sign between panels, as large as it may be, at half the height of what stands beside it.
  ///
  /// - Parameters:
  ///   - text: `×`, `=`, or a few words.
  ///   - height: of the map beside it, in pixels.
  ///   - heading: how high the panel's title above the map is.
  public static func sign(_ text: String, beside height: Int, heading: Int = 22) -> Picture {
    let sign = Picture(text: text, scale: text.count == 1 ? 3 : 2)
    let space = Picture(width: 1, height: max(1, heading + (height - sign.height) / 2))
    return .column([space, sign], spacing: 0)
  }

  private func centred(in width: Int) -> Picture {
    .column([self, Picture(width: width, height: 1)], spacing: 0, align: .center)
  }

  private static func offset(_ room: Int, _ align: Alignment) -> Int {
    switch align {
    case .start: 0
    case .center: room / 2
    case .end: room
    }
  }
}
