package io.lares.web.api;

import io.lares.automations.Automation;
import io.lares.habits.Habits;
import io.lares.habits.LearningState;
import io.lares.habits.Memory;
import io.lares.habits.Preference;
import io.lares.habits.Routine;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Within;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was learned about the one who asks, and what they say to it. Nobody sees another's. */
final class HabitApi {
  private final Parts parts;

  /**
   * Something that is done again and again.
   *
   * @param words it with its evidence, as a sentence
   * @param confidence 0 to 1
   */
  record RoutineView(
      String id, String words, double confidence, int times, int of, List<Instant> examples) {}

  record PreferenceView(
      String device, String attribute, Value value, int observations, String when, String source) {}

  /**
   * What somebody told about themselves.
   *
   * @param understood how it is understood; empty where it is kept as words only
   */
  record RememberedView(
      String id,
      String words,
      String understood,
      Instant said,
      @MayBeAbsent @Nullable Instant until) {}

  record HabitsView(
      LearningState learning,
      @MayBeAbsent @Nullable RoutineView suggestion,
      List<RoutineView> routines,
      List<PreferenceView> preferences,
      List<RememberedView> memories) {}

  record Learning(LearningState learning) {}

  record NewMemory(@Within(min = 1, max = Memory.MAX_WORDS) String words) {}

  record HabitsFile(String json) {}

  record MadeRule(String id) {}

  HabitApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    Parameter language = Parameter.text("language", 10, "Of the words: en or zh-CN");
    routes
        .get("/habits", Who.RESIDENTS, "What was learned about you, and today's suggestion")
        .with(language)
        .gives(HabitsView.class, call -> Answer.ok(view(call)));
    routes
        .put("/habits/learning", Who.RESIDENTS, "Learns about you, pauses, or forgets and stops")
        .with(language)
        .takes(
            Learning.class,
            HabitsView.class,
            (call, wish) -> {
              habits().learning(me(call), wish.learning());
              return Answer.ok(view(call));
            });
    routes
        .get("/habits/export", Who.RESIDENTS, "All that is known about you")
        .gives(HabitsFile.class, call -> Answer.ok(new HabitsFile(habits().export(me(call)))));
    routes
        .delete("/habits", Who.RESIDENTS, "Forgets all that was learned about you")
        .does(call -> {
          habits().forgetAll(me(call));
          return Answer.nothing();
        });
    routes
        .delete("/habits/routines/{id}", Who.RESIDENTS, "Forgets a routine; it is learned anew")
        .does(call -> {
          habits().forgetRoutine(me(call), call.path("id"));
          return Answer.nothing();
        });
    routes
        .post("/habits/suggestions/{id}/accept", Who.RESIDENTS, "Makes a rule of a suggestion")
        .with(language)
        .gives(MadeRule.class, this::accept);
    routes
        .post("/habits/suggestions/{id}/refuse", Who.RESIDENTS, "Never suggests it again")
        .does(call -> {
          standing(() -> {
            habits().refuse(me(call), call.path("id"));
            return true;
          });
          return Answer.nothing();
        });
    routes
        .post("/habits/memories", Who.RESIDENTS, "Remembers what you say about yourself")
        .status(201)
        .with(language)
        .takes(
            NewMemory.class,
            RememberedView.class,
            (call, wish) ->
                Answer.of(
                    201, view(habits().remember(me(call), wish.words(), null), language(call))));
    routes
        .delete("/habits/memories/{id}", Who.RESIDENTS, "Forgets a memory")
        .does(call -> {
          habits().forget(me(call), call.path("id"));
          return Answer.nothing();
        });
  }

  private Habits habits() {
    return parts.habits().get();
  }

  private static PersonId me(Call call) {
    return call.principal().person();
  }

  private Locale language(Call call) {
    return call.text("language")
        .map(Locale::forLanguageTag)
        .orElseGet(() -> parts.kernel().get().registry().home().language());
  }

  private HabitsView view(Call call) {
    PersonId me = me(call);
    Locale language = language(call);
    LearningState learning = habits().learning(me);
    if (learning == LearningState.OFF) {
      return new HabitsView(learning, null, List.of(), List.of(), memories(me, language));
    }
    return new HabitsView(
        learning,
        habits()
            .suggestion(me)
            .map(suggestion -> view(suggestion.routine(), language))
            .orElse(null),
        habits().routines().stream()
            .filter(routine -> routine.person() == null || routine.person().equals(me))
            .map(routine -> view(routine, language))
            .toList(),
        habits().preferences().stream()
            .filter(liking -> me.equals(liking.person()))
            .map(liking -> view(liking, language))
            .toList(),
        memories(me, language));
  }

  private List<RememberedView> memories(PersonId me, Locale language) {
    return habits().memories(me).stream().map(memory -> view(memory, language)).toList();
  }

  private RememberedView view(Memory memory, Locale language) {
    return new RememberedView(
        memory.id(),
        memory.words(),
        habits().understood(memory, language),
        memory.said(),
        memory.until());
  }

  private RoutineView view(Routine routine, Locale language) {
    return new RoutineView(
        routine.id(),
        habits().words(routine, language),
        routine.confidence(),
        routine.evidence().times(),
        routine.evidence().of(),
        routine.evidence().examples());
  }

  private PreferenceView view(Preference liking, Locale language) {
    return new PreferenceView(
        liking.device().value(),
        liking.attribute().toString(),
        liking.value(),
        liking.observations(),
        habits().words(liking, language),
        liking.source().name());
  }

  /** The rule is kept first: a suggestion that can't become one stands on. */
  private Answer<MadeRule> accept(Call call) {
    PersonId me = me(call);
    Routine routine =
        habits()
            .suggestion(me)
            .filter(suggestion -> suggestion.routine().id().equals(call.path("id")))
            .orElseThrow(HabitApi::gone)
            .routine();
    Locale language = language(call);
    String words = habits().words(routine, language);
    Automation rule =
        standing(() -> {
          Automation made =
              RoutineRule.of(
                  routine, words, new Automation.Origin(call.actor(), true, language, ""));
          parts.automations().get().save(made);
          return made;
        });
    habits().accept(me, routine.id());
    return Answer.ok(new MadeRule(rule.id()));
  }

  private static Problem gone() {
    return Problem.of(409, "This suggestion stands no more", "Look at what is suggested today.");
  }

  private static <T> T standing(Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw Problem.of(409, "This does not work", Objects.toString(e.getMessage(), ""));
    }
  }
}
