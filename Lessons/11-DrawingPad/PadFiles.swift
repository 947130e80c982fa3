import CNN
import LessonKit
import Models
import Printing

/// For those who want more: the files of the pad that one can change.
func padFiles(_ lesson: Lesson) {
  let own = lesson.prepare { try Models.trained("pad-digits").network }
  let work = own.layers.indices.reduce(0) { $0 + own.multiplyAdds(ofLayer: $1) }
  lesson.more("change the pad")
  lesson.text(
    """
    **The page** is a folder of plain files, `Lessons/11-DrawingPad/Page`. It has no framework and no build \
    step. It shares scripts and styles with the lessons' pages: `Sources/Notebook/Page`. Change `pad.css` \
    or a script, start the pad again, reload. The web server is Hummingbird; it is fetched only with \
    `--traits Web`.

    **The models** are listed in `Lessons/11-DrawingPad/Serving.swift`. A `PadModel` is a name, a network \
    and examples of what it has learned. Weights of your own need no change: `--weights my.safetensors`. \
    The pad says below its bars which network answers. For digits it is `pad-digits`, which needs \
    \(work.grouped) multiply-adds for an answer. The numbers of this page come from the lessons' \
    smaller network.

    **The pen.** Fitted into 20×20 pixels, a drawing of 60 pixels would have lines seven pixels wide, \
    and one of 240 pixels would have thin ones. So the page draws all lines again before it sends them: \
    2.5 of 20 pixels wide. A picture from a file is sent as it is. If its lines are wider than 4 of 20 \
    pixels, the service draws them again, 3 wide, and it makes faint ink brighter. MNIST's preparation \
    did neither.

    **Why did mine fail?** in the pad shows what the network saw and the training digits nearest to it in \
    the last hidden layer. It also shows what covering parts of the drawing does, as in lesson 10.
    """)
}
