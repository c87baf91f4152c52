package io.lares.web.api;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Home;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.HomeRegistry;
import io.lares.web.api.HomeView.AreaView;
import io.lares.web.api.HomeView.FloorView;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.Given;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.OneOf;
import io.lares.web.json.Within;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The home: its name, floors and rooms. */
final class HomeApi {
  private final Parts parts;

  record HomePatch(
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @OneOf({"en", "zh-CN"}) @Nullable String language) {}

  record NewArea(
      @Within(min = 1, max = 200) String name,
      @MayBeAbsent @Within(max = 20) @Nullable List<String> aliases,
      @MayBeAbsent @Nullable Given<String> floor) {}

  record AreaPatch(
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @Within(max = 20) @Nullable List<String> aliases,
      @MayBeAbsent @Nullable Given<String> floor) {}

  record NewFloor(
      @Within(min = 1, max = 200) String name,
      @MayBeAbsent @Within(max = 20) @Nullable List<String> aliases,
      @MayBeAbsent @Within(min = -20, max = 200) @Nullable Integer level) {}

  record FloorPatch(
      @MayBeAbsent @Within(min = 1, max = 200) @Nullable String name,
      @MayBeAbsent @Within(max = 20) @Nullable List<String> aliases,
      @MayBeAbsent @Within(min = -20, max = 200) @Nullable Integer level) {}

  HomeApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get("/home", Who.GUESTS, "All there is in the home, and its state")
        .gives(HomeView.class, call -> Answer.ok(Views.home(parts.kernel().get())));
    routes
        .patch("/home", Who.OWNERS, "Renames the home or changes its language")
        .takes(HomePatch.class, this::describe);
    routes
        .post("/areas", Who.OWNERS, "Adds a room")
        .status(201)
        .takes(NewArea.class, AreaView.class, this::addArea);
    routes
        .patch("/areas/{id}", Who.OWNERS, "Changes a room")
        .takes(AreaPatch.class, AreaView.class, this::changeArea);
    routes
        .delete("/areas/{id}", Who.OWNERS, "Removes a room; its devices stay")
        .does(this::removeArea);
    routes
        .post("/floors", Who.OWNERS, "Adds a floor")
        .status(201)
        .takes(NewFloor.class, FloorView.class, this::addFloor);
    routes
        .patch("/floors/{id}", Who.OWNERS, "Changes a floor")
        .takes(FloorPatch.class, FloorView.class, this::changeFloor);
    routes
        .delete("/floors/{id}", Who.OWNERS, "Removes a floor; its rooms stay")
        .does(this::removeFloor);
  }

  private HomeRegistry registry() {
    return parts.kernel().get().registry();
  }

  private Answer<Void> describe(Call call, HomePatch patch) {
    Home home = registry().home();
    String name = patch.name == null ? home.name() : patch.name;
    Locale language =
        patch.language == null ? home.language() : Locale.forLanguageTag(patch.language);
    registry().edit(new HomeEdit.Describe(name, language));
    return Answer.nothing();
  }

  private Answer<AreaView> addArea(Call call, NewArea wish) {
    Home home = registry().home();
    String id = Ids.fromName(wish.name, "room", taken -> home.area(new AreaId(taken)) != null);
    Area area =
        new Area(
            new AreaId(id),
            wish.name,
            wish.aliases == null ? List.of() : wish.aliases,
            floor(wish.floor, home, null));
    registry().edit(new HomeEdit.PutArea(area));
    return Answer.of(201, Views.area(area));
  }

  private Answer<AreaView> changeArea(Call call, AreaPatch patch) {
    Home home = registry().home();
    Area area = existing(home, call.path("id"));
    Area changed =
        new Area(
            area.id(),
            patch.name == null ? area.name() : patch.name,
            patch.aliases == null ? area.aliases() : patch.aliases,
            floor(patch.floor, home, area.floor()));
    registry().edit(new HomeEdit.PutArea(changed));
    return Answer.ok(Views.area(changed));
  }

  private Answer<Void> removeArea(Call call) {
    Area area = existing(registry().home(), call.path("id"));
    registry().edit(new HomeEdit.RemoveArea(area.id()));
    return Answer.nothing();
  }

  private static Area existing(Home home, String id) {
    Area area = home.area(Ids.area(id));
    if (area == null) {
      throw Problem.notFound("This room");
    }
    return area;
  }

  private static @Nullable FloorId floor(
      @Nullable Given<String> given, Home home, @Nullable FloorId present) {
    if (given == null) {
      return present;
    }
    String id = given.value();
    if (id == null) {
      return null;
    }
    Floor floor = home.floor(Ids.floor(id));
    if (floor == null) {
      throw Problem.in("floor", "is not a floor of this home");
    }
    return floor.id();
  }

  private Answer<FloorView> addFloor(Call call, NewFloor wish) {
    Home home = registry().home();
    String id = Ids.fromName(wish.name, "floor", taken -> home.floor(new FloorId(taken)) != null);
    Floor floor =
        new Floor(
            new FloorId(id),
            wish.name,
            wish.aliases == null ? List.of() : wish.aliases,
            wish.level == null ? 0 : wish.level);
    registry().edit(new HomeEdit.PutFloor(floor));
    return Answer.of(201, Views.floor(floor));
  }

  private Answer<FloorView> changeFloor(Call call, FloorPatch patch) {
    Floor floor = existingFloor(call);
    Floor changed =
        new Floor(
            floor.id(),
            patch.name == null ? floor.name() : patch.name,
            patch.aliases == null ? floor.aliases() : patch.aliases,
            patch.level == null ? floor.level() : patch.level);
    registry().edit(new HomeEdit.PutFloor(changed));
    return Answer.ok(Views.floor(changed));
  }

  private Answer<Void> removeFloor(Call call) {
    registry().edit(new HomeEdit.RemoveFloor(existingFloor(call).id()));
    return Answer.nothing();
  }

  private Floor existingFloor(Call call) {
    Floor floor = registry().home().floor(Ids.floor(call.path("id")));
    if (floor == null) {
      throw Problem.notFound("This floor");
    }
    return floor;
  }
}
