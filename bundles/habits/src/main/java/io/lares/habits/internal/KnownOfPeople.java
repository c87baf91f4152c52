package io.lares.habits.internal;

import io.lares.habits.Habits;
import io.lares.habits.Memory;
import io.lares.home.Actor;
import io.lares.home.PersonId;
import io.lares.planner.Informant;
import io.lares.planner.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** "What do you know about me?": what was told, and what was learned, of who asks alone. */
@Component(service = Informant.class)
public final class KnownOfPeople implements Informant {
  /** So much of each kind is said; the page has the rest. */
  private static final int MOST = 3;

  private final Sayings sayings = new Sayings();
  private final Habits habits;

  @Activate
  public KnownOfPeople(@Reference Habits habits) {
    this.habits = habits;
  }

  @Override
  public Optional<String> answer(Request request) {
    Actor speaker = request.speaker();
    if (speaker.kind() != Actor.Kind.PERSON || !sayings.asksWhatIsKnown(request.text())) {
      return Optional.empty();
    }
    PersonId person = new PersonId(speaker.id());
    Locale language = request.language();
    List<String> told = habits.memories(person).stream().map(Memory::words).toList();
    List<String> learned =
        Stream.concat(
                habits.routines().stream()
                    .filter(routine -> person.equals(routine.person()))
                    .map(routine -> habits.words(routine, language)),
                habits.preferences().stream()
                    .filter(preference -> person.equals(preference.person()))
                    .map(preference -> habits.words(preference, language)))
            .toList();
    if (told.isEmpty() && learned.isEmpty()) {
      return Optional.of(sayings.told("say.nothing", language));
    }
    boolean chinese = language.getLanguage().equals("zh");
    List<String> sentences = new ArrayList<>();
    if (!told.isEmpty()) {
      String all = String.join(chinese ? "；" : "; ", told.stream().limit(MOST).toList());
      sentences.add(sayings.told("say.told", language).formatted(all));
    }
    if (!learned.isEmpty()) {
      String all = String.join(chinese ? "" : " ", learned.stream().limit(MOST).toList());
      sentences.add(sayings.told("say.learned", language).formatted(all));
    }
    if (told.size() > MOST || learned.size() > MOST) {
      sentences.add(sayings.told("say.more", language));
    }
    return Optional.of(String.join(chinese ? "" : " ", sentences));
  }
}
