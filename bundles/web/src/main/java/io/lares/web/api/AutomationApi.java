package io.lares.web.api;

import io.lares.automations.Automation;
import io.lares.automations.Automations;
import io.lares.automations.Trace;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Place;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Within;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules that the hub follows: read in words, edited as YAML, explained. */
final class AutomationApi {
  private static final int FILE_BYTES = 1 << 20;
  private static final int LONGEST_RULE = 200_000;

  private final Parts parts;

  /** A rule as it is listed. */
  record AutomationView(
      String id,
      String name,
      boolean enabled,
      String words,
      String said,
      @MayBeAbsent @Nullable String last) {}

  /** What came of one trigger. */
  record TraceView(
      Instant time,
      Instant due,
      Trace.Result result,
      String words,
      String run,
      int count,
      @MayBeAbsent @Nullable TurnView turn) {}

  /** A rule with its text and what it did lately. */
  record AutomationDetail(AutomationView automation, String text, List<TraceView> traces) {}

  /** A rule as a person writes it. */
  record AutomationText(
      @Within(min = 1, max = LONGEST_RULE) String text, @MayBeAbsent @Nullable Boolean confirmed) {}

  record Switched(boolean enabled) {}

  record DryRunView(
      boolean holds, String words, List<String> missing, @MayBeAbsent @Nullable Instant next) {}

  record AutomationsFile(String yaml) {}

  record Imported(int automations) {}

  record Explanation(String why) {}

  record PlaceView(
      @Within(min = -90, max = 90) double latitude,
      @Within(min = -180, max = 180) double longitude,
      @Within(min = 1, max = 100) String zone) {}

  /** Where the home is, or only its zone while nobody has said. */
  record WhereView(
      @MayBeAbsent @Nullable Double latitude,
      @MayBeAbsent @Nullable Double longitude,
      String zone) {}

  AutomationApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    Parameter language = Parameter.text("language", 10, "Of the words: en or zh-CN");
    routes
        .get("/automations", Who.RESIDENTS, "All automations, in words")
        .with(language)
        .givesList(
            AutomationView.class,
            call ->
                Answer.ok(
                    automations().all().stream().map(rule -> view(rule, language(call))).toList()));
    routes
        .get("/automations/{id}", Who.RESIDENTS, "An automation, its text and what it did lately")
        .with(language)
        .gives(AutomationDetail.class, call -> Answer.ok(detail(found(call), language(call))));
    routes
        .put("/automations/{id}", Who.RESIDENTS, "Keeps an automation, new or instead of another")
        .with(language)
        .takes(AutomationText.class, AutomationDetail.class, this::save);
    routes
        .delete("/automations/{id}", Who.RESIDENTS, "Forgets an automation")
        .does(call -> done(automations().remove(call.path("id"))));
    routes
        .put("/automations/{id}/enabled", Who.RESIDENTS, "Switches an automation on or off")
        .takes(
            Switched.class,
            (call, wish) -> done(automations().enable(call.path("id"), wish.enabled)));
    routes
        .post("/automations/{id}/run", Who.RESIDENTS, "Runs what an automation does now")
        .does(call -> done(automations().run(call.path("id"), call.actor())));
    routes
        .post("/automations-dry-run", Who.RESIDENTS, "What an automation would do; nothing is done")
        .with(language)
        .takes(AutomationText.class, DryRunView.class, this::dryRun);
    routes
        .get("/automations-file", Who.OWNERS, "All automations as one YAML file")
        .gives(
            AutomationsFile.class,
            call -> Answer.ok(new AutomationsFile(automations().exported())));
    routes
        .post("/automations-file", Who.OWNERS, "Takes automations from a YAML file, all or none")
        .takesBytes(
            Set.of("application/yaml", "text/plain", "application/octet-stream"),
            FILE_BYTES,
            Imported.class,
            this::imported);
    routes
        .get("/devices/{id}/attributes/{attribute}/why", Who.GUESTS, "Why it is as it is")
        .with(language)
        .gives(Explanation.class, this::why);
    routes
        .get("/home/place", Who.RESIDENTS, "Where the home is")
        .gives(WhereView.class, call -> Answer.ok(where()));
    routes
        .put("/home/place", Who.OWNERS, "Says where the home is, for the sun and the clock")
        .takes(PlaceView.class, WhereView.class, this::live);
  }

  private Automations automations() {
    return parts.automations().get();
  }

  private Locale language(Call call) {
    return call.text("language")
        .map(Locale::forLanguageTag)
        .orElseGet(() -> parts.kernel().get().registry().home().language());
  }

  private Automation found(Call call) {
    return automations().find(call.path("id")).orElseThrow(AutomationApi::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound("This automation");
  }

  private static Answer<Void> done(boolean there) {
    if (!there) {
      throw unknown();
    }
    return Answer.nothing();
  }

  private AutomationView view(Automation rule, Locale language) {
    List<Trace> traces = automations().traces(rule.id());
    return new AutomationView(
        rule.id(),
        rule.name(),
        rule.enabled(),
        automations().words(rule, language),
        rule.origin().words(),
        traces.isEmpty() ? null : automations().told(traces.getFirst(), language));
  }

  private AutomationDetail detail(Automation rule, Locale language) {
    return new AutomationDetail(
        view(rule, language),
        automations().written(rule),
        automations().traces(rule.id()).stream()
            .map(trace ->
                new TraceView(
                    trace.time(),
                    trace.due(),
                    trace.result(),
                    automations().told(trace, language),
                    trace.run(),
                    trace.count(),
                    trace.turn() == null ? null : TurnView.of(trace.turn())))
            .toList());
  }

  private Automation read(Call call, AutomationText wish) {
    Actor maker = call.actor();
    return checked(() ->
        automations()
            .read(
                wish.text,
                new Automation.Origin(
                    maker, Boolean.TRUE.equals(wish.confirmed), language(call), "")));
  }

  private static <T> T checked(Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "This automation can't be kept", String.valueOf(e.getMessage()))
          .at("text");
    }
  }

  private Answer<AutomationDetail> save(Call call, AutomationText wish) {
    Automation rule = read(call, wish);
    if (!rule.id().equals(call.path("id"))) {
      throw Problem.in("text", "has another id than the address");
    }
    return checked(() -> {
      automations().save(rule);
      return Answer.ok(detail(rule, language(call)));
    });
  }

  private Answer<DryRunView> dryRun(Call call, AutomationText wish) {
    Automation rule = read(call, wish);
    Automations.DryRun dry = checked(() -> automations().dryRun(rule, language(call)));
    return Answer.ok(
        new DryRunView(dry.holds(), dry.words(), dry.missing(), dry.next().orElse(null)));
  }

  private Answer<Imported> imported(Call call) throws IOException {
    byte[] bytes = call.request().getInputStream().readNBytes(FILE_BYTES + 1);
    String yaml = new String(bytes, StandardCharsets.UTF_8);
    return Answer.ok(new Imported(checked(() -> automations().imported(yaml, call.actor()))));
  }

  private Answer<Explanation> why(Call call) {
    Device device = parts.kernel().get().registry().home().device(Ids.device(call.path("id")));
    AttributeId attribute = attribute(call.path("attribute"));
    if (device == null || device.attribute(attribute) == null) {
      throw Problem.notFound("This device or attribute");
    }
    return Answer.ok(new Explanation(automations().why(device.id(), attribute, language(call))));
  }

  private static AttributeId attribute(String text) {
    try {
      return AttributeId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("This attribute");
    }
  }

  private WhereView where() {
    Optional<Place> place = automations().place();
    return new WhereView(
        place.map(Place::latitude).orElse(null),
        place.map(Place::longitude).orElse(null),
        automations().zone().getId());
  }

  private Answer<WhereView> live(Call call, PlaceView wish) {
    ZoneId zone;
    try {
      zone = ZoneId.of(wish.zone);
    } catch (DateTimeException e) {
      throw Problem.in("zone", "must be a time zone such as Europe/Berlin");
    }
    automations().live(new Place(wish.latitude, wish.longitude), zone);
    return Answer.ok(where());
  }
}
