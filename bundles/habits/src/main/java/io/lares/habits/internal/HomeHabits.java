package io.lares.habits.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.habits.Cue;
import io.lares.habits.Habits;
import io.lares.habits.LearningState;
import io.lares.habits.Memory;
import io.lares.habits.Preference;
import io.lares.habits.Routine;
import io.lares.habits.Suggestion;
import io.lares.habits.internal.PersonNotes.Correction;
import io.lares.habits.internal.PersonNotes.Mark;
import io.lares.habits.internal.PersonNotes.Said;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.planner.Remembered;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was learned, as far as each person lets it be learned, seen and used. */
class HomeHabits implements Habits {
  private final Learner learner;
  private final Supplier<Home> home;
  private final NoteBook notes;
  private final Clock clock;
  private final MemoryReader reader = new MemoryReader();
  private final RoutineSearch search;
  private volatile @Nullable Quiet quiet;

  /** Who wants quiet in a minute: rules ask again and again. */
  private record Quiet(long minute, Home home, int notes, List<Remembered.Quiet> wanted) {}

  /**
   * Makes the habits of a home.
   *
   * @param clock with the home's zone
   */
  HomeHabits(Learner learner, Supplier<Home> home, Settings settings, Clock clock) {
    this.learner = learner;
    this.home = home;
    this.notes = new NoteBook(settings);
    this.clock = clock;
    this.search = new RoutineSearch(learner::routines);
  }

  /** Learns from what happened, unless the one who did it does not want that. */
  void happened(Happening happening) {
    Actor actor = happening.actor();
    if (actor != null
        && actor.kind() == Actor.Kind.PERSON
        && !notes.of(new PersonId(actor.id())).learnsFrom(happening.time().toEpochMilli())) {
      learner.skip(happening);
    } else {
      learner.accept(happening);
    }
  }

  @Override
  public List<Routine> routines() {
    return search.at(clock.instant()).stream().filter(routine -> !hidden(routine)).toList();
  }

  /** Looks for routines anew. */
  final void lookAgain() {
    search.anew();
  }

  private boolean hidden(Routine routine) {
    PersonId person = routine.person();
    return person != null
        && notes.of(person).hidden().stream()
            .anyMatch(h ->
                h.mark().like(mark(routine))
                    && routine.evidence().examples().getLast().toEpochMilli() < h.since());
  }

  @Override
  public List<Preference> preferences() {
    return learner.preferences();
  }

  @Override
  public Optional<Preference> preferred(
      @Nullable PersonId person, DeviceId device, AttributeId attribute, Instant at) {
    if (person != null) {
      Optional<Preference> said = said(person, device, attribute, at);
      if (said.isPresent()) {
        return said;
      }
      for (Correction c : notes.of(person).corrections()) {
        if (c.device().equals(device.value())
            && c.attribute().equals(attribute.toString())
            && !learner.setSince(person, device, attribute, Instant.ofEpochMilli(c.since()))) {
          return Optional.of(
              new Preference(
                  person, device, attribute, value(c), 0, 1, "", Preference.Source.CORRECTED));
        }
      }
    }
    return learner.preferred(person, device, attribute, at);
  }

  /** The value that what this person asked to remember says, the latest first. */
  private Optional<Preference> said(
      PersonId person, DeviceId id, AttributeId attribute, Instant at) {
    Home now = home.get();
    Device device = now.device(id);
    if (device == null) {
      return Optional.empty();
    }
    return said(person, at)
        .flatMap(each ->
            each instanceof Remembered.Liking liking
                    && liking.attribute().equals(attribute)
                    && liking.about(device)
                ? Stream.of(liking)
                : Stream.empty())
        .findFirst()
        .map(liking ->
            new Preference(
                person, id, attribute, liking.value(), 0, 1, "", Preference.Source.SAID));
  }

  /** What somebody's memories say of a moment, the latest first. */
  private Stream<Remembered> said(PersonId person, Instant at) {
    Home now = home.get();
    return memories(person).stream()
        .filter(memory -> memory.until() == null || at.isBefore(memory.until()))
        .flatMap(memory -> reader.at(memory, now, at.atZone(clock.getZone())).stream());
  }

