import CNN
import Figures
import Models
import Printing

/// The little seven's network to fill in by hand, forward and backward, black on white.
///
/// - Parameter isFilled: whether the numbers stand in the boxes.
func worksheet(_ trace: Trace, isFilled: Bool) -> Figure {
  let boxes = Boxes(isFilled: isFilled)
  let (values, gradients) = (trace.activations, trace.gradients)
  let loss = Tensor([1], [trace.loss ?? 0])
  let kernel = Tensor([2, 2], trace.network.layers[0].parameters[0].value.scalars)
  let weights = trace.network.layers[4].parameters[0].value
  let biases = trace.network.layers[4].parameters[1].value
  let classes = LittleSeven.classes
  let parameters = trace.parameterGradients
  func gradient(_ stage: Int) -> Tensor { gradients[stage] ?? Tensor(values[stage].shape) }

  let forward: [Figure] = [
    line(
      boxes.given(values[0], "image"), .sign("×"), boxes.given(kernel, "kernel"), .sign("+"),
      boxes.given(Tensor([1], [LittleSeven.kernelBias]), "bias"), .sign("="),
      boxes.empty(values[1], "map"), .arrow("ReLU"), boxes.empty(values[2], "after ReLU")),
    .text("map(i,j) = Σ image(i+a, j+b) · kernel(a,b) + bias", .small),
    line(
      boxes.empty(values[3], "pooled, 2×2, stride 1"), .arrow("flatten"),
      boxes.empty(column(values[4]), "list"), .sign("×"),
      boxes.given(weights, "weights").names(columns: classes), .sign("+"),
      boxes.given(biases, "biases").names(columns: classes), .sign("="),
      boxes.empty(values[5], "scores").names(columns: classes)),
    .text("score(k) = Σ list(c) · weight(c,k) + bias(k)", .small),
    line(
      boxes.empty(values[6], "shares p").names(columns: classes), .arrow("−ln p(right)"),
      boxes.empty(loss, "loss L"), .space(30),
      boxes.given(right(trace), "y, the right answer").names(columns: classes)),
    .text("p(k) = exp(score(k)) / Σ exp(score(j))", .small),
  ]
  let backward: [Figure] = [
    line(
      boxes.empty(gradient(5), "∂L/∂score = p − y").names(columns: classes), .space(10),
      boxes.empty(parameters[4][0], "∂L/∂weight").names(columns: classes), .space(10),
      boxes.empty(parameters[4][1], "∂L/∂bias").names(columns: classes), .space(10),
      boxes.empty(gradient(3), "∂L/∂pooled"), .arrow("to the winner"),
      boxes.empty(gradient(2), "∂L/∂(after ReLU)")),
    .lines(
      [
        "∂L/∂weight(c,k) = list(c) · ∂L/∂score(k)      "
          + "∂L/∂list(c) = Σ weight(c,k) · ∂L/∂score(k)"
      ], .small),
    line(
      boxes.empty(gradient(1), "∂L/∂map"), .space(10),
      boxes.empty(Tensor([2, 2], parameters[0][0].scalars), "∂L/∂kernel"), .space(10),
      boxes.empty(parameters[0][1], "∂L/∂bias"), .space(10),
      boxes.empty(gradient(0), "∂L/∂image")),
    .lines(
      [
        "∂L/∂kernel(a,b) = Σ image(i+a, j+b) · ∂L/∂map(i,j)      "
          + "∂L/∂image(i+a, j+b) += kernel(a,b) · ∂L/∂map(i,j)"
      ], .small),
  ]
  return .column(
    [.heading("The little seven, forward: from the image to the loss")] + forward
      + [.space(1, 14), .heading("Backward: from the loss to the kernel and the image")] + backward,
    spacing: 14)
}

private func line(_ figures: Figure...) -> Figure { .row(figures, spacing: 12) }

/// Grids of boxes to write into.
private struct Boxes {
  let isFilled: Bool

  /// Numbers that are given.
  func given(_ numbers: Tensor, _ title: String) -> Figure { grid(numbers, title, isShown: true) }

  /// Numbers to find.
  func empty(_ numbers: Tensor, _ title: String) -> Figure {
    grid(numbers, title, isShown: isFilled)
  }

  /// White cells with black lines: on a scale that ends so far away every number is white.
  private func grid(_ numbers: Tensor, _ title: String, isShown: Bool) -> Figure {
    let map = Figure.map(numbers, title, scale: .signed(upTo: 1e9)).cell(62).key(.none)
    let frames = map.maps.map { Figure.Mark.window(0, 0, $0.height, $0.width, .ink) }
    return map.values(isShown ? 4 : nil).marking([.rule(every: 1, 1, .ink)] + frames)
  }
}

private func column(_ list: Tensor) -> Tensor { list.reshaped([list.shape.count, 1]) }

/// 1 for the right class, 0 for the others.
private func right(_ trace: Trace) -> Tensor {
  let classes = LittleSeven.classes.indices
  return Tensor([classes.count], classes.map { $0 == trace.label ? 1 : 0 })
}

/// The filled boxes in lines, for whoever reads out the solution.
func worksheetLines(_ trace: Trace) -> [String] {
  func rows(_ tensor: Tensor?, _ columns: Int) -> String {
    let scalars = tensor?.scalars ?? []
    return stride(from: 0, to: scalars.count, by: columns).map {
      scalars[$0..<$0 + columns].map { $0.short }.joined(separator: " ")
    }.joined(separator: " / ")
  }
  let parameters = trace.parameterGradients
  return [
    "map           \(rows(trace.activations[1], 3))",
    "after ReLU    \(rows(trace.activations[2], 3))",
    "pooled        \(rows(trace.activations[3], 2))",
    "scores        \(rows(trace.activations[5], 2))",
    "shares        \(rows(trace.activations[6], 2))",
    "loss          \((trace.loss ?? 0).fixed(4))",
    "∂L/∂scores    \(rows(trace.gradients[5], 2))",
    "∂L/∂weights   \(rows(parameters[4][0], 2))",
    "∂L/∂biases    \(rows(parameters[4][1], 2))",
    "∂L/∂pooled    \(rows(trace.gradients[3], 2))",
    "∂L/∂map       \(rows(trace.gradients[1], 3))",
    "∂L/∂kernel    \(rows(parameters[0][0], 2))",
    "∂L/∂bias      \(rows(parameters[0][1], 1))",
    "∂L/∂image     \(rows(trace.gradients[0], 4))",
  ]
}
