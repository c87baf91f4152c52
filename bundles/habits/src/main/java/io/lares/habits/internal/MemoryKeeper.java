package io.lares.habits.internal;

import io.lares.habits.Habits;
import io.lares.habits.Memory;
import io.lares.home.Actor;
import io.lares.home.PersonId;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * "Remember that I like it dim at night": what people say of themselves is kept in their words. To
 * remember to do something is another thing, and none of its.
 */
@Component(service = Keeper.class)
public final class MemoryKeeper implements Keeper {
  private static final Pattern REMEMBER =
      Pattern.compile(
          "(?:please )?(?:remember|note|keep in mind|bear in mind|don't forget|do not forget)"
              + "(?:,? that |: ?|, ?| (?=(?:i|we|my|our|the \\w+|she|he|they) "
              + "(?!to\\b)))(?<what>.+)"
              + "|(?:请|請|帮我|幫我|你要|要)*(?:记住|記住|记着|記著)(?:了|，|,|：|:)*(?<zh>.+)",
          Pattern.CASE_INSENSITIVE);

  private final Habits habits;

  @Activate
  public MemoryKeeper(@Reference Habits habits) {
    this.habits = habits;
  }

  @Override
  public boolean narrow() {
    return true;
  }

  @Override
  public Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner) {
    Actor speaker = request.speaker();
    Matcher matcher = REMEMBER.matcher(request.text().strip());
    if (!(step instanceof Step.SaveAutomation)
        || speaker.kind() != Actor.Kind.PERSON
        || !matcher.matches()) {
      return Optional.empty();
    }
    String english = matcher.group("what");
    String words = (english == null ? matcher.group("zh") : english).strip();
    if (words.length() > Memory.MAX_WORDS) {
      throw new IllegalArgumentException(
          "a memory has at most " + Memory.MAX_WORDS + " characters");
    }
    PersonId person = new PersonId(speaker.id());
    return Optional.of(new Remembered(words, () -> habits.remember(person, words, null)));
  }

  private record Remembered(String words, Runnable keeping) implements Proposal {
    @Override
    public List<Step> steps() {
      return List.of();
    }

    @Override
    public boolean asks() {
      return false;
    }

    @Override
    public Manner manner() {
      return Manner.REMEMBERED;
    }

    @Override
    public void keep(boolean confirmed) {
      keeping.run();
    }
  }
}
