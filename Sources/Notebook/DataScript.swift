import CNN
import Figures

/// The scripts of a page's data, one call in each line.
public struct DataScript: Sendable {
  /// The lines, in order.
  public private(set) var lines: [String] = []
  /// Networks that are too large for the page's own script, by their names.
  public private(set) var networks: [(name: String, script: String)] = []
  /// What is wrong with the origins of maps: their traces hold other numbers. A sentence each.
  public internal(set) var falseOrigins: [String] = []
  /// The trace for maps of the figure that name none.
  var usual: Trace?
  /// The traces so far, in the order of their numbers.
  private var traces: [Figure.TraceOfMap] = []

  /// - Parameters:
  ///   - page: `01-Convolution/index`.
  ///   - key: a key of the source from which the page is made.
  public init(page: String, key: String? = nil) {
    let arguments = [page, key].compactMap { $0.map { JSON($0).text } }
    lines = ["glassbox.page(\(arguments.joined(separator: ",")));"]
  }

  public var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a call: `glassbox.figure("map", {…})`.
  public mutating func call(_ function: String, _ arguments: JSON...) {
    lines.append("glassbox.\(function)(\(arguments.map(\.text).joined(separator: ",")));")
  }

  /// The number of a trace on this page. Its data is added when it is new.
  public mutating func number(of trace: Trace) -> Int {
    let known = Figure.TraceOfMap(trace)
    if let number = traces.firstIndex(of: known) { return number }
    traces.append(known)
    let network = add(trace.network)
    var data: [(String, JSON?)] = [
      ("network", JSON(network)), ("image", JSON(trace.activations[0])),
      ("label", trace.label.map { JSON($0) }),
    ]
    if trace.label == nil, let gradient = trace.gradients.last ?? nil {
      data.append(("outputGradient", JSON(gradient)))
    }
    if trace.pass.mode == .training {
      data.append(("seed", JSON("\(trace.pass.seed)")))
      data.append(("step", JSON(trace.pass.step)))
      data.append(("firstImage", JSON(trace.pass.firstImage)))
    }
    call("trace", JSON(traces.count - 1), .object(data))
    return traces.count - 1
  }

  /// The name of a network: a hash of its data. A small one stands in the page's script.
  public mutating func add(_ network: Network) -> String {
    let json = JSON(network).text
    let name = "network-" + String(Self.hash(json), radix: 16)
    let line = "glassbox.network(\(JSON(name).text),\(json));"
    let isKnown = networks.contains { $0.name == name } || lines.contains(line)
    if isKnown { return name }
    if json.utf8.count > 60_000 {
      networks.append((name, line + "\n"))
    } else {
      lines.append(line)
    }
    return name
  }

  /// FNV-1a (Fowler, Noll and Vo).
  public static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
