package io.lares.scenes.internal;

import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.Actor;
import io.lares.home.DeviceId;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.scenes.Scene;
import io.lares.scenes.Scenes;
import io.lares.store.Journal;
import io.lares.store.Settings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The scenes of the home that the hub serves, and their driver. */
@Component(
    service = {Scenes.class, Driver.class, Keeper.class},
    immediate = true)
public final class ScenesComponent implements Scenes, Driver, Keeper {
  private final HomeScenes scenes;
  private final SceneDriver driver;
  private final SaidScenes said;

  @Activate
  public ScenesComponent(
      @Reference Kernel kernel,
      @Reference Executor executor,
      @Reference Settings settings,
      @Reference Journal journal) {
    scenes = new HomeScenes(kernel, executor, settings, journal, Clock.systemDefaultZone());
    driver = new SceneDriver(scenes);
    said = new SaidScenes(scenes, kernel.registry());
  }

  @Override
  public Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner) {
    return said.propose(step, request, planner);
  }

  @Override
  public DriverManifest manifest() {
    return driver.manifest();
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    return driver.open(config, host);
  }

  @Override
  public List<Scene> all() {
    return scenes.all();
  }

  @Override
  public Optional<Scene> find(String id) {
    return scenes.find(id);
  }

  @Override
  public void save(Scene scene, Actor maker) {
    scenes.save(scene, maker);
  }

  @Override
  public Scene captured(String name, Collection<DeviceId> devices) {
    return scenes.captured(name, devices);
  }

  @Override
  public Scene planned(String name, List<Step> steps) {
    return scenes.planned(name, steps);
  }

  @Override
  public boolean remove(String id) {
    return scenes.remove(id);
  }

  @Override
  public Optional<CompletionStage<Summary>> apply(String id, Actor by) {
    return scenes.apply(id, by);
  }

  @Override
  public Optional<CompletionStage<Summary>> putBack(String id) {
    return scenes.putBack(id);
  }
}
