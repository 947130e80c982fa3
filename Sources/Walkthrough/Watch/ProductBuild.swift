import Foundation

/// Builds the programs of the subjects, each alone.
final class ProductBuild {
  enum Outcome {
    /// With what the compiler has warned of.
    case built([Diagnostic])
    case failed([Diagnostic])
  }

  /// How a build waits: for a program to end, or for another build. It may be interrupted.
  typealias Wait = (_ isOver: () -> Bool) throws(Interruption) -> Void

  /// A plan that holds while nothing but a program's own files is changed.
  private struct Plan {
    let stamps: FileStamps
    let manifest: FileStamps.Stamp
    let commands: BuildCommands
  }

  private let place: BuildPlace
  private let temporary: String
  private var plans: [String: Plan] = [:]
  /// The files when this program was built, if they are still the same. All lessons were built with
  /// it, so their plan holds from the start.
  private let first: FileStamps?
  /// The files at the last build, or when the watch began.
  private var known: FileStamps

  /// - Parameters:
  ///   - stamps: the files now.
  ///   - temporary: a folder for what the build says.
  init(_ place: BuildPlace, _ stamps: FileStamps, temporary: String) {
    (self.place, self.temporary, known) = (place, temporary, stamps)
    let built = FileStamps.Stamp("\(place.programs)/Walkthrough")?.time ?? 0
    first = stamps.files.values.allSatisfy { $0.time < built } ? stamps : nil
  }

  /// Builds the program of a subject.
  ///
  /// - Parameter stamps: the files before the build.
  func build(
    _ subject: Subject, _ stamps: FileStamps, _ timing: inout Timing, _ wait: Wait
  ) throws -> Outcome {
    removeObjects(ofFilesIn: stamps)
    if let plan = plan(for: subject, stamps),
      let outcome = try build(plan.commands, &timing, wait)
    {
      return outcome
    }
    plans[subject.product] = nil
    let output = try planAndBuild(subject.product, &timing, wait)
    guard output.code == 0 else { return .failed(errors(output.output + output.errors)) }
    note(subject.product, stamps)
    return .built(Diagnostic.all("warning", in: output.output, package: place.package))
  }

  /// Removes what was compiled from files that were saved since the last build.
  ///
  /// The compiler looks at whole seconds only: it takes a file that was saved twice in a second for
  /// compiled, if the first save was. Without its object, it compiles the file in any case.
  private func removeObjects(ofFilesIn stamps: FileStamps) {
    for path in stamps.changes(since: known).all {
      if let object = place.object(of: path) { unlink(object) }
    }
    known = stamps
  }

  /// The plan of the last build, if it still holds.
  private func plan(for subject: Subject, _ stamps: FileStamps) -> Plan? {
    if plans[subject.product] == nil, case .lesson = subject, let first {
      note(subject.product, first)
    }
    guard let plan = plans[subject.product], FileStamps.Stamp(place.manifest) == plan.manifest
    else { return nil }
    let changes = stamps.changes(since: plan.stamps)
    let isOwn = changes.saved.allSatisfy(subject.owns)
    return isOwn && changes.added.isEmpty && changes.removed.isEmpty ? plan : nil
  }

  /// Keeps the plan that has just been made.
  private func note(_ product: String, _ stamps: FileStamps) {
    guard let manifest = FileStamps.Stamp(place.manifest),
      let text = try? Data(contentsOf: URL(filePath: place.manifest)),
      let commands = BuildCommands(of: product, inManifest: text)
    else { return }
    plans[product] = Plan(stamps: stamps, manifest: manifest, commands: commands)
  }

  /// Runs the commands of a plan. Nil if they fail in a way that only a new plan can explain.
  private func build(
    _ commands: BuildCommands, _ timing: inout Timing, _ wait: Wait
  ) throws -> Outcome? {
    var lock = BuildLock(place.scratch)
    if lock == nil {
      try wait {
        lock = BuildLock(self.place.scratch)
        return lock != nil
      }
      timing.end("waited")
    }
    defer { withExtendedLifetime(lock) {} }
    if let module = commands.module { unlink(module) }
    let compiled = try end(of: commands.compile, wait)
    timing.end("compiled")
    let said = compiled.output + compiled.errors
    guard compiled.code == 0 else {
      let errors = Diagnostic.all("error", in: said, package: place.package)
      return errors.contains { $0.file != nil } ? .failed(errors) : nil
    }
    guard try end(of: commands.link, wait).code == 0 else { return nil }
    timing.end("linked")
    return .built(Diagnostic.all("warning", in: said, package: place.package))
  }

  /// Lets `swift build` plan and build.
  private func planAndBuild(
    _ product: String, _ timing: inout Timing, _ wait: Wait
  ) throws -> ChildProgram.End {
    let child = try ChildProgram("swift", place.arguments(building: product), folder: temporary)
    // It says when it compiles and when it links. That is a line at a time, so it need not be read
    // more often than this.
    var (marks, lastLook) = ([(name: String, time: Double)](), 0.0)
    let stages = [("planned", ["Compiling", "Emitting"]), ("compiled", ["Linking"])]
    do {
      try wait {
        let now = Timing.now
        if marks.count < stages.count, now - lastLook > 0.02 {
          lastLook = now
          let said = child.saidSoFar
          let (name, words) = stages[marks.count]
          if words.contains(where: { said.contains("] \($0) ") }) { marks.append((name, now)) }
        }
        return !child.isRunning
      }
    } catch {
      _ = child.end()
      throw error
    }
    for mark in marks { timing.end(mark.name, at: mark.time) }
    timing.end(["planned", "compiled", "linked"][marks.count])
    return child.end()
  }

  private func end(of command: [String], _ wait: Wait) throws -> ChildProgram.End {
    let child = try ChildProgram(command[0], Array(command.dropFirst()), folder: temporary)
    do { try wait { !child.isRunning } } catch {
      _ = child.end()
      throw error
    }
    return child.end()
  }

  private func errors(_ output: String) -> [Diagnostic] {
    let found = Diagnostic.all("error", in: output, package: place.package)
    if !found.isEmpty { return found }
    let last = output.split(whereSeparator: \.isNewline).last.map { " It said last: \($0)" } ?? ""
    return [Diagnostic(message: "The build failed without a sentence.\(last)")]
  }
}

/// Why a build or a run was stopped.
enum Interruption: Error {
  /// A file was saved meanwhile.
  case save
  /// The watch is to end.
  case signal
}
