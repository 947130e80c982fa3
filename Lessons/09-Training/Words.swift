import CNN
import Foundation
import LessonKit
import Models
import Printing

// Sentences and tables that are made from results.

let intro = """
  One step has helped with one digit. **Training** is that step, repeated: take some digits, see how \
  wrong the network is, find who is to blame, move each weight a little the other way, take the next \
  digits. Nobody ever writes a kernel. But can many small steps, each for other digits, lead anywhere \
  together? And when they do, what have the kernels become?

  This page trains on \(train.count.grouped) of the \(images.all.train.count.grouped) training \
  images\(digits > 2000 ? "" : ", to be done in seconds"); `swift run Training --full` takes all of them. Test images are only \
  ever used to report. Where something is chosen, such as a rate, it is chosen by \
  \(images.heldOut.count.grouped) other training images that were **held out**: whoever chooses by \
  the test has looked at the answers.
  """

let paperText = """
  With 0.1 each step goes a fifth of what is left. With 1 it jumps to the other side and back, for \
  ever. With 1.1 each jump is longer than the last. Training a network is this in \
  \(parameterCount.grouped) dimensions, and nobody knows where the 3 is.
  """

let byHeartText = """
  The second check: a network that cannot learn \(classes.count) images by heart has a mistake \
  somewhere, and no large training will mend it. Dropout is off, so that nothing disturbs. Here is \
  the step of the last lesson, in plain loops, again and again on the same \(classes.count) images.
  """

let startText = """
  Fresh weights know nothing, so a network should be as wrong as a guess: each of \
  \(classes.count) classes the same, −ln 1/\(classes.count). A loss far from that, before the first \
  step, says that something is broken. Our weights begin as He and others proposed in 2015: random, \
  with a variance of 2 divided by the number of inputs, so that through many layers with ReLU the \
  numbers neither fade nor explode. That holds for the last layer too, so the scores already \
  differ, for no reason: the network is sure of something at random, and to be sure costs more \
  where one is wrong than it gains where one is right. With all scores alike the loss would be \
  −ln 1/\(classes.count); the more they differ, the more comes on top. The rest is luck: whether the \
  right class happens to have more or less than its share.
  """

/// What a batch saves, where it is not all there is.
var batchText: String {
  page.batch >= train.count
    ? ""
    : ": the gradient of a few images points roughly where that of all of them would, and costs "
      + "\(train.count / page.batch) times less"
}

/// Whether the network and its steps are those of the lessons before.
private var isAsInTheLessons: Bool {
  guard case .walkthrough = choice, method == .sgd else { return false }
  return rate == 0.03 && dropout == (0.25, 0.5) && augmentation == .none
}

var methodText: String {
  switch method {
  case .sgd:
    "The optimizer adds **momentum**: each step keeps 0.9 of the one before, as a ball "
      + "that rolls, so that what many batches agree on adds up and what they do not cancels."
  case .adam:
    "The optimizer is **Adam**: each weight has a step of its own, the larger the more its gradients "
      + "have agreed."
  }
}

let experimentsText = """
  The experiments from here on need many trainings, so most of them take a network of half the size \
  (4 and 8 kernels, 32 hidden units) and \(some(1000).count.grouped) digits. Nearly all are run with \
  three seeds, and what counts is the mean: here for seven rates, two epochs each, on the \
  \(images.heldOut.count.grouped) held-out digits.
  """

var shippedText: String {
  """
  The network that the lessons before have borrowed was trained \(isAsInTheLessons ? "in the same way, but" : "as this page trains with its knobs untouched, but") on all of MNIST's \
  60,000 digits, twelve times: it reads \(shipped.right.grouped) of the test digits. It, and not this \
  page's own, is handed on at the end.
  """
}

func lossCaption(of network: Network) -> String {
  let isDropping = network.layers.contains { $0.kind == "dropout" }
  return
    "The loss of each batch just before it is learned from\(isDropping ? ", with dropout on" : ""), "
    + "mean of 20 steps. Dashed: the loss of a guess that gives each class the same."
}

