import CVectors
import Dispatch
import Foundation

/// The peak of this machine, in billions of floating-point operations a second. It runs fused
/// multiply-adds on numbers that never leave their registers, on `workers` cores at once.
public func peak(workers: Int, seconds: Double) throws -> Double {
  let turns = 200_000
  let perTurn = Double(turns * chains * width * 2 * workers)
  let rate = try rate(seconds) {
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let result =
        switch width {
        case 16: spin(SIMD16<Float>.self, turns, worker)
        case 8: spin(SIMD8<Float>.self, turns, worker)
        default: spin(SIMD4<Float>.self, turns, worker)
        }
      // Never true; it keeps the loop from being removed.
      if result == 7 { print(result) }
    }
  }
  return perTurn * rate / 1e9
}

private var width: Int { Int(floats_per_vector) }

/// Independent sums: enough to keep two units busy that take four cycles each.
private let chains = 12

@inline(__always)
private func spin<V: SIMD>(_: V.Type, _ turns: Int, _ worker: Int) -> Float
where V.Scalar == Float {
  let factor = V(repeating: 0.999 + Float(worker) * 1e-6)
  let term = V(repeating: 1e-3)
  var sums = InlineArray<12, V> { V(repeating: Float($0)) }
  for _ in 0..<turns {
    for chain in 0..<12 {
      sums[unchecked: chain] = term.addingProduct(sums[unchecked: chain], factor)
    }
  }
  return (0..<12).reduce(0) { $0 + sums[$1].sum() }
}
