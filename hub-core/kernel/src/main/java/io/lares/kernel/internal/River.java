package io.lares.kernel.internal;

import io.lares.driver.DeviceDescription;
import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.kernel.Change;
import io.lares.kernel.DeviceAvailability;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the home's state. Takes reports from the sessions' inboxes in turn, so that
 * none can crowd out another, and makes events of them.
 *
 * <p>A platform thread: it must run even while bundles keep every carrier of virtual threads busy.
 */
final class River implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(River.class);

  /** The most reports taken from one inbox before the next one has its turn. */
  private static final int TURN = 256;

  private final Registry registry;
  private final LiveState state;
  private final Feed feed;
  private final Commands commands;
  private final CopyOnWriteArrayList<Inbox> inboxes = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean sleeping;
  private volatile boolean stopping;
  private volatile long announcedRevision;

  private long sequence;
  private final List<HubEvent> events = new ArrayList<>();
  private final List<CompletableFuture<Void>> marks = new ArrayList<>();

  River(Registry registry, LiveState state, Feed feed, Commands commands) {
    this.registry = registry;
    this.state = state;
    this.feed = feed;
    this.commands = commands;
    this.announcedRevision = registry.revision();
    this.thread = Thread.ofPlatform().name("river").daemon().unstarted(this::flow);
  }

  void start() {
    thread.start();
  }

  void join(Inbox inbox) {
    inboxes.add(inbox);
  }

  /** There is something to do. */
  void wake() {
    if (sleeping) {
      LockSupport.unpark(thread);
    }
  }

  private void flow() {
    List<Inbox.Report> batch = new ArrayList<>(TURN);
    while (true) {
      boolean idle = true;
      for (Inbox inbox : inboxes) {
        inbox.drainTo(batch, TURN);
        if (!batch.isEmpty()) {
          idle = false;
          for (Inbox.Report report : batch) {
            take(inbox, report);
          }
          batch.clear();
        }
      }
      deliver();
      if (idle && !sleep()) {
        return;
      }
    }
  }

  /** Waits for work; false where the river shall end. */
  private boolean sleep() {
    sleeping = true;
    if (quiet()) {
      if (stopping) {
        return false;
      }
      LockSupport.park();
    }
    sleeping = false;
    return true;
  }

  private boolean quiet() {
    if (registry.revision() != announcedRevision) {
      return false;
    }
    for (Inbox inbox : inboxes) {
      if (!inbox.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void deliver() {
    long revision = registry.revision();
    if (revision != announcedRevision) {
      announcedRevision = revision;
      events.add(new HomeChanged(revision));
    }
    if (!events.isEmpty()) {
      feed.publish(events);
      events.clear();
    }
    if (!marks.isEmpty()) {
      marks.forEach(mark -> mark.complete(null));
      marks.clear();
    }
  }

  private void take(Inbox inbox, Inbox.Report report) {
    SessionRun run = inbox.run;
    try {
      switch (report) {
        case Inbox.Report.Observed observed -> observe(run, observed);
        case Inbox.Report.Announced(DeviceDescription description) -> announce(run, description);
        case Inbox.Report.Withdrawn(String nativeId) -> withdraw(run, nativeId);
        case Inbox.Report.Available(String nativeId, boolean available) -> {
          LiveDevice device = run.devices.get(nativeId);
          if (device == null) {
            run.complain("It speaks of a device that it has not announced");
          } else {
            available(device, available);
          }
        }
        case Inbox.Report.Mark(CompletableFuture<Void> reached) -> marks.add(reached);
        case Inbox.Report.Ended(boolean forget, CompletableFuture<Void> reached) -> {
          end(run, forget);
          inboxes.remove(inbox);
          marks.add(reached);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("A report of {} could not be taken: {}", run.instance(), e.toString());
      run.complain("It reported something that makes no sense: " + e.getMessage());
    }
  }

  private void announce(SessionRun run, DeviceDescription description) {
    if (!run.devices.containsKey(description.nativeId())
        && run.devices.size() >= SessionRun.MAX_DEVICES) {
      run.complain(
          "It announces more than " + SessionRun.MAX_DEVICES + " devices; the rest is left out");
      return;
    }
    Device changed = registry.announce(run.instance(), description);
    DeviceId id = registry.idOf(run.instance(), description.nativeId());
    if (id == null) {
      return;
    }
    LiveDevice live = state.device(id);
    if (live == null) {
      Device device = changed != null ? changed : registry.home().device(id);
      if (device == null) {
        return;
      }
      live = new LiveDevice(device);
      state.put(live);
    } else if (changed != null) {
      live.describe(changed);
    }
    live.servedBy(run);
    if (run.devices.put(description.nativeId(), live) == null) {
      run.deviceCount(run.devices.size());
      available(live, true);
    }
  }

  private void withdraw(SessionRun run, String nativeId) {
    LiveDevice device = run.devices.remove(nativeId);
    if (device != null) {
      run.deviceCount(run.devices.size());
      registry.withdraw(run.instance(), nativeId);
      forget(device.id);
    }
  }

  /** A device has gone from the home. */
  void forget(DeviceId id) {
    LiveDevice device = state.device(id);
    if (device != null) {
      device.leave();
      commands.abandon(device);
      state.remove(id);
    }
  }

  private void available(LiveDevice device, boolean available) {
    if (device.available() != available) {
      device.available(available);
      events.add(new DeviceAvailability(device.id, available, Instant.now()));
    }
  }

  private void observe(SessionRun run, Inbox.Report.Observed observed) {
    LiveDevice device = run.devices.get(observed.nativeId());
    LiveAttribute target = device == null ? null : device.attribute(observed.attribute());
    if (device != null && device.gone()) {
      return;
    }
    if (device == null || target == null) {
      run.complain("It reports " + observed.attribute() + " of a device that has no such thing");
      return;
    }
    Attribute attribute = target.attribute;
    Value value = normalised(observed.value());
    String misfit = attribute.kind().misfit(value);
    if (misfit != null) {
      run.complain(
          attribute.id() + " of " + device.id + " " + misfit + ", it reported another value");
      return;
    }
    Reading before = target.reading();
    target.reading(new Reading(value, observed.time()));
    if (before == null
        || attribute.access() == Attribute.Access.MOMENTARY
        || !before.value().equals(value)) {
      events.add(
          new Change(
              ++sequence,
              device.id,
              attribute.id(),
              before == null ? null : before.value(),
              value,
              observed.time(),
              device.causeOf(target)));
    }
    PendingCommand waiting = target.pending.get();
    if (waiting != null) {
      waiting.observed(value, observed.time(), events::add);
    }
  }

  private static Value normalised(Value value) {
    return value instanceof Value.Text(String text) && text.length() == 7 && text.charAt(0) == '#'
        ? Value.of(text.toLowerCase(Locale.ROOT))
        : value;
  }

  private void end(SessionRun run, boolean forget) {
    for (LiveDevice device : run.devices.values()) {
      if (device.run() != run) {
        continue;
      }
      device.servedBy(null);
      available(device, false);
      commands.abandon(device);
      if (forget) {
        device.attributes().values().forEach(attribute -> attribute.reading(null));
      }
    }
    run.devices.clear();
  }

  /** Takes what waits, and ends. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }
}
