#if Web
  import HTTPTypes
  import Hummingbird

  /// Lets only the pad's own page change what is kept.
  ///
  /// A browser sends the page's origin with each POST, and no page can forge it. Two things are
  /// checked. The origin must be the address that was asked. And the name in that address must be
  /// one that only this machine or its network gives out: otherwise another site could let its own
  /// name point here (DNS rebinding).
  enum OwnPage {
    /// - Throws: 403 with one sentence.
    static func check(_ request: Request, ownHost: String) throws(PadError) {
      let asked = request.head.authority ?? ""
      let origin = request.headers[.origin] ?? ""
      let isOwn = ["http://", "https://"].contains {
        origin.lowercased() == $0 + asked.lowercased()
      }
      guard isOwn, isLocal(asked, ownHost) else {
        throw PadError(403, "Only the pad's own page may keep drawings or take them back.")
      }
    }

    /// Whether a name, with or without a port, is a number, localhost, a name of the local network,
    /// or the name that the pad was started with.
    static func isLocal(_ authority: String, _ ownHost: String) -> Bool {
      if authority.hasPrefix("[") { return true }  // IPv6
      let name = authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let isNumber = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
      return isNumber || name == "localhost" || name.hasSuffix(".local")
        || name == ownHost.lowercased() && !name.isEmpty
    }
  }
#endif
