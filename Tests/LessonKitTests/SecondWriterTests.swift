import Explain
import Pictures
import Testing

@testable import LessonKit

/// The blocks carry all that a page says: a second writer needs nothing else.
@Suite struct SecondWriterTests {
  /// A page with every kind of block.
  private var page: Page {
    let lesson = LessonEntry.relu
    var page = Page()
    page.add(.title(lesson.title))
    page.add(.question("Is a < b?"))
    page.add(.place(lesson.strip))
    page.add(.owner(lesson))
    page.add(.origin(lesson.origin))
    page.add(.takenOver(HandOver([("the seven", "1 2")])))
    page.add(.heading("On paper"))
    page.add(.text("A **window**, `w < 3`, [see](there).\n\n- *one*\n  - two\n\n|a|\n|-|\n|b|"))
    page.add(.text("```text\nx < y\n```"))
    page.add(.formula("y = x & z"))
    page.add(.prediction(question("how *many*?")))
    page.begin(Page.Cell(title: "The stage", source: "a < b", isStage: true))
    page.print(Page.Printed(text: "one", varies: false))
    page.print(Page.Printed(text: "2 s", varies: true))
    page.show(Picture(width: 30, height: 20), name: "map", alt: "A map", varies: true)
    page.add(
      .settled(
        Page.Solution(question: 1, form: .number, answer: 2, reason: "It *is*.", mistakes: [])))
    page.begin(Page.Cell(title: "Another", source: "c", isStage: false))
    page.endCell()
    page.show(Picture(width: 9, height: 9), name: "outside")
    page.add(.knobs(Page.Knobs(origin: lesson.origin, source: "let a = 1", note: "*So* much.")))
    page.add(.page(Page.Link(name: "Bugs", title: "Six bugs", about: Prose.spans("They *hide*."))))
    page.fold("more")
    page.add(.text("inside"))
    page.unfold()
    page.add(.handedOn(HandOver([("the seven", "3")])))
    page.add(.end(.lesson(next: "**Next:** more.", before: .convolution, after: .pooling)))
    page.add(.end(.page(of: lesson)))
    return page
  }

  @Test func thePageAsHTML() {
    let turning =
      "These lines are at the top of <code>Lessons/02-ReLU/main.swift</code>. Change one and run "
      + "<code>swift run ReLU</code> again. Its last line says which pictures have changed."
    #expect(
      SecondWriter().html(of: page.blocks) == """
        <h1>2. ReLU: one bend between two layers</h1>
        <p class=question>Is a &lt; b?</p>
        <p>image convolution <b>ReLU</b> convolution <b>ReLU</b> max pooling dropout flatten dense ReLU \
        dropout dense softmax</p>
        <p>Part of <a href=02-ReLU.html>2. ReLU</a></p>
        <p>Lessons/02-ReLU/main.swift, <code>swift run ReLU</code></p>
        <p>Begins with<dl><dt>the seven<dd>1 2</dl>
        <h2>On paper</h2>
        <p>A <strong>window</strong>, <code>w &lt; 3</code>, <a href=there>see</a>.</p>\
        <li class=level0><em>one</em></li><li class=level1>two</li>\
        <table><tr><th>a<tr><td>b</table>
        <pre class=text>x &lt; y</pre>
        <pre>y = x &amp; z</pre>
        <label for=q1><p>how <em>many</em>?</p></label><input id=q1>
        <h3>The stage</h3>
        <pre>a &lt; b</pre>
        <samp>one
        <i>2 s</i></samp>
        <img src=map width=30 alt="A map"><figcaption class=varies>map</figcaption>
        <output for=q1>2<p>It <em>is</em>.</p></output>
        <h3>Another</h3>
        <details><pre>c</pre></details>
        <img src=outside width=9 alt="A page (outside)"><figcaption>outside</figcaption>
        <p>\(turning) <em>So</em> much.</p><pre>let a = 1</pre>
        <p><a href=Bugs.html>Six bugs</a> They <em>hide</em>.</p>
        <details><summary>more</summary>
        <p>inside</p>
        </details>
        <p>Ends with<dl><dt>the seven<dd>3</dl>
        <p><strong>Next:</strong> more.</p><a href=01-Convolution.html>1. Convolution</a>\
        <a href=03-Pooling.html>3. Pooling</a>
        <a href=02-ReLU.html>Back</a>
        """)
  }

  /// Neither writer says what the other leaves out: the same titles, texts and pictures.
  @Test func bothSayTheSame() {
    let (markdown, html) = (
      MarkdownWriter().text(of: page), SecondWriter().html(of: page.blocks)
    )
    for word in [
      "The stage", "one", "2 s", "A map", "let a = 1", "inside", "Six bugs", "3. Pooling",
    ] {
      #expect(markdown.contains(word) && html.contains(word), "\(word)")
    }
  }
}
