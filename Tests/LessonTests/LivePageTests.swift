import BrowserDriver
import Exchange
import Foundation
import Testing

@testable import Walkthrough

extension WatchTests {
  /// An open page, in Chromium, follows the saves.
  @Suite(.enabled(if: Browser.driver != nil, "Chromium and its driver are installed"))
  struct LivePageTests {
    @Test func anOpenPageFollows() async throws {
      let package = try WatchedPackage()
      try await RunningWatch.run(package) { watch in
        try package.save(printing: "before")
        try await watch.wait(for: "before")
        let browser = try await Browser()
        do {
          try await follow(browser, package)
        } catch {
          await browser.quit()
          throw error
        }
        await browser.quit()
      }
    }

    private func follow(_ browser: Browser, _ package: WatchedPackage) async throws {
      let url = URL(filePath: "\(package.outputs)/01-Convolution/index.html")
      try await browser.open(url.absoluteString)
      try await browser.wait(until: "document.querySelector('#live')")
      // The reader has opened a fold, written an answer, and gone down.
      try await browser.run(
        "document.querySelector('#fold-1').open = true; const a = document.querySelector('#answer');"
          + "a.value = '12'; scrollTo(0, 1300); a.focus({ preventScroll: true }); window.old = true"
      )
      let top = try await browser.box("#printed-1").y
      try package.save(printing: "after")
      try await browser.wait(
        until: "document.querySelector('#printed-1').textContent.includes('after')", seconds: 600)
      try await browser.wait(until: "document.querySelector('#live .live-pair')")
      #expect(try await browser.run("return window.old") as? Bool == true, "it was not loaded anew")
      #expect(
        try await browser.run("return document.querySelector('#fold-1').open") as? Bool == true)
      #expect(try await browser.text("return document.querySelector('#answer').value") == "12")
      #expect(try await browser.text("return document.activeElement.id") == "answer")
      #expect(abs(try await browser.box("#printed-1").y - top) < 2, "it stands where it stood")
      #expect(try await browser.text("return document.title") == "after")
      #expect(
        try await browser.text("return glassbox.started.join()") == "after", "with its new data")
      let pair = "document.querySelector('#live .live-pair')"
      #expect(
        try await browser.text("return \(pair).querySelector('h3').textContent") == "The question")
      #expect(try await browser.text("return \(pair).querySelector('del').textContent") == "before")
      #expect(try await browser.text("return \(pair).querySelector('ins').textContent") == "after")
      let sides = try await (
        browser.box("#live .live-before"), browser.box("#live .live-after")
      )
      #expect(sides.0.y == sides.1.y && sides.0.x < sides.1.x, "side by side")
      try await keep(browser, "after")

      try package.save(printing: "never", running: "let x: Int = ")
      try await browser.wait(
        until: "document.querySelector('#live .live-errors li')", seconds: 600)
      let error = try await browser.text("return document.querySelector('#live li').textContent")
      #expect(error.contains("Lessons/01-Convolution/main.swift:"))
      #expect(error.hasSuffix("expected initial value after '='"))
      let box = try await browser.box("#live")
      #expect(box.y >= 0 && box.y < 20, "it stands on top of what is read")
      #expect(
        try await browser.text("return document.querySelector('#printed-1').textContent")
          .hasPrefix("after"), "below it the last good page")
      try await keep(browser, "error")

      try package.save(printing: "mended")
      try await browser.wait(
        until: "document.querySelector('#printed-1').textContent.includes('mended')", seconds: 600)
      try await browser.wait(
        until: "!document.querySelector('#live .live-errors')", seconds: 600)
      #expect(abs(try await browser.box("#printed-1").y - top) < 2)
      #expect(try await browser.complaints() == [])
    }

    /// A page that no watch follows asks quietly.
    @Test func withoutAWatchNothingIsSeen() async throws {
      let package = try WatchedPackage()
      try await RunningWatch.run(package) { watch in
        try package.save(printing: "alone")
        try await watch.wait(for: "alone")
      }
      try FileManager.default.removeItem(atPath: "\(package.outputs)/.live")
      let browser = try await Browser()
      let url = URL(filePath: "\(package.outputs)/01-Convolution/index.html")
      try await browser.open(url.absoluteString)
      try await Task.sleep(for: .seconds(4))
      let isSeen = try await browser.run("return Boolean(document.querySelector('#live'))") as? Bool
      let complaints = try await browser.complaints()
      await browser.quit()
      #expect(isSeen == false && complaints == [])
    }

    /// Keeps a picture of the page, if a folder for it is named.
    private func keep(_ browser: Browser, _ name: String) async throws {
      guard let folder = ProcessInfo.processInfo.environment["GLASSBOX_SCREENSHOTS"] else { return }
      try File.makeFolder(folder)
      try File.write(try await browser.screenshot(), to: "\(folder)/live-\(name).png")
    }
  }
}
