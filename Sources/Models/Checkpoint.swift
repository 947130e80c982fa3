import CNN
import Digits
import Exchange
import Foundation

// A checkpoint is a training in a .safetensors file. It has the network's weights under their usual
// names. It has the optimizer's memory as `optimizer.velocity.conv1.weight`, in the package's own
// layout. And it has, as texts, the step, the sums of the current epoch, and the settings. There is
// no random state: random numbers are hashes of the seed and the step.

extension Trainer {
  /// Writes everything that is needed to continue, all or nothing.
  ///
  /// - Throws: one sentence with the file's name.
  public mutating func save(to path: String) throws {
    let memory = optimizer.memory
    var tensors = network.weights
    for (kind, lists) in memory.numbers {
      for layer in lists.indices {
        for (parameter, tensor) in lists[layer].enumerated() {
          tensors.append((name(of: kind, layer, parameter), tensor))
        }
      }
    }
    let metadata = [
      ("step", "\(step)"), ("optimizer steps", "\(memory.steps)"),
      ("loss", "\(sums.loss.bitPattern)"), ("right", "\(sums.right)"), ("seen", "\(sums.seen)"),
    ]
    try File.write(Safetensors.encode(tensors, metadata: metadata + settings()), to: path)
  }

  /// Loads the checkpoint of a training with the same settings, to continue from there.
  ///
  /// - Throws: one sentence with the file's name, if it cannot be read, is not a checkpoint, or has
  ///   other settings, which the sentence names. Then the trainer stays as it was.
  public mutating func resume(from path: String) throws {
    let bytes = try File.read(path)
    do {
      let texts = try Safetensors.metadata(bytes)
      func number(_ name: String) throws -> Int {
        guard let number = texts[name].flatMap(Int.init), number >= 0 else { throw NoCheckpoint() }
        return number
      }
      guard let bits = texts["loss"].flatMap(UInt64.init) else { throw NoCheckpoint() }
      for (name, now) in settings() {
        guard let then = texts[name] else { throw NoCheckpoint() }
        guard then == now else { throw OtherSettings(name: name, then: then, now: now) }
      }
      let (step, right, seen) = (try number("step"), try number("right"), try number("seen"))
      let taken = try number("optimizer steps")
      // Sums beyond what a training can reach would not fit an Int at its next step.
      guard step <= steps, taken <= step, right <= seen, seen <= numbers.count else {
        throw NoCheckpoint()
      }
      var (network, optimizer) = (network, optimizer)
      let tensors = try Safetensors.decode(bytes)
      try network.load(tensors.filter { !$0.name.hasPrefix("optimizer.") })
      optimizer.memory = try memory(in: tensors, steps: taken)
      (self.network, self.optimizer, self.step) = (network, optimizer, step)
      sums = (Double(bitPattern: bits), right, seen)
    } catch is NoCheckpoint {
      throw ModelError(description: "\(path): this is not a checkpoint of a training")
    } catch { throw ModelError(description: "\(path): \(error)") }
  }

  /// The optimizer's memory. Layers that have none yet, or are frozen, are left out. The memory of a
  /// layer is of all its parameters: with one missing, the others would take its place.
  private func memory(
    in tensors: [(name: String, tensor: Tensor)], steps: Int
  ) throws -> OptimizerMemory {
    var known: [String: Tensor] = [:]
    for (name, tensor) in tensors { known[name] = tensor }
    let numbers = try optimizer.memory.numbers.map { kind, _ in
      let lists = try network.layers.indices.map { layer in
        let parameters = network.layers[layer].parameters
        let names = parameters.indices.map { name(of: kind, layer, $0) }
        if names.allSatisfy({ known[$0] == nil }) { return [] as [Tensor] }
        return try zip(names, parameters).map { name, own in
          guard let tensor = known[name] else {
            throw ModelError(description: "the memory of a layer lacks the tensor “\(name)”")
          }
          guard tensor.shape == own.value.shape else {
            throw WeightsError.shape(name, expected: own.value.shape, got: tensor.shape)
          }
          return tensor
        }
      }
      return (name: kind, tensors: lists)
    }
    return OptimizerMemory(steps: steps, numbers: numbers)
  }

  private func name(of kind: String, _ layer: Int, _ parameter: Int) -> String {
    "optimizer.\(kind).\(network.names[layer]).\(network.layers[layer].parameters[parameter].name)"
  }

  /// Everything that the result depends on, except the tensors. The number of cores does not
  /// matter.
  private mutating func settings() -> [(name: String, text: String)] {
    [
      ("network", network.recipe), ("images", "\(numbers.count)"),
      ("data", String(fingerprint(), radix: 16)),
      ("epochs", "\(training.epochs)"), ("batch", "\(training.batch)"),
      ("rate", "\(training.rate)"), ("method", training.method.rawValue),
      ("momentum", "\(training.momentum)"), ("weight decay", "\(training.weightDecay)"),
      ("warm-up", "\(training.warmUp)"), ("falling rate", training.falls ? "yes" : "no"),
      ("shift", "\(training.augmentation.shift)"), ("turn", "\(training.augmentation.turn)"),
      ("frozen", training.frozen.isEmpty ? "none" : training.frozen.joined(separator: " ")),
      ("seed", "\(training.seed)"),
    ]
  }
}

extension Trainer {
  /// A hash of the training images. It is computed once, since it takes a while.
  private mutating func fingerprint() -> UInt64 {
    let known = dataFingerprint ?? data.fingerprint(of: numbers)
    dataFingerprint = known
    return known
  }
}

private struct NoCheckpoint: Error {}

private struct OtherSettings: Error, CustomStringConvertible {
  let name, then, now: String

  var description: String {
    let (then, now) = name == "network" || name == "data" ? ("other", "this") : (then, now)
    return switch name {
    case "network": "it belongs to a training of another network, so this one cannot continue"
    case "data": "it belongs to a training on other images, so this one cannot continue"
    default:
      "it belongs to a training with \(name) \(plain(then)), not \(now): resume with the same "
        + "settings, or start anew without --resume"
    }
  }
}
