import CNN
import Foundation

func checkFlatten() throws -> LayerCheck {
  let (H, W, C) = (3, 4, 2)
  let x = numbers([H, W, C], 11)
  let dy = numbers([H * W * C], 12)
  let trace = try Network(input: x.shape, seed: 1, [Flatten()]).trace(x, outputGradient: dy)
  var (y, dx) = (Tensor(dy.shape), Tensor(x.shape))
  for i in 0..<H {
    for j in 0..<W {
      for c in 0..<C {
        y[(i * W + j) * C + c] = x[i, j, c]
        dx[i, j, c] = dy[(i * W + j) * C + c]
      }
    }
  }
  return LayerCheck(
    name: "flatten", example: "3×4×2", forward: difference([y], [trace.output]),
    backward: difference([dx], [trace.gradients[0]]))
}

func checkDense() throws -> LayerCheck {
  let x = numbers([6], 13)
  let network = try Network(input: x.shape, seed: 2, [Dense(3)])
  let (w, bias) = (network["dense1", "weight"], network["dense1", "bias"])
  let dy = numbers([3], 14)
  let trace = try network.trace(x, outputGradient: dy)
  var (y, dx, dw) = (bias, Tensor(x.shape), Tensor(w.shape))
  for k in 0..<3 {
    for c in 0..<6 {
      y[k] += x[c] * w[c, k]
      dw[c, k] = x[c] * dy[k]
      dx[c] += w[c, k] * dy[k]
    }
  }
  return LayerCheck(
    name: "dense", example: "6 inputs, 3 units", forward: difference([y], [trace.output]),
    backward: difference([dx, dw, dy], [trace.gradients[0]] + trace.parameterGradients[0]))
}

/// Shares and loss, and p − y.
func checkSoftmax() throws -> LayerCheck {
  let (s, right) = (numbers([5], 15), 3)
  let trace = try Network(input: s.shape, seed: 1, [Softmax()]).trace(s, label: right)
  let each = s.scalars.map { exp(Double($0)) }
  let p = each.map { Float($0 / each.reduce(0, +)) }
  let loss = -log(Double(p[right]))
  let gradient = p.enumerated().map { $1 - ($0 == right ? 1 : 0) }
  return LayerCheck(
    name: "softmax", example: "5 scores, the fourth is right",
    forward: max(
      difference([Tensor([5], p)], [trace.output]), abs(loss - Double(trace.loss ?? .infinity))),
    backward: difference([Tensor([5], gradient)], [trace.gradients[0]]))
}
