/// How much a drawing may differ from the plain symbol: the strengths of all variations.
///
/// Lengths are shares of the symbol's height, unless another unit is named. A normal variation has
/// this standard deviation. An even one lies between − and + this number.
public struct Handwriting: Sendable, Equatable {
  // The intended shape.

  /// How far each place of the path is moved; normal.
  public var misplaced = 0.0
  /// How far the symbol is bent, by waves about as long as the symbol is high; normal.
  public var bent = 0.0

  // The movement of the hand.

  /// How much longer or shorter a stroke is at its ends; normal.
  public var overshoot = 0.0
  /// How often a stroke begins or ends with a hook.
  public var hooks = 0.0
  /// How often the pen stays down between two strokes.
  public var dragging = 0.0
  /// How far the hand trembles, in pixels of the canvas; normal.
  public var tremble = 0.0
  /// The distance between two recorded points of the pen, in pixels, least and most. The pad draws
  /// a smooth line from point to point, so fast writing has round corners.
  public var haste = 3.0...3.0

  // The position and size.

  /// By how many degrees the symbol is turned; even.
  public var turn = 0.0
  /// The slant: how far each line is shifted to the right of the line below it, least and most.
  public var slant = 0.0...0.0
  /// The natural logarithm of width over height, compared with the plain symbol; even.
  public var aspect = 0.0
  /// The height in pixels, least and most.
  public var size = 200.0...200.0
  /// How far from the middle of the canvas it may be, from 0 to 1. At 1, all ink is just inside.
  public var astray = 0.0

  // The pen.

  /// How wide the pen draws, in pixels, least and most.
  public var width = 22.0...22.0
  /// The widest line, as a share of the symbol's shorter side: with a wide pen, nobody writes so
  /// small that loops close.
  public var widest = 0.22
  /// How often the lines are drawn again in proportion to the drawing, much as on the pad: 3
  /// pixels wide when the drawing is fitted into 20.
  public var evened = 0.0
  /// How much the pressure varies along a stroke; normal, as a share.
  public var pressure = 0.0
  /// How much wider the line is in corners, where the hand is slow; as a share.
  public var heavyCorners = 0.0
  /// How much of the pressure is lost at the end of a stroke, at most; as a share.
  public var fading = 0.0

  // Distortions that training does not use.

  /// By how many degrees the rim is turned relative to the middle; even.
  public var twist = 0.0
  /// How much wider the bottom is than the top, or narrower; even, as a share.
  public var keystone = 0.0
  /// How far each stroke is moved relative to the others; normal.
  public var scattered = 0.0
  /// How much thinner a broad nib draws along its slanted edge; as a share.
  public var nib = 0.0

  public init() {}

  /// The plain symbol in the middle of the canvas.
  public static let plain = Handwriting()

  /// Handwriting for training.
  public static let training: Handwriting = {
    var hand = Handwriting()
    (hand.misplaced, hand.bent) = (0.035, 0.05)
    (hand.overshoot, hand.hooks, hand.tremble, hand.haste) = (0.035, 0.06, 0.8, 4...18)
    (hand.dragging, hand.astray) = (0.02, 1)
    (hand.turn, hand.slant, hand.aspect, hand.size) = (12, -0.25...0.6, 0.55, 60...240)
    (hand.width, hand.widest, hand.evened, hand.pressure) = (10...40, 0.28, 0.5, 0.12)
    (hand.heavyCorners, hand.fading) = (0.15, 0.4)
    return hand
  }()

  /// Handwriting for the test: most of the training distortions, and others.
  public static let unseen: Handwriting = {
    var hand = Handwriting.training
    // The same distortions, but stronger …
    (hand.overshoot, hand.hooks, hand.tremble, hand.haste) = (0.045, 0.12, 1.6, 6...26)
    (hand.misplaced, hand.turn, hand.heavyCorners) = (0.02, 10, 0.3)
    // … and new ones.
    (hand.twist, hand.keystone, hand.scattered, hand.nib) = (20, 0.3, 0.03, 0.5)
    return hand
  }()
}
