import CNN
import Foundation

/// The light on a picture, 1 where it is brightest.
struct Light {
  let at: (Float, Float) -> Float

  init(_ kind: FoundPicture.Kind, _ random: Random) {
    func from(_ low: Double, _ high: Double, _ use: Int) -> Float {
      Float(low + (high - low) * Double(random.uniform(use)))
    }
    let turn = from(0, 2 * .pi, 0)
    let (across, down) = (cos(turn), sin(turn))
    let (strength, place) = (from(0.35, 0.7, 1), from(-0.3, 0.3, 2))
    switch kind {
    case .shadow, .chalk:
      // From an edge as hard as a card's to one as soft as a hand's.
      let soft = from(0.005, 0.3, 3)
      let fall = from(0, 0.3, 4)
      at = { u, v in
        let along = (u - 0.5) * across + (v - 0.5) * down
        let share = 1 / (1 + exp(-4 * (along - place) / soft))
        return (1 - strength * share) * (1 - fall * (along + 0.7) / 1.4)
      }
    case .spot, .small:
      let (x, y, falls) = (from(0.1, 0.9, 3), from(0.1, 0.9, 4), from(0.2, 0.6, 5))
      at = { u, v in
        let distance = (u - x) * (u - x) + (v - y) * (v - y)
        return 1 - falls * min(1, distance)
      }
    case .corner:
      let (x, y): (Float, Float) = (
        random.uniform(3) < 0.5 ? 0 : 1, random.uniform(4) < 0.5 ? 0 : 1
      )
      let (reach, power, falls) = (from(0.5, 1.4, 5), from(1, 3, 6), from(0.4, 0.85, 7))
      at = { u, v in
        let distance = ((u - x) * (u - x) + (v - y) * (v - y)).squareRoot()
        return 1 - falls * pow(max(0, 1 - distance / reach), power)
      }
    case .faint, .coarse:
      let fall = from(0, 0.25, 3)
      at = { u, v in 1 - fall * ((u - 0.5) * across + (v - 0.5) * down + 0.7) / 1.4 }
    default: at = { _, _ in 1 }
    }
  }
}
