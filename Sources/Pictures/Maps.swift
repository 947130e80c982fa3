import CNN

extension Picture {
  /// All channels of some maps in a grid, on one scale, with its bar below.
  ///
  /// - Parameters:
  ///   - maps: `[H, W, C]`.
  ///   - scale: one that holds all of them, if nil.
  ///   - cell: the enlargement.
  ///   - titles: a line above each channel; fewer than C or none are fine.
  ///   - hasScaleBar: false where a bar stands elsewhere.
  ///   - each: a panel and the number of its channel, to be marked before it is drawn.
  public static func maps(
    _ maps: Tensor, scale: ColorScale? = nil, cell: Int, columns: Int, titles: [String] = [],
    spacing: Int = 12, hasScaleBar: Bool = true,
    _ each: (_ panel: MapPanel, _ channel: Int) -> MapPanel = { panel, _ in panel }
  ) -> Picture {
    let scale = scale ?? .fitting(maps)
    let panels = (0..<maps.shape[2]).map { channel in
      let title = channel < titles.count ? titles[channel] : ""
      return each(MapPanel(maps.channel(channel), scale, cell: cell, title: title), channel).draw()
    }
    let montage = Picture.montage(panels, columns: max(1, columns), spacing: spacing)
    return hasScaleBar
      ? .column([montage, .scaleBar(scale)], align: .center) : montage
  }
}
