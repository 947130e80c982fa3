import LessonKit

/// Everything that the page does, in a shell.
let commands = """
  swift run TrainModel walkthrough mine.safetensors --data my-signs --epochs 25 --batch 8 --rate 0.01
  swift run Classification --weights mine.safetensors --image my-signs/key/0003.png
  swift run --traits Web DrawingPad --weights mine.safetensors
  """

/// The folder of the reader's own.
func ownFolder(_ lesson: Lesson) {
  lesson.more("your own folder")
  lesson.formula("swift run OwnSymbols --try folder=my-signs")
  lesson.text(
    """
    - **Without `train` and `test`**, every fifth drawing of a sign is for the test. So each sign needs five.
    - **With folders `train` and `test`**, each has a folder for every sign. A folder `val` is for \
    choosing settings. `TrainModel` uses it.
    - **Sizes may differ.** Each picture is cut to its ink and fitted into 28×28. Photos and scans work, \
    also dark on light.
    - **Only PNGs are read.** The report names JPEGs, and the command that converts them. It also names \
    what else was passed over.
    - **The hand matters.** Vary size, slant, direction and the order of strokes. Let others draw the test.

    The drawings that come with this page were made in a browser. `Tests/draw_own_symbols.py` moves the mouse \
    on the pad and keeps them. Its hand varies, but it is a program's. Expect less from real hands.
    """)
}

/// What goes wrong with one's own data.
func inPractice(_ lesson: Lesson) {
  lesson.more("what goes wrong in practice")
  lesson.text(
    """
    - **A test from the same minutes.** Drawings that were made one after the other are alike. Draw the test on \
    another day, or let others draw it.
    - **Looking at the test too often.** If you choose epochs by the test, it is no longer unseen. Use `val`.
    - **A class of its own for “none”.** Collect scribbles and other signs in one more folder. Then the network can say \
    that a drawing is none of the three. It will still be wrong about what the folder does not have.
    - **One sign drawn larger or in another corner.** Centring removes both. With `--as-is` the network \
    would learn the corner.
    """)
}
