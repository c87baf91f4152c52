package io.lares.web.http;

import io.lares.access.Access.Principal;
import io.lares.home.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as its handler sees it: known to be allowed, its parameters checked. */
public final class Call {
  /** The session's cookie. */
  public static final String COOKIE = "lares_session";

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Map<String, String> path;
  private final Map<String, Object> query;
  private final @Nullable Credential credential;

  /**
   * What somebody entered with.
   *
   * @param secret the session's or API token
   */
  public record Credential(Principal principal, String secret) {}

  Call(
      HttpServletRequest request,
      HttpServletResponse response,
      Map<String, String> path,
      Map<String, Object> query,
      @Nullable Credential credential) {
    this.request = request;
    this.response = response;
    this.path = path;
    this.query = query;
    this.credential = credential;
  }

  /** A parameter of the path. */
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No parameter " + name + " in the route's path");
    }
    return value;
  }

  public Optional<String> text(String parameter) {
    return Optional.ofNullable((String) query.get(parameter));
  }

  public Optional<Long> whole(String parameter) {
    return Optional.ofNullable((Long) query.get(parameter));
  }

  public Optional<Instant> time(String parameter) {
    return Optional.ofNullable((Instant) query.get(parameter));
  }

  /** What the caller entered with; only for routes that want a login. */
  public Credential credential() {
    if (credential == null) {
      throw new IllegalStateException("The route is open to everybody");
    }
    return credential;
  }

  /** Who calls; only for routes that want a login. */
  public Principal principal() {
    return credential().principal();
  }

  /** Who calls, for the kernel: a page taps, a token is a program. */
  public Actor actor() {
    return actor(principal().token() ? Actor.Channel.API : Actor.Channel.TAP);
  }

  public Actor actor(Actor.Channel channel) {
    return Actor.person(principal().person(), principal().role(), channel);
  }

  /** The caller's address. */
  public String client() {
    return request.getRemoteAddr();
  }

  /** Whether the connection is encrypted. */
  public boolean encrypted() {
    return request.isSecure();
  }

  /** For bodies and answers that are no JSON documents. */
  public HttpServletRequest request() {
    return request;
  }

  /** For answers that go on. */
  public HttpServletResponse response() {
    return response;
  }
}
