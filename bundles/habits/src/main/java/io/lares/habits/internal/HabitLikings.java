package io.lares.habits.internal;

import io.lares.habits.Habits;
import io.lares.habits.LearningState;
import io.lares.habits.Memory;
import io.lares.habits.Preference;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.planner.Likings;
import io.lares.planner.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was learned, as the planner asks for it. Who is not learned about gets nothing of it. */
@Component(service = Likings.class)
public final class HabitLikings implements Likings {
  private final Habits habits;

  @Activate
  public HabitLikings(@Reference Habits habits) {
    this.habits = habits;
  }

  private static @Nullable PersonId person(Actor speaker) {
    return speaker.kind() == Actor.Kind.PERSON ? new PersonId(speaker.id()) : null;
  }

  private boolean off(Actor speaker) {
    PersonId person = person(speaker);
    return person != null && habits.learning(person) == LearningState.OFF;
  }

  @Override
  public Optional<Value> liked(Actor speaker, DeviceId device, AttributeId attribute, Instant at) {
    return habits
        .preferred(person(speaker), device, attribute, at)
        .filter(liking -> !off(speaker) || liking.source() == Preference.Source.SAID)
        .map(Preference::value);
  }

  @Override
  public List<Command> usual(Actor speaker, Instant at) {
    return off(speaker) ? List.of() : habits.usual(person(speaker), at);
  }

  @Override
  public List<Command> lastTime(Actor speaker, DeviceId scene) {
    return off(speaker) ? List.of() : habits.lastTime(scene);
  }

  @Override
  public List<Remembered> remembered(Actor speaker, Instant at) {
    return habits.remembered(person(speaker), at);
  }

  @Override
  public List<Remembered.Quiet> quiet(Instant at) {
    return habits.quiet(at);
  }

  @Override
  public List<String> known(Actor speaker) {
    PersonId person = person(speaker);
    if (person == null) {
      return List.of();
    }
    List<String> known =
        new ArrayList<>(habits.memories(person).stream().map(Memory::words).toList());
    if (!off(speaker)) {
      habits.routines().stream()
          .filter(routine -> person.equals(routine.person()))
          .forEach(routine -> known.add(habits.words(routine, Locale.ENGLISH)));
    }
    return known;
  }
}
