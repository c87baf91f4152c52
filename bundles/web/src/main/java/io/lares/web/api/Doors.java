package io.lares.web.api;

import io.lares.access.AccessDenied;
import io.lares.web.http.Problem;
import java.time.Duration;

/** Says to a caller why they may not enter. */
final class Doors {
  private Doors() {}

  static Problem problem(AccessDenied denied) {
    String message = denied.getMessage() == null ? "" : denied.getMessage();
    Duration retryAfter = denied.retryAfter();
    return switch (denied.reason()) {
      case WRONG_CODE -> Problem.of(403, "This code is wrong", message).at("code");
      case ALREADY_CLAIMED -> Problem.of(409, "This hub has an owner already", message);
      case WRONG_CREDENTIALS -> Problem.of(401, "The name or the password is wrong", message);
      case WEAK_PASSWORD -> Problem.of(400, "This password is too weak", message).at("password");
      case BAD_NAME -> Problem.of(400, "This name does not do", message).at("name");
      case LAST_OWNER -> Problem.of(409, "A home needs an owner", message);
      case TOO_MANY_TRIES -> {
        long seconds = retryAfter == null ? 30 : Math.max(1, retryAfter.toSeconds());
        yield Problem.later(429, "Too many tries", message, seconds);
      }
    };
  }
}
