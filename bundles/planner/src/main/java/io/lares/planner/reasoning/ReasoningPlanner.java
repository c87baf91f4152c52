package io.lares.planner.reasoning;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.kernel.Policy;
import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.LanguageModel.Readiness.Unavailable;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.language.Usage;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.Thought;
import io.lares.planner.Tier;
import io.lares.planner.grammar.Explanation;
import io.lares.planner.grammar.GrammarPlanner;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a language model what to do about a sentence. Its answer counts only where it is whole, can
 * be read, and does nothing that the policy would not let the speaker do without a yes; in every
 * other case the plan of the other tiers stands, and says why.
 */
public final class ReasoningPlanner implements Tier {
  private static final Logger LOG = LoggerFactory.getLogger(ReasoningPlanner.class);
  private static final int HOMES = 4;

  /** Longer sentences are stories, not wishes. */
  private static final int LONGEST = 200;

  private static final int OUTPUT_TOKENS = 400;

  private static final Map<Completion.End, String> CUT =
      Map.of(
          Completion.End.LENGTH, "it became too long",
          Completion.End.TIME, "it took too long",
          Completion.End.STOPPED, "it was stopped");

  /** How much longer than it was allowed a model may take before nobody listens any more. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** What there is to say about a home, made once. */
  private record Briefing(
      Inventory inventory, Grammar.Rules grammar, List<Prompt.Message> stable) {}

