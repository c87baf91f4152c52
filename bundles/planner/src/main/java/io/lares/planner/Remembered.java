package io.lares.planner;

import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.PersonId;
import io.lares.home.Value;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody asked to remember, as far as it was understood, while it holds. */
public sealed interface Remembered {
  /** Who said it. */
  PersonId by();

  /** In their words. */
  String words();

  /** The rooms that it speaks of; empty for the whole home. */
  Set<AreaId> areas();

  /**
   * A value is liked.
   *
   * @param devices the only ones that it speaks of; empty for all of its rooms
   */
  record Liking(
      PersonId by,
      String words,
      Set<AreaId> areas,
      Set<DeviceId> devices,
      AttributeId attribute,
      Value value)
      implements Remembered {
    public Liking {
      areas = Set.copyOf(areas);
      devices = Set.copyOf(devices);
    }

    /** Whether it speaks of a device. */
    public boolean about(Device device) {
      AreaId area = device.area();
      return devices.isEmpty()
          ? areas.isEmpty() || area != null && areas.contains(area)
          : devices.contains(device.id());
    }
  }

  /**
   * Quiet is wanted.
   *
   * @param dark true where somebody sleeps, so that bright light is no better than noise
   * @param until when it ends, as far as that is known
   */
  record Quiet(PersonId by, String words, Set<AreaId> areas, boolean dark, @Nullable Instant until)
      implements Remembered {
    public Quiet {
      areas = Set.copyOf(areas);
    }
  }
}
