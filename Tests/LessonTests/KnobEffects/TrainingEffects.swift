import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of lesson 9 claims of its values. Without them 9,582 test images are right, and 418
  /// are mistakes; `folder` gives the same page, so it has no line.
  static let ofTraining: [Self] = [
    Self(.training, "choice=.course", "all test images: 9,668 of 10,000 right"),
    Self(
      .training, "choice=.layers([Flatten(), Dense(32), ReLU()])",
      "900 mistakes; in 189 of them"),
    Self(.training, "choice=.layers([Flatten(), Dense(32), ReLU()])", "The units changed later"),
    Self(.training, "method=.adam", "424 mistakes; in 91 of them"),
    Self(.training, "method=.adam", "The optimizer is **Adam**"),
    Self(.training, "rate=0.003", "to 92.4 %, and half of the rise took 45 of 1000 steps."),
    Self(
      .training, "rate=0.3",
      "went from 7.3 % to 65.5 % after 20 steps, and down to 11.4 %: what was learned is lost."),
    Self(
      .training, "page=(100, 10)", "to 93.2 %, and half of the rise took 14 of 200 steps."),
    Self(.training, "dropout=(0, 0)", "epoch 10   loss 0.0007   test 95.1 %"),
    Self(.training, "dropout=(0, 0)", "404 mistakes; in 180 of them"),
    Self(.training, "augmentation=.small", "epoch 10   loss 0.2844"),
    Self(.training, "augmentation=.small", "359 mistakes; in 69 of them"),
    Self(.training, "digits=200", "1700 mistakes; in 112 of them"),
    Self(.training, "digits=8000", "231 mistakes; in 75 of them"),
  ]
}

extension KnobTests.Impossible {
  /// Values of lesson 9 that cannot work, and how the sentence begins.
  static let inTraining: [Self] = [
    Self("Training", "rate=0", "Training: rate: it is above 0 and at most 10, and 0.0 is not"),
    Self("Training", "rate=-1", "Training: rate: it is above 0 and at most 10, and -1.0 is not"),
    Self("Training", "rate=1e9", "Training: rate: it is above 0 and at most 10, and 1e+09 is not"),
    Self("Training", "rate=nan", "Error: --try rate=nan: rate takes a number"),
    Self("Training", "rate=inf", "Error: --try rate=inf: rate takes a number"),
    Self("Training", "rate=", "Error: --try rate=: rate takes a number"),
    Self("Training", "digits=0", "Training: digits: with 0 images, not each of the 10 classes"),
    Self("Training", "digits=-1", "Training: digits: with -1 images, not each of the 10 classes"),
    Self("Training", "digits=9", "Training: digits: with 9 images, not each of the 10 classes"),
    Self(
      "Training", "digits=1000000000",
      "Training: digits, page: 1,000,000,000 images in 10 epochs are too many for this page"),
    Self("Training", "digits=nan", "Error: --try digits=nan: digits takes a whole number"),
    Self("Training", "digits=", "Error: --try digits=: digits takes a whole number"),
    Self("Training", "folder=", "Training: folder: an empty name is none"),
    Self("Training", "folder=/nowhere", "Training: folder: /nowhere: this folder does not exist"),
    Self("Training", "folder=Package.swift", "Training: folder: Package.swift: this is a file"),
    Self("Training", "page=(0, 0)", "Error: --try page=(0, 0): page takes one of (100, 10) here"),
    Self("Training", "augmentation=", "Error: --try augmentation=: augmentation takes one of"),
  ]
}
