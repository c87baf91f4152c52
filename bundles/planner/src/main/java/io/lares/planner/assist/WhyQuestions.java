package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Reading;
import io.lares.kernel.StateView;
import io.lares.planner.Explainer;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "Why did the light go on?": what is asked about is found by planning the wish for it, and where
 * several come into question it is the one that was heard of last.
 */
final class WhyQuestions {
  private static final String ARROW = " => ";

  /**
   * A way of asking.
   *
   * @param question its group {@code what} is what is asked about
   * @param wish a sentence with the same thing in it, at {@code %s}
   */
  private record Form(Pattern question, String wish) {
    static Form of(String line) {
      int arrow = line.indexOf(ARROW);
      int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
      return new Form(
          Pattern.compile(line.substring(0, arrow), flags), line.substring(arrow + ARROW.length()));
    }
  }

  private final List<Form> forms;
  private final Supplier<List<Explainer>> explainers;

  WhyQuestions(Supplier<List<Explainer>> explainers) {
    this.explainers = explainers;
    this.forms = read();
  }

  private static List<Form> read() {
    try (InputStream in = WhyQuestions.class.getResourceAsStream("why.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(ARROW) && !line.startsWith("#"))
          .map(Form::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer; empty where it is no such question, or it is not clear what it asks about. */
  Optional<Plan> answer(Request request, Function<Request, Plan> planner, StateView state) {
    List<Explainer> known = explainers.get();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    for (Form form : forms) {
      Matcher matcher = form.question().matcher(request.text().strip());
      if (matcher.matches()) {
        String wish = String.format(Locale.ROOT, form.wish(), matcher.group("what"));
        Plan plan = planner.apply(request.saying(wish));
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
