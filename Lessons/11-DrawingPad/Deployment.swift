import LessonKit

/// For those who want more: how the pad gets onto the web, and what it costs.
func deployment(_ lesson: Lesson) {
  lesson.more("put it on the web")
  lesson.text(
    """
    The program has no database and, without `--gather`, writes no files. `Lessons/11-DrawingPad/Deploy` has what platforms \
    ask for.

    **Your own machine.**

    ```text
    Lessons/11-DrawingPad/Deploy/build.sh /srv/pad        # for x86-64 processors with AVX2
    cd /srv/pad && PORT=8080 ./DrawingPad --host 0.0.0.0  # needs libpng, but no Swift
    ```

    For encryption, put a web server or a load balancer with a certificate in front of it.

    **A container.** `docker build -f Lessons/11-DrawingPad/Deploy/Dockerfile -t drawing-pad .`, then \
    `docker run -p 8080:8080 drawing-pad`.

    **Heroku.** It builds the container itself, but looks for the files at the top level.

    ```text
    cp Lessons/11-DrawingPad/Deploy/Dockerfile Lessons/11-DrawingPad/Deploy/heroku.yml .
    git add Dockerfile heroku.yml && git commit -m "Deploy"
    heroku create --stack container && git push heroku main
    ```

    (`Procfile` is for platforms that run a folder which `build.sh` has filled.)

    **Kubernetes**, when one machine is too small. Push the image to your cluster's registry, write its \
    name into `kubernetes.yaml`, and `kubectl apply -f` it. It starts two copies, and more when their \
    processors are busy. Each copy can answer every request.
    """)
  lesson.text(costs)
}

/// Measured with Tests/measure_pad.py in November 2026, pad and clients on the same two cores.
private let costs = """
  **What it costs.** Measured on two cores of an AMD EPYC of 2022. The clients ran on the same two. \
  The program was built with `-c release`. `python Tests/measure_pad.py` repeats it on yours:

  | connections that ask without pause | answers a second | half of them within | 99 % within | sent away with 503 |
  |---|---|---|---|---|
  | 1 | 887 | 1.0 ms | 1.7 ms | none |
  | 1, with all maps | 194 | 4.9 ms | 7.6 ms | none |
  | 16 | 2,184 | 7 ms | 13 ms | none |
  | 256 | 1,988 | 32 ms | 44 ms | 1,920 in ten seconds |
  | 4, beside 500 that send a byte a second | 1,989 | 2 ms | 5 ms | none |

  Memory: 57 MB at the start, 81 MB after tens of thousands of answers, and no more after another \
  100,000. A page asks at most 60 times a second while the pen moves, and not at all while it rests. So \
  two cores keep up with some thirty pens that move at the same moment. People look longer than they \
  draw, so this is enough for a few classes. With more pens the answers come late. When 64 drawings \
  are waiting, new ones are refused for a second. Then start another copy. `kubernetes.yaml` gives one core and \
  192 MB to each.
  """
