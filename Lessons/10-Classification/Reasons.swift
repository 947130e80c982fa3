import CNN
import Figures
import Printing

/// Each subject, and what each method makes of it.
///
/// - Parameters:
///   - reasons: by reader, subject and method; the readers are the trained network and one with
///     random weights, or the trained one alone.
func table(of reasons: [[[Tensor]]], for subjects: [Subject]) -> Figure {
  let isTest = reasons.count > 1
  var (rows, names): ([[Figure]], [String]) = ([], [])
  for (s, subject) in subjects.enumerated() {
    for (reasons, weights) in zip(reasons, ["trained weights", "random weights"]) {
      let maps: [Figure] = reasons[s].map { map in
        guard isTest else { return Figure.map(map).key(.none) }
        let r = correlation(map.scalars.map(abs), subject.image.scalars)
        guard let r else { return Figure.map(map).key(.none).note("nothing found") }
        return Figure.map(map).key(.range).note("r = \(r.fixed(2))")
      }
      rows.append([.image(subject.image, of: .image)] + maps)
      names.append(subject.name + (isTest ? "\n\(weights)" : ""))
    }
  }
  let maps = Figure.table(rows, rows: names, columns: [""] + methods).cell(5)
  let key = Figure.key(
    (.square(.rise), "speaks for the digit"), (.square(.fall), "speaks against it"))
  guard isTest else { return .column(maps, key) }
  return .column(
    maps, key,
    .text("r = 1: strong just where the ink is.   r = 0: nothing in common with the ink", .small))
}

/// The range of each method's numbers, and for gradient × input what they add up to.
///
/// - Parameter reasons: by subject and method.
func reasonTable(_ reasons: [[Tensor]], _ covers: [Covers]) -> String {
  zip(reasons, covers).map { maps, covers in
    let head =
      "\(covers.subject.name), asked for the \(covers.digit)     lowest    highest      sum"
    let rows = zip(methods, maps).map { method, map in
      let ends = [map.scalars.min() ?? 0, map.scalars.max() ?? 0]
      let sum = map.scalars.reduce(0) { $0 + Double($1) }
      return method.alignedLeft(26)
        + ends.map { $0.fixed(4, signed: true).alignedRight(10) }.joined()
        + (method == "gradient × input" ? sum.fixed(2, signed: true).alignedRight(9) : "")
    }
    return ([head] + rows).joined(separator: "\n")
  }.joined(separator: "\n\n")
}
