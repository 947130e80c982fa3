import Pictures

extension GreyPicture {
  /// Whether the picture has the form of MNIST's digits, as all 70,000 of them have. Such a picture
  /// is prepared already, so ``CentredDrawing`` leaves it as it is.
  ///
  /// The form is: 28×28, bright on black, the ink's longer side 20 pixels (or 19, where a faint edge
  /// is lost), the brightest pixel nearly white. The centre of mass is in the middle, or as near to
  /// it as the edges allow.
  public var hasMNISTsForm: Bool {
    let (side, box) = (CentredDrawing.side, CentredDrawing.box)
    guard (width, height) == (side, side),
      Double(pixels.max() ?? 0) >= CentredDrawing.bright,
      let centre = centreOfMass
    else { return false }
    let lit = pixels.indices.filter { pixels[$0] > 0 }
    let (rows, columns) = (lit.map { $0 / side }, lit.map { $0 % side })
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
      let right = columns.max(), (box - 1...box).contains(max(bottom - top, right - left) + 1)
    else { return false }
    func isInPlace(_ centre: Double, _ first: Int, _ last: Int) -> Bool {
      let beyond = centre - CentredDrawing.middle
      // MNIST's own rounding leaves up to 0.52.
      return abs(beyond) <= 0.55 || (beyond > 0 && first == 0) || (beyond < 0 && last == side - 1)
    }
    return isInPlace(centre.row, top, bottom) && isInPlace(centre.column, left, right)
  }
}
