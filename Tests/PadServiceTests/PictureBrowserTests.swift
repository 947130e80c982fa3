#if Web
  import BrowserDriver
  import Digits
  import Exchange
  import Foundation
  import Pictures
  import Testing

  /// Pictures of one's own on the pad: a file, a drop, a paste.
  extension DrawingPadBrowserTests {
    /// Makes a picture in the page, as a `File`: a 7 of dark ink on light paper, as a JPEG.
    private static let jpeg = """
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [2400, 1800];
      const context = canvas.getContext('2d');
      const paper = context.createLinearGradient(0, 0, 2400, 1800);
      paper.addColorStop(0, '#f4efe6');
      paper.addColorStop(1, '#8f8a80');
      context.fillStyle = paper;
      context.fillRect(0, 0, 2400, 1800);
      [context.lineWidth, context.lineCap, context.strokeStyle] = [70, 'round', '#22305a'];
      context.beginPath();
      for (const [x, y] of [[900, 500], [1500, 500], [1150, 1350]]) context.lineTo(x, y);
      context.stroke();
      const file = new File(
        [await new Promise(done => canvas.toBlob(done, 'image/jpeg'))], 'seven.jpg',
        { type: 'image/jpeg' });
      """

    /// Runs a script that waits for promises.
    private func run(_ script: String, in browser: Browser) async throws {
      try await browser.run(
        "window.isDone = false; (async () => { \(script) })().then(() => { window.isDone = true; });"
      )
      try await browser.wait(until: "window.isDone")
    }

    private func expectSeven(_ browser: Browser) async throws {
      let told = try await told(browser)
      #expect(told["label"] as? String == "7")
      let centring = try #require(told["centring"] as? [String: Any])
      #expect(centring["ground"] as? String == "dark on light")
      try await wait(browser, "#found", contains: "Found: dark on light, 1 part.")
      #expect(
        try await browser.text("return document.querySelector('#picture-note').textContent") == "")
    }

    /// A JPEG in shadow, dropped and pasted; then a stroke takes its place, and undo brings it back.
    @Test(arguments: ["drop", "paste"])
    func aJPEGIsDroppedOrPasted(_ way: String) async throws {
      try await onPad { browser in
        try await listen(browser)
        let (event, property) =
          way == "drop" ? ("DragEvent", "dataTransfer") : ("ClipboardEvent", "clipboardData")
        try await run(
          Self.jpeg + """
            const data = new DataTransfer();
            data.items.add(file);
            document.body.dispatchEvent(new \(event)('\(way)', {
              \(property): data, bubbles: true, cancelable: true }));
            """, in: browser)
        try await browser.wait(until: "window.told && window.told.label === '7'")
        try await expectSeven(browser)
        try await keep(browser, "picture-\(way)")
        #expect(
          try await browser.run("return document.querySelector('#centre').disabled") as? Bool
            == true)
        // Its arithmetic can be asked as that of a drawing.
        try await browser.click("#bars li:nth-child(8) button")
        try await wait(browser, "#asked", contains: "softmax")
        try await browser.draw(try await strokes(of: "1", in: browser))
        try await browser.wait(until: "window.told.label === '1'")
        for _ in 0..<2 { try await browser.click("#undo") }
        try await browser.wait(until: "window.told.label === '7'")
      }
    }

    /// The comparison with and without centring belongs to a drawing: a picture has none.
    @Test func nothingIsComparedForAPicture() async throws {
      try await onPad { browser in
        try await listen(browser)
        try await browser.draw(try await strokes(of: "1", in: browser))
        try await browser.run("document.querySelector('#why').open = true")
        try await wait(browser, "#compared", contains: "With centring")
        try await run(
          Self.jpeg + """
            const data = new DataTransfer();
            data.items.add(file);
            document.body.dispatchEvent(new DragEvent('drop', {
              dataTransfer: data, bubbles: true, cancelable: true }));
            """, in: browser)
        try await browser.wait(until: "window.told && window.told.label === '7'")
        try await browser.wait(until: "document.querySelector('#compared').textContent === ''")
      }
    }

    /// The button opens the field for files. A PNG, a photo that its EXIF turns, and files that are
    /// no pictures.
    @Test func filesAreChosen() async throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path(percentEncoded: false)
      try File.makeFolder(folder)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      var picture = GreyPicture(width: 300, height: 200, fill: 240)
      for y in 40..<160 { for x in 140..<156 { picture[x, y] = 20 } }
      try File.write(try PNG.encode(picture), to: folder + "/one.png")
      try File.write(Array("no picture".utf8), to: folder + "/notes.heic")
      try File.write([], to: folder + "/empty.png")

      try await onPad { browser in
        try await listen(browser)
        try await browser.choose(folder + "/one.png", for: "#file")
        try await browser.wait(until: "window.told")
        let told = try await told(browser)
        #expect(told["label"] as? String == "1")
        for (file, sentence) in [
          ("notes.heic", "cannot be read as a picture by this browser"),
          ("empty.png", "empty.png is empty."),
        ] {
          try await browser.choose("\(folder)/\(file)", for: "#file")
          try await wait(browser, "#picture-note", contains: sentence)
        }
        // What was shown before is still there.
        #expect(
          try await browser.text("return document.querySelector('#answer').dataset.label") == "1")
        try await browser.run(
          """
          window.clicked = 0;
          document.querySelector('#file').addEventListener('click', event => {
            event.preventDefault(); window.clicked += 1;
          });
          document.querySelector('#choose').focus();
          """)
        try await browser.press("\u{E007}")
        try await browser.wait(until: "window.clicked === 1")
      }
    }

    /// A large noisy photo still fits into a request, and the orientation in a JPEG's EXIF is obeyed.
    @Test func largeAndTurned() async throws {
      try await onPad { browser in
        try await listen(browser)
        // Turned by 90° in the file; orientation 6 says so. Read as it lies it is no 7.
        try await run(
          Self.jpeg + """
            const noise = context.getImageData(0, 0, 2400, 1800);
            for (let i = 0; i < noise.data.length; i++) {
              if (i % 4 < 3) noise.data[i] += (i * 2654435761 >>> 16) % 23 - 11;
            }
            context.putImageData(noise, 0, 0);
            const turned = document.createElement('canvas');
            [turned.width, turned.height] = [1800, 2400];
            const other = turned.getContext('2d');
            other.translate(0, 2400);
            other.rotate(-Math.PI / 2);
            other.drawImage(canvas, 0, 0);
            const blob = await new Promise(done => turned.toBlob(done, 'image/jpeg', 0.9));
            const bytes = new Uint8Array(await blob.arrayBuffer());
            const exif = [0xFF, 0xE1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8,
              0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
            const photo = new File([bytes.slice(0, 2), new Uint8Array(exif), bytes.slice(2)],
              'photo.jpg', { type: 'image/jpeg' });
            const data = new DataTransfer();
            data.items.add(photo);
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
            """, in: browser)
        try await browser.wait(until: "window.told && window.told.label")
        try await expectSeven(browser)
      }
    }

    /// Two digits side by side: an answer, and a sentence. Noise: a sentence and no answer.
    @Test func whatIsTooPoorOrTwo() async throws {
      try await onPad { browser in
        try await listen(browser)
        for at in [0.0, 0.5] {
          try await browser.draw(
            try await strokes(of: "3", in: browser, size: 0.45, at: at).map {
              $0.map { ($0.x, $0.y - (at > 0 ? 0.5 * 266 : 0)) }
            }
          )
        }
        _ = try await told(browser)
        try await wait(browser, "#remark", contains: "stand side by side")
        try await run(
          """
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 200;
          const context = canvas.getContext('2d');
          context.fillStyle = 'white';
          context.fillRect(0, 0, 200, 200);
          context.fillStyle = 'black';
          for (let i = 0; i < 40; i++) context.fillRect(20 + 22 * (i % 8), 20 + 34 * (i >> 3), 9, 9);
          const blob = await new Promise(done => canvas.toBlob(done));
          const data = new DataTransfer();
          data.items.add(new File([blob], 'dots.png', { type: 'image/png' }));
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
          """, in: browser)
        try await wait(browser, "#sure", contains: "too poor to be read")
        try await browser.wait(until: "!document.querySelector('#answer').dataset.label")
      }
    }
  }
#endif
