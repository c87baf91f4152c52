package io.lares.web.http;

import io.lares.web.json.MayBeAbsent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that cannot be done; becomes the answer (RFC 9457). */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient View view;
  private final transient Map<String, String> headers;

  /**
   * As it is sent.
   *
   * @param status the HTTP status
   * @param title what happened, for people
   * @param detail what to do
   * @param field which part of the request
   */
  public record View(
      int status,
      String title,
      String detail,
      @MayBeAbsent @Nullable String field,
      @MayBeAbsent @Nullable Long retryAfterSeconds) {}

  private Problem(View view, Map<String, String> headers) {
    super(view.title(), null, false, false);
    this.view = view;
    this.headers = headers;
  }

  public static Problem of(int status, String title, String detail) {
    return new Problem(new View(status, title, detail, null, null), Map.of());
  }

  /** A part of the request is wrong. */
  public static Problem in(String field, String message) {
    String where = field.isEmpty() ? message : "“" + field + "” " + message;
    return new Problem(
        new View(
            400, "The request has a mistake", where + ".", field.isEmpty() ? null : field, null),
        Map.of());
  }

  public static Problem notFound(String what) {
    return of(404, what + " does not exist", "It may have been removed. Load the page again.");
  }

  public static Problem later(int status, String title, String detail, long seconds) {
    return new Problem(
        new View(status, title, detail, null, seconds),
        Map.of("Retry-After", String.valueOf(seconds)));
  }

  public Problem at(String field) {
    return new Problem(
        new View(view.status(), view.title(), view.detail(), field, view.retryAfterSeconds()),
        headers);
  }

  /** The same with one more header. */
  Problem header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(view, more);
  }

  Map<String, String> headers() {
    return headers;
  }

  public View view() {
    return view;
  }
}
