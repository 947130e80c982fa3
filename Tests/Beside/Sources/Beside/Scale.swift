import CNN

/// Your own layer: every channel times a learned number.
///
/// `[N, H, W, C]` → the same. It also compiles in a lesson's folder, without a change. If it calls a
/// free function there, mark that function `nonisolated`: a lesson's code belongs to the main actor,
/// but a network runs on all cores.
struct Scale: Layer {
  let kind = "scale"
  var parameters: [Parameter] = []

  func outputShape(for input: Shape) -> Shape { input }

  func multiplyAdds(for input: Shape) -> Int { input.count }

  mutating func initialize(for input: Shape, random: Random) {
    parameters = [Parameter("factor", Tensor([input[input.rank - 1]], repeating: 1))]
  }

  // y[h, w, c] = factor[c] · x[h, w, c]
  func forward(_ x: Tensor, into y: inout Tensor, scratch: inout Scratch, _ pass: Pass) {
    let factor = parameters[0].value.scalars
    for i in x.scalars.indices { y.scalars[i] = factor[i % factor.count] * x.scalars[i] }
  }

  // dx[h, w, c] = factor[c] · dy[h, w, c];  dfactor[c] = Σ_h Σ_w x[h, w, c] · dy[h, w, c]
  func backward(
    _ dy: Tensor, x: Tensor, y: Tensor, into dx: inout Tensor?, gradients: inout [Tensor],
    scratch: inout Scratch, _ pass: Pass
  ) {
    let factor = parameters[0].value.scalars
    var sums = [Float](repeating: 0, count: factor.count)
    for i in dy.scalars.indices {
      dx?.scalars[i] = factor[i % factor.count] * dy.scalars[i]
      sums[i % factor.count] += x.scalars[i] * dy.scalars[i]
    }
    gradients[0].scalars = sums
  }
}
