package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sentence said to a home, and the plan that came of it in a form that reads well in tests. */
record Said(Plan plan, Request request) {
  private static final GrammarPlanner PLANNER = new GrammarPlanner();

  record Room(TestHome home, @Nullable String area, Situation.@Nullable Exchange before) {
    Said say(String text) {
      Actor owner = Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
      Locale language = home.home.language();
      Request request = new Request(text, language, owner, area == null ? null : new AreaId(area));
      Said said = new Said(PLANNER.plan(request, home.situation(before)), request);
      said.checkWords(PLANNER.speech(home.home, said.plan.language()));
      return said;
    }

    /** The same place after something was said there. */
    Room after(String text) {
      Said said = say(text);
      return new Room(home, area, new Situation.Exchange(said.request, said.plan));
    }

    Room in(String place) {
      return new Room(home, place, before);
    }
  }

  /** Nothing that people get to read has a blank left in it. */
  void checkWords(Speech speech) {
    List<Command> all = new ArrayList<>();
    for (Step step : plan.all()) {
      all.addAll(step.sends());
      switch (step) {
        case Step.Act act -> assertThat(act.summary()).isNotBlank().doesNotContain("{", "}");
        case Step.Answer answer -> assertThat(answer.text()).isNotBlank().doesNotContain("{", "}");
        case Step.Ask ask ->
            assertThat(ask.question() + ask.options()).isNotBlank().doesNotContain("{", "}");
        case Step.Refuse refuse ->
            assertThat(refuse.why())
                .isNotBlank()
                .doesNotContain("{", "}", "refuse.", "timer.", "list.");
        default -> {}
      }
    }
    assertThat(speech.confirm(all) + speech.told(all))
        .doesNotContain("{", "}", "state.", "deed.", "now.");
  }

  static Room to(TestHome home) {
    return new Room(home, null, null);
  }

  /** {@code device attribute=value}, in the plan's order. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (Step step : plan.all()) {
      step.sends().forEach(c -> commands.add(c.device() + " " + c.attribute() + "=" + c.value()));
    }
    return commands;
  }

  /** The steps about timers, in short: {@code start 300 pizza}, {@code pause t1}. */
  List<String> timers() {
    List<String> timers = new ArrayList<>();
    for (Step step : plan.all()) {
      if (step instanceof Step.StartTimer start) {
        String area = start.area() == null ? "" : " in " + start.area();
        String command = start.command().isEmpty() ? "" : ": " + start.command();
        timers.add(
            ("start " + start.length().toSeconds() + " " + start.name()).strip() + area + command);
      }
      if (step instanceof Step.ChangeTimers change) {
        String by = change.by().isZero() ? "" : " " + change.by().toSeconds();
        timers.add(
            change.change().name().toLowerCase(Locale.ROOT)
                + by
                + " "
                + String.join(" ", change.timers()));
      }
    }
    return timers;
  }

  /** The steps about lists, in short: {@code add shopping milk}. */
  List<String> lists() {
    List<String> lists = new ArrayList<>();
    for (Step step : plan.all()) {
      if (step instanceof Step.ChangeList change) {
        lists.add(
            (change.change().name().toLowerCase(Locale.ROOT)
                    + " "
                    + change.list()
                    + " "
                    + change.item())
                .strip());
      }
    }
    return lists;
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