func sharesCaption(_ shares: [Shares]) -> String {
  let gap = 100 * (shares.last.map { $0.learned - $0.test } ?? 0)
  return "What is read rightly at the end of each epoch, with dropout off: of "
    + "\(some(1000).count.grouped) of the images learned from, and of "
    + "\(images.test.count.grouped) test images. "
    + (gap > 0.5
      ? "They end \(gap.fixed(1)) points apart. Such a gap is called **overfitting**: part of what was "
        + "learned holds for these images only."
      : "They end together; if they parted, that would be **overfitting**.")
}

func filmCaption(_ moments: [Moment]) -> String {
  let steps = Moment.steps(upTo: moments.last?.step ?? 0)
  let shown = Moment.mostAndLeastChanged(moments).count
  let all = moments.last?.weights.count ?? 0
  let name = trained.nameOfFirstWeights
  let which =
    shown < all
    ? "\(shown) of the \(trained.countOfFirstWeights > all ? "first " : "")\(all) \(name): the two that change most and the two that change least"
    : "all \(name)"
  return
    "Above, the share of \(images.test.count.grouped) test images read rightly, over the steps "
    + "(each a batch of \(page.batch); the scale is logarithmic, so step 0 is not on it). Below, a "
    + "column for the start and for each of the \(steps.count - 1) large dots. First "
    + "what the network then says of one test image, a bar for each class, the right one green. Then "
    + "\(which). The last column is the last one less the first. One scale for all \(name)."
}

/// How fast it went, how far the first weights have moved, and when.
func filmText(_ moments: [Moment]) -> String {
  guard let first = moments.first, let last = moments.last else { return "" }
  let gain = last.share - first.share
  let early = moments.first { $0.share >= first.share + gain / 2 } ?? last
  func way(_ moment: Moment) -> Double {
    zip(moment.weights.flatMap(\.scalars), first.weights.flatMap(\.scalars)).map { $0 - $1 }.norm
  }
  let moved = way(last) / max(1e-9, first.weights.flatMap(\.scalars).norm)
  let late = moments.first { 2 * way($0) >= way(last) } ?? last
  // How much the one that is least like itself still points where it pointed.
  let alike =
    zip(first.weights, last.weights).map { old, new in
      zip(old.scalars, new.scalars).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        / max(1e-9, old.norm * new.norm)
    }.min() ?? 1
  let name = trained.nameOfFirstWeights
  guard gain > 0.05 else {
    let best = moments.max { $0.share < $1.share } ?? last
    if best.share > last.share + 0.05 {
      return
        "From \(first.share.percent()) to \(best.share.percent()) after \(best.step) steps, and down to "
        + "\(last.share.percent()): what was learned is lost. With other knobs it was not; which one is "
        + "too large?"
    }
    return
      "From \(first.share.percent()) to \(last.share.percent()): nothing was learned. With other "
      + "knobs it was; which one is too large, or too small?"
  }
  return
    "From \(first.share.percent()), where blind guessing has "
    + "\((1 / Double(classes.count)).percent(0)), to \(last.share.percent()); half of that way was done "
    + "after \(early.step) of \(last.step) steps. And look at the \(name). What changed in them is "
    + "\(moved.percent(0)) of what they were (as lengths of the list of their weights), and it came "
    + "late: half of it was there after \(late.step) steps, and with it "
    + "\(((late.share - first.share) / gain).percent(0)) of what was gained. "
    + (alike > 0.7
      ? "All still resemble what they were, even the one that does so least (cosine "
        + "\(alike.fixed(2)); 1 is the same up to its size). At first the network makes use of the "
        + "\(name) that it was born with, and bends them later. How much that matters can be tried."
      : "The one that is least like itself is hardly what it was (cosine \(alike.fixed(2)); 1 is the "
        + "same up to its size): it was learned.")
}

