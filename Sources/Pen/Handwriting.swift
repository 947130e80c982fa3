/// How far a hand may depart from the plain symbol: the strengths of all that varies a drawing.
///
/// Lengths are in shares of the symbol's height, unless said otherwise. What is normally
/// distributed has the given standard deviation; what is even lies between − and + the number.
public struct Handwriting: Sendable, Equatable {
  // How it is meant.

  /// How far each place of the path is from where it should be; normal.
  public var misplaced = 0.0
  /// How far the whole is bent, by waves about as long as the symbol is high; normal.
  public var bent = 0.0

  // How it is written.

  /// How far a stroke's end is drawn on, or stops short; normal.
  public var overshoot = 0.0
  /// How often a stroke begins or ends with a hook.
  public var hooks = 0.0
  /// How far the hand trembles, in pixels of the canvas; normal.
  public var tremble = 0.0
  /// How far the points are apart between which the pen is seen, in pixels, least and most: the
  /// pad draws a smooth line from each to the next, so that a hasty hand has round corners.
  public var haste = 3.0...3.0

  // How it stands.

  /// By how many degrees it is turned; even.
  public var turn = 0.0
  /// By how much a line is shifted to the right for each line below it, least and most.
  public var slant = 0.0...0.0
  /// The natural logarithm of width over height, against the plain symbol; even.
  public var aspect = 0.0
  /// The height in pixels, least and most.
  public var size = 200.0...200.0
  /// How far from the middle of the canvas it may be, from 0 to 1, where all its ink still is
  /// inside.
  public var astray = 0.0

  // The pen.

  /// How wide the pen draws, in pixels, least and most.
  public var width = 22.0...22.0
  /// How much more or less the pen is pressed, along a stroke; normal, as a share.
  public var pressure = 0.0
  /// How much heavier the line is where the hand is slow, in corners; as a share.
  public var heavyCorners = 0.0
  /// How much of the pressure is lost at the end of a stroke, at most; as a share.
  public var fading = 0.0

  // What training does not use.

  /// By how many degrees the rim is turned against the middle; even.
  public var twist = 0.0
  /// How much wider the bottom is than the top, or narrower; even, as a share.
  public var keystone = 0.0
  /// How far each stroke is from where it belongs to the others; normal.
  public var scattered = 0.0
  /// How much thinner a broad nib draws along its slanted edge; as a share.
  public var nib = 0.0

  public init() {}

  /// The plain symbol in the middle of the canvas.
  public static let plain = Handwriting()

  /// Hands to learn from.
  public static let training: Handwriting = {
    var hand = Handwriting()
    (hand.misplaced, hand.bent) = (0.03, 0.05)
    (hand.overshoot, hand.hooks, hand.tremble, hand.haste) = (0.03, 0.06, 0.8, 4...18)
    hand.astray = 1
    (hand.turn, hand.slant, hand.aspect, hand.size) = (10, -0.2...0.55, 0.45, 100...235)
    (hand.width, hand.pressure) = (10...34, 0.12)
    (hand.heavyCorners, hand.fading) = (0.15, 0.4)
    return hand
  }()

  /// Hands to be tested with: other distortions than those for training, besides most of those.
  public static let unseen: Handwriting = {
    var hand = Handwriting.training
    // The same, farther …
    (hand.overshoot, hand.hooks, hand.tremble, hand.haste) = (0.04, 0.12, 1.6, 6...26)
    (hand.misplaced, hand.turn, hand.heavyCorners) = (0.02, 10, 0.3)
    // … and others.
    (hand.twist, hand.keystone, hand.scattered, hand.nib) = (20, 0.3, 0.03, 0.5)
    return hand
  }()
}
