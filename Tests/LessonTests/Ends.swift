import Foundation

/// The two ends of what a program writes to.
struct Ends {
  let reading: FileHandle
  let writing: FileHandle

  static func ofPipe() throws -> Ends {
    let pipe = Pipe()
    return Ends(reading: pipe.fileHandleForReading, writing: pipe.fileHandleForWriting)
  }

  /// Whether there are pseudo-terminals to be had; a container without /dev/pts has none.
  static let haveTerminals = (try? ofTerminal()) != nil

  /// A terminal of 80 columns that nobody looks at.
  static func ofTerminal() throws -> Ends {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&reading, &writing, nil, nil, &size) == 0 else {
      throw Program.Failure(description: "there is no terminal")
    }
    return Ends(
      reading: FileHandle(fileDescriptor: reading, closeOnDealloc: true),
      writing: FileHandle(fileDescriptor: writing, closeOnDealloc: true))
  }
}
