import CNN
import Pictures

/// How a picture becomes an image for a network. A network must be asked with images that were
/// prepared as those that it has learned from; so its file of weights says which way that was.
public enum Preparation: String, CaseIterable, Sendable {
  /// As MNIST's digits: cut to its ink, fitted into 20×20, its centre of mass in the middle of
  /// 28×28, bright on black.
  case centred
  /// Only made grey.
  case asItIs = "as it is"

  /// What is done, in words.
  public var description: String {
    switch self {
    case .centred:
      "each is cut to its ink, fitted into 20×20 pixels and centred in 28×28, bright on black"
    case .asItIs: "each is taken as it is"
    }
  }

  /// The prepared picture, `[H, W]`.
  ///
  /// - Parameter scan: a picture with its transparency.
  /// - Throws: if the picture is blank, or too poor to be read.
  public func picture(of scan: Scan) throws(DrawingError) -> GreyPicture {
    switch self {
    case .asItIs: scan.overWhite
    case .centred: try CentredDrawing(scan).picture
    }
  }
}