/// The share right by seed, its mean, and what became of the digits learned from.
func table(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let width = max("test images right".count, groups.map(\.name.count).max() ?? 0) + 2
  let seeds = (groups.first?.outcomes ?? []).indices.map { "seed \($0 + 1)".alignedRight(9) }
  let head =
    "test images right".alignedLeft(width) + seeds.joined() + "mean".alignedRight(9)
    + "   of those learned from"
  return
    ([head]
    + groups.map { name, outcomes in
      name.alignedLeft(width) + outcomes.tested.map { $0.percent().alignedRight(9) }.joined()
        + outcomes.tested.mean.percent().alignedRight(9)
        + outcomes.learned.mean.percent().alignedRight(12)
    }).joined(separator: "\n")
}

/// Means over the seeds, and for the held-out digits also from the worst to the best.
func heldOut(_ outcomes: [Outcome]) -> String {
  let (low, high) = (outcomes.tested.min() ?? 0, outcomes.tested.max() ?? 0)
  return outcomes.tested.mean.percent().alignedRight(9)
    + "   \((100 * low).fixed(1).alignedRight(4)) to \((100 * high).fixed(1))"
}

func rateTable(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let winner = best(of: groups)?.name
  let rows = groups.map { name, outcomes in
    name.alignedLeft(9) + (outcomes.lastLoss?.fixed(4) ?? "no number").alignedRight(16)
      + "     " + heldOut(outcomes) + (name == winner ? "   best" : "")
  }
  return (["η        loss at the end  held out, right"] + rows).joined(separator: "\n")
}

/// The one with the largest mean share right, of those whose loss stayed a number.
func best(
  of groups: [(name: String, outcomes: [Outcome])]
) -> (name: String, outcomes: [Outcome])? {
  groups.filter { $0.outcomes.lastLoss != nil }
    .max { $0.outcomes.tested.mean < $1.outcomes.tested.mean }
}

func ratesCaption(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let good = best(of: groups)?.name ?? ""
  // Slow: most of what a guess costs is left. Wild: all of it, but for a little.
  func names(above share: Double) -> [String] {
    groups.filter { ($0.outcomes.lastLoss ?? .infinity) > share * guess }.map(\.name)
  }
  let slow = names(above: 0.9).filter { $0 < good }
  let wild = names(above: 0.97).filter { $0 > good }
  return
    "The loss of the trainings, mean of 20 steps and of three seeds, without momentum and with a rate "
    + "that stays. "
    + (slow.isEmpty ? "" : "With \(slow.joined(separator: ", ")) it hardly gets anywhere. ")
    + (wild.isEmpty
      ? ""
      : "With \(wild.joined(separator: ", ")) the first steps throw it too far, and at the end it has "
        + "not come back. ")
    + (good.isEmpty
      ? ""
      : "Green: \(good), the best on the held-out digits; blue: smaller rates; orange: larger ones.")
}

var frozenCaption: String {
  "Test images read rightly after learning from \(some(1000).count.grouped), mean of three seeds, "
    + "whiskers from the worst to the best. Dashed: a guess."
}

/// How many points of the share right lie between two kinds of training, and whether that is more
/// than chance: whether it is so for each seed.
func difference(_ a: [Outcome], _ b: [Outcome]) -> (points: String, isClear: Bool) {
  let each = zip(a.tested, b.tested).map { $1 - $0 }
  let isClear = each.allSatisfy { $0 > 0.001 } || each.allSatisfy { $0 < -0.001 }
  return ("\((100 * abs(each.mean)).fixed(1)) points \(each.mean < 0 ? "less" : "more")", isClear)
}

