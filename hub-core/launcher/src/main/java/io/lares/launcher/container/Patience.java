package io.lares.launcher.container;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code that nobody here has written, and goes on without it where it does not come back. It
 * runs on a thread of its own, not a virtual one: a busy loop would hold up those of the hub.
 */
final class Patience {
  private Patience() {}

  /** The call did not come back and did not heed an interrupt; its thread is left behind. */
  static final class Hangs extends Exception {
    Hangs(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Calls and waits.
   *
   * @throws Hangs after the limit
   * @throws ExecutionException with what the call has thrown
   */
  static <T> T call(String what, Duration limit, Callable<T> call)
      throws Hangs, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().name(what).start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new Hangs(what + " did not come back within " + limit.toSeconds() + " s");
    }
  }
}
