import CNN
import Figures
import LessonKit
import Models
import Printing

// What dropout and augmentation buy where images are few.

func fewImages() {
  lesson.heading("What do dropout and augmentation buy?")
  lesson.text(fewText)
  lesson.predict(
    "\(some(500).count) images are few. Does it help more to drop units, or to move images?")
  let few = lesson.cell(fewTitle) {
    let results = try [Augmentation.none, augmentationTried].flatMap { augmentation in
      try lesson.kept("few", dependsOn: augmentation, images.fingerprints, files: experimentFiles) {
        let training = Training(epochs: 10, batch: 20, rate: 0.03, augmentation: augmentation)
        let names =
          augmentation == .none ? ["without", "with dropout"] : ["with augmentation", "with both"]
        let trials = try zip(names, [(0, 0), (0.25, 0.5)]).flatMap { name, dropout in
          try threeSeeds(name, training, isFollowed: true) {
            try Network(Choice.layers(.walkthrough, dropout), for: train, seed: $0)
          }
        }
        return try outcomes(of: trials, learningFrom: some(500), testedOn: images.test)
      }
    }
    let kinds = byName(results)
    lesson.print(table(kinds))
    lesson.show(
      epochs(kinds), "few", fewCaption,
      alt: "the shares right with and without dropout and augmentation",
      preview: false)
    return kinds
  }
  lesson.text(dropoutText(few))
  lesson.text(augmentationText(few))
}

/// The augmentation of the experiment: that of the knob, or the small one if it is off.
private var augmentationTried: Augmentation { augmentation == .none ? .small : augmentation }

private var fewTitle: String {
  let count = some(500).count
  return "\(count == 500 ? "Half a thousand" : "\(count)") digits, four ways"
}

/// `up to 1 pixel and turned by up to 10 degrees`
private var changes: String {
  let (shift, turn) = (augmentationTried.shift.short, augmentationTried.turn.short)
  return
    "moved by up to \(shift) pixel\(shift == "1" ? "" : "s") and turned by up to \(turn) degrees"
}

extension Float {
  /// `1`, `0.5`
  fileprivate var short: String { self == rounded() ? fixed(0) : fixed(1) }
}

private var fewText: String {
  """
  There are two ways to make learning by heart harder. **Dropout** silences random units in each step \
  (lesson 4). **Augmentation** changes each image a little in each epoch: here it is \(changes). The \
  digit stays what it is, so there is more to learn from the same images. Here the network has its full \
  size, but only \(some(500).count.grouped) images.
  """
}

private var fewCaption: String {
  "What is read after each epoch, mean of three seeds. Dashed: of the \(some(500).count.grouped) images "
    + "learned from, as they are. Lines with dots: of \(images.test.count.grouped) test images. One "
    + "colour for each kind; the room between its two lines is its overfitting."
}

private func dropoutText(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let (without, with) = (groups[0].outcomes, groups[1].outcomes)
  let (points, isClear) = difference(without, with)
  let isGain = with.tested.mean > without.tested.mean
  return "Without dropout the network knows \(without.learned.mean.percent()) of the "
    + "\(some(500).count.grouped) images that it has learned from, with it "
    + "\(with.learned.mean.percent()). On test images dropout gives **\(points)**"
    + (isClear ? ", with each of the seeds. " : ", but not with each of the seeds. ")
    + (isClear && isGain
      ? "Where images are few, a network can learn them by heart. Dropout makes that harder. It is "
        + "thought to do so because no unit can rely on another one being there (Srivastava and others, "
        + "2014); that it helps was measured here, why was not."
      : "With these images it is no clear help.")
}

/// Whether augmentation helps, alone and with dropout, and what is best.
private func augmentationText(_ groups: [(name: String, outcomes: [Outcome])]) -> String {
  let (without, dropped) = (groups[0].outcomes, groups[1].outcomes)
  let (changed, both) = (groups[2].outcomes, groups[3].outcomes)
  let (alone, beside) = (difference(without, changed), difference(dropped, both))
  func said(_ difference: (points: String, isClear: Bool)) -> String {
    "**\(difference.points)**"
      + (difference.isClear ? ", with each of the seeds" : ", but not with each of the seeds")
  }
  func gap(_ outcomes: [Outcome]) -> String {
    (100 * (outcomes.learned.mean - outcomes.tested.mean)).fixed(1)
  }
  let gains = [
    alone.isClear && changed.tested.mean > without.tested.mean,
    beside.isClear && both.tested.mean > dropped.tested.mean,
  ]
  let verdict =
    switch (gains[0], gains[1]) {
    case (true, true): "So augmentation helps here, without dropout and with it."
    case (true, false): "So augmentation helps here, but beside dropout it is no clear help."
    case (false, true): "So augmentation helps here only beside dropout."
    case (false, false): "So with these images and ten epochs augmentation is no clear help."
    }
  let best = groups.max { $0.outcomes.tested.mean < $1.outcomes.tested.mean } ?? groups[0]
  return "Augmentation alone gives \(said(alone)). Beside dropout it gives \(said(beside)). "
    + "\(verdict) The share of the images learned from and that of test images end \(gap(without)) points "
    + "apart without, \(gap(changed)) with augmentation, and \(gap(both)) with both. Best on the test "
    + "images: **\(best.name)**, \(best.outcomes.tested.mean.percent())."
}
