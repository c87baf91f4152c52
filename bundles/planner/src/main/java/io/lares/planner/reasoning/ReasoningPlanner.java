package io.lares.planner.reasoning;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.kernel.Policy;
import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
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
 * other case it is as if there were no model.
 */
public final class ReasoningPlanner implements Tier {
  private static final Logger LOG = LoggerFactory.getLogger(ReasoningPlanner.class);
  private static final int HOMES = 4;

  /** Longer sentences are stories, not wishes. */
  private static final int LONGEST = 200;

  private static final int OUTPUT_TOKENS = 400;

  /** No tokenizer makes more tokens than this of a character, on texts such as these. */
  private static final double TOKENS_PER_CHARACTER = 0.5;

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

  private List<LanguageModel> usable() {
    return models.get().stream()
        .filter(model -> !(model.readiness() instanceof LanguageModel.Readiness.Unavailable))
        .toList();
  }

  /** A model's plan. Questions are not given to it, and nothing of which some is done already. */
  @Override
  public Optional<Plan> plan(Request request, Situation situation, Plan before) {
    List<LanguageModel> usable = usable();
    boolean done =
        before.all().stream()
            .anyMatch(step -> step.changes() && !(step instanceof Step.SaveAutomation));
    if (usable.isEmpty() || done || request.text().length() > LONGEST) {
      return Optional.empty();
    }
    Explanation explanation = grammar.explain(request, situation);
    return explanation.question() || !explanation.open(before)
        ? Optional.empty()
        : Optional.ofNullable(plan(usable, request, situation, explanation));
  }

  /** The plan of the first that answers at all, well or not; the others are asked in its place. */
  private @Nullable Plan plan(
      List<LanguageModel> usable, Request request, Situation situation, Explanation explanation) {
    long until = System.nanoTime() + time.toNanos();
    for (LanguageModel model : usable) {
      Duration left = Duration.ofNanos(until - System.nanoTime());
      if (!left.isPositive()) {
        break;
      }
      try {
        return plan(model, request, situation, explanation, left);
      } catch (LanguageException e) {
        LOG.info("no answer from {}: {}", model.name(), e.getMessage());
      }
    }
    return null;
  }

  private @Nullable Plan plan(
      LanguageModel model,
      Request request,
      Situation situation,
      Explanation explanation,
      Duration left)
      throws LanguageException {
    Briefing briefing = briefing(situation.home());
    Prompt prompt =
        new Prompt(
            briefing.stable(), PlanPrompt.changing(briefing.inventory(), request, situation));
    if (tokens(prompt) + OUTPUT_TOKENS > model.contextTokens()) {
      throw new LanguageException(Reason.TOO_LONG, "the home is too large for it");
    }
    try {
      String answer =
          ask(
              model,
              new LanguageModel.Request(
                  prompt, briefing.grammar(), Sampling.GREEDY, new Limits(OUTPUT_TOKENS, left)));
      if (answer == null) {
        return null;
      }
      List<Step> steps =
          new PlanReader(briefing.inventory(), request.text().strip(), explanation::summary)
              .steps(answer);
      return useful(steps, request, situation.home())
          ? new Plan(steps, explanation.pack().locale(), model.name())
          : null;
    } catch (PlanReader.Unreadable e) {
      LOG.info("the answer of {} was not used: {}", model.name(), e.getMessage());
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Something is done or asked, and nothing that would need a yes. */
  private static boolean useful(List<Step> steps, Request request, Home home) {
    boolean any = false;
    Plan plan = new Plan(steps, request.language(), "");
    for (Step step : plan.all()) {
      any |= !(step instanceof Step.Refuse || step instanceof Step.Wait);
      for (Command command : step.sends()) {
        Device device = home.device(command.device());
        if (device == null
            || Policy.decide(request.speaker(), device, command.attribute(), command.value())
                != Policy.Decision.ACT) {
          return false;
        }
      }
    }
    return any;
  }

  /** The whole answer, or null. A model that does not keep to its time is left to itself. */
  private @Nullable String ask(LanguageModel model, LanguageModel.Request request)
      throws LanguageException, InterruptedException {
    if (!turn.tryAcquire()) {
      return null;
    }
    CompletableFuture<Completion> answer = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
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
              } catch (LanguageException | InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      Completion completion =
          answer.get(request.limits().time().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
      return completion.end() == Completion.End.COMPLETE ? completion.text() : null;
    } catch (TimeoutException e) {
      LOG.warn("{} did not keep to its time", model.name());
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LanguageException none) {
        throw none;
      }
      LOG.info("no answer from {}: {}", model.name(), String.valueOf(e.getCause()));
      return null;
    } finally {
      asking.interrupt();
    }
  }

  private static int tokens(Prompt prompt) {
    int characters = 0;
    for (Prompt.Message message : prompt.stable()) {
      characters += message.text().length();
    }
    for (Prompt.Message message : prompt.changing()) {
      characters += message.text().length();
    }
    return (int) (characters * TOKENS_PER_CHARACTER);
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
