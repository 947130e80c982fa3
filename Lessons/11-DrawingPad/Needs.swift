import CNN
import Digits
import LessonKit
import Pictures

/// What a drawing of a 7 needs to be read as one.
enum Need: String, CaseIterable {
  case place = "only another place"
  case size = "only another size"
  case both = "both"
  case either = "either of the two"
  case other = "nothing, or something else"

  /// From the digits that the network says of the drawing without centring, only moved, only
  /// resized, and both.
  init(uncentred: Int, moved: Int, resized: Int, centred: Int) {
    self =
      switch (uncentred == 7, moved == 7, resized == 7, centred == 7) {
      case (true, _, _, _): .other
      case (_, true, true, _): .either
      case (_, true, _, _): .place
      case (_, _, true, _): .size
      case (_, _, _, true): .both
      default: .other
      }
  }

  /// What was probably thought by a reader who has said something else.
  func mistakes(moved: Int, resized: Int) -> Mistakes {
    let (place, size) = (Answer.option(Self.place.rawValue), Answer.option(Self.size.rawValue))
    let both = Answer.option(Self.both.rawValue)
    let onlyMoved = "Only moved, it is a \(moved) to the network."
    let onlyResized = "Only resized, it is a \(resized) to the network."
    return switch self {
    case .place: [size: onlyResized, both: "Only moved, it is a 7 already."]
    case .size: [place: onlyMoved, both: "Only resized, it is a 7 already."]
    case .both: [place: onlyMoved, size: onlyResized]
    default: [:]
    }
  }
}

/// How far an image must be moved to have its centre of mass in the middle, in pixels of 28.
func way(toCentreOf pad: GreyPicture) -> (down: Int, right: Int) {
  let mass = pad.centreOfMass ?? (140, 140)
  return (
    Int((14 - (mass.row - 4.5) / 10).rounded()), Int((14 - (mass.column - 4.5) / 10).rounded())
  )
}

extension GreyPicture {
  /// A copy moved as the pad's centre of mass says; what leaves the frame is lost.
  func moved(toCentre pad: GreyPicture) -> GreyPicture {
    let (down, right) = way(toCentreOf: pad)
    var result = GreyPicture(width: width, height: height, fill: 0)
    for y in 0..<height {
      for x in 0..<width
      where (0..<height).contains(y - down) && (0..<width).contains(x - right) {
        result[x, y] = self[x - right, y - down]
      }
    }
    return result
  }

  /// A copy within 28×28 black pixels, as near to this place as all of it has room.
  func placed(row: Int, column: Int) -> Tensor {
    let (top, left) = (min(max(0, row), 28 - height), min(max(0, column), 28 - width))
    var image = Tensor([28, 28, 1])
    for h in 0..<height {
      for w in 0..<width { image[top + h, left + w, 0] = Float(self[w, h]) / 255 }
    }
    return image
  }
}
