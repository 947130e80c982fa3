import CNN
import Digits
import Exchange
import Explain
import Foundation

// Uses GlassBox from outside. It trains a small network with its own layer on some of MNIST's
// digits, asks where one number came from, and saves the weights.

var network = try Network(
  input: [28, 28, 1], seed: 1,
  [
    Convolution(4, 3), Scale(), ReLU(), MaxPooling(2), Flatten(), Dense(10), Softmax(),
  ])
let digits = try MNIST.dataSet(.train)
var optimizer = SGD(rate: 0.05, momentum: 0.9)
var tape = Tape()
var losses: [Float] = []
for step in 0..<100 {
  let (images, labels) = digits.batch((0..<32).map { (step * 32 + $0) * 7919 % digits.count })
  try network.forward(images, tape: &tape, Pass(.training, step: step))
  losses.append(try network.backward(from: labels, tape: &tape))
  optimizer.step(&network, tape.parameterGradients)
}
let last = losses.suffix(20).reduce(0, +) / 20
print(network.summary())
print("loss of the first step \(losses[0]), of the last twenty \(last)")

let trace = try network.trace(try MNIST.seven(), label: 7)
print(trace.explain(try trace.site("conv1", [12, 14, 2])))
print(trace.explain(try trace.site("scale1", [12, 14, 2])))

let path = FileManager.default.temporaryDirectory.appending(path: "beside-\(UUID()).safetensors")
  .path(percentEncoded: false)
defer { try? FileManager.default.removeItem(atPath: path) }
try network.save(to: path)
var other = try Network(input: [28, 28, 1], seed: 2, network.layers)
try other.load(contentsOf: path)
guard last < 0.5, try other.trace(MNIST.seven()).output == trace.output else { exit(1) }
print("learned, saved and loaded")
