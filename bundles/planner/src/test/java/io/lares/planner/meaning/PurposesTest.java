package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.TestHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wishes for what only one home has, found by the words of its own devices: the level from which on
 * they are believed, measured with the encoders that ship.
 */
class PurposesTest {
  private static final GrammarPlanner GRAMMAR = new GrammarPlanner();
  private static final Planner TIERS =
      new Tiers(
          GRAMMAR,
          () -> List.of(new MeaningPlanner(GRAMMAR, RealEncoders::all, Duration.ofMinutes(1))));

  /** How the wishes of one language fared. */
  private static final class Tally {
    int wishes;
    int asked;
    int offered;
    int others;
    int othersAsked;

    @Override
    public String toString() {
      return "%d wishes: asked about %d, the right device offered %d; %d others: asked about %d"
          .formatted(wishes, asked, offered, others, othersAsked);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(PurposesTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TestHome home(String name) throws IOException {
    return TestHome.of(resource("/requests/homes/" + name + ".json"));
  }

  private static Plan plan(TestHome home, String code, String text) {
    Actor ann = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
    return TIERS.plan(new Request(text, Locale.of(code), ann, null), home.situation(null));
  }

  /** True where one of the sentences that a plan offers would change the device. */
  private static boolean offers(TestHome home, String code, Plan plan, String device) {
    return plan.steps().stream()
        .filter(Step.Ask.class::isInstance)
        .flatMap(step -> ((Step.Ask) step).options().stream())
        .flatMap(option -> plan(home, code, option).all().stream())
        .flatMap(step -> step.sends().stream())
        .anyMatch(command -> command.device().equals(new DeviceId(device)));
  }

  @ParameterizedTest
  @CsvSource({"en, 0.3", "zh, 0.25"})
  void wishesForWhatOnlyThisHomeHasAreAskedAboutAndOtherTalkSeldomIs(String code, double least)
      throws Exception {
    Tally tally = new Tally();
    Map<String, TestHome> homes = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (String line : resource("/meaning/purposes-" + code + ".txt").lines().skip(1).toList()) {
      String[] parts = line.split(" \\| ");
      TestHome home = homes.get(parts[0]);
      if (home == null) {
        home = home(parts[0]);
        homes.put(parts[0], home);
      }
      Plan plan = plan(home, code, parts[2]);
      boolean asked = plan.planner().equals(MeaningPlanner.TIER);
      if (parts[1].equals("-")) {
        tally.others++;
        tally.othersAsked += asked ? 1 : 0;
        if (asked) {
          faults.add(parts[2] + " came to " + plan.steps());
        }
        continue;
      }
      tally.wishes++;
      tally.asked += asked ? 1 : 0;
      boolean offered = offers(home, code, plan, parts[1]);
      tally.offered += offered ? 1 : 0;
      if (!offered) {
        faults.add(parts[2] + " came to " + plan.steps());
      }
    }
    System.out.println("purposes, " + code + ": " + tally);
    faults.forEach(fault -> System.out.println("    " + fault));

    assertThat(tally.offered).isGreaterThanOrEqualTo((int) (least * tally.wishes));
    assertThat(tally.othersAsked).isLessThanOrEqualTo(tally.others / 10);
  }

  @Test
  void whatOnlyThisHomeHasIsAskedAboutAndNeverDone() throws Exception {
    Plan plan = plan(home("casa"), "en", "I could murder a coffee");

    assertThat(plan.all()).noneMatch(Step::changes);
    assertThat(plan.steps().getFirst())
        .isInstanceOfSatisfying(
            Step.Ask.class, ask -> assertThat(ask.options()).contains("turn on Cafetera"));
  }

  @Test
  void aValueThatADeviceDoesNotTakeStaysRefused() throws Exception {
    Plan plan = plan(home("greenhouse"), "en", "vanilla scent in the diffuser");

    assertThat(plan.steps()).allMatch(Step.Refuse.class::isInstance);
  }
}
