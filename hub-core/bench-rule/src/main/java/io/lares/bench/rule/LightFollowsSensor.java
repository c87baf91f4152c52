package io.lares.bench.rule;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The light {@code bench l<i>} is switched as the sensor {@code bench s<i>} changes. */
@Component(service = LightFollowsSensor.class, immediate = true)
public final class LightFollowsSensor {
  private final Kernel kernel;
  private final EventFeed.Subscription subscription;
  private Map<DeviceId, DeviceId> lights = Map.of();
  private long runs;

  @Activate
  public LightFollowsSensor(@Reference Kernel kernel) {
    this.kernel = kernel;
    learn();
    subscription =
        kernel
            .events()
            .only(Set.of(Change.class, HomeChanged.class))
            .subscribe("bench-rule", 16_384, EventFeed.Overflow.WAIT, this::take);
  }

  @Deactivate
  void stop() {
    subscription.close();
  }

  private void take(List<HubEvent> events) {
    if (events.stream().anyMatch(HomeChanged.class::isInstance)) {
      learn();
    }
    for (HubEvent event : events) {
      if (event instanceof Change change && change.after() instanceof Value.Bool(boolean on)) {
        DeviceId light = lights.get(change.device());
        if (light != null) {
          Intent intent =
              new Intent(
                  "bench-" + ++runs, Actor.automation("bench"), "light follows sensor", false);
          kernel.commands().submit(new Command(light, Vocabulary.ON_OFF, Value.of(on)), intent);
        }
      }
    }
  }

  private void learn() {
    Map<String, DeviceId> byName = new HashMap<>();
    for (Device device : kernel.registry().home().devices()) {
      byName.put(device.name(), device.id());
    }
    Map<DeviceId, DeviceId> pairs = new HashMap<>();
    byName.forEach((name, id) -> {
      DeviceId light = byName.get("bench l" + name.substring(Math.min(name.length(), 7)));
      if (name.startsWith("bench s") && light != null) {
        pairs.put(id, light);
      }
    });
    lights = pairs;
  }
}
