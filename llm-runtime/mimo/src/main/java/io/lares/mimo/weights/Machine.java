package io.lares.mimo.weights;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the machine has for a model. */
interface Machine {
  /** Bytes of memory, as far as this process may use it. */
  long memory();

  /** Free bytes where a folder is, or will be. */
  long disk(Path folder) throws IOException;

  /** The one that this runs on. */
  Machine THIS =
      new Machine() {
        @Override
        public long memory() {
          try {
            // Minds the limits of a container.
            return (Long)
                ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                        new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize");
          } catch (JMException e) {
            throw new IllegalStateException("The machine does not tell its memory", e);
          }
        }

        @Override
        public long disk(Path folder) throws IOException {
          Path there = folder.toAbsolutePath();
          while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
          }
          return Files.getFileStore(there).getUsableSpace();
        }
      };
}
