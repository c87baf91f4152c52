package io.lares.web.http;

import io.lares.access.Access;
import io.lares.access.Access.Principal;
import io.lares.home.Person.Role;
import io.lares.web.http.Call.Credential;
import io.lares.web.hub.Part;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who may use a route. */
final class Gate {
  private static final String BEARER = "Bearer ";

  private final Part<Access> access;

  Gate(Part<Access> access) {
    this.access = access;
  }

  /**
   * Lets a request through, or throws.
   *
   * @return what the caller entered with; null on routes that are open to everybody
   */
  @Nullable Credential admit(Route route, HttpServletRequest request) {
    if (route.who() == Who.EVERYBODY) {
      return null;
    }
    Access doors = access.get();
    if (!doors.claimed()) {
      throw Problem.of(
          403,
          "This hub has no owner yet",
          "Open the page on the hub's own machine and enter the code that the hub printed when it"
              + " started.");
    }
    if (route.who() == Who.VISITORS) {
      return null;
    }
    Credential credential = identify(doors, request).orElseThrow(Gate::notLoggedIn);
    Principal principal = credential.principal();
    if (principal.token() && route.pageOnly()) {
      throw Problem.of(403, "An API token may not do this", "Log in to the page and do it there.");
    }
    if (!principal.token() && route.method() != Route.Method.GET) {
      checkCsrf(principal, request);
    }
    checkRole(route.who(), principal.role());
    return credential;
  }

  private static Optional<Credential> identify(Access doors, HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      if (!authorization.startsWith(BEARER)) {
        return Optional.empty();
      }
      String token = authorization.substring(BEARER.length()).strip();
      return usable(token).flatMap(doors::bearer).map(p -> new Credential(p, token));
    }
    return cookie(request)
        .flatMap(token -> doors.session(token).map(p -> new Credential(p, token)));
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(Call.COOKIE)) {
          return usable(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> usable(@Nullable String token) {
    return token == null || token.isEmpty() || token.length() > Limits.TOKEN_LENGTH
        ? Optional.empty()
        : Optional.of(token);
  }

  private static void checkCsrf(Principal principal, HttpServletRequest request) {
    String sent = request.getHeader("X-CSRF-Token");
    if (sent == null
        || !MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8),
            principal.csrf().getBytes(StandardCharsets.UTF_8))) {
      throw Problem.of(
          403,
          "The page is out of date",
          "Load the page again. Programs send the session's token in the header X-CSRF-Token, or"
              + " use an API token.");
    }
  }

  private static void checkRole(Who who, Role role) {
    boolean allowed =
        switch (who) {
          case EVERYBODY, VISITORS, GUESTS -> true;
          case RESIDENTS -> role != Role.GUEST;
          case OWNERS -> role == Role.OWNER;
        };
    if (!allowed) {
      throw Problem.of(
          403,
          who == Who.OWNERS ? "Only owners may do this" : "Guests may not do this",
          "Ask an owner of this home.");
    }
  }

  private static Problem notLoggedIn() {
    return Problem.of(401, "You are not logged in", "Log in and try again.")
        .header("WWW-Authenticate", "Bearer");
  }
}