  @Override
  public List<Remembered> remembered(@Nullable PersonId person, Instant at) {
    Stream<Remembered> own = person == null ? Stream.empty() : said(person, at);
    Stream<Remembered> others =
        notes.people().stream()
            .filter(other -> !other.equals(person))
            .sorted(Comparator.comparing(PersonId::value))
            .flatMap(other -> said(other, at))
            .filter(Remembered.Quiet.class::isInstance);
    return Stream.concat(own, others).toList();
  }

  @Override
  public List<Remembered.Quiet> quiet(Instant at) {
    Quiet known = quiet;
    Home now = home.get();
    int said = notes.changes();
    long minute = at.getEpochSecond() / 60;
    if (known == null || known.minute() != minute || known.home() != now || known.notes() != said) {
      List<Remembered.Quiet> wanted =
          remembered(null, at).stream()
              .filter(Remembered.Quiet.class::isInstance)
              .map(Remembered.Quiet.class::cast)
              .toList();
      known = new Quiet(minute, now, said, wanted);
      quiet = known;
    }
    return known.wanted();
  }

  @Override
  public List<Command> usual(@Nullable PersonId person, Instant at) {
    ZonedDateTime now = at.atZone(clock.getZone());
    Set<Command> commands = new LinkedHashSet<>();
    routines().stream()
        .filter(r -> r.person() == null || r.person().equals(person))
        .filter(r -> AroundNow.is(r.cue(), now, learner.daylight()))
        .forEach(r -> commands.add(r.action()));
    return List.copyOf(commands);
  }

  @Override
  public List<Command> lastTime(DeviceId started) {
    return learner.lastTime(started);
  }

  @Override
  public void correct(PersonId person, DeviceId device, AttributeId attribute, Value value) {
    String kind =
        value instanceof Value.Num ? "num" : value instanceof Value.Bool ? "bool" : "text";
    notes.change(
        person,
        n ->
            n.correct(
                new Correction(
                    device.value(), attribute.toString(), kind, value.toString(), clock.millis())));
  }

  private static Value value(Correction correction) {
    return switch (correction.kind()) {
      case "num" -> Value.of(Double.parseDouble(correction.value()));
      case "bool" -> Value.of(Boolean.parseBoolean(correction.value()));
      default -> Value.of(correction.value());
    };
  }

  @Override
  public synchronized Optional<Suggestion> suggestion(PersonId person) {
    PersonNotes known = notes.of(person);
    if (known.state() == LearningState.OFF) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    List<Routine> mine =
        routines().stream()
            .filter(r -> r.person() == null || r.person().equals(person))
            .filter(r -> known.settled().stream().noneMatch(mark(r)::like))
            .filter(r -> r.fresh(now))
            .toList();
    for (Routine routine : mine) {
      if (known.suggested().equals(key(mark(routine)))) {
        return Optional.of(suggestion(routine, known.suggestedAt()));
      }
    }
    LocalDate today = LocalDate.now(clock);
    LocalDate last =
        Instant.ofEpochMilli(known.suggestedAt()).atZone(clock.getZone()).toLocalDate();
    if (!last.isBefore(today)) {
      return Optional.empty();
    }
    Optional<Routine> best = mine.stream().filter(r -> r.worthSuggesting(now)).findFirst();
    best.ifPresent(r -> notes.change(person, n -> n.suggest(key(mark(r)), clock.millis())));
    return best.map(r -> suggestion(r, clock.millis()));
  }

  @Override
  public String words(Routine routine, Locale language) {
    return EvidenceWords.in(language).of(routine, home.get());
  }

  @Override
  public String words(Preference preference, Locale language) {
    return EvidenceWords.in(language).when(preference);
  }

  private Suggestion suggestion(Routine routine, long made) {
    return new Suggestion(
        routine, words(routine, home.get().language()), Instant.ofEpochMilli(made));
  }

  @Override
  public Routine accept(PersonId person, String routine) {
    Routine taken = standing(person, routine);
    notes.change(person, n -> n.settle(mark(taken)));
    return taken;
  }

  @Override
  public void refuse(PersonId person, String routine) {
    Routine refused = standing(person, routine);
    notes.change(person, n -> n.settle(mark(refused)));
  }

