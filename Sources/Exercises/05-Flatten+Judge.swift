import CNN

/// Every place of maps of one size: what a flatten is asked.
private struct Places: Sendable {
  var rows: Int
  var columns: Int
  var maps: Int

  var size: (rows: Int, columns: Int, maps: Int) { (rows, columns, maps) }
  /// `2×3×2`
  var written: String { "\(rows)×\(columns)×\(maps)" }
  var count: Int { rows * columns * maps }
  private var shape: Shape { [rows, columns, maps] }

  /// A number for each place, in the order of the list.
  func each(_ number: (_ row: Int, _ column: Int, _ map: Int) -> Int) -> Returned {
    Returned(
      (0..<count).map { offset in
        let index = shape.index(at: offset)
        return number(index[0], index[1], index[2])
      })
  }

  /// A row `[row, column, map]` for each place of the list.
  func holds(_ number: (Int) -> (row: Int, column: Int, map: Int)) -> Returned {
    Returned(
      (0..<count).map { offset in
        let place = number(offset)
        return [place.row, place.column, place.map].map { Float($0) }
      })
  }

  var right: Returned { Returned(Array(0..<count)) }

  var rightPlaces: Returned {
    holds { offset in
      let index = shape.index(at: offset)
      return (index[0], index[1], index[2])
    }
  }

  func arithmetic(of offset: Int) -> String {
    let index = shape.index(at: offset)
    return """
      row \(index[0]), column \(index[1]), map \(index[2]) of \(written):
      (\(index[0]) · \(columns) + \(index[1])) · \(maps) + \(index[2]) = \(offset)
      """
  }
}

extension Exercise {
  /// Exercise 5.
  public static func flatten(
    index: @escaping @Sendable (Int, Int, Int, (rows: Int, columns: Int, maps: Int)) -> Int,
    place:
      @escaping @Sendable (
        Int, (rows: Int, columns: Int, maps: Int)
      ) -> (row: Int, column: Int, map: Int)
  ) -> Exercise {
    let cases: KeyValuePairs<String, Places> = [
      "a single number": Places(rows: 1, columns: 1, maps: 1),
      "one map of 2×2": Places(rows: 2, columns: 2, maps: 1),
      "the example of the task": Places(rows: 2, columns: 3, maps: 2),
      "one row": Places(rows: 1, columns: 4, maps: 3),
      "more rows than columns": Places(rows: 5, columns: 2, maps: 3),
    ]
    return Exercise(
      5,
      hints: [
        "How many numbers stand in the list before this row begins? How many of this row before "
          + "this column?",
        "Before row r stand r · columns pixels, and each pixel has one number for each map. So the "
          + "place is (row · columns + column) · maps + map. Back: % maps gives the map, / maps the "
          + "pixel.",
      ],
      [
        Part(
          "index(row:column:map:size:)", cases,
          given: { ["size": $0.written] },
          attempt: { places in places.each { index($0, $1, $2, places.size) } },
          expected: \.right,
          mistakes: [
            "A row is as long as there are columns: multiply the row by the columns, not by the "
              + "rows.": { places in
                places.each { ($0 * places.rows + $1) * places.maps + $2 }
              },
            "Rows and columns are exchanged: the list goes along a row, and then to the next.": {
              places in places.each { ($1 * places.rows + $0) * places.maps + $2 }
            },
            "The list goes map by map. Here all maps of one place stand side by side.": { places in
              places.each { ($2 * places.rows + $0) * places.columns + $1 }
            },
            "It counts from 1. The first number stands at place 0.": { places in
              places.each { ($0 * places.columns + $1) * places.maps + $2 + 1 }
            },
            "The maps are left out: each place has one number for each map.": { places in
              places.each { row, column, _ in row * places.columns + column }
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) }),
        Part(
          "place(_:size:)", cases,
          given: { ["size": $0.written] },
          attempt: { places in places.holds { place($0, places.size) } },
          expected: \.rightPlaces,
          mistakes: [
            "A row ends after its columns: divide by the columns, not by the rows.": { places in
              places.holds { offset in
                let pixel = offset / places.maps
                return (pixel / places.rows, pixel % places.rows, offset % places.maps)
              }
            },
            "Rows and columns are exchanged in what is returned.": { places in
              places.holds { offset in
                let pixel = offset / places.maps
                return (pixel % places.columns, pixel / places.columns, offset % places.maps)
              }
            },
            "It takes the maps to stand behind one another. All maps of one place stand side by "
              + "side.": { places in
                places.holds { offset in
                  let inMap = offset % (places.rows * places.columns)
                  return (
                    inMap / places.columns, inMap % places.columns,
                    offset / (places.rows * places.columns)
                  )
                }
              },
          ],
          place: { "the \(["row", "column", "map"][$0 % 3]) of place \($0 / 3)" },
          arithmetic: { $0.arithmetic(of: $1 / 3) }),
      ])
  }
}