  private final GrammarPlanner grammar;
  private final Supplier<? extends Collection<LanguageModel>> models;
  private final Duration time;
  private final Semaphore turn = new Semaphore(1);
  private final Map<Home, Briefing> briefings =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Home, Briefing> eldest) {
          return size() > HOMES;
        }
      };

  /**
   * Makes the tier.
   *
   * @param models those that there are at the moment of asking; may be none
   * @param time how long a model may take for an answer
   */
  public ReasoningPlanner(
      GrammarPlanner grammar, Supplier<? extends Collection<LanguageModel>> models, Duration time) {
    this.grammar = grammar;
    this.models = models;
    this.time = time;
  }

  /** Has the model read about the home, if there is a model that keeps what it has read. */
  @Override
  public void prepare(Home home) throws InterruptedException {
    for (LanguageModel model : models.get()) {
      if (!(model.readiness() instanceof Unavailable)) {
        model.prepare(briefing(home).stable());
        return;
      }
    }
  }

  /**
   * A model's plan, or the plan before with what kept the model from it. Unless a model is wanted,
   * questions are not given to it, and nothing of which some is done already.
   */
  @Override
  public Optional<Plan> plan(Request request, Situation situation, Plan before) {
    boolean wanted = request.planned() == Request.Planned.BY_MODEL;
    boolean done =
        before.all().stream()
            .anyMatch(step -> step.changes() && !(step instanceof Step.SaveAutomation));
    if (done && !wanted) {
      return Optional.empty();
    }
    Explanation explanation = grammar.explain(request, situation);
    if (!wanted && (explanation.question() || !explanation.open(before))) {
      return Optional.empty();
    }
    if (request.text().length() > LONGEST) {
      return Optional.of(without(before, "The sentence is too long for a language model"));
    }
    return asked(request, situation, explanation, before)
        .or(() ->
            wanted
                ? Optional.of(without(before, "There is no language model in this hub"))
                : Optional.empty());
  }

  /**
   * What the first came to that answers at all, well or not; the others are asked in its place, in
   * the time that is left. Empty where there is no model.
   */
  private Optional<Plan> asked(
      Request request, Situation situation, Explanation explanation, Plan before) {
    long until = System.nanoTime() + time.toNanos();
    @Nullable Plan none = null;
    for (LanguageModel model : models.get()) {
      Thought thought;
      Duration left = Duration.ofNanos(until - System.nanoTime());
      if (model.readiness() instanceof Unavailable(String reason)) {
        thought = new Thought("", null, reason);
      } else if (!left.isPositive()) {
        break;
      } else {
        try {
          return Optional.of(plan(model, request, situation, explanation, before, left));
        } catch (LanguageException e) {
          LOG.info("No answer from {}: {}", model.name(), e.getMessage());
          thought = new Thought(model.name(), null, String.valueOf(e.getMessage()));
        }
      }
      none = none == null ? before.with(thought) : none;
    }
    return Optional.ofNullable(none);
  }

  private static Plan without(Plan before, String problem) {
    return before.with(new Thought("", null, problem));
  }

  private Plan plan(
      LanguageModel model,
      Request request,
      Situation situation,
      Explanation explanation,
      Plan before,
      Duration left)
      throws LanguageException {
    Briefing briefing = briefing(situation.home());
    Prompt prompt =
        new Prompt(
            briefing.stable(),
            PlanPrompt.changing(briefing.inventory(), request, situation, explanation));
    @Nullable Usage usage = null;
    String problem;
    try {
      Completion answer =
          ask(
              model,
              new LanguageModel.Request(
                  prompt, briefing.grammar(), Sampling.GREEDY, new Limits(OUTPUT_TOKENS, left)));
      usage = answer.usage();
      if (answer.end() != Completion.End.COMPLETE) {
        throw new Unused("Its answer was cut off: " + CUT.get(answer.end()));
      }
      List<Step> steps =
          new PlanReader(briefing.inventory(), request.text().strip(), explanation::summary)
              .steps(answer.text());
      check(steps, request, situation.home(), explanation);
      return new Plan(steps, explanation.pack().locale(), model.name())
          .with(new Thought(model.name(), usage, ""));
    } catch (PlanReader.Unreadable e) {
      problem = "Its answer can't be used: " + e.getMessage();
    } catch (Unused e) {
      problem = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "The hub did not wait for it";
    }
    LOG.info("No plan by {}: {}", model.name(), problem);
    return before.with(new Thought(model.name(), usage, problem));
  }

  /** Why a model's answer is not used, for people. */
  private static final class Unused extends Exception {
    private static final long serialVersionUID = 1L;

    Unused(String message) {
      super(message);
    }
  }

  /** Something is done or asked, nothing that would need a yes, and nothing about a question. */
  private static void check(List<Step> steps, Request request, Home home, Explanation explanation)
      throws Unused {
    boolean any = false;
    for (Step step : new Plan(steps, request.language(), "").all()) {
      any |= !(step instanceof Step.Refuse || step instanceof Step.Wait);
      if (explanation.question() && step.changes()) {
        throw new Unused("It wants to act, and a question never acts");
      }
      for (Command command : step.sends()) {
        Device device = home.device(command.device());
        if (device == null
            || Policy.decide(request.speaker(), device, command.attribute(), command.value())
                != Policy.Decision.ACT) {
          throw new Unused("It wants what needs a person's yes");
        }
      }
    }
    if (!any) {
      throw new Unused("It refuses");
    }
  }

  /** The answer. A model that does not keep to its time is left to itself. */
  @SuppressWarnings("CatchingUnchecked") // whatever breaks a model must not keep the hub waiting
  private Completion ask(LanguageModel model, LanguageModel.Request request)
      throws LanguageException, InterruptedException, Unused {
    if (!turn.tryAcquire()) {
      throw new Unused("It is busy with another sentence");
    }
    CompletableFuture<Completion> answer = new CompletableFuture<>();
    // It may compute all the time, which a virtual thread would keep others from doing.
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .name("reasoning")
            .start(() -> {
              try {
                Completion completion;
                try {
                  completion = model.answer(request, LanguageModel.Listener.NONE);
                } finally {
                  turn.release();
                }
                answer.complete(completion);
              } catch (LanguageException | InterruptedException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.get(request.limits().time().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new Unused("It did not keep to its time");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof LanguageException none) {
        throw none;
      }
      LOG.warn("{} broke", model.name(), cause);
      throw new Unused("It broke: " + cause);
    } finally {
      asking.interrupt();
    }
  }

  private Briefing briefing(Home home) {
    synchronized (briefings) {
      return briefings.computeIfAbsent(
          home,
          one -> {
            Inventory inventory = new Inventory(one);
            return new Briefing(inventory, PlanGrammar.of(inventory), PlanPrompt.stable(inventory));
          });
    }
  }
}
