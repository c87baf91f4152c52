package io.lares.kernel.internal;

import io.lares.home.Area;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Person;
import io.lares.kernel.HomeRepository;
import io.lares.kernel.HomeRepository.DriverInstance;
import io.lares.kernel.HomeRepository.HomeHeader;
import io.lares.kernel.HomeRepository.KnownDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what must be kept to the repository, aside and in batches; of several versions only the
 * latest. What can't be written stays here and is tried again.
 */
final class HomeKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HomeKeeper.class);
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private record HomePart(
      HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people) {}

  private final HomeRepository repository;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition tried = lock.newCondition();
  private final Thread thread;
  private @Nullable HomePart home;
  private Map<DeviceId, Optional<KnownDevice>> devices = new LinkedHashMap<>();
  private Map<String, Optional<DriverInstance>> drivers = new LinkedHashMap<>();
  private boolean closed;

  private long changes;

  /** So many of the changes have been tried to be kept, with success or without. */
  private long attempted;

  /** Somebody waits: the pause after a failure ends. */
  private boolean hurried;

  HomeKeeper(HomeRepository repository) {
    this.repository = repository;
    this.thread = Thread.ofVirtual().name("home-keeper").start(this::write);
  }

  void home(HomeHeader header, List<Floor> floors, List<Area> areas, List<Person> people) {
    change(() -> home = new HomePart(header, floors, areas, people));
  }

  void device(KnownDevice device) {
    change(() -> devices.put(device.device().id(), Optional.of(device)));
  }

  void forget(DeviceId device) {
    change(() -> devices.put(device, Optional.empty()));
  }

  void driver(DriverInstance instance) {
    change(() -> drivers.put(instance.instance(), Optional.of(instance)));
  }

  void forgetDriver(String instance) {
    change(() -> drivers.put(instance, Optional.empty()));
  }

  private void change(Runnable update) {
    lock.lock();
    try {
      update.run();
      changes++;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all changes so far are kept for good, or the repository has refused them: what
   * failed before is tried again at once, since the disk may have room by now. Waits no longer than
   * a person would.
   */
  void awaitKept() {
    lock.lock();
    try {
      long wanted = changes;
      hurried = attempted < wanted;
      changed.signal();
      long left = PATIENCE.toNanos();
      while (attempted < wanted && !closed && left > 0) {
        left = tried.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void tried(long upTo) {
    lock.lock();
    try {
      attempted = upTo;
      tried.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    long pause = 0;
    while (true) {
      @Nullable HomePart homePart;
      Map<DeviceId, Optional<KnownDevice>> devicePart;
      Map<String, Optional<DriverInstance>> driverPart;
      long upTo;
      lock.lock();
      try {
        if (pause > 0 && !closed) {
          pauseFor(pause);
        }
        while (home == null && devices.isEmpty() && drivers.isEmpty()) {
          if (closed) {
            return;
          }
          changed.awaitUninterruptibly();
        }
        hurried = false;
        upTo = changes;
        homePart = home;
        devicePart = devices;
        driverPart = drivers;
        home = null;
        devices = new LinkedHashMap<>();
        drivers = new LinkedHashMap<>();
      } finally {
        lock.unlock();
      }
      try {
        save(homePart, devicePart, driverPart);
        pause = 0;
        tried(upTo);
      } catch (RuntimeException e) {
        // Whatever the repository throws, the home is kept here and tried again.
        restore(homePart, devicePart, driverPart);
        tried(upTo);
        if (closed) {
          LOG.error("The home could not be saved before stopping: {}", e.getMessage());
          return;
        }
        pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(500, pause * 2));
        LOG.warn("The home can't be saved, it stays in memory for now: {}", e.getMessage());
      }
    }
  }

  private void pauseFor(long millis) {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (left > 0 && !closed && !hurried) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void save(
      @Nullable HomePart homePart,
      Map<DeviceId, Optional<KnownDevice>> devicePart,
      Map<String, Optional<DriverInstance>> driverPart) {
    if (homePart != null) {
      repository.saveHome(
          homePart.header(), homePart.floors(), homePart.areas(), homePart.people());
    }
    List<KnownDevice> saved = new ArrayList<>();
    List<DeviceId> removed = new ArrayList<>();
    devicePart.forEach((id, device) -> device.ifPresentOrElse(saved::add, () -> removed.add(id)));
    if (!saved.isEmpty()) {
      repository.saveDevices(saved);
    }
    if (!removed.isEmpty()) {
      repository.removeDevices(removed);
    }
    driverPart.forEach((name, instance) ->
        instance.ifPresentOrElse(repository::saveDriver, () -> repository.removeDriver(name)));
  }

  /** Puts back what could not be written, unless something newer has come since. */
  private void restore(
      @Nullable HomePart homePart,
      Map<DeviceId, Optional<KnownDevice>> devicePart,
      Map<String, Optional<DriverInstance>> driverPart) {
    lock.lock();
    try {
      if (home == null) {
        home = homePart;
      }
      devicePart.forEach((id, device) -> devices.putIfAbsent(id, device));
      driverPart.forEach((name, instance) -> drivers.putIfAbsent(name, instance));
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is left. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      tried.signalAll();
    } finally {
      lock.unlock();
    }
    Threads.join(thread);
  }
}
