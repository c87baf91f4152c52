package io.lares.planner.reasoning;

import io.lares.language.Completion;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A language model that says what it was told to say. */
final class StandIn implements LanguageModel {
  /** What it does when it is asked. */
  @FunctionalInterface
  interface Behaviour {
    Completion answer(Request request) throws LanguageException, InterruptedException;
  }

  private final Behaviour behaviour;
  final List<Request> asked = new ArrayList<>();
  volatile Readiness readiness;

  StandIn(Behaviour behaviour) {
    this(behaviour, new Readiness.Ready());
  }

  /** One that can't be asked. */
  StandIn(Readiness.Unavailable why) {
    this(
        request -> {
          throw new AssertionError("it was asked");
        },
        why);
  }

  private StandIn(Behaviour behaviour, Readiness readiness) {
    this.behaviour = behaviour;
    this.readiness = readiness;
  }

  static StandIn saying(String... lines) {
    return new StandIn(request -> whole(String.join("\n", lines)));
  }

  static Completion whole(String text) {
    return completion(text, Completion.End.COMPLETE);
  }

  static Completion completion(String text, Completion.End end) {
    return new Completion(
        text, end, new Usage(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  @Override
  public String name() {
    return "stand-in";
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public int contextTokens() {
    return 32_000;
  }

  @Override
  public Completion answer(Request request, Listener listener)
      throws LanguageException, InterruptedException {
    synchronized (asked) {
      asked.add(request);
    }
    return behaviour.answer(request);
  }
}
