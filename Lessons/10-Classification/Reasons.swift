import CNN
import Figures
import Printing

/// Each subject, and what each method makes of it, with trained weights and with random ones.
func table(of reasons: [[[Tensor]]], for subjects: [Subject]) -> Figure {
  var (rows, names): ([[Figure]], [String]) = ([], [])
  for (s, subject) in subjects.enumerated() {
    for (reasons, weights) in zip(reasons, ["trained weights", "random weights"]) {
      let maps: [Figure] = reasons[s].map { map in
        let r = correlation(map.scalars.map(abs), subject.image.scalars)
        guard let r else { return Figure.map(map).key(.none).note("nothing found") }
        return Figure.map(map).key(.range).note("r = \(r.fixed(2))")
      }
      rows.append([.image(subject.image, of: .image)] + maps)
      names.append("\(subject.name)\n\(weights)")
    }
  }
  return .column(
    .table(rows, rows: names, columns: [""] + methods).cell(5),
    .key((.square(.rise), "speaks for the digit"), (.square(.fall), "speaks against it")),
    .text("r = 1: strong just where the ink is.   r = 0: nothing in common with the ink", .small))
}
