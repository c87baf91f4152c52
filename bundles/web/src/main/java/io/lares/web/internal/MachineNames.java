package io.lares.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this machine is called, without asking the network. */
final class MachineNames {
  private MachineNames() {}

  /** In lower case; empty where the machine does not say. */
  static Set<String> find() {
    Set<String> names = new HashSet<>();
    add(names, System.getenv("HOSTNAME"));
    add(names, System.getenv("COMPUTERNAME"));
    for (Path file : new Path[] {Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname")}) {
      try {
        if (Files.isReadable(file)) {
          add(names, Files.readString(file));
        }
      } catch (IOException e) {
        // another source may know
      }
    }
    return Set.copyOf(names);
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
  }
}
