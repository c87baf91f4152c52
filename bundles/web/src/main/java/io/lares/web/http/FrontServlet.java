package io.lares.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** The one servlet: headers and checks that hold for everything, then the interface or the page. */
public final class FrontServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src-attr 'unsafe-inline'; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final transient Router router;
  private final transient Page page;
  private final transient HostCheck hosts;
  private final transient Semaphore room = new Semaphore(Limits.CONCURRENT_REQUESTS);

  public FrontServlet(Router router, Page page, HostCheck hosts) {
    this.router = router;
    this.page = page;
    this.hosts = hosts;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!room.tryAcquire()) {
      router.send(
          Problem.later(503, "The hub has too many requests at once", "Try again.", 1),
          request,
          response);
      return;
    }
    try {
      handle(request, response);
    } finally {
      room.release();
    }
  }

  private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!hosts.allows(request.getHeader("Host"))) {
      router.send(
          Problem.of(
              421,
              "The hub does not know itself by this name",
              "Open it by its IP address or a name ending in .local, or let an owner add this name"
                  + " to the hub's names."),
          request,
          response);
      return;
    }
    String path = request.getRequestURI();
    if (path.equals(Router.BASE) || path.startsWith(Router.BASE + "/")) {
      router.handle(request, response);
    } else if (path.equals("/api") || path.startsWith("/api/")) {
      router.send(
          Problem.of(404, "There is nothing at this address", "Begin with " + Router.BASE + "."),
          request,
          response);
    } else {
      page.handle(request, response);
    }
  }
}
