package io.lares.web.api;

import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.planner.PlanNotation;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Within;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /**
   * A scene.
   *
   * @param steps as JSON, for the editor
   */
  record SceneView(String id, String name, List<String> devices, String steps) {
    static SceneView of(Scene scene) {
      return new SceneView(
          scene.id(),
          scene.name(),
          scene.commands().stream().map(command -> command.device().value()).distinct().toList(),
          PlanNotation.write(scene.steps()));
    }
  }

  /** How some devices are now, or all of a room, or all of the home where neither is given. */
  record NewScene(
      @Within(min = 1, max = 200) String name,
      @MayBeAbsent @Within(min = 1, max = 1000) @Nullable List<String> devices,
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String area) {}

  record SceneText(
      @Within(min = 1, max = 200) String name,
      @Within(min = 1, max = LONGEST_STEPS) String steps) {}

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
    routes
        .get("/scenes", Who.GUESTS, "All scenes")
        .givesList(
            SceneView.class,
            call -> Answer.ok(scenes().all().stream().map(SceneView::of).toList()));
    routes
        .post("/scenes", Who.RESIDENTS, "Keeps how devices are now as a scene")
        .status(201)
        .takes(NewScene.class, SceneView.class, this::capture);
    routes
        .put("/scenes/{id}", Who.RESIDENTS, "Keeps a scene, new or instead of another")
        .takes(SceneText.class, SceneView.class, this::save);
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
    return Answer.of(201, SceneView.of(scene));
  }

  private Answer<SceneView> save(Call call, SceneText wish) {
    return checked(() -> {
      List<Scene.Variant> variants =
          scenes().find(call.path("id")).map(Scene::variants).orElse(List.of());
      Scene scene = new Scene(call.path("id"), wish.name, PlanNotation.steps(wish.steps), variants);
      scenes().save(scene, call.actor());
      return Answer.ok(SceneView.of(scene));
    });
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
