package io.lares.web.api;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.planner.Request;
import io.lares.planner.Tone;
import io.lares.planner.Turn;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.OneOf;
import io.lares.web.json.Within;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sentences. Remembers the latest turns, so that a page can ask how far one is. */
final class AskApi {
  private static final int REMEMBERED = 200;

  private final Parts parts;
  private final Consumer<Turn> live;
  private final Map<String, Turn> turns =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
          return size() > REMEMBERED;
        }
      };

  record Sentence(
      @Within(min = 1, max = 10_000) String text,
      @MayBeAbsent @OneOf({"en", "zh-CN", "zh-TW"}) @Nullable String language,
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String area,
      @MayBeAbsent @OneOf({"as_needed", "by_model"}) @Nullable String planned) {}

  record Reply(boolean yes) {}

  /** How the hub speaks. */
  record Manner(@OneOf({"warm", "plain", "brief"}) String tone) {}

  /**
   * Makes one.
   *
   * @param live told of every step of every turn
   */
  AskApi(Parts parts, Consumer<Turn> live) {
    this.parts = parts;
    this.live = live;
  }

  void add(Routes routes) {
    routes
        .post("/ask", Who.GUESTS, "Says something to the home; 202 while it is being done")
        .status(200, 202)
        .takes(Sentence.class, TurnView.class, this::ask);
    routes
        .get("/voice", Who.GUESTS, "How the hub speaks")
        .gives(Manner.class, call -> Answer.ok(manner()));
    routes
        .put("/voice", Who.OWNERS, "Lets the hub speak in another tone")
        .takes(Manner.class, Manner.class, this::choose);
    routes
        .get("/ask/{id}", Who.GUESTS, "How far a sentence is")
        .gives(TurnView.class, call -> Answer.ok(TurnView.of(own(call))));
    routes
        .post("/ask/{id}/answer", Who.GUESTS, "Says yes or no to what a turn wants confirmed")
        .status(200, 202)
        .takes(Reply.class, TurnView.class, this::answer);
  }

  private Manner manner() {
    return new Manner(parts.voice().get().tone().name().toLowerCase(Locale.ROOT));
  }

  private Answer<Manner> choose(Call call, Manner wanted) {
    parts.voice().get().tone(Tone.valueOf(wanted.tone().toUpperCase(Locale.ROOT)));
    return Answer.ok(manner());
  }

  private Answer<TurnView> ask(Call call, Sentence sentence) {
    Home home = parts.kernel().get().registry().home();
    AreaId area = sentence.area == null ? null : Ids.area(sentence.area);
    if (area != null && home.area(area) == null) {
      throw Problem.in("area", "is not a room of this home");
    }
    Locale language =
        sentence.language == null ? home.language() : Locale.forLanguageTag(sentence.language);
    Request.Planned planned =
        "by_model".equals(sentence.planned) ? Request.Planned.BY_MODEL : Request.Planned.AS_NEEDED;
    Request request =
        new Request(sentence.text, language, call.actor(Actor.Channel.SENTENCE), area, planned);
    return answer(parts.assistant().get().ask(request, this::progressed));
  }

  private Answer<TurnView> answer(Call call, Reply reply) {
    Turn turn = own(call);
    Turn next =
        parts
            .assistant()
            .get()
            .answer(turn.id(), call.actor(Actor.Channel.SENTENCE), reply.yes, this::progressed)
            .orElseThrow(() ->
                Problem.of(
                    409, "There is nothing to confirm any more", "Say it again if you like."));
    return answer(next);
  }

  /** The turn as returned may be older than what its progress has already told. */
  private Answer<TurnView> answer(Turn returned) {
    Turn latest;
    synchronized (turns) {
      Turn known = turns.get(returned.id());
      boolean older =
          known == null
              || known.stage() == Turn.Stage.NEEDS_CONFIRMATION
              || known.stage() == Turn.Stage.RUNNING && returned.finished();
      if (older) {
        turns.put(returned.id(), returned);
      }
      latest = older || known == null ? returned : known;
    }
    return Answer.of(latest.stage() == Turn.Stage.RUNNING ? 202 : 200, TurnView.of(latest));
  }

  private void progressed(Turn turn) {
    synchronized (turns) {
      turns.put(turn.id(), turn);
    }
    live.accept(turn);
  }

  /** A turn belongs to who spoke: nobody else may confirm it, but the owners of the home. */
  private Turn own(Call call) {
    Turn turn;
    synchronized (turns) {
      turn = turns.get(call.path("id"));
    }
    Actor by = call.actor(Actor.Channel.SENTENCE);
    if (turn == null
        || by.role() != Person.Role.OWNER && !turn.request().speaker().id().equals(by.id())) {
      throw Problem.notFound("This sentence");
    }
    return turn;
  }
}
