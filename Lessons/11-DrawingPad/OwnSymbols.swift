import LessonKit

/// For those who want more: three symbols of one's own, from the first stroke to the answer.
///
/// `DrawingPadBrowserTests.threeClassesOfOnesOwn` does all this in a browser.
func ownSymbols(_ lesson: Lesson) {
  lesson.more("teach it your own symbols")
  lesson.text(
    """
    [A page of its own](../OwnSymbols/README.md) shows all of this, with the figures.

    **1. Draw and keep.** The pad writes each drawing into a folder for its class, as a PNG.
    """)
  lesson.formula("swift run --traits Web DrawingPad --gather my-signs")
  lesson.text(
    """
    Enter the name of a class, such as *circle*. Draw, and press Enter. Draw the next one a little \
    differently: larger, slanted, begun elsewhere. Twelve drawings \
    of each class are a beginning. *Delete the last one* takes a slip back.

    **2. Train.** Every fifth drawing of a class is kept for the test.
    """)
  lesson.formula(
    "swift run TrainModel walkthrough my-signs.safetensors --data my-signs --epochs 25 --batch 8 "
      + "--rate 0.01")
  lesson.text(
    """
    **3. Read.** The pad and lesson 10 take the names of the classes from the file of weights.
    """)
  lesson.formula(
    """
    swift run --traits Web DrawingPad --weights my-signs.safetensors
    swift run Classification --weights my-signs.safetensors --image my-signs/circle/0003.png
    """)
}
