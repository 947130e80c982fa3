import ArgumentParser
import Digits
import Exchange
import Foundation
import Pictures
import Printing

/// Turns a data set in IDX files into contact sheets, one for each class. It made the sheets in
/// Sources/Digits/Resources/MNIST.
@main
struct ImportDigits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ImportDigits",
    abstract: "Makes contact sheets from a data set in IDX files.",
    discussion: """
      Writes one picture for each class into FOLDER: 0.png, 1.png … Each holds the images of its class \
      in the order of the file, row by row. The first black cell ends the sheet.
      """)

  @Argument(help: "The IDX file of images, plain or gzipped.")
  var images: String

  @Argument(help: "The IDX file of labels, plain or gzipped.")
  var labels: String

  @Argument(help: "The folder for the sheets. It is made if it does not exist.")
  var folder: String

  @Option(help: "How many images a row of a sheet has.")
  var columns = 100

  func validate() throws {
    guard (1...10_000).contains(columns) else {
      throw ValidationError("--columns must be from 1 to 10,000, not \(columns).")
    }
  }

  func run() throws {
    Console.checkOutput("ImportDigits")
    do {
      for line in try importSheets() { print(line) }
    } catch {
      // One sentence only: the argument parser would add the usage.
      Console.complain("ImportDigits", "\(error)")
      throw ExitCode.failure
    }
  }

  /// Does the work, and returns the lines to print.
  func importSheets() throws -> [String] {
    let set = try LabelledImages(images: images, labels: labels)
    let sheets = try set.sheets(columns: columns)
    var files: [(path: String, bytes: [UInt8])] = []
    var lines: [String] = []
    for (label, sheet) in sheets {
      let path = folder + (folder.hasSuffix("/") ? "" : "/") + "\(label).png"
      let bytes = try PNG.encode(sheet.picture)
      files.append((path, bytes))
      lines.append("\(path): \(sheet.count.counted("image")), \(bytes.count.counted("byte"))")
    }
    // All errors of the input have been found by now.
    try File.makeFolder(folder)
    try File.write(files)
    return lines
  }
}
