package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sentence said to a home, and the plan that came of it in a form that reads well in tests. */
record Said(Plan plan) {
  private static final GrammarPlanner PLANNER = new GrammarPlanner();

  record Room(TestHome home, @Nullable String area) {
    Said say(String text) {
      Actor owner = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
      Locale language = home.home.language();
      Request request = new Request(text, language, owner, area == null ? null : new AreaId(area));
      Said said = new Said(PLANNER.plan(request, home.home, home));
      said.checkWords(PLANNER.speech(home.home, said.plan.language()));
      return said;
    }

    Room in(String place) {
      return new Room(home, place);
    }
  }

  /** Nothing that people get to read has a blank left in it. */
  void checkWords(Speech speech) {
    List<Command> all = new ArrayList<>();
    for (Step step : plan.steps()) {
      switch (step) {
        case Step.Act(var commands, var summary, var words) -> {
          all.addAll(commands);
          assertThat(summary).isNotBlank().doesNotContain("{", "}");
        }
        case Step.Answer(var text, var words) ->
            assertThat(text).isNotBlank().doesNotContain("{", "}");
        case Step.Ask(var question, var options, var words) ->
            assertThat(question + options).doesNotContain("{", "}");
        case Step.Refuse(var part, var why, var words) ->
            assertThat(why).isNotBlank().doesNotContain("{", "}", "refuse.");
      }
    }
    assertThat(speech.confirm(all) + speech.told(all))
        .doesNotContain("{", "}", "state.", "deed.", "now.");
  }

  static Room to(TestHome home) {
    return new Room(home, null);
  }

  /** {@code device attribute=value}, in the plan's order. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Act act) {
        act.commands()
            .forEach(c -> commands.add(c.device() + " " + c.attribute() + "=" + c.value()));
      }
    }
    return commands;
  }

  List<String> refused() {
    return plan.steps().stream()
        .filter(Step.Refuse.class::isInstance)
        .map(step -> ((Step.Refuse) step).why())
        .toList();
  }

  List<String> asked() {
    return plan.steps().stream()
        .filter(Step.Ask.class::isInstance)
        .map(step -> ((Step.Ask) step).question())
        .toList();
  }

  String answer() {
    return String.join(
        " ",
        plan.steps().stream()
            .filter(Step.Answer.class::isInstance)
            .map(step -> ((Step.Answer) step).text())
            .toList());
  }
}
