import CNN
import Foundation

/// How far the formulas of the sheet are from the package's layer, on a small example.
struct LayerCheck {
  let name: String
  let example: String
  /// The largest difference of a number.
  let forward: Double
  let backward: Double
}

/// Random numbers between −1 and 1.
func numbers(_ shape: Shape, _ seed: UInt64) -> Tensor {
  let random = Random(seed: seed)
  return Tensor(shape, (0..<shape.count).map { 2 * random.uniform($0) - 1 })
}

/// The largest difference between numbers of a formula and those of the package.
func difference(_ formula: [Tensor], _ package: [Tensor?]) -> Double {
  guard formula.map(\.shape) == package.map({ $0?.shape }) else { return .infinity }
  var largest = 0.0
  for (formula, package) in zip(formula, package) {
    for (one, other) in zip(formula.scalars, package?.scalars ?? []) {
      largest = max(largest, Double(abs(one - other)))
    }
  }
  return largest
}

/// Stride 2 and a border of zeros, two channels, three kernels.
func checkConvolution() throws -> LayerCheck {
  let layer = Convolution(3, 3, stride: 2, padding: .same)
  let x = numbers([6, 6, 2], 1)
  let network = try Network(input: x.shape, seed: 2, [layer])
  let (w, bias) = (network["conv1", "weight"], network["conv1", "bias"])
  let dy = numbers(network.shapes[1], 3)
  let trace = try network.trace(x, outputGradient: dy)
  let (rows, columns) = layer.axes(for: x.shape)
  var (y, dx) = (Tensor(dy.shape), Tensor(x.shape))
  var (dw, dbias) = (Tensor(w.shape), Tensor(bias.shape))
  for i in 0..<rows.output {
    for j in 0..<columns.output {
      for k in 0..<3 {
        y[i, j, k] = bias[k]
        dbias[k] += dy[i, j, k]
        for a in 0..<3 {
          for b in 0..<3 {
            let (row, column) = (i * 2 - rows.before + a, j * 2 - columns.before + b)
            guard (0..<6).contains(row), (0..<6).contains(column) else { continue }
            for c in 0..<2 {
              y[i, j, k] += x[row, column, c] * w[a, b, c, k]
              dw[a, b, c, k] += x[row, column, c] * dy[i, j, k]
              dx[row, column, c] += w[a, b, c, k] * dy[i, j, k]
            }
          }
        }
      }
    }
  }
  return LayerCheck(
    name: "convolution", example: "6×6×2, three 3×3, stride 2",
    forward: difference([y], [trace.output]),
    backward: difference([dx, dw, dbias], [trace.gradients[0]] + trace.parameterGradients[0]))
}

func checkReLU() throws -> LayerCheck {
  let x = numbers([4, 4, 2], 4)
  let dy = numbers(x.shape, 5)
  let trace = try Network(input: x.shape, seed: 1, [ReLU()]).trace(x, outputGradient: dy)
  let y = Tensor(x.shape, x.scalars.map { $0 > 0 ? $0 : 0 })
  let dx = Tensor(x.shape, zip(x.scalars, dy.scalars).map { $0 > 0 ? $1 : 0 })
  return LayerCheck(
    name: "ReLU", example: "4×4×2", forward: difference([y], [trace.output]),
    backward: difference([dx], [trace.gradients[0]]))
}

/// Windows that overlap, with equal numbers among them: what was negative is 0.
func checkMaxPooling() throws -> LayerCheck {
  let x = Tensor([5, 5, 2], numbers([5, 5, 2], 6).scalars.map { max(0, $0) })
  let network = try Network(input: x.shape, seed: 1, [MaxPooling(3, stride: 1)])
  let dy = numbers(network.shapes[1], 7)
  let trace = try network.trace(x, outputGradient: dy)
  var (y, dx) = (Tensor(dy.shape), Tensor(x.shape))
  for i in 0..<3 {
    for j in 0..<3 {
      for channel in 0..<2 {
        var winner = (i, j)
        for a in 0..<3 {
          for b in 0..<3 where x[i + a, j + b, channel] > x[winner.0, winner.1, channel] {
            winner = (i + a, j + b)
          }
        }
        y[i, j, channel] = x[winner.0, winner.1, channel]
        dx[winner.0, winner.1, channel] += dy[i, j, channel]
      }
    }
  }
  return LayerCheck(
    name: "max pooling", example: "5×5×2, ties, 3×3, stride 1",
    forward: difference([y], [trace.output]),
    backward: difference([dx], [trace.gradients[0]]))
}

/// The mask is what the layer makes of ones: 0, or 1 / (1 − r).
func checkDropout() throws -> LayerCheck {
  let (rate, pass) = (Float(0.25), Pass(.training, seed: 8))
  let network = try Network(input: [40], seed: 1, [Dropout(rate)])
  let ones = try network.trace(Tensor([40], repeating: 1), label: nil, pass).output
  let mask = ones.scalars.map { Float($0 == 0 ? 0 : 1) }
  let (x, dy) = (numbers([40], 9), numbers([40], 10))
  let trace = try network.trace(x, outputGradient: dy, pass)
  func masked(_ tensor: Tensor) -> Tensor {
    Tensor([40], zip(tensor.scalars, mask).map { $0 * $1 / (1 - rate) })
  }
  let asked = try network.trace(x).output
  return LayerCheck(
    name: "dropout", example: "40 numbers, r = 0.25",
    forward: difference([masked(x), x], [trace.output, asked]),
    backward: difference([masked(dy)], [trace.gradients[0]]))
}
