/// The three passes of a dense layer over a batch `[N, C]`, each as one product. The weights are
/// stored as `[C, K]`.
package struct DensePasses: Sendable {
  /// C and K.
  let inputs, units: Int
  let workers: Int

  package init(inputs: Int, units: Int, workers: Int) {
    self.inputs = inputs
    self.units = units
    self.workers = workers
  }

  /// Each unit's weighted sum of all inputs, plus its bias, `[N, K]`.
  package func outputs(
    of x: [Float], _ weight: [Float], _ bias: [Float], into y: inout [Float]
  ) {
    parallel(overRowsOf: &y, length: units, workers: workers) { rows, y in
      lend(x, weight) { x, weight in
        StridedProduct(m: rows.count, n: units, k: inputs, aM: inputs, aK: 1, bK: units, cM: units)
          .write(
            x, from: rows.lowerBound * inputs, weight, from: 0, beginningWith: bias, to: y, from: 0)
      }
    }
  }

  /// Each weight's gradient: the sum, over the batch, of its input times the gradient of its unit.
  package func weightGradient(_ dy: [Float], of x: [Float], into weight: inout [Float]) {
    let count = x.count / inputs
    let zeros = [Float](repeating: 0, count: units)
    parallel(overRowsOf: &weight, length: units, workers: workers) { rows, weight in
      lend(x, dy) { x, dy in
        StridedProduct(m: rows.count, n: units, k: count, aM: 1, aK: inputs, bK: units, cM: units)
          .write(x, from: rows.lowerBound, dy, from: 0, beginningWith: zeros, to: weight, from: 0)
      }
    }
  }

  /// Each bias's gradient: the sum of its unit's gradient over the batch.
  package func biasGradient(_ dy: [Float], into bias: inout [Float]) {
    bias.withUnsafeMutableBufferPointer { bias in
      bias.update(repeating: 0)
      dy.withUnsafeBufferPointer {
        sumRows($0, count: dy.count / units, length: units, to: bias)
      }
    }
  }

  /// Each input's gradient: the sum, over all units, of the unit's gradient times the weight
  /// between them.
  package func inputGradient(
    _ dy: [Float], _ weight: [Float], into dx: inout [Float], kept: inout [[Float]]
  ) {
    kept[growing: 0].resize(to: weight.count)
    transpose(weight, rows: inputs, columns: units, into: &kept[0])
    let turned = kept[0]
    let zeros = [Float](repeating: 0, count: inputs)
    parallel(overRowsOf: &dx, length: inputs, workers: workers) { rows, dx in
      lend(dy, turned) { dy, turned in
        StridedProduct(
          m: rows.count, n: inputs, k: units, aM: units, aK: 1, bK: inputs, cM: inputs
        ).write(
          dy, from: rows.lowerBound * units, turned, from: 0, beginningWith: zeros, to: dx, from: 0)
      }
    }
  }
}

/// Lends the scalars of two arrays to `body`.
func lend(
  _ a: [Float], _ b: [Float],
  _ body: (UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Void
) {
  a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in body(a, b) } }
}
