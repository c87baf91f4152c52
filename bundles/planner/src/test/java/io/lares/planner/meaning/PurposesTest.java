package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.Home;
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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wishes for what only one home has, found by the words of its own devices, with the encoders that
 * ship.
 */
class PurposesTest {
  private static final GrammarPlanner GRAMMAR = new GrammarPlanner();
  private static final Planner TIERS =
      new Tiers(
          GRAMMAR,
          () -> List.of(new MeaningPlanner(GRAMMAR, RealEncoders::all, Duration.ofMinutes(1))));

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

  @ParameterizedTest
  @CsvSource({"en, 0.5", "zh, 0.6"})
  void mostWishesAreNearToTheRightDeviceAndOtherTalkSeldomIsNearToAny(String code, double least)
      throws Exception {
    Sense sense =
        Objects.requireNonNull(
            new Senses(RealEncoders::all, Duration.ofMinutes(1))
                .of(GRAMMAR.language(Locale.of(code))));
    int wishes = 0;
    int found = 0;
    int others = 0;
    int near = 0;
    for (String line : resource("/meaning/purposes-" + code + ".txt").lines().skip(1).toList()) {
      String[] parts = line.split(" \\| ");
      Home home = home(parts[0]).situation(null).home();
      List<String> devices =
          sense.purposes(parts[2], home).stream()
              .filter(match -> match.cosine() >= sense.levels().purpose())
              .map(match -> match.label().device().value())
              .distinct()
              .limit(3)
              .toList();
      if (parts[1].equals("-")) {
        others++;
        near += devices.isEmpty() ? 0 : 1;
      } else {
        wishes++;
        found += devices.contains(parts[1]) ? 1 : 0;
      }
    }
    System.out.printf(
        "purposes, %s: of %d wishes %d near to the right device; of %d others %d near to any%n",
        code, wishes, found, others, near);

    assertThat(found).isGreaterThanOrEqualTo((int) (least * wishes));
    assertThat(near).isLessThanOrEqualTo(others / 8);
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
