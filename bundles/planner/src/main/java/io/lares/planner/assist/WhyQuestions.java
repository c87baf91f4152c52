package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Reading;
import io.lares.kernel.StateView;
import io.lares.planner.Explainer;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/**
 * "Why did the light go on?": what is asked about is found by planning the wish for it, and where
 * several come into question it is the one that was heard of last.
 */
final class WhyQuestions {
  private final List<Form> forms;
  private final Supplier<List<Explainer>> explainers;

  WhyQuestions(Supplier<List<Explainer>> explainers) {
    this.explainers = explainers;
    this.forms = Form.read("why.txt");
  }

  /** The answer; empty where it is no such question, or it is not clear what it asks about. */
  Optional<Plan> answer(Request request, Function<Request, Plan> planner, StateView state) {
    List<Explainer> known = explainers.get();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    for (Form form : forms) {
      Matcher matcher = form.matcher(request);
      if (matcher.matches()) {
        Plan plan = planner.apply(form.wish(matcher, request));
        Optional<Command> subject =
            plan.steps().stream()
                .flatMap(step -> step.sends().stream())
                .max(Comparator.comparing(command -> heard(command, state)));
        if (subject.isPresent()) {
          Command command = subject.get();
          String why = known.getFirst().why(command.device(), command.attribute(), plan.language());
          return Optional.of(plan.with(List.of(new Step.Answer(why, request.text()))));
        }
      }
    }
    return Optional.empty();
  }

  private static Instant heard(Command command, StateView state) {
    Reading reading = state.reading(command.device(), command.attribute());
    return reading == null ? Instant.MIN : reading.time();
  }
}
