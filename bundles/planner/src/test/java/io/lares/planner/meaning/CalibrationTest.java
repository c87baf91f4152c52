package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Tier;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.TestHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The levels of the resources, measured with the encoders that ship: with the sentences that they
 * were chosen by, and with others that were put aside. A home is there so that what is measured is
 * what a person gets.
 */
class CalibrationTest {
  private static final GrammarPlanner GRAMMAR = new GrammarPlanner();
  private static final Tier MEANING =
      new MeaningPlanner(GRAMMAR, RealEncoders::all, Duration.ofMinutes(1));
  private static final Planner TIERS = new Tiers(GRAMMAR, () -> List.of(MEANING));

  /** How the tier fared with one file. */
  private static final class Tally {
    int wishes;
    int acted;
    int asked;
    int nearest;
    int confident;
    int confidentRight;
    int other;
    int otherActed;
    int otherAsked;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d wishes: nearest right %.2f; sure of %d, precision %.2f; in the home acted %d, asked"
              + " %d%n  %d others: acted %d, asked %d",
          wishes,
          (double) nearest / wishes,
          confident,
          (double) confidentRight / Math.max(1, confident),
          acted,
          asked,
          other,
          otherActed,
          otherAsked);
    }
  }

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CalibrationTest.class.getResourceAsStream("/meaning/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("="))
          .map(line -> line.split(" \\| ", 2))
          .toList();
    }
  }

  private static TestHome home(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            CalibrationTest.class.getResourceAsStream("/requests/homes/" + name + ".json"))) {
      return TestHome.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en, calibration, family",
    "en, held-out, family",
    "zh, calibration, flat-zh",
    "zh, held-out, flat-zh"
  })
  void sureIsRightNineTimesInTenAndOtherTalkIsLeftAlone(String code, String set, String homeName)
      throws Exception {
    TestHome home = home(homeName);
    Sense sense =
        Objects.requireNonNull(
            new Senses(RealEncoders::all, Duration.ofMinutes(1))
                .of(GRAMMAR.language(Locale.of(code))));
    Tally tally = new Tally();
    List<String> faults = new ArrayList<>();
    for (String[] line : lines(set + "-" + code + ".txt")) {
      boolean wish = !line[0].equals("-");
      Wished wished = Wished.of(sense, line[1]);
      Plan plan = better(home, code, line[1]);
      boolean acts = plan != null && plan.all().stream().anyMatch(Step::changes);
      if (wish) {
        tally.wishes++;
        tally.acted += acts ? 1 : 0;
        tally.asked += plan != null && !acts ? 1 : 0;
        tally.nearest += sense.wishes(line[1], 1).getFirst().label().equals(line[0]) ? 1 : 0;
        tally.confident += wished.confident() ? 1 : 0;
        boolean right = wished.confident() && wished.names().contains(line[0]);
        tally.confidentRight += right ? 1 : 0;
        if (wished.confident() && !right) {
          faults.add(line[1] + " is taken for " + wished.names());
        }
      } else {
        tally.other++;
        tally.otherActed += acts ? 1 : 0;
        tally.otherAsked += plan != null && !acts ? 1 : 0;
        if (plan != null) {
          faults.add(line[1] + " came to " + plan.steps());
        }
      }
    }
    System.out.println("meaning, " + code + " " + set + ": " + tally);
    faults.forEach(fault -> System.out.println("    " + fault));

    assertThat(tally.confidentRight).isGreaterThanOrEqualTo((int) (0.9 * tally.confident));
    assertThat(tally.acted + tally.asked).isGreaterThan((int) (0.6 * tally.wishes));
    assertThat(tally.otherActed).isZero();
    assertThat(tally.otherAsked).isLessThanOrEqualTo(tally.other / 10);
  }

  /** What the tier made of a sentence, or null where it left it to the grammar. */
  private static @Nullable Plan better(TestHome home, String code, String text) {
    Actor ann = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
    Request request = new Request(text, Locale.of(code), ann, new AreaId("living"));
    Plan plan = TIERS.plan(request, home.situation(null));
    return plan.planner().equals(MeaningPlanner.TIER) ? plan : null;
  }
}
