package io.lares.web.api;

import io.lares.access.Access;
import io.lares.home.Value;
import io.lares.kernel.Change;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.DeviceAvailability;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import io.lares.launcher.BundleReport;
import io.lares.launcher.Bundles;
import io.lares.planner.Turn;
import io.lares.web.api.DriverApi.DriverView;
import io.lares.web.http.Call;
import io.lares.web.http.Call.Credential;
import io.lares.web.http.Routes;
import io.lares.web.http.Who;
import io.lares.web.hub.Parts;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.Shape;
import io.lares.web.json.Shapes;
import io.lares.web.live.Frames;
import io.lares.web.live.Watchers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Live events for pages. */
final class EventsApi implements AutoCloseable {
  private final Parts parts;
  private final Watchers watchers;
  private final Shape<ChangeEvent> change;
  private final Shape<AvailabilityEvent> availability;
  private final Shape<HomeEvent> home;
  private final Shape<CommandView> command;
  private final Shape<TurnView> turn;
  private final Shape<DriverView> driver;
  private final Shape<NoData> noData;
  private List<BundleReport> bundlesBefore = List.of();

  record ChangeEvent(
      String device,
      String attribute,
      Value value,
      Instant time,
      @MayBeAbsent @Nullable String intent) {}

  record AvailabilityEvent(String device, boolean available) {}

  record HomeEvent(long revision) {}

  record NoData() {}

  EventsApi(Parts parts, Duration heartbeat) {
    this.parts = parts;
    Shapes shapes = new Shapes();
    change = shapes.of(ChangeEvent.class);
    availability = shapes.of(AvailabilityEvent.class);
    home = shapes.of(HomeEvent.class);
    command = shapes.of(CommandView.class);
    turn = shapes.of(TurnView.class);
    driver = shapes.of(DriverView.class);
    noData = shapes.of(NoData.class);
    watchers = new Watchers(this::encode, heartbeat);
  }

  Watchers watchers() {
    return watchers;
  }

  void add(Routes routes) {
    Map<String, Class<?>> events = new LinkedHashMap<>();
    events.put("change", ChangeEvent.class);
    events.put("availability", AvailabilityEvent.class);
    events.put("home", HomeEvent.class);
    events.put("command", CommandView.class);
    events.put("turn", TurnView.class);
    events.put("driver", DriverView.class);
    events.put("bundles", NoData.class);
    events.put("resync", NoData.class);
    routes.get("/events", Who.GUESTS, "What happens, as it happens").streams(events, this::watch);
  }

  private byte[] encode(List<HubEvent> events) {
    Frames frames = new Frames();
    for (HubEvent event : events) {
      switch (event) {
        case Change c ->
            frames.add(
                "change",
                change,
                new ChangeEvent(
                    c.device().value(),
                    c.attribute().toString(),
                    c.after(),
                    c.time(),
                    c.cause() == null ? null : c.cause().id()));
        case DeviceAvailability a ->
            frames.add(
                "availability",
                availability,
                new AvailabilityEvent(a.device().value(), a.available()));
        case HomeChanged h -> frames.add("home", home, new HomeEvent(h.revision()));
        case CommandProgress p -> frames.add("command", command, CommandView.of(p));
        case DriverStatus d -> frames.add("driver", driver, DriverView.of(d));
      }
    }
    return frames.bytes();
  }

  /** A step of a sentence, for the pages of who said it. */
  void progressed(Turn step) {
    if (watchers.watched()) {
      watchers.sendTo(
          step.request().speaker().id(), new Frames().add("turn", turn, TurnView.of(step)).bytes());
    }
  }

  /**
   * Looks whether bundles have changed since the last time, and says so. Files that could not be
   * installed cause no event of the container, so somebody has to look.
   */
  void lookAtBundles() {
    if (!watchers.watched()) {
      return;
    }
    List<BundleReport> now = parts.bundles().find().map(Bundles::list).orElse(List.of());
    if (!now.equals(bundlesBefore)) {
      bundlesBefore = now;
      watchers.send(new Frames().add("bundles", noData, new NoData()).bytes());
    }
  }

  private void watch(Call call) throws IOException {
    Credential credential = call.credential();
    Watchers.Seat seat = watchers.sit(call.principal().person().value(), credential.secret());
    try {
      HttpServletResponse response = call.response();
      response.setContentType("text/event-stream");
      response.setCharacterEncoding("utf-8");
      boolean again = call.request().getHeader("Last-Event-ID") != null;
      AsyncContext async = call.request().startAsync();
      async.setTimeout(0);
      Thread.ofVirtual()
          .name("web-events")
          .start(() -> write(seat, async, response, again, credential));
    } catch (RuntimeException e) {
      seat.close();
      throw e;
    }
  }

  private void write(
      Watchers.Seat seat,
      AsyncContext async,
      HttpServletResponse response,
      boolean again,
      Credential credential) {
    try (seat) {
      seat.watch(response.getOutputStream(), again, () -> valid(credential));
    } catch (IOException | InterruptedException e) {
      // the page went away, or the hub stops
    } finally {
      async.complete();
    }
  }

  private boolean valid(Credential credential) {
    Access access = parts.access().find().orElse(null);
    if (access == null) {
      return false;
    }
    return (credential.principal().token()
            ? access.bearer(credential.secret())
            : access.session(credential.secret()))
        .isPresent();
  }

  @Override
  public void close() {
    watchers.close();
  }
}
