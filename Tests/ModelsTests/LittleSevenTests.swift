import CNN
import Models
import Testing

/// The paper network, worked out by hand, and by PyTorch 2.13:
///
///     x = torch.tensor([[1, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0.5, 0, 0]])[None, None]
///     kernel, bias = torch.tensor([[[[-1.0, 1], [2, 0]]]]), torch.tensor([-1.0])
///     weights, biases = torch.tensor([[0.0, 1, 0, 0.5], [0, 0, 1, 0]]), torch.tensor([-2.0, 1])
///     for t in [x, kernel, bias, weights, biases]: t.requires_grad_()
///     map = torch.conv2d(x, kernel, bias)
///     pooled = torch.max_pool2d(map.relu(), 2, 1)
///     for t in [map, pooled]: t.retain_grad()
///     scores = pooled.flatten(1) @ weights.T + biases
///     torch.nn.functional.cross_entropy(scores, torch.tensor([0])).backward()
///     for t in [x, map, pooled, kernel, bias, weights, biases]: print(t.grad)
@Suite struct LittleSevenTests {
  private func rounded(_ tensor: Tensor?) -> [Double] {
    (tensor?.scalars ?? []).map { (Double($0) * 1e4).rounded() / 1e4 }
  }

  @Test func forward() throws {
    let trace = try LittleSeven.network().trace(LittleSeven.image, label: 0)
    #expect(trace.activations[1].scalars == [-1, -1, -1, -1, -1, 2, -1, 1, -2])
    #expect(trace.activations[2].scalars == [0, 0, 0, 0, 0, 2, 0, 1, 0])
    #expect(trace.activations[3].scalars == [0, 2, 1, 2])
    #expect(trace.activations[4].scalars == [0, 2, 1, 2])
    // 0·0 + 2·1 + 1·0 + 2·½ − 2 and 1 + 1
    #expect(trace.activations[5].scalars == [1, 2])
    // 1 / (1 + e) and e / (1 + e); −ln of the first
    #expect(rounded(trace.output) == [0.2689, 0.7311])
    #expect(abs((trace.loss ?? 0) - 1.3132617) < 1e-6)
  }

  @Test func backward() throws {
    let trace = try LittleSeven.network().trace(LittleSeven.image, label: 0)
    // p − y
    #expect(rounded(trace.gradients[5]) == [-0.7311, 0.7311])
    // [0, 1, 0, ½] · −0.7311 + [0, 0, 1, 0] · 0.7311
    #expect(rounded(trace.gradients[4]) == [0, -0.7311, 0.7311, -0.3655])
    // The 2 has won the windows of −0.7311 and of −0.3655.
    let map = [0, 0, 0, 0, 0, -1.0966, 0, 0.7311, 0]
    #expect(rounded(trace.gradients[2]) == map)
    #expect(rounded(trace.gradients[1]) == map)
    // −1.0966 and 0.7311 times the kernel, at their places.
    #expect(
      rounded(trace.gradients[0])
        == [0, 0, 0, 0, 0, 0, 1.0966, -1.0966, 0, -0.7311, -1.4621, 0, 0, 1.4621, 0, 0])
    // Where the one has met 1, the other ½: 1 · −1.0966 + ½ · 0.7311, and so on.
    let gradients = trace.parameterGradients
    #expect(rounded(gradients[0][0]) == [0, -0.3655, -0.7311, 0])
    #expect(rounded(gradients[0][1]) == [-0.3655])
    // [C, K]: what went in times p − y.
    #expect(
      rounded(gradients[4][0]) == [0, 0, -1.4621, 1.4621, -0.7311, 0.7311, -1.4621, 1.4621])
    #expect(rounded(gradients[4][1]) == [-0.7311, 0.7311])
  }

  /// w − 0.1 · gradient, for all of them: the verdict is another.
  @Test func oneStep() throws {
    let before = try LittleSeven.network()
    let trace = try before.trace(LittleSeven.image, label: 0)
    var network = before
    var optimizer = SGD(rate: 0.1)
    optimizer.step(&network, trace.parameterGradients)
    #expect(rounded(network.layers[0].parameters[0].value) == [-1, 1.0366, 2.0731, 0])
    #expect(rounded(network.layers[0].parameters[1].value) == [-0.9634])
    let after = try network.trace(LittleSeven.image, label: 0)
    #expect(rounded(after.output) == [0.6622, 0.3378])
    #expect(abs((after.loss ?? 0) - 0.4121177) < 1e-6)
  }
}
