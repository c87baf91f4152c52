package io.lares.web.api;

import io.lares.kernel.Kernel;
import io.lares.web.http.Router;
import io.lares.web.http.Routes;
import io.lares.web.hub.Parts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The whole interface. */
public final class Api implements AutoCloseable {
  private final EventsApi events;
  private final Router router;

  /**
   * What it needs besides the hub's parts.
   *
   * @param version of the hub
   * @param uploads a folder for bundles that are on their way
   * @param claimed run after the answer to a claim is on its way
   * @param heartbeat how long a watching page hears nothing at most
   */
  public record Setting(
      String version, Path uploads, Runnable claimed, Duration heartbeat, Clock clock) {}

  public Api(Parts parts, Setting setting) {
    Routes routes = new Routes();
    events = new EventsApi(parts, setting.heartbeat());
    new HubApi(parts, setting.version(), setting.clock()).add(routes);
    new AccessApi(parts, setting.claimed(), events.watchers()::end).add(routes);
    new HomeApi(parts).add(routes);
    new DeviceApi(parts, setting.clock()).add(routes);
    new JournalApi(parts, setting.clock()).add(routes);
    new AskApi(parts, events::progressed).add(routes);
    events.add(routes);
    new BundleApi(parts, setting.uploads()).add(routes);
    new DriverApi(parts).add(routes);
    new MqttApi(parts).add(routes);
    new AutomationApi(parts).add(routes);
    new SceneApi(parts).add(routes);
    new HabitApi(parts).add(routes);
    new RemoteEngineApi(parts).add(routes);
    new ModelApi(parts).add(routes);
    router = new Router(routes, parts.access(), setting.version());
  }

  public Router router() {
    return router;
  }

  /** The home is there. */
  public void came(Kernel kernel) {
    events.watchers().came(kernel);
  }

  public void left(Kernel kernel) {
    events.watchers().left(kernel);
  }

  /** To be called about once a second. */
  public void lookAround() {
    events.lookAtBundles();
  }

  /** Ends the watching of all pages. */
  @Override
  public void close() {
    events.close();
  }
}
