// The colours of charts. ColorScale has the colours of maps.

extension Color {
  /// The numbers at an axis, and small text.
  public static let quiet = Color(red: 87, green: 96, blue: 106)
  /// A bar like all others.
  public static let plain = Color(red: 140, green: 149, blue: 159)
  /// An added number: orange, like positive numbers in ColorScale.
  public static let rise = Color(red: 230, green: 110, blue: 20)
  /// A subtracted number: blue, like negative numbers in ColorScale.
  public static let fall = Color(red: 49, green: 130, blue: 189)
  /// The grid of a chart.
  static let grid = Color(red: 232, green: 234, blue: 237)

  /// The colour of one of several series, counted from 0. Everybody can distinguish seven (after
  /// Okabe and Ito, "Color Universal Design", 2008). Green comes late, since marks are green.
  public static func series(_ number: Int) -> Color { okabeIto[number % okabeIto.count] }

  private static let okabeIto = [
    Color(red: 0, green: 114, blue: 178), Color(red: 213, green: 94, blue: 0),
    Color(red: 204, green: 121, blue: 167), Color(red: 86, green: 180, blue: 233),
    Color(red: 0, green: 158, blue: 115), Color(red: 230, green: 159, blue: 0), Color.ink,
  ]
}
