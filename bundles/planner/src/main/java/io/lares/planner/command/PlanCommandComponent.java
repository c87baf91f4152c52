package io.lares.planner.command;

import io.lares.driver.Driver;
import io.lares.homefile.HomeFiles;
import io.lares.kernel.KernelFactory;
import io.lares.planner.assist.PlannerComponent;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Offers {@code hub plan} to the launcher. */
@Component(service = ToIntFunction.class, property = "lares.command=plan")
public final class PlanCommandComponent implements ToIntFunction<String[]> {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final KernelFactory kernels;
  private final HomeFiles files;
  private final PlannerComponent planner;
  private final List<Driver> drivers = new CopyOnWriteArrayList<>();

  @Activate
  public PlanCommandComponent(
      @Reference KernelFactory kernels,
      @Reference HomeFiles files,
      @Reference PlannerComponent planner) {
    this.planner = planner;
    this.kernels = kernels;
    this.files = files;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeDriver")
  void addDriver(Driver driver) {
    drivers.add(driver);
  }

  void removeDriver(Driver driver) {
    drivers.remove(driver);
  }

  @Override
  public int applyAsInt(String[] arguments) {
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            StandardCharsets.UTF_8)) {
      PrintStream err =
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
      Driver virtual = virtualDriver();
      return new PlanCommand(kernels, List.of(virtual), files, planner.tiers(), out, err)
          .run(arguments);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The virtual driver's bundle may start after this one. */
  private Driver virtualDriver() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      for (Driver driver : drivers) {
        if (driver.manifest().id().equals(HomeFiles.DRIVER)) {
          return driver;
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("hub plan needs the bundle of the virtual driver");
      }
      Thread.sleep(20);
    }
  }
}
