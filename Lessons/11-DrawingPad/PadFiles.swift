import LessonKit

/// For those who want more: the files of the pad that one can change.
func padFiles(_ lesson: Lesson) {
  lesson.more("change the pad")
  lesson.text(
    """
    **The page** is a folder of plain files, `Lessons/11-DrawingPad/Page`. It has no framework and no build \
    step. It shares scripts and styles with the lessons' pages: `Sources/Notebook/Page`. Change `pad.css` \
    or a script, start the pad again, reload. The web server is Hummingbird; it is fetched only with \
    `--traits Web`.

    **The models** are listed in `Lessons/11-DrawingPad/Serving.swift`. Add your own trained weights \
    from lesson 9 there. A `PadModel` is a name, a network and examples of what it has learned.

    **Why did mine fail?** in the pad shows what the network saw and the training digits nearest to it in \
    the last hidden layer. It also shows what covering parts of the drawing does, as in lesson 10.
    """)
}
