import CNN
import Printing

extension Exercise {
  /// Exercise 13.
  public static func byHeart(
    _ attempt:
      @escaping @Sendable (
        [Float], Int, Float, Int, (Int, [Float]) -> [Float], ([Float]) -> Int
      ) -> [Float]
  ) -> Exercise {
    Exercise(
      13,
      hints: [
        "Three loops in one another: over the steps, over the images, over the weights. The "
          + "weights stay as they are until all images have been asked.",
        "While fewer than `steps` steps are taken and right(weights) < images: add up gradient(n, "
          + "weights) / Float(images) over all n, then subtract rate times this mean from each "
          + "weight.",
      ],
      [
        Part(
          "learnByHeart(_:images:rate:steps:gradient:right:)", Memory.cases,
          attempt: { memory in
            memory.shown(
              attempt(
                memory.start, memory.images, memory.rate, memory.steps, memory.gradient,
                memory.right))
          },
          expected: \.answer,
          mistakes: [
            "The steps climb: the loss grows. The gradient points uphill, so subtract it.": {
              memory in memory.learned { memory.mean($0).map { -$0 } }
            },
            lastOnly: { memory in memory.learned { memory.gradient(memory.images - 1, $0) } },
            // The same, divided by the number of images.
            lastOnly: { memory in
              memory.learned { weights in
                memory.gradient(memory.images - 1, weights).map { $0 / Float(memory.images) }
              }
            },
            "The gradients are added up and not divided. Divide by the number of images: the loss "
              + "is a mean.": { memory in
                memory.learned { memory.mean($0).map { $0 * Float(memory.images) } }
              },
            "A step is taken after each image. Ask all images first, then take one step.":
              \.imageByImage,
            "The loop ends after one step. Go on as long as right(weights) is below `images`.": {
              memory in memory.ended { step, right in step < 1 && right < memory.images }
            },
            "The weights come back as they were. Change a copy of `start`, and return that.": {
              $0.shown($0.start)
            },
            "All steps are taken, though all images are read right before. Stop there.": { memory in
              memory.ended { step, _ in step < memory.steps }
            },
            "A step is taken before the first look. If all are read right, take none.": { memory in
              memory.ended { step, right in
                step < memory.steps && (step == 0 || right < memory.images)
              }
            },
            "The rate is missing: subtract rate times the mean.": { memory in
              memory.learned { memory.mean($0).map { $0 / memory.rate } }
            },
            "The weights began at 0. Begin with `start`.": { memory in
              var other = memory
              other.start = memory.start.map { _ in 0 }
              return other.answer
            },
          ],
          arithmetic: { $0.arithmetic(of: $1) })
      ])
  }
}

private let lastOnly =
  "Only the last image's gradient is used. Add up those of all images; `=` keeps only the last."

extension Memory {
  /// ∂(mean loss)/∂weights.
  fileprivate func mean(_ weights: [Float]) -> [Float] {
    var mean = weights.map { _ in Float(0) }
    for n in 0..<images {
      for (i, own) in gradient(n, weights).enumerated() { mean[i] += own / Float(images) }
    }
    return mean
  }

  /// The weights before the first step, and after each.
  ///
  /// - Parameters:
  ///   - goesOn: asked with how many steps were taken, and how many images are read right.
  ///   - direction: what is subtracted, times the rate.
  private func path(
    while goesOn: (Int, Int) -> Bool, _ direction: ([Float]) -> [Float]
  ) -> [[Float]] {
    var path = [start]
    while let weights = path.last, goesOn(path.count - 1, right(weights)) {
      path.append(zip(weights, direction(weights)).map { $0 - rate * $1 })
    }
    return path
  }

  private func isUnfinished(_ step: Int, _ right: Int) -> Bool { step < steps && right < images }

  /// As it is right, but for the direction.
  fileprivate func learned(_ direction: ([Float]) -> [Float]) -> Returned {
    shown(path(while: isUnfinished, direction).last ?? start)
  }

  fileprivate var answer: Returned { learned(mean) }

  /// As it is right, but for the end.
  fileprivate func ended(while goesOn: (Int, Int) -> Bool) -> Returned {
    shown(path(while: goesOn, mean).last ?? start)
  }

  fileprivate var imageByImage: Returned {
    var (weights, step) = (start, 0)
    while isUnfinished(step, right(weights)) {
      for n in 0..<images {
        weights = zip(weights, gradient(n, weights)).map { $0 - rate * $1 }
      }
      step += 1
    }
    return shown(weights)
  }

  /// The first steps and the last one.
  fileprivate func arithmetic(of place: Int) -> String {
    let path = path(while: isUnfinished, mean)
    let lines = path.enumerated().map { step, weights in
      let value = shown(weights).values[place].short
      let line =
        "after \(step) \(step == 1 ? "step" : "steps"): \(right(weights)) of \(images) right, \(what) \(place) is "
      guard showsWeights, step > 0 else { return line + value }
      let before = path[step - 1]
      let parts = (0..<images).map { gradient($0, before)[place].signed }.joined(separator: " ")
      return line + "\(before[place].short) − \(rate.short) · (\(parts)) / \(images) = \(value)"
    }
    return (lines.count > 5 ? lines.prefix(3) + ["…"] + lines.suffix(1) : lines[...])
      .joined(separator: "\n")
  }
}
