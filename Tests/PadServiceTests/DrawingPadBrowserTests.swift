#if Web
  import BrowserDriver
  import Testing

  /// The pad in a real browser, drawn on with a pointer.
  @Suite(.serialized, .enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
  struct DrawingPadBrowserTests {
    @Test func digitsAreReadWhileOneDraws() async throws {
      try await onPad { browser in
        var right = 0
        for digit in 0..<10 {
          try await browser.click("#clear")
          try await browser.wait(until: "!document.querySelector('#answer').dataset.label")
          try await browser.draw(try await strokes(of: "\(digit)", in: browser))
          if try await answered(browser) == "\(digit)" { right += 1 }
          let shares = try await browser.number(
            "return [...document.querySelectorAll('#top li')].length")
          #expect(shares == 3)
        }
        // The pen writes as differently as people do; of these ten at most one is misread.
        #expect(right >= 9, "\(right) of 10 are read")
      }
    }

    /// While the pointer is down and moves, there is an answer already.
    @Test func theAnswerComesBeforeThePenIsLifted() async throws {
      try await onPad { browser in
        let box = try await browser.box("#drawing")
        let script = """
          const pad = document.querySelector('#drawing');
          const send = (type, x, y) => pad.dispatchEvent(new PointerEvent(type, {
            clientX: \(box.x) + x, clientY: \(box.y) + y, pointerId: 1, isPrimary: true, buttons: 1,
            pressure: .5, bubbles: true }));
          send('pointerdown', 100, 60);
          for (let y = 60; y < 220; y += 5) send('pointermove', 100, y);
          """
        try await browser.run(script)
        try await browser.wait(until: "document.querySelector('#answer').dataset.label === '1'")
      }
    }

    /// A stroke that leaves the pad ends at its edge.
    @Test func noInkBesideThePad() async throws {
      try await onPad { browser in
        try await listen(browser)
        let box = try await browser.box("#drawing")
        let x = box.x + box.width / 2
        try await browser.draw([
          [(x, box.y + 0.3 * box.height), (x, box.y + box.height), (x, box.y + box.height + 250)]
        ])
        _ = try await answered(browser)
        let centring = try #require(try await told(browser)["centring"] as? [String: Any])
        let ink = try #require(centring["ink"] as? [String: Any])
        let rows = try #require(ink["rows"] as? Double)
        #expect(rows < 250, "\(rows) rows of ink")
      }
    }

    /// Between the choice of another network and its answer, the old maps cannot be asked.
    @Test func anotherNetworkIsChosen() async throws {
      try await onPad { browser in
        try await browser.draw(try await strokes(of: "7", in: browser))
        _ = try await answered(browser)
        try await browser.run(
          """
          const map = document.querySelector('[data-stage="3"]');
          map.scrollIntoView({ block: 'center' });
          const box = map.getBoundingClientRect(), model = document.querySelector('#model');
          model.selectedIndex = 1;
          model.dispatchEvent(new Event('change'));
          map.dispatchEvent(new MouseEvent('click', {
            clientX: box.x + 0.06 * box.width, clientY: box.y + 0.2 * box.height, bubbles: true }));
          """)
        _ = try await answered(browser)
        #expect(try await browser.run("return !document.querySelector('#asked')") as? Bool == true)
      }
    }

    /// Over a pixel of the second convolution: its terms, as they stand there, add up to its value.
    @Test func anArithmeticThatAddsUp() async throws {
      try await onPad { browser in
        try await browser.draw(try await strokes(of: "7", in: browser))
        _ = try await answered(browser)
        try await browser.run(
          "document.querySelector('[data-stage=\"3\"]').scrollIntoView({block: 'center'})")
        let map = try await browser.box("[data-stage=\"3\"]")
        try await browser.hover((map.x + map.width * 0.06, map.y + map.height * 0.2))
        try await browser.wait(until: "document.querySelector('#total')")
        let script = """
          const number = text => Number(text.replace('−', '-').replace('+', ''));
          const products = [...document.querySelectorAll('#arithmetic tbody .product')]
            .map(p => number(p.textContent.trim()));
          return [products.length, products.reduce((a, b) => a + b, 0),
            number(document.querySelector('#total').textContent),
            number(document.querySelector('#stored').textContent),
            number(document.querySelector('#rounding').textContent)];
          """
        let numbers = try #require(try await browser.run(script) as? [Double])
        #expect(numbers[0] > 1)
        #expect(abs(numbers[1] - numbers[2]) < 1e-9, "the terms add up to what is printed")
        #expect(abs(abs(numbers[2] - numbers[3]) - numbers[4]) < 1e-9, "the rounding is said")
        #expect(numbers[4] < 0.002)
        try await keep(browser, "arithmetic")

        // Held with a click, a term leads on to where it came from.
        try await browser.draw([[(map.x + map.width * 0.06, map.y + map.height * 0.2)]])
        let asked = try await browser.text("return document.querySelector('#asked').textContent")
        #expect(asked.contains("conv2"))
        try await browser.click("#arithmetic .term")
        try await browser.wait(
          until: "document.querySelector('#asked').textContent.includes('relu1')")
      }
    }

    @Test func withoutCentringItFails() async throws {
      try await onPad { browser in
        try await browser.draw(try await strokes(of: "7", in: browser, size: 0.4, at: 0.55))
        #expect(try await answered(browser) == "7")
        try await keep(browser, "pad")
        try await browser.click("#centre")
        try await browser.wait(until: "document.querySelector('#answer').dataset.label !== '7'")
        try await browser.click("#centre")
        try await browser.wait(until: "document.querySelector('#answer').dataset.label === '7'")
      }
    }

    @Test func undoAndClear() async throws {
      try await onPad { browser in
        try await browser.draw(try await strokes(of: "1", in: browser))
        let first = try await answered(browser)
        let box = try await browser.box("#drawing")
        try await browser.draw([[(box.x + 30, box.y + 200), (box.x + 90, box.y + 220)]])
        try await browser.click("#undo")
        #expect(try await answered(browser) == first)
        try await browser.click("#clear")
        try await browser.wait(until: "!document.querySelector('#answer').dataset.label")
        #expect(
          try await browser.text("return document.querySelector('#sure').textContent").contains(
            "Nothing"))
      }
    }

    /// With keys alone: a digit that is drawn already, and the way to a number of a map.
    @Test func withoutAPointer() async throws {
      try await onPad { browser in
        try await browser.run("document.querySelector('#drawing').focus()")
        try await browser.press("3")
        #expect(try await answered(browser) == "3")
        try await browser.run("document.querySelector('[data-stage=\"1\"]').focus()")
        try await browser.press("\u{E015}\u{E014}\u{E007}")  // down, right, Enter
        try await browser.wait(
          until: "document.querySelector('#asked')?.textContent.includes('conv1')")
      }
    }

    /// A finger draws, and the page neither scrolls under it nor is wider than the screen.
    @Test func onAPhone() async throws {
      try await onPad(width: 390, height: 844, phone: true) { browser in
        try await browser.draw(try await strokes(of: "2", in: browser), with: "touch")
        #expect(try await answered(browser) == "2")
        #expect(try await browser.number("return window.scrollY") == 0)
        let wide = try await browser.number(
          "return document.documentElement.scrollWidth - innerWidth")
        #expect(wide <= 0)
        try await keep(browser, "phone")
      }
    }
  }
#endif
