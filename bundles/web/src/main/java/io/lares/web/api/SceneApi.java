package io.lares.web.api;

import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.planner.PlanNotation;
import io.lares.planner.Step;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Parameter;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Within;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scenes: kept, turned on, put back. */
final class SceneApi {
  private static final int LONGEST_STEPS = 200_000;
  private static final int PATIENCE_SECONDS = 60;

  private final Parts parts;

  /** How some devices are now, or all of a room, or all of the home where neither is given. */
  record NewScene(
      @Within(min = 1, max = 200) String name,
      @MayBeAbsent @Within(min = 1, max = 1000) @Nullable List<String> devices,
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String area) {}

  /** A scene as it is to be; where no variants are given, it keeps those that it has. */
  record SceneText(
      @Within(min = 1, max = 200) String name,
      @Within(min = 1, max = LONGEST_STEPS) String steps,
      @MayBeAbsent @Within(max = 20) @Nullable List<VariantText> variants) {}

  /**
   * What it does for some people, for a part of the day, or for both.
   *
   * @param people their ids; absent for whoever asks
   * @param from a time of day such as 20:00, with {@code to}; absent for at any time
   */
  record VariantText(
      @MayBeAbsent @Within(max = 50) @Nullable List<String> people,
      @MayBeAbsent @Within(min = 5, max = 5) @Nullable String from,
      @MayBeAbsent @Within(min = 5, max = 5) @Nullable String to,
      @Within(min = 1, max = LONGEST_STEPS) String steps) {}

  /** For whom and when a scene is to be as its devices are now. */
  record NewVariant(
      @MayBeAbsent @Within(max = 50) @Nullable List<String> people,
      @MayBeAbsent @Within(min = 5, max = 5) @Nullable String from,
      @MayBeAbsent @Within(min = 5, max = 5) @Nullable String to) {}

  record TroubleView(String device, String why) {}

  record SummaryView(
      List<String> confirmed,
      List<String> unconfirmed,
      List<TroubleView> failed,
      List<String> missing) {
    static SummaryView of(Scenes.Summary summary) {
      return new SummaryView(
          ids(summary.confirmed()),
          ids(summary.unconfirmed()),
          summary.failed().stream()
              .map(trouble -> new TroubleView(trouble.device().value(), trouble.why()))
              .toList(),
          ids(summary.missing()));
    }

    private static List<String> ids(List<DeviceId> devices) {
      return devices.stream().map(DeviceId::value).toList();
    }
  }

  SceneApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    Parameter language = Parameter.text("language", 10, "Of the words: en or zh-CN");
    routes
        .get("/scenes", Who.GUESTS, "All scenes")
        .with(language)
        .givesList(
            SceneView.class,
            call -> Answer.ok(scenes().all().stream().map(scene -> view(call, scene)).toList()));
    routes
        .post("/scenes", Who.RESIDENTS, "Keeps how devices are now as a scene")
        .with(language)
        .status(201)
        .takes(NewScene.class, SceneView.class, this::capture);
    routes
        .put("/scenes/{id}", Who.RESIDENTS, "Keeps a scene, new or instead of another")
        .with(language)
        .takes(SceneText.class, SceneView.class, this::save);
    routes
        .post("/scenes/{id}/variants", Who.RESIDENTS, "Keeps how its devices are now as a variant")
        .with(language)
        .takes(NewVariant.class, SceneView.class, this::vary);
    routes
        .delete("/scenes/{id}", Who.RESIDENTS, "Forgets a scene")
        .does(call -> {
          if (!scenes().remove(call.path("id"))) {
            throw unknown();
          }
          return Answer.nothing();
        });
    routes
        .post("/scenes/{id}/apply", Who.GUESTS, "Turns a scene on; tells what was confirmed")
        .gives(
            SummaryView.class,
            call -> {
              Optional<CompletionStage<Scenes.Summary>> begun =
                  checked(() -> scenes().apply(call.path("id"), call.actor()));
              return summary(begun.orElseThrow(SceneApi::unknown));
            });
    routes
        .post("/scenes/{id}/put-back", Who.GUESTS, "Puts devices back as before the scene")
        .gives(
            SummaryView.class,
            call ->
                summary(
                    scenes()
                        .putBack(call.path("id"))
                        .orElseThrow(() ->
                            Problem.of(
                                409,
                                "There is nothing to put back",
                                "This scene was not turned on, or was put back already."))));
  }

  private Scenes scenes() {
    return parts.scenes().get();
  }

  private static Problem unknown() {
    return Problem.notFound("This scene");
  }

  private static <T> T checked(Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "This does not work", String.valueOf(e.getMessage()));
    }
  }

  private Answer<SceneView> capture(Call call, NewScene wish) {
    Home home = parts.kernel().get().registry().home();
    Collection<DeviceId> devices;
    if (wish.devices != null) {
      devices = wish.devices.stream().map(Ids::device).toList();
    } else if (wish.area != null) {
      AreaId area = Ids.area(wish.area);
      devices = home.devicesIn(area).stream().map(Device::id).toList();
    } else {
      devices = home.devices().stream().map(Device::id).toList();
    }
    Scene scene =
        checked(() -> {
          Scene captured = scenes().captured(wish.name, devices);
          scenes().save(captured, call.actor());
          return captured;
        });
    return Answer.of(201, view(call, scene));
  }

  private Answer<SceneView> save(Call call, SceneText wish) {
    Optional<Scene> before = scenes().find(call.path("id"));
    return checked(() -> {
      List<Scene.Variant> variants = new ArrayList<>();
      if (wish.variants == null) {
        before.map(Scene::variants).ifPresent(variants::addAll);
      } else {
        for (VariantText each : wish.variants) {
          String field = "variants[" + variants.size() + "].";
          variants.add(
              new Scene.Variant(
                  people(field, each.people, before),
                  span(field, each.from, each.to),
                  PlanNotation.steps(each.steps)));
        }
      }
      return kept(
          call, new Scene(call.path("id"), wish.name, PlanNotation.steps(wish.steps), variants));
    });
  }

  private Answer<SceneView> vary(Call call, NewVariant wish) {
    Scene scene = scenes().find(call.path("id")).orElseThrow(SceneApi::unknown);
    Set<String> people = people("", wish.people, Optional.of(scene));
    Scene.Span span = span("", wish.from, wish.to);
    return checked(() -> {
      List<DeviceId> devices = scene.commands().stream().map(Command::device).distinct().toList();
      List<Step> steps = scenes().captured(scene.name(), devices).steps();
      return kept(call, scene.with(new Scene.Variant(people, span, steps)));
    });
  }

  private Answer<SceneView> kept(Call call, Scene scene) {
    scenes().save(scene, call.actor());
    return Answer.ok(view(call, scene));
  }

  /** People of the home, or those that the scene knows though they have left. */
  private Set<String> people(String field, @Nullable List<String> wished, Optional<Scene> before) {
    Set<String> people = new LinkedHashSet<>(wished == null ? List.of() : wished);
    Set<String> known = new HashSet<>();
    parts.kernel().get().registry().home().people().stream()
        .map(person -> person.id().value())
        .forEach(known::add);
    before.stream()
        .flatMap(scene -> scene.variants().stream())
        .forEach(variant -> known.addAll(variant.people()));
    for (String person : people) {
      if (!known.contains(person)) {
        throw Problem.in(field + "people", "names somebody who does not live here: " + person);
      }
    }
    return people;
  }

  private static Scene.@Nullable Span span(
      String field, @Nullable String from, @Nullable String to) {
    if (from == null && to == null) {
      return null;
    }
    return new Scene.Span(time(field + "from", from), time(field + "to", to));
  }

  private static LocalTime time(String field, @Nullable String text) {
    if (text == null) {
      throw Problem.in(field, "is missing: a part of the day has a beginning and an end");
    }
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw Problem.in(field, "must be a time of day such as 20:00");
    }
  }

  private SceneView view(Call call, Scene scene) {
    Locale language =
        call.text("language")
            .map(Locale::forLanguageTag)
            .orElseGet(() -> parts.kernel().get().registry().home().language());
    return SceneView.of(scene, parts, language);
  }

  private static Answer<SummaryView> summary(CompletionStage<Scenes.Summary> begun)
      throws InterruptedException, ExecutionException {
    try {
      return Answer.ok(
          SummaryView.of(begun.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
    } catch (TimeoutException e) {
      throw Problem.of(504, "The scene is still under way", "Look at its devices in a while.");
    }
  }
}
