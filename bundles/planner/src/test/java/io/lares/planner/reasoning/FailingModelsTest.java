package io.lares.planner.reasoning;

import static io.lares.planner.reasoning.ReasoningPlannerTest.GRAMMAR;
import static io.lares.planner.reasoning.ReasoningPlannerTest.TIME;
import static io.lares.planner.reasoning.ReasoningPlannerTest.WISH;
import static io.lares.planner.reasoning.ReasoningPlannerTest.assertStands;
import static io.lares.planner.reasoning.ReasoningPlannerTest.request;
import static io.lares.planner.reasoning.ReasoningPlannerTest.tiers;
import static io.lares.planner.reasoning.ReasoningPlannerTest.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import io.lares.planner.Tier;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.TestHome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that are away, break, are late or are busy: the others plan, and say why. */
class FailingModelsTest {
  private final TestHome home = TestHome.of(ReasoningPlannerTest.json());

  private Plan without(String text) {
    return GRAMMAR.plan(request(text), home.situation(null));
  }

  private Plan plan(List<LanguageModel> models) {
    Tier reasoning = new ReasoningPlanner(GRAMMAR, () -> models, TIME);
    return new Tiers(GRAMMAR, () -> List.of(reasoning)).plan(request(WISH), home.situation(null));
  }

  @Test
  void whereAModelIsAwayTheNextIsAskedUntilItIsBack() {
    StandIn far = StandIn.saying("ask What is the occasion?", "end");
    StandIn near = StandIn.saying("ask Which lamp?", "end");
    far.readiness = new LanguageModel.Readiness.Unavailable("it is switched off");
    plan(List.of(far, near));
    assertThat(far.asked).isEmpty();
    assertThat(near.asked).hasSize(1);

    far.readiness = new LanguageModel.Readiness.Ready();
    plan(List.of(far, near));
    assertThat(far.asked).hasSize(1);
    assertThat(near.asked).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whereAModelHasNoAnswerTheNextIsAskedInTheTimeThatIsLeft(LanguageException.Reason reason) {
    StandIn far =
        new StandIn(request -> {
          throw new LanguageException(reason, "no answer");
        });
    StandIn near = StandIn.saying("ask What is the occasion?", "end");
    Plan plan = plan(List.of(far, near));
    assertThat(plan.steps()).hasExactlyElementsOfTypes(Step.Ask.class);
    assertThat(far.asked).hasSize(1);
    assertThat(near.asked.getFirst().limits().time()).isLessThan(TIME).isPositive();
  }

  @Test
  void anAnswerThatIsOfNoUseIsAnAnswer() {
    StandIn far = StandIn.saying("refuse I can't do that", "end");
    StandIn near = StandIn.saying("ask What is the occasion?", "end");
    plan(List.of(far, near));
    assertThat(near.asked).isEmpty();
  }

  @Test
  void aModelThatBreaksIsAsGoodAsNone() {
    StandIn breaks =
        new StandIn(request -> {
          throw new IllegalStateException("out of tokens");
        });
    StandIn refuses =
        new StandIn(request -> {
          throw new LanguageException(LanguageException.Reason.BUSY, "busy");
        });

    StandIn isShort =
        new StandIn(request -> {
          throw new OutOfMemoryError("of tokens");
        });

    assertStands(plan(List.of(breaks)), without(WISH), "out of tokens");
    assertStands(plan(List.of(refuses)), without(WISH), "busy");
    assertStands(plan(List.of(isShort)), without(WISH), "of tokens");
  }

  @Test
  void aModelThatDoesNotKeepToItsTimeIsLeftAloneUntilItIsDone() {
    CountDownLatch release = new CountDownLatch(1);
    StandIn model =
        new StandIn(request -> {
          while (release.getCount() > 0) {
            try {
              release.await();
            } catch (InterruptedException e) {
              continue; // one that does not listen
            }
          }
          return StandIn.whole("ask Done?\nend");
        });
    Tiers tiers = tiers(model, Duration.ofMillis(50));

    Plan first = tiers.plan(request(WISH), home.situation(null));
    Plan second = tiers.plan(request(WISH), home.situation(null));

    assertStands(first, without(WISH), "did not keep to its time");
    assertStands(second, without(WISH), "busy with another sentence");

    assertThat(model.asked).hasSize(1);
    release.countDown();
  }

  @Test
  void aModelThatStopsWhenItIsToldToAnswersTheNextSentence() {
    CountDownLatch waits = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    StandIn model =
        new StandIn(request -> {
          if (told.get()) {
            return StandIn.whole("ask Done?\nend");
          }
          try {
            waits.await();
          } catch (InterruptedException e) {
            told.set(true);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos()); // notices late
            throw e;
          }
          throw new AssertionError("nobody counts");
        });

    Tiers tiers = tiers(model, Duration.ofSeconds(1));
    Plan first = tiers.plan(request(WISH), home.situation(null));
    Plan second = tiers.plan(request(WISH), home.situation(null));

    assertStands(first, without(WISH), "did not keep to its time");
    assertThat(second.planner()).isEqualTo("stand-in");
  }

  @Test
  void withoutAModelTheOthersPlanAndSayWhyThereIsNone() {
    Tier none = new ReasoningPlanner(GRAMMAR, List::of, TIME);
    LanguageModel away = new StandIn(new LanguageModel.Readiness.Unavailable("no weights"));
    Tiers alone = new Tiers(GRAMMAR, () -> List.of(none));

    assertThat(alone.plan(request(WISH), home.situation(null))).isEqualTo(without(WISH));
    assertStands(
        alone.plan(wanted(WISH), home.situation(null)), without(WISH), "no language model");
    assertStands(plan(List.of(away)), without(WISH), "no weights");
  }
}
