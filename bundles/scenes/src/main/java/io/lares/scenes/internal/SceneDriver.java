package io.lares.scenes.internal;

import io.lares.driver.CommandReply;
import io.lares.driver.CommandReply.Failure;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.Capability;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.scenes.Scene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a device of each scene. It carries the risk of what the scene does, so that the one policy
 * decides who may turn it on and who is asked first.
 */
public final class SceneDriver implements Driver {
  private final HomeScenes scenes;

  public SceneDriver(HomeScenes scenes) {
    this.scenes = scenes;
  }

  @Override
  public DriverManifest manifest() {
    return new DriverManifest("scenes", "Scenes", "1.0.0", Set.of(), List.of(), true);
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) {
    Consumer<String> changed = id -> show(id, host);
    scenes.onChange(changed);
    scenes.ids().forEach(changed);
    return new Session() {
      @Override
      public void execute(DeviceCommand command, CommandReply reply) {
        var begun =
            command.value().equals(Value.of(true))
                ? scenes.turnOn(config.instance(), command.device())
                : scenes.putBack(command.device());
        if (begun.isEmpty()) {
          reply.failed(Failure.REJECTED, "There is nothing to put back");
          return;
        }
        reply.accepted();
        begun
            .get()
            .thenAccept(
                summary -> host.observe(command.device(), HomeScenes.ACTIVATED, command.value()));
      }

      @Override
      public void close() {
        scenes.noLonger(changed);
      }
    };
  }

  private void show(String id, DriverHost host) {
    Optional<Scene> scene = scenes.find(id);
    if (scene.isEmpty()) {
      host.withdraw(id);
      return;
    }
    Attribute activated =
        new Attribute(HomeScenes.ACTIVATED, ValueKind.BOOL, "", Attribute.Access.MOMENTARY);
    host.announce(
        new DeviceDescription(
            id,
            scene.get().name(),
            List.of(),
            "",
            DeviceType.SCENE,
            List.of(
                new Capability(
                    HomeScenes.ACTIVATED.capability(),
                    scenes.risk(scene.get()),
                    List.of(activated))),
            "",
            ""));
  }
}
