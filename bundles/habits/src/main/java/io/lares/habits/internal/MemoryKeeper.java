package io.lares.habits.internal;

import io.lares.habits.Habits;
import io.lares.habits.Memory;
import io.lares.home.Actor;
import io.lares.home.PersonId;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * "Remember that I like it dim at night", "the baby sleeps until three": what people say of
 * themselves is kept in their words, until they have it forgotten. To remember to do something is
 * another thing, and none of its.
 */
@Component(service = Keeper.class)
public final class MemoryKeeper implements Keeper {
  private final Sayings sayings = new Sayings();
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
    if (!(step instanceof Step.SaveAutomation) || speaker.kind() != Actor.Kind.PERSON) {
      return Optional.empty();
    }
    PersonId person = new PersonId(speaker.id());
    Optional<String> gone = sayings.forgets(request.text());
    if (gone.isPresent()) {
      return gone.flatMap(words -> memory(person, words)).map(this::forgotten);
    }
    return sayings.remembers(request.text()).map(words -> remembered(person, words));
  }

  private Proposal remembered(PersonId person, String words) {
    if (words.length() > Memory.MAX_WORDS) {
      throw new IllegalArgumentException(
          "a memory has at most " + Memory.MAX_WORDS + " characters");
    }
    return new Told(words, Manner.REMEMBERED, () -> habits.remember(person, words, null));
  }

  private Proposal forgotten(Memory memory) {
    return new Told(
        sayings.forgotten(memory.words()),
        Manner.TOLD,
        () -> habits.forget(memory.person(), memory.id()));
  }

  /** The newest memory that holds all of these words. */
  private Optional<Memory> memory(PersonId person, String words) {
    List<String> all = sayings.words(words);
    return habits.memories(person).stream()
        .filter(memory -> sayings.words(memory.words()).containsAll(all))
        .max(Comparator.comparing(Memory::said));
  }

  private record Told(String words, Manner manner, Runnable keeping) implements Proposal {
    @Override
    public List<Step> steps() {
      return List.of();
    }

    @Override
    public boolean asks() {
      return false;
    }

    @Override
    public void keep(boolean confirmed) {
      keeping.run();
    }
  }
}
