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
  ///
  /// The weights of an input are a row of A, and the batch is n. So the weights, which are many, stay
  /// as they are, and only what belongs to the batch is transposed.
  package func inputGradient(
    _ dy: [Float], _ weight: [Float], into dx: inout [Float], kept: inout [[Float]]
  ) {
    let count = dy.count / units
    kept[growing: 0].resize(to: dy.count)
    transpose(dy, rows: count, columns: units, into: &kept[0])
    let turned = kept[0]
    let zeros = [Float](repeating: 0, count: count)
    let few = 32
    dx.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let dx = buffer
      parallel((inputs + few - 1) / few, workers: workers) { part in
        let own = part * few..<min((part + 1) * few, inputs)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: own.count * count) { block in
          lend(weight, turned) { weight, turned in
            StridedProduct(
              m: own.count, n: count, k: units, aM: units, aK: 1, bK: count, cM: count
            ).write(
              weight, from: own.lowerBound * units, turned, from: 0, beginningWith: zeros,
              to: block, from: 0)
          }
          for n in 0..<count {
            let line = dx.baseAddress! + n * inputs + own.lowerBound
            for c in 0..<own.count { line[c] = block[c * count + n] }
          }
        }
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
