package io.lares.planner;

import io.lares.home.Actor;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what people say, plans it, does it and replies. The one way in for the page, the command
 * line and {@code hub plan}. An OSGi service. Safe from any thread.
 */
public interface Assistant {
  /**
   * Plans a request and starts on it.
   *
   * @param progress is told of every step, on some other thread, the last time with {@link
   *     Turn#finished()} true; never throws
   * @return the turn as planned; nothing has happened yet where it waits for a confirmation
   */
  Turn ask(Request request, Consumer<Turn> progress);

  /**
   * Somebody said yes or no to what a turn asked to confirm. Only who asked may answer, and an
   * owner of the home; to anybody else it is as if there were no such turn.
   *
   * @return empty where the turn is unknown or over, or waited for more than five minutes
   */
  Optional<Turn> answer(String turn, Actor by, boolean yes, Consumer<Turn> progress);
}
