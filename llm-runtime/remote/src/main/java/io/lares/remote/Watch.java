package io.lares.remote;

import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a server again and again, and knows how it is. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final String name;
  private final Look look;
  private final Pace pace;
  private final CompletableFuture<Void> firstLook = new CompletableFuture<>();
  private final Thread thread;
  private volatile State state = new State.Unknown();

  /** A look at the server. */
  @FunctionalInterface
  interface Look {
    Server look() throws LanguageException, InterruptedException;
  }

  /**
   * How often.
   *
   * @param well between looks at a server that is well
   * @param ill after the first look at one that is not; twice as long after each that follows
   * @param longest but not longer than this
   */
  record Pace(Duration well, Duration ill, Duration longest) {
    static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(60));
  }

  /** How it is. */
  sealed interface State {
    /** Nobody has looked yet. */
    record Unknown() implements State {}

    record Well(Server server) implements State {}

    record Ill(LanguageException why) implements State {}
  }

  /**
   * Begins.
   *
   * @param name for the log
   */
  Watch(String name, Look look, Pace pace) {
    this.name = name;
    this.look = look;
    this.pace = pace;
    thread = Thread.ofVirtual().name("remote-model-watch").start(this::run);
  }

  State state() {
    return state;
  }

  Optional<Server> server() {
    return state instanceof State.Well(Server server) ? Optional.of(server) : Optional.empty();
  }

  /**
   * The server, after the first look at it.
   *
   * @throws LanguageException where it is not well, or is not looked at in time
   */
  Server await(Duration time) throws LanguageException, InterruptedException {
    try {
      firstLook.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new LanguageException(Reason.UNAVAILABLE, name + " does not answer", e);
    }
    return switch (state) {
      case State.Well(Server server) -> server;
      case State.Ill(LanguageException why) ->
          throw new LanguageException(why.reason(), String.valueOf(why.getMessage()), why);
      case State.Unknown _ -> throw new LanguageException(Reason.UNAVAILABLE, name + " is new");
    };
  }

  /** A request found it out of order; the next look tells. */
  void suspect(LanguageException why) {
    become(new State.Ill(why));
  }

  private void run() {
    Duration wait = pace.ill;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        LanguageException why = lookOnce();
        firstLook.complete(null);
        // A suspicion is looked into soon, also where the last look found nothing.
        boolean well = why == null;
        sleep(well ? pace.well : wait, well);
        wait = well ? pace.ill : doubled(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable LanguageException lookOnce() throws InterruptedException {
    try {
      become(new State.Well(look.look()));
      return null;
    } catch (LanguageException e) {
      become(new State.Ill(e));
      return e;
    }
  }

  private Duration doubled(Duration wait) {
    Duration longer = wait.multipliedBy(2);
    return longer.compareTo(pace.longest) > 0 ? pace.longest : longer;
  }

  private synchronized void sleep(Duration time, boolean well) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); left > 0; left = (until - System.nanoTime()) / 1_000_000) {
      wait(left);
      if (well && state instanceof State.Ill) {
        wait(Math.max(1, pace.ill.toMillis()));
        return;
      }
    }
  }

  private synchronized void become(State next) {
    if (next instanceof State.Ill(LanguageException why)) {
      boolean news =
          !(state instanceof State.Ill(LanguageException before))
              || !String.valueOf(before.getMessage()).equals(why.getMessage());
      if (news) {
        LOG.warn("The language model at {} can't be used: {}", name, why.getMessage());
      }
    } else if (!(state instanceof State.Well)) {
      LOG.info("The language model at {} can be used", name);
    }
    state = next;
    notifyAll();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
