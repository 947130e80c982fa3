import CNN
import Pictures

/// What was read of a folder so far.
public struct PicturesRead: Sendable, Equatable {
  /// How many classes the folder has, as far as its names tell.
  public internal(set) var classes = 0
  /// How many pictures.
  public private(set) var count = 0
  /// How many pixels they have in total, a byte each.
  public private(set) var bytes = 0
  /// The shape of the last one, `[H, W, 1]`.
  public private(set) var shape: Shape = [1, 1, 1]

  mutating func add(_ picture: GreyPicture) {
    count += 1
    bytes += picture.pixels.count
    shape = [picture.height, picture.width, 1]
  }
}