  private Routine standing(PersonId person, String routine) {
    return suggestion(person)
        .map(Suggestion::routine)
        .filter(r -> r.id().equals(routine))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "This suggestion stands no more; ask for the suggestion of today"));
  }

  private static Mark mark(Routine routine) {
    String act =
        routine.action().device()
            + " "
            + routine.action().attribute()
            + (routine.action().value() instanceof Value.Num ? "" : " " + routine.action().value());
    return switch (routine.cue()) {
      case Cue.AtTime at -> new Mark(act, "time", at.usual().toSecondOfDay() / 60);
      case Cue.AtSun at -> new Mark(act, at.event().name(), (int) at.usual().toMinutes());
      case Cue.After after -> new Mark(act, after.what().toString(), 0);
    };
  }

  private static String key(Mark mark) {
    return mark.act() + "|" + mark.cue() + "|" + mark.minute() / 180;
  }

  @Override
  public List<Memory> memories(PersonId person) {
    long now = clock.millis();
    return notes.of(person).memories().stream()
        .filter(said -> said.until() > now)
        .sorted(Comparator.comparingLong(Said::said).reversed())
        .map(said -> memory(person, said))
        .toList();
  }

  private static Memory memory(PersonId person, Said said) {
    return new Memory(
        said.id(),
        person,
        said.words(),
        Instant.ofEpochMilli(said.said()),
        said.until() == Long.MAX_VALUE ? null : Instant.ofEpochMilli(said.until()));
  }

  @Override
  public String understood(Memory memory, Locale language) {
    Home now = home.get();
    return EvidenceWords.in(language)
        .of(reader.readings(memory, now, clock.instant().atZone(clock.getZone())), now);
  }

  @Override
  public Memory remember(PersonId person, String words, @Nullable Instant until) {
    Instant now = clock.instant();
    ZonedDateTime named = until == null ? reader.end(words, now.atZone(clock.getZone())) : null;
    Instant end = named == null ? until : named.toInstant();
    Memory memory = new Memory(UUID.randomUUID().toString(), person, words, now, end);
    Said said =
        new Said(
            memory.id(),
            memory.words(),
            now.toEpochMilli(),
            end == null ? Long.MAX_VALUE : end.toEpochMilli());
    notes.change(
        person,
        n ->
            n.memories(
                PersonNotes.with(
                    PersonNotes.without(n.memories(), m -> m.until() <= now.toEpochMilli()),
                    said)));
    return memory(person, said);
  }

  @Override
  public void forget(PersonId person, String memory) {
    notes.change(
        person, n -> n.memories(PersonNotes.without(n.memories(), m -> m.id().equals(memory))));
  }

  @Override
  public LearningState learning(PersonId person) {
    return notes.of(person).state();
  }

  @Override
  public void learning(PersonId person, LearningState state) {
    notes.change(
        person,
        n -> {
          PersonNotes next = n.learning(state, clock.millis());
          return state == LearningState.OFF ? next.forgotten(clock.millis()) : next;
        });
    if (state == LearningState.OFF) {
      learner.forget(person);
      lookAgain();
    }
  }

  @Override
  public void forgetRoutine(PersonId person, String routine) {
    Routine gone =
        routines().stream()
            .filter(r -> r.id().equals(routine) && Objects.equals(r.person(), person))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no such routine of this person"));
    notes.change(person, n -> n.hide(mark(gone), clock.millis()));
  }

  @Override
  public void forgetAll(PersonId person) {
    notes.change(person, n -> n.forgotten(clock.millis()));
    learner.forget(person);
    lookAgain();
  }

  @Override
  public String export(PersonId person) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("person", person.value()).put("learning", learning(person).name());
    ArrayNode routines = root.putArray("routines");
    for (Routine routine : routines()) {
      if (person.equals(routine.person())) {
        routines.add(words(routine, home.get().language()));
      }
    }
    ArrayNode preferences = root.putArray("preferences");
    for (Preference each : new ArrayList<>(preferences())) {
      if (person.equals(each.person())) {
        preferences
            .addObject()
            .put("device", each.device().value())
            .put("attribute", each.attribute().toString())
            .put("value", each.value().toString())
            .put("observations", each.observations())
            .put("when", each.when());
      }
    }
    ArrayNode memories = root.putArray("memories");
    memories(person)
        .forEach(m ->
            memories
                .addObject()
                .put("words", m.words())
                .put("said", m.said().toString())
                .put("until", m.until() == null ? "" : m.until().toString()));
    return root.toPrettyString();
  }
}
