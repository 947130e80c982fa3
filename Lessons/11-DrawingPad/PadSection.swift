import Digits
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
    | … `?model=symbols` | which network; `GET /api/models` lists them |
    | `POST /api/explain?stage=3&index=9,10,4`, a PNG | where that number came from: `terms`, `value`, receptive `field` |
    | `GET /api/hint?model=symbols&class=12&seed=3` | how the pen writes a class: `label`, `width`, `strokes` |
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

  lesson.text(
    """
    All 10,000 test digits, sent so as pictures of 280×280 (`Tests/measure_pad.py --accuracy`): 9,906 are read \
    rightly, one fewer than straight from MNIST. Drawn at 40 % of that somewhere on the pad it is 9,907, and \
    1,511 with `centre=0`.
    """)

  lesson.more("put it on the web")
  lesson.text(
    """
    The program is all there is: no database, no files that it writes. `Lessons/11-DrawingPad/Deploy` has \
    what platforms ask for.

    **A machine of one's own.**

    ```text
    Lessons/11-DrawingPad/Deploy/build.sh /srv/pad        # build for any x86-64 machine since 2015
    cd /srv/pad && PORT=8080 ./DrawingPad --host 0.0.0.0  # needs libpng, and nothing of Swift
    ```

    Between it and the world stands what encrypts: a web server or a balancer with a certificate.

    **A container.** `docker build -f Lessons/11-DrawingPad/Deploy/Dockerfile -t drawing-pad .`, then \
    `docker run -p 8080:8080 drawing-pad`.

    **Heroku**, as in the course: it builds the container itself, but looks for the files at the top level.

    ```text
    cp Lessons/11-DrawingPad/Deploy/Dockerfile Lessons/11-DrawingPad/Deploy/heroku.yml .
    git add Dockerfile heroku.yml && git commit -m "Deploy"
    heroku create --stack container && git push heroku main
    ```

    (`Procfile` is for platforms that run a folder which `build.sh` has filled.)

    **Kubernetes**, when one machine is too small: push the image to where your cluster takes images from, \
    write its name into `kubernetes.yaml`, `kubectl apply -f` it. Two copies, more of them when their \
    processors are busy; each can answer every request.
    """)
  lesson.text(costs)
}

/// Measured with Tests/measure_pad.py in November 2026, pad and clients on the same two cores.
private let costs = """
  **What it costs.** Measured on two cores of an AMD EPYC of 2022, with the clients on the same two \
  (`python Tests/measure_pad.py` repeats it on yours):

  | connections that ask without a pause | answers a second | half of them within | 99 % within | sent away with 503 |
  |---|---|---|---|---|
  | 1 | 461 | 2.0 ms | 3.6 ms | none |
  | 1, with all maps | 238 | 3.8 ms | 6.9 ms | none |
  | 16 | 953 | 17 ms | 24 ms | none |
  | 256 | 870 | 70 ms | 122 ms | 1,920 in ten seconds, to come again in a second |
  | 4, beside 500 that send a byte a second | 903 | 4 ms | 10 ms | none |

  Memory: 124 MB at the start, 135 MB after the first tens of thousands of answers, and the same after \
  100,000 more. A page asks once a frame while the pen moves, 60 times a second at most, and not at all \
  while it rests. So two cores keep up with some fifteen pens that move at the same moment; as people look \
  longer than they draw, that is a class or two. With more, the answers lag behind the pens, and from 64 \
  waiting on some are asked to come again. Then it is time for a second copy: one core and 192 MB each is \
  what `kubernetes.yaml` asks for.
  """
