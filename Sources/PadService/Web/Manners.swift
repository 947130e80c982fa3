#if Web
  import HTTPTypes
  import Hummingbird

  /// Rules for every answer: headers that isolate the page, and errors as one sentence of JSON.
  struct Manners<Context: RequestContext>: RouterMiddleware {
    /// The addresses that are read with GET.
    let pages: Set<String>

    func handle(
      _ request: Request, context: Context,
      next: (Request, Context) async throws -> Response
    ) async throws -> Response {
      var response: Response
      do { response = try await next(request, context) } catch {
        response = try self.response(to: error, request)
        if request.method == .head { response = response.createHeadResponse() }
      }
      for (name, value) in Self.headers where response.headers[name] == nil {
        response.headers[name] = value
      }
      return response
    }

    /// Nothing from other hosts, no script or style within the page's text, and no frame around it.
    private static var headers: [(HTTPField.Name, String)] {
      [
        (
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-cache"),
      ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }

    private func response(to error: any Error, _ request: Request) throws -> Response {
      let told = self.told(error, request)
      var response = try Response(
        status: HTTPResponse.Status(code: told.status), json: ["error": told.description])
      switch told.status {
      case 503: response.headers[.retryAfter] = "1"
      case 405:
        response.headers[.allow] =
          (Routes.questions + [Routes.undo]).contains(request.uri.path) ? "POST" : "GET, HEAD"
      // The rest of a body that is too long is not read.
      case 413: response.headers[.connection] = "close"
      default: break
      }
      return response
    }

    private func told(_ error: any Error, _ request: Request) -> PadError {
      if let error = error as? PadError { return error }
      let path = request.uri.path
      switch (error as? any HTTPResponseError)?.status {
      case .notFound? where Routes.questions.contains(path):
        return PadError(
          405,
          "Send a drawing to \(path) with POST, not with \(request.method.rawValue.shown).")
      case .notFound? where path == Routes.undo:
        return PadError(405, "Ask \(path) with POST, not with \(request.method.rawValue.shown).")
      case .notFound? where pages.contains(path):
        return PadError(
          405, "Read \(path) with GET, not with \(request.method.rawValue.shown).")
      case .notFound?: return PadError(404, "There is nothing at \(path.shown).")
      case let status?: return PadError(status.code, "\(status.reasonPhrase).")
      // The cause is not for strangers.
      case nil: return PadError(500, "Something went wrong here.")
      }
    }
  }
#endif
