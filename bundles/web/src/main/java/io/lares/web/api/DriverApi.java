package io.lares.web.api;

import io.lares.kernel.DriverStatus;
import io.lares.kernel.DriverSupervisor;
import io.lares.web.http.Answer;
import io.lares.web.http.Call;
import io.lares.web.http.Problem;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeNull;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Driver sessions and how each is. */
final class DriverApi {
  private final Parts parts;

  record DriverView(
      String instance,
      String driver,
      String name,
      DriverStatus.State state,
      String problem,
      int restarts,
      int devices,
      @MayBeNull @Nullable Instant nextTry) {
    static DriverView of(DriverStatus status) {
      return new DriverView(
          status.instance(),
          status.driver(),
          status.name(),
          status.state(),
          status.problem(),
          status.restarts(),
          status.devices(),
          status.nextTry());
    }
  }

  DriverApi(Parts parts) {
    this.parts = parts;
  }

  void add(Routes routes) {
    routes
        .get("/drivers", Who.GUESTS, "All driver sessions and how each is")
        .givesList(
            DriverView.class,
            call -> Answer.ok(drivers().sessions().stream().map(DriverView::of).toList()));
    routes
        .post("/drivers/{instance}/start", Who.OWNERS, "Starts a session; kept across restarts")
        .does(call -> change(call, DriverSupervisor::start));
    routes
        .post("/drivers/{instance}/stop", Who.OWNERS, "Stops a session; kept across restarts")
        .does(call -> change(call, DriverSupervisor::stop));
  }

  private DriverSupervisor drivers() {
    return parts.kernel().get().drivers();
  }

  private Answer<Void> change(Call call, BiConsumer<DriverSupervisor, String> action) {
    DriverSupervisor drivers = drivers();
    String instance = call.path("instance");
    if (drivers.sessions().stream().noneMatch(s -> s.instance().equals(instance))) {
      throw Problem.notFound("This driver session");
    }
    action.accept(drivers, instance);
    return Answer.nothing();
  }
}
