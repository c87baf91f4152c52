package io.lares.driver.tck;

import io.lares.driver.CommandReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a session answered to a command. Only the first answer counts. */
public final class Answer implements CommandReply {
  /**
   * An answer.
   *
   * @param failure empty where it was accepted, else the reason
   */
  public record Given(Optional<Failure> failure, String message) {
    public boolean wasAccepted() {
      return failure.isEmpty();
    }
  }

  private final CompletableFuture<Given> given = new CompletableFuture<>();

  @Override
  public void accepted() {
    given.complete(new Given(Optional.empty(), ""));
  }

  @Override
  public void failed(Failure reason, String message) {
    given.complete(new Given(Optional.of(reason), message));
  }

  CompletableFuture<Given> given() {
    return given;
  }
}
