import Foundation
import LessonKit
import PadService
import Pictures

// The pad itself, as the page shows it.

func pad() {
  lesson.heading("The pad")
  lesson.text(
    """
    ```text
    swift run --traits Web DrawingPad
    ```

    brings a web server along (Hummingbird; nothing of it is fetched before), and prints an address. Open \
    it, draw. The network answers while you draw; below stand the four steps and all its stages. Point \
    at any pixel of any map, and its arithmetic appears.
    """)
  lesson.cell("What it looks like") {
    for (name, caption) in screenshots {
      let file = Bundle.module.bundleURL.appending(path: "Screenshots/\(name).png")
      lesson.show(
        try Picture(contentsOf: file.path(percentEncoded: false)), name, caption, preview: false)
    }
  }
  lesson.text(
    """
    The switch **Centring** turns the four steps off. Under **Why did mine fail?** stand what the network \
    saw, the training digits nearest to it in the last hidden layer, and what covering parts of it does, \
    all as in lesson 10.

    **Change the page.** It is a folder of plain files, `Lessons/11-DrawingPad/Page`: no framework and no \
    build step. Change `pad.css` or a script, start the pad again, reload.

    **Change the model.** `Lessons/11-DrawingPad/Serving.swift` says which networks the pad offers. Trained \
    weights of your own, from lesson 9, go in there: a `PadModel` is a name, a network and examples of \
    what it has learned.
    """)
}

private let screenshots = [
  (
    "pad",
    "The pad in a browser: a drawing, the answer with its probabilities, the steps of the centring, and "
      + "the network's stages."
  ),
  (
    "arithmetic",
    "A pixel of a map is pointed at: what it looked at lights up in the stages before it, and the terms "
      + "of its sum stand beside it."
  ),
]

/// What a program can ask, for those who want more.
func more() {
  lesson.more("what a program can ask")
  lesson.text(
    """
    The page is only one client. Each request carries its drawing, and nothing is kept between two of \
    them, so any number of copies of the service can stand side by side.

    | request | answer |
    |---|---|
    | `POST /api/predict`, a PNG | `class`, `label`, `probabilities`, `logits`, `top`, the steps of the `centring` |
    | … `?maps=1` | also `stages`: what comes out of each layer, as base64 of 32-bit floats |
    | … `?why=1` | also the `nearest` training digits and the `occlusion` |
    | … `?centre=0` | without the four steps |
    | … `?model=digits` | which network; `GET /api/models` lists them |
    | `POST /api/explain?stage=3&index=9,10,4`, a PNG | where that number came from: `terms`, `value`, receptive `field` |
    | `GET /health` | `{"status":"ok"}` |
    """)
  lesson.formula(
    """
    curl -X POST -H 'Content-Type: image/png' --data-binary @digit.png http://127.0.0.1:8080/api/predict
    """)
  lesson.text(
    """
    What cannot be answered is one sentence of JSON, `{"error":"…"}`: 400 for what is no PNG, damaged or \
    asked wrongly, 413 for more than a megabyte or four million pixels, 415 for another type, and 503 \
    with `Retry-After` while 64 drawings are already being worked on. Who sends too slowly is dropped.
    """)
}
