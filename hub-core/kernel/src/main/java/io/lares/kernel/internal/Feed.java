package io.lares.kernel.internal;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.kernel.Change;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.DeviceAvailability;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to listeners, each on a virtual thread of its own behind a bounded queue. */
final class Feed implements EventFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** The most events in one call of a listener. */
  private static final int BATCH = 1024;

  private final CopyOnWriteArrayList<Branch> branches = new CopyOnWriteArrayList<>();

  @Override
  public Subscription subscribe(
      String name, int capacity, Overflow overflow, Duration gathering, Listener listener) {
    return where(event -> true).subscribe(name, capacity, overflow, gathering, listener);
  }

  @Override
  public EventFeed where(Predicate<HubEvent> interest) {
    return new Part(interest);
  }

  private final class Part implements EventFeed {
    private final Predicate<HubEvent> interest;

    Part(Predicate<HubEvent> interest) {
      this.interest = interest;
    }

    @Override
    public Subscription subscribe(
        String name, int capacity, Overflow overflow, Duration gathering, Listener listener) {
      if (capacity < 16) {
        throw new IllegalArgumentException("A listener's capacity must be at least 16");
      }
      Branch branch = new Branch(name, interest, capacity, overflow, gathering, listener);
      branches.add(branch);
      branch.start();
      return branch;
    }

    @Override
    public EventFeed where(Predicate<HubEvent> narrower) {
      return new Part(interest.and(narrower));
    }
  }

  void publish(HubEvent event) {
    for (Branch branch : branches) {
      branch.offer(event);
    }
  }

  void publish(List<HubEvent> events) {
    for (Branch branch : branches) {
      branch.offerAll(events);
    }
  }

  @Override
  public void close() {
    branches.forEach(Branch::close);
  }

  private final class Branch implements Subscription {
    private final String name;
    private final Predicate<HubEvent> interest;
    private final int capacity;
    private final Overflow overflow;
    private final long gatheringNanos;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private ArrayDeque<HubEvent> queue = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;
    private long dropped;

    Branch(
        String name,
        Predicate<HubEvent> interest,
        int capacity,
        Overflow overflow,
        Duration gathering,
        Listener listener) {
      this.name = name;
      this.interest = interest;
      this.capacity = capacity;
      this.overflow = overflow;
      this.gatheringNanos = gathering.toNanos();
      this.listener = listener;
      this.thread = Thread.ofVirtual().name("feed-" + name).unstarted(this::deliver);
    }

    void start() {
      thread.start();
    }

    void offer(HubEvent event) {
      if (!wants(event)) {
        return;
      }
      lock.lock();
      try {
        add(event);
        notEmpty.signal();
      } finally {
        lock.unlock();
      }
    }

    void offerAll(List<HubEvent> events) {
      // By index, since this runs for every listener whatever happens.
      int first = 0;
      while (first < events.size() && !wants(events.get(first))) {
        first++;
      }
      if (first == events.size()) {
        return;
      }
      lock.lock();
      try {
        add(events.get(first));
        for (int i = first + 1; i < events.size(); i++) {
          if (wants(events.get(i))) {
            add(events.get(i));
          }
        }
        notEmpty.signal();
      } finally {
        lock.unlock();
      }
    }

    private boolean wants(HubEvent event) {
      try {
        return interest.test(event);
      } catch (RuntimeException | LinkageError e) {
        // Better one event too many than a river that does not flow.
        return true;
      }
    }

    private void add(HubEvent event) {
      if (queue.size() >= capacity) {
        switch (overflow) {
          case LATEST -> makeRoom();
          case WAIT -> {
            notEmpty.signal();
            while (queue.size() >= capacity && !closed) {
              notFull.awaitUninterruptibly();
            }
          }
        }
      }
      if (!closed) {
        queue.add(event);
      }
    }

    private void makeRoom() {
      Set<Object> seen = new HashSet<>();
      ArrayDeque<HubEvent> kept = new ArrayDeque<>();
      for (Iterator<HubEvent> newestFirst = queue.descendingIterator(); newestFirst.hasNext(); ) {
        HubEvent event = newestFirst.next();
        if (seen.add(subject(event))) {
          kept.addFirst(event);
        }
      }
      while (kept.size() > capacity - capacity / 4) {
        kept.removeFirst();
        if (dropped++ == 0) {
          LOG.warn(
              "{} is slower than the home; it misses events that it could not make up for", name);
        }
      }
      queue = kept;
    }

    private void deliver() {
      List<HubEvent> batch = new ArrayList<>();
      while (awaitEvents()) {
        lock.lock();
        try {
          while (batch.size() < BATCH && !queue.isEmpty()) {
            batch.add(queue.poll());
          }
          notFull.signalAll();
        } finally {
          lock.unlock();
        }
        try {
          listener.onEvents(List.copyOf(batch));
        } catch (RuntimeException | LinkageError e) {
          LOG.warn("{} failed over {} events and goes on with the next", name, batch.size(), e);
        }
        batch.clear();
      }
    }

    /** Returns false when the delivery has ended and nothing is left. */
    private boolean awaitEvents() {
      boolean waited = false;
      lock.lock();
      try {
        while (queue.isEmpty() && !closed) {
          notEmpty.awaitUninterruptibly();
          waited = true;
        }
        if (queue.isEmpty()) {
          return false;
        }
      } finally {
        lock.unlock();
      }
      if (waited && gatheringNanos > 0) {
        LockSupport.parkNanos(gatheringNanos);
      }
      return true;
    }

    @Override
    public void close() {
      branches.remove(this);
      lock.lock();
      try {
        closed = true;
        notEmpty.signalAll();
        notFull.signalAll();
      } finally {
        lock.unlock();
      }
      if (Thread.currentThread() != thread) {
        Threads.join(thread);
      }
    }
  }

  private record ChangeOf(DeviceId device, AttributeId attribute) {}

  private record AvailabilityOf(DeviceId device) {}

  private record StatusOf(String instance) {}

  private record TicketOf(long ticket) {}

  /** What an event is about: of several events about the same, only the latest matters. */
  private static Object subject(HubEvent event) {
    return switch (event) {
      case Change change -> new ChangeOf(change.device(), change.attribute());
      case DeviceAvailability availability -> new AvailabilityOf(availability.device());
      case DriverStatus status -> new StatusOf(status.instance());
      case CommandProgress progress -> new TicketOf(progress.ticket());
      case HomeChanged ignored -> HomeChanged.class;
    };
  }
}
