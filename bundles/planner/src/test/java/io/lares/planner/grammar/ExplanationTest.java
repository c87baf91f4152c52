package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Request;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  @ParameterizedTest
  @CsvSource({
    "it is stuffy in the study and in the kitchen, study, kitchen",
    "it is stuffy in the kitchen and in the study, kitchen, study"
  })
  void placesStandInTheOrderInWhichTheyAreSaid(String text, String first, String second) {
    TestHome home = Homes.house();
    Actor ann = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
    Request request = new Request(text, Locale.ENGLISH, ann, null);

    assertThat(new GrammarPlanner().explain(request, home.situation(null)).places())
        .containsExactly(new AreaId(first), new AreaId(second));
  }
}
