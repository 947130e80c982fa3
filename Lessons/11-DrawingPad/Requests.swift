import LessonKit

/// For those who want more: what a program can ask.
func requests(_ lesson: Lesson) {
  lesson.more("what a program can ask")
  lesson.text(
    """
    The page is only one client. Each request carries its drawing, and nothing is kept between two of \
    them (except with `--gather`), so any number of copies of the service can run side by side.

    | request | answer |
    |---|---|
    | `POST /api/predict`, a PNG | `class`, `label`, `probabilities`, `logits`, `top`, the `centring`: its `ground`, `parts`, `steps`, a `remark` |
    | … `?maps=1` | also `stages`: what comes out of each layer, as base64 of 32-bit floats; and the centring's pictures |
    | … `?why=1` | also the `nearest` training digits and the `occlusion` |
    | … `?centre=0` | without the four steps |
    | … `?only=letters` | `letters`, `digits` or `all`: only these classes may be the answer |
    | … `?model=symbols` | which network; `GET /api/models` lists them |
    | `POST /api/explain?stage=3&index=9,10,4`, a PNG | where that number came from: `terms`, `value`, receptive `field` |
    | `GET /api/hint?model=symbols&class=12&seed=3` | how the pen writes a class: `label`, `width`, `strokes` |
    | `GET /api/kept` | with `--gather`: the classes and how many drawings each has |
    | `POST /api/keep?class=circle`, a PNG | with `--gather`: keeps it as `circle/0001.png` |
    | `POST /api/undo` | with `--gather`: deletes the drawing that was kept last |
    | `GET /health` | `{"status":"ok"}` |

    With `only=letters`, each of the `probabilities` is the network's own share divided by `allowedSum`, \
    the sum of the shares of all `allowed` classes. The other classes get 0. Maps, `logits` and \
    explanations stay the network's own.

    A network's weights can bring a threshold, the text `not_sure_below` in their file. Then `sure` is \
    `false` if the best share is below it. The shares are there all the same.
    """)
  lesson.formula(
    """
    curl -X POST -H 'Content-Type: image/png' --data-binary @digit.png http://127.0.0.1:8080/api/predict
    """)
  lesson.text(
    """
    An error is one sentence of JSON, `{"error":"…"}`:

    | status | meaning |
    |---|---|
    | 400 | no PNG, a damaged one, or a wrong question |
    | 403 | keeping without `--gather`, or from another page than the pad's own |
    | 404 | there is nothing at this address |
    | 405 | the address does not take this method; `Allow` names those that it takes |
    | 409 | too many drawings are kept, or there is none to delete |
    | 413 | more than a megabyte, or more than four million pixels |
    | 415 | another type than a PNG |
    | 500 | a drawing cannot be written or deleted, or something else went wrong in the service |
    | 503 | 64 drawings are being worked on; `Retry-After` says when to ask again |
    | 507 | the disk is full |

    A client that sends too slowly is disconnected.
    """)

  lesson.text(
    """
    `Tests/measure_pad.py --accuracy` sends all 10,000 test digits as pictures of 280×280. The pad's \
    network reads 9,919 of them, 11 fewer than straight from MNIST. If they are drawn at 40 % of \
    that size, at random places, it reads 9,920 of them, and 1,764 with `centre=0`.
    """)
}
