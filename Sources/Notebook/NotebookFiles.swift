import Foundation

/// The scripts and styles that all pages share, and the drawing pad too.
public enum NotebookFiles {
  /// The folder's name beside the lessons' folders in Outputs.
  public static let folder = "Notebook"

  /// In the order in which a page loads them. Each is a classic script: browsers refuse modules
  /// from a file.
  public static let scripts = [
    "core/core.js", "core/painting.js", "figures/mapmarks.js", "figures/mappicture.js",
    "figures/mapinput.js", "figures/maps.js", "figures/axes.js", "figures/chartframe.js",
    "figures/charts.js", "figures/bars.js", "figures/levelbars.js", "figures/plots.js",
    "figures/pointlabels.js", "figures/histograms.js", "figures/blocks.js", "figures/groups.js",
    "figures/figures.js", "touching/ui.js", "touching/tables.js", "computing/layers.js",
    "computing/windows.js", "computing/network.js", "computing/rules.js", "computing/explain.js",
    "touching/interactive.js", "littleseven/littleseven.js", "littleseven/littleseven-rules.js",
    "littleseven/littleseven-words.js", "littleseven/littleseven-cells.js",
    "littleseven/littleseven-mistakes.js", "littleseven/littleseven-paper.js",
    "littleseven/littleseven-changes.js", "littleseven/littleseven-sheet.js",
    "littleseven/littleseven-parts.js", "littleseven/littleseven-nudge.js", "touching/touching.js",
    "touching/smalltraining.js", "touching/reasons.js", "touching/ink.js", "touching/entering.js",
    "touching/caching.js", "asking/terms.js", "asking/plainterms.js", "asking/inspector.js",
    "asking/places.js", "asking/lights.js", "asking/traces.js", "asking/asking.js",
    "questions/progress.js", "questions/answers.js", "questions/veil.js", "questions/questions.js",
    "reading/contents.js", "reading/reading.js", "knobs/tried.js", "knobs/turned.js",
    "knobs/knobs.js", "live/live-page.js", "live/live-changes.js", "live/live-panel.js",
    "live/live.js",
  ]
  /// Ends the scripts of a page, after its data.
  public static let start = "core/start.js"
  public static let styles = [
    "core/notebook.css", "core/page.css", "figures/figures.css", "asking/asking.css",
    "touching/ui.css", "littleseven/littleseven.css", "live/live.css", "knobs/knobs.css",
  ]

  /// Every file, by its name.
  public static func all() throws -> [(name: String, bytes: [UInt8])] {
    try names().map { name in
      (name, Array(try Data(contentsOf: source.appending(path: name))))
    }
  }

  /// The names of all files, sorted; those of the lessons' own scripts begin with `lessons/`.
  public static func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: source.path(percentEncoded: false))
      .filter { $0.hasSuffix(".js") || $0.hasSuffix(".css") }.sorted()
  }

  private static var source: URL { Bundle.module.bundleURL.appending(path: "Page") }
}
