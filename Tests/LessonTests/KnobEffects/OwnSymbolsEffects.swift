import LessonKit

extension KnobEffectTests.Effect {
  /// What the page of one's own signs claims of its values.
  static let ofOwnSymbols: [Self] = [
    Self(.ownSymbols, "folder=Lessons/OwnSymbols/Drawings/test", "4 of 6 are read correctly"),
    Self(
      .ownSymbols, "folder=Lessons/OwnSymbols/Drawings/test",
      "Lessons/OwnSymbols/Drawings/test: 30 pictures in 3 classes;"),
    Self(
      .ownSymbols, "others=Lessons/OwnSymbols/Drawings/test/key",
      "It is more than 90 % sure of 10 of the 10."),
    Self(.ownSymbols, "epochs=3", "It is more than 90 % sure of 0 of the 6."),
    Self(.ownSymbols, "epochs=3", "**Answer: 16.**"),
    Self(.ownSymbols, "epochs=60", "boat 3: fish 0.000  house 0.999  key 0.001"),
    Self(.ownSymbols, "seed=2", "boat 4: fish 0.032  house 0.036  key 0.931"),
    Self(.ownSymbols, "seed=3", "It is a house, and the network says key,"),
  ]
}

extension KnobTests.Impossible {
  /// Values that cannot work, and how the sentence begins.
  static let inOwnSymbols: [Self] = [
    Self("OwnSymbols", "folder=", "OwnSymbols: folder: an empty name is none"),
    Self(
      "OwnSymbols", "folder=/nowhere", "OwnSymbols: folder: /nowhere: this folder does not exist"),
    Self("OwnSymbols", "folder=Package.swift", "OwnSymbols: folder: "),
    Self(
      "OwnSymbols", "folder=Sources/Digits/Resources/MNIST",
      "OwnSymbols: folder: this page trains with at most 5,000 pictures, and Sources/Digits"),
    Self("OwnSymbols", "others=", "OwnSymbols: others: an empty name has no PNG"),
    Self("OwnSymbols", "others=/nowhere", "OwnSymbols: others: /nowhere has no PNG"),
    Self("OwnSymbols", "epochs=0", "OwnSymbols: epochs: this page trains for 1 to 500 epochs"),
    Self("OwnSymbols", "epochs=1000000000", "OwnSymbols: epochs: this page trains for 1 to 500"),
    Self("OwnSymbols", "epochs=many", "Error: --try epochs=many: epochs takes a whole number"),
    Self("OwnSymbols", "seed=-1", "Error: --try seed=-1: seed takes a whole number from 0 on"),
  ]
}
