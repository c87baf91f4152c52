package io.lares.web.api;

import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.kernel.Kernel;
import io.lares.store.Journal.JournalRow;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened: the course of an attribute, and everybody's doings. */
final class JournalApi {
  private static final long MOST_POINTS = 2000;
  private static final long DEFAULT_POINTS = 300;
  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
  private static final long MOST_ROWS = 500;
  private static final long DEFAULT_ROWS = 100;

  private final Parts parts;
  private final Clock clock;

  record History(
      String device, String attribute, String unit, long stepSeconds, List<Point> points) {}

  record Point(Instant t, double min, double mean, double max, double last) {}

  record Activity(List<ActivityRow> rows, boolean more) {}

  enum RowKind {
    CHANGED,
    ASKED,
    DONE,
    NOTED
  }

  record ActorView(String kind, String id, String name, String channel) {
    static ActorView of(Actor actor, @Nullable Home home) {
      Person person =
          actor.kind() == Actor.Kind.PERSON && home != null
              ? home.person(new PersonId(actor.id()))
              : null;
      return new ActorView(
          actor.kind().name().toLowerCase(Locale.ROOT),
          actor.id(),
          person == null ? actor.id() : person.name(),
          actor.channel().name().toLowerCase(Locale.ROOT));
    }
  }

  record ActivityRow(
      long row,
      Instant time,
      RowKind kind,
      @MayBeAbsent @Nullable String device,
      @MayBeAbsent @Nullable String attribute,
      @MayBeAbsent @Nullable Value before,
      @MayBeAbsent @Nullable Value after,
      @MayBeAbsent @Nullable String intent,
      @MayBeAbsent @Nullable ActorView actor,
      @MayBeAbsent @Nullable String text,
      @MayBeAbsent @Nullable String outcome,
      @MayBeAbsent @Nullable String detail) {}

  JournalApi(Parts parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  void add(Routes routes) {
    routes
        .get("/devices/{id}/history", Who.GUESTS, "The course of a number or a switch")
        .with(
            Parameter.text("attribute", 401, "Such as Sensor.temperature").wanted(),
            Parameter.time("from", "A day before its end where absent"),
            Parameter.time("to", "Now where absent"),
            Parameter.whole("points", 1, MOST_POINTS, "How many points at most; 300 where absent"))
        .gives(History.class, this::history);
    routes
        .get("/activity", Who.RESIDENTS, "What happened, newest first")
        .with(
            Parameter.text("device", 200, "Only of this device"),
            Parameter.text("actor", 200, "Only what this person or rule asked for"),
            Parameter.text("intent", 200, "Only what belongs to this wish"),
            Parameter.whole("before", 0, Long.MAX_VALUE, "Only rows older than this one"),
            Parameter.whole("limit", 1, MOST_ROWS, "How many rows at most; 100 where absent"))
        .gives(Activity.class, this::activity);
  }

  private Answer<History> history(Call call) {
    Device device = parts.kernel().get().registry().home().device(Ids.device(call.path("id")));
    if (device == null) {
      throw Problem.notFound("This device");
    }
    Attribute attribute = DeviceApi.attribute(device, call.text("attribute").orElseThrow());
    Instant to = call.time("to").orElseGet(clock::instant);
    Instant from = call.time("from").orElseGet(() -> to.minus(DEFAULT_SPAN));
    if (!from.isBefore(to) || Duration.between(from, to).toDays() > 36600) {
      throw Problem.in("from", "must be before “to”, and at most a hundred years");
    }
    long points = call.whole("points").orElse(DEFAULT_POINTS);
    long seconds = Duration.between(from, to).toSeconds();
    long step = Math.max(1, Math.ceilDiv(seconds, points));
    List<Point> course =
        parts
            .journal()
            .get()
            .history(device.id(), attribute.id(), from, to, Duration.ofSeconds(step))
            .stream()
            .limit(MOST_POINTS + 1)
            .map(p -> new Point(p.time(), p.min(), p.mean(), p.max(), p.last()))
            .toList();
    return Answer.ok(
        new History(
            device.id().value(), attribute.id().toString(), attribute.unit(), step, course));
  }

  private Answer<Activity> activity(Call call) {
    int limit = Math.toIntExact(call.whole("limit").orElse(DEFAULT_ROWS));
    DeviceId device = call.text("device").map(Ids::device).orElse(null);
    List<JournalRow> found =
        parts
            .journal()
            .get()
            .find(
                new JournalQuery(
                    device,
                    call.text("actor").orElse(null),
                    call.text("intent").orElse(null),
                    null,
                    null,
                    call.whole("before").orElse(null),
                    limit + 1));
    Home home = parts.kernel().find().map(Kernel::registry).map(r -> r.home()).orElse(null);
    List<ActivityRow> rows = found.stream().limit(limit).map(row -> row(row, home)).toList();
    return Answer.ok(new Activity(rows, found.size() > limit));
  }

  private static ActivityRow row(JournalRow row, @Nullable Home home) {
    JournalEntry entry = row.entry();
    return switch (entry) {
      case JournalEntry.Changed c ->
          new ActivityRow(
              row.id(),
              c.time(),
              RowKind.CHANGED,
              c.device().value(),
              c.attribute().toString(),
              c.before(),
              c.after(),
              c.intent(),
              null,
              null,
              null,
              null);
      case JournalEntry.Asked a ->
          new ActivityRow(
              row.id(),
              a.time(),
              RowKind.ASKED,
              null,
              null,
              null,
              null,
              a.intent(),
              ActorView.of(a.actor(), home),
              a.text(),
              null,
              a.area());
      case JournalEntry.Done d ->
          new ActivityRow(
              row.id(),
              d.time(),
              RowKind.DONE,
              d.device().value(),
              d.attribute().toString(),
              null,
              d.value(),
              d.intent(),
              null,
              null,
              d.outcome(),
              d.detail());
      case JournalEntry.Noted n ->
          new ActivityRow(
              row.id(),
              n.time(),
              RowKind.NOTED,
              null,
              null,
              null,
              null,
              null,
              null,
              n.message(),
              null,
              n.source());
    };
  }
}
