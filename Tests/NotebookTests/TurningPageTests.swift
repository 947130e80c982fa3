import BrowserDriver
import Foundation
import Testing

/// Keys, code, knobs and addresses of committed pages, in a real browser.
@Suite(
  .serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"),
  .oneBrowser)
struct TurningPageTests {
  static let convolution = ReadingPageTests.convolution

  /// Opens a page as one who has never been here.
  private func begin(_ page: String = convolution, at hash: String = "") async throws -> Browser {
    let browser = try Browser.current()
    try await browser.open(page: page)
    try await browser.run("localStorage.clear()")
    try await browser.open(page: page, at: hash)
    return browser
  }
  private let announced = "return document.getElementById('announcement').textContent"

  @Test("keys lead from part to part, and are left alone in a field")
  func keys() async throws {
    let browser = try await begin()
    try await browser.press("n")
    #expect(try await browser.text(announced).hasPrefix("Part 1 of "))
    try await browser.press("j\(Key.right)")
    #expect(try await browser.text(announced).hasPrefix("Part 3 of "))
    #expect(try await browser.isShown("main .current"))
    try await browser.press("k")
    #expect(try await browser.text(announced).hasPrefix("Part 2 of "))
    try await browser.press(Key.times(60, "n"))
    #expect(try await browser.text(announced) == "This is the last part.")
    try await browser.press(Key.escape)
    #expect(try await !browser.isShown("main .current"))

    try await browser.press("?")
    #expect(try await browser.isShown("#keys-help[open]"))
    try await browser.press(Key.escape)
    #expect(try await !browser.isShown("#keys-help[open]"))

    try await browser.run("document.querySelector('form.question input').focus()")
    try await browser.press("n")
    #expect(
      try await browser.text("return document.querySelector('form.question input').value") == "n")
    #expect(try await !browser.isShown("main .current"))
    try await browser.expectNoComplaints("keys")
  }

  @Test("one switch unfolds all code, and stays as it is put")
  func code() async throws {
    let browser = try await begin()
    let folded = "return document.querySelectorAll('main details.code:not([open])').length"
    #expect(try await browser.number(folded) > 3)
    try await browser.click("#all-code")
    #expect(try await browser.number(folded) == 0)
    let state = "return document.getElementById('all-code').getAttribute('aria-pressed')"
    #expect(try await browser.text(state) == "true")
    try await browser.open(page: "02-ReLU/index.html")
    #expect(try await browser.number(folded) == 0)
    try await browser.press("c")
    #expect(try await browser.number(folded) > 3)
  }

  @Test("a knob's value shows what differs beside today's, and goes back to today")
  func knobs() async throws {
    let browser = try await begin()
    let one =
      "[...document.querySelectorAll('.knob-values button')]"
      + ".find(b => b.querySelector('code').textContent === '1')"
    try await browser.run("\(one).id = 'tested'")
    try await browser.click("#tested")
    try await browser.wait(until: "document.querySelector('.tried .tried-end')")
    let head = try await browser.text("return document.querySelector('.tried-head').textContent")
    #expect(head.contains(/With bias = 1, \d+ pictures, \d+ printed lines .* differ/))
    #expect(try await browser.text("return \(one).getAttribute('aria-pressed')") == "true")

    try await browser.run("document.querySelector('.tried-sides').scrollIntoView()")
    try await browser.wait(until: "document.querySelector('.tried-sides.fits')")
    let labels =
      "return [...document.querySelector('.tried-sides').querySelectorAll('.tried-label')]"
      + ".map(e => e.textContent).join(' | ')"
    #expect(try await browser.text(labels) == "today | bias = 1")
    let drawn = "return document.querySelector('.tried-sides').querySelectorAll('canvas').length"
    #expect(try await browser.number(drawn) >= 2)
    let printed = "return document.querySelector('.tried-lines').textContent"
    let lines = try await browser.text(printed)
    #expect(lines.contains("−  bias") && lines.contains("+  bias"), "\(lines)")
    let marks = "return document.querySelectorAll('.tried-mark').length"
    #expect(try await browser.number(marks) > 1)
    try await browser.run("document.querySelector('.tried .switch input').click()")
    let unfolded = "return document.querySelectorAll('.tried-mark.unfolded').length"
    #expect(try await browser.number(unfolded) == browser.number(marks))
    #expect(try await browser.nameless() == [])

    try await browser.run("document.querySelector('.tried-end button').id = 'today'")
    try await browser.click("#today")
    #expect(try await !browser.isShown(".tried"))
    #expect(try await browser.number(marks) == 0)
    #expect(try await browser.text("return document.activeElement.id") == "tested")
    try await browser.expectNoComplaints("knobs")
  }

  private let asked = "document.getElementById('asked')?.textContent"

  @Test("each number has an address; a click, a term and Back lead along, forward and backward")
  func addresses() async throws {
    let browser = try await begin("08-Backprop/index.html", at: "#gradient/conv1/0/1,2@1")
    try await browser.wait(until: "\(asked) === '∂loss/∂conv1(1,2)'")
    #expect(try await browser.nameless() == [])
    try await browser.click("#follow")
    try await browser.wait(until: "\(asked) === '∂loss/∂relu1(1,2)'")
    try await browser.click("#twin")
    try await browser.wait(until: "\(asked) === 'relu1(1,2)'")
    let here = try await browser.text("return location.hash")
    #expect(here == "#relu1/0/1,2@1")
    try await browser.click("#arithmetic .term")
    try await browser.wait(until: "\(asked) === 'conv1(1,2)'")
    try await browser.run("history.back()")
    try await browser.wait(until: "\(asked) === 'relu1(1,2)' && location.hash === '\(here)'")
    try await browser.press(Key.escape)
    try await browser.wait(until: "!document.body.classList.contains('asked')")

    // A click on a number of a figure.
    try await browser.open(page: Self.convolution)
    let map = "document.querySelector('#figure-map .map-body[role=application]')"
    try await browser.run("glassbox.unveil(document.getElementById('figure-map'))")
    try await browser.run("document.getElementById('figure-map').scrollIntoView()")
    try await browser.wait(until: map)
    try await browser.draw([[try await browser.middle(of: "return \(map)", orFail: "map")]])
    try await browser.wait(until: "\(asked) && location.hash.includes('@')")
    try await browser.run("history.back()")
    try await browser.wait(until: "!document.body.classList.contains('asked')")
    // An address of nothing is no complaint.
    try await browser.open(page: Self.convolution, at: "#conv9/0/1,2@7")
    #expect(try await !browser.isShown("#asked"))
    try await browser.expectNoComplaints("addresses")
  }

  @Test("a finger asks a number in a sheet, and touches a part")
  func touch() async throws {
    try await Screen.phone.browse { browser in
      try await browser.open(page: Self.convolution, at: "#try-one-pixel")
      let part = "document.getElementById('try-one-pixel')"
      try await browser.wait(until: "\(part).dataset.running === 'drawn'")
      let image = "\(part).querySelector('[aria-label=\"Image of 7 by 7 pixels\"]')"
      let middle = try await browser.middle(of: "return \(image)", orFail: "image")
      try await browser.draw([[middle]], with: "touch")
      try await browser.expect(
        ["row 3, column 3"], "\(part).querySelector('.ui-status')", "one-pixel on a phone")

      let map = "document.querySelector('#figure-map .map-body[role=application]')"
      try await browser.run("location.hash = 'figure-map'")
      try await browser.wait(until: map)
      try await browser.draw(
        [[try await browser.middle(of: "return \(map)", orFail: "map")]], with: "touch")
      try await browser.wait(until: "\(asked) && location.hash.includes('@')")
      let place = "getComputedStyle(document.getElementById('inspector')).position === 'fixed'"
      let isFitting = "document.documentElement.scrollWidth <= innerWidth"
      #expect(try await browser.run("return \(place) && \(isFitting)") as? Bool == true)
      try await browser.click("#release")
      #expect(try await !browser.isShown("#asked"))
      try await browser.expectNoComplaints("touch")
    }
  }
}