func frozenText(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let first = difference(groups[0].outcomes, groups[1].outcomes)
  let both = difference(groups[0].outcomes, groups[2].outcomes)
  func said(_ difference: (points: String, isClear: Bool)) -> String {
    "**\(difference.points)**"
      + (difference.isClear ? ", with each of the seeds" : ", and not so with each of the seeds")
  }
  return
    "With the first layer frozen: \(said(first)). With both convolutions frozen: \(said(both)). "
    + (first.isClear
      ? "So what the first layer learns is worth something here. "
      : "Random kernels ask random questions, but they are questions, and what follows learns to make "
        + "use of the answers. ")
    + (both.isClear && groups[2].outcomes.tested.mean < groups[0].outcomes.tested.mean
      ? "Only where the second layer may not learn either is it missed; and even then most is read. "
      : "")
    + "(The network is half the lessons' size here, and \(some(1000).count.grouped) digits are few.) Do "
    + "kernels become edges, then? That can be measured: how close is each kernel of 3×3 to an edge "
    + "filter (Sobel's), turned in whichever direction suits it best? 1 is an edge, 0 has nothing of "
    + "one."
}

func edgeTable(_ rows: [(name: String, before: [Double], after: [Double])]) -> String {
  func clear(_ cosines: [Double]) -> String { "\(cosines.count { $0 > 0.8 }) of \(cosines.count)" }
  let lines = rows.map { name, before, after in
    "\(name.alignedLeft(26)) \(before.mean.fixed(2)) → \(after.mean.fixed(2))     "
      + "\(clear(before)) → \(clear(after))"
  }
  return
    (["mean cosine, before → after".alignedLeft(43) + "above 0.8"] + lines
    + ["10,000 random kernels      \(chance.mean.fixed(2))            \(clear(chance))"])
    .joined(separator: "\n")
}

func edgeText(_ rows: [(name: String, before: [Double], after: [Double])]) -> String {
  guard let last = rows.last else { return "" }
  let luck = last.before.mean < chance.mean ? "less" : "more"
  func changes(_ rows: [(name: String, before: [Double], after: [Double])]) -> String {
    rows.map { "\($0.before.mean.fixed(2)) → \($0.after.mean.fixed(2)) (\($0.name))" }
      .joined(separator: ", ")
  }
  let (grown, others) = (
    rows.filter { $0.after.mean > $0.before.mean }, rows.filter { $0.after.mean <= $0.before.mean }
  )
  // Another network begins with other kernels than the one that ships.
  let began =
    rows.count > 1 && rows.allSatisfy { $0.before == last.before }
    ? "these trainings" : "the training on 60,000 digits"
  return
    "Random kernels have something of an edge by chance, \(chance.mean.fixed(2)) on average; the "
    + "\(last.before.count) with which \(began) began happen to have \(luck), "
    + "\(last.before.mean.fixed(2)). "
    + (last.after.mean - chance.mean < 0.1
      ? "Training has not brought them far beyond chance, not even with all digits and twelve epochs: "
        + "some kernels have become more of an edge, others less. So we do not say that kernels learn "
        + "edges. They learn what lowers the loss, and with digits that need not have a name."
      : "Training has made more of it: \(changes(grown)). "
        + (others.isEmpty ? "" : "But not here: \(changes(others)). ") + "But look at how many are "
        + "clear edges: \(last.after.count { $0 > 0.8 }) of \(last.after.count). The sentence is half "
        + "true here.")
}

let practice = """
  - **The rate.** Nothing else breaks so many trainings. If the loss is not a number, or stays at \
  the guess: a smaller one. If it creeps: a larger one. With another optimizer or another size of \
  batch, look for it again.
  - **Forgetting to shuffle.** MNIST lies here class by class. Without a new order in each epoch a \
  batch would hold nothing but fives, and each step would undo the one before.
  - **Choosing by the test.** Try twenty settings and keep the one that is best on the test digits, \
  and its figure is too good to be true. Hold out some training digits, choose by those.
  - **Dropout left on** when accuracy is measured, or the training share, with dropout on, held \
  against the test share, with dropout off: then the network seems better on what it has not seen.
  - **One run.** Another seed moves the result. A difference smaller than that is none.
  """
