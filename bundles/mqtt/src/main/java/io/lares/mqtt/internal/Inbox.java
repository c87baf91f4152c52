package io.lares.mqtt.internal;

import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.mqtt.topics.Topics;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one listener, in order. A virtual thread of its own runs while there is something,
 * so that a slow listener keeps nobody waiting until its share of the queue is full. Then it holds
 * up the connection, which makes the broker wait in turn; a listener that does not catch up within
 * the {@linkplain Limits#patience patience} loses messages until it has worked off half. A listener
 * that takes messages at once needs no thread while it does.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  /** A message, or news of the connection where there is no message. */
  private sealed interface Item {
    record Arrived(MqttMessage message, int bytes) implements Item {}

    record Connection(boolean up) implements Item {}
  }

  private final String filter;
  private final MqttChannel.Listener listener;
  private final Limits limits;
  private final AtomicLong bytesOfAll;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private final ArrayDeque<Item> waiting = new ArrayDeque<>(1);
  private boolean draining;
  private boolean closed;
  private boolean choked;
  private long patienceLeft;

  Inbox(String filter, MqttChannel.Listener listener, Limits limits, AtomicLong bytesOfAll) {
    this.filter = filter;
    this.listener = listener;
    this.limits = limits;
    this.bytesOfAll = bytesOfAll;
    this.patienceLeft = limits.patience().toNanos();
  }

  /**
   * Takes a message.
   *
   * @return false where it had to be dropped
   */
  boolean offer(MqttMessage message, int bytes) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      if (choked || (isFull() && !awaitRoom())) {
        if (!choked) {
          choked = true;
          LOG.warn(
              "The listener of {} does not keep up; {} messages wait for it, and those that come"
                  + " are dropped until it has caught up.",
              Topics.shortened(filter),
              waiting.size());
        }
        return false;
      }
      if (closed || (!draining && takenAtOnce(message))) {
        return true;
      }
      bytesOfAll.addAndGet(bytes);
      add(new Item.Arrived(message, bytes));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean takenAtOnce(MqttMessage message) {
    try {
      return listener.takeAtOnce(message);
    } catch (Throwable e) {
      LOG.warn("The listener of {} threw.", Topics.shortened(filter), e);
      return false;
    }
  }

  void connection(boolean up) {
    lock.lock();
    try {
      // Never dropped: there are few of them, and a listener must not miss the last one.
      if (!closed) {
        add(new Item.Connection(up));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more reaches the listener, but for what it is just being told. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(this::release);
      waiting.clear();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return waiting.size() >= limits.inboxMessages()
        // An empty inbox takes one in any case, or another one's backlog would shut it out.
        || (bytesOfAll.get() >= limits.inboxBytes() && !waiting.isEmpty());
  }

  private boolean awaitRoom() {
    try {
      while (isFull() && !closed) {
        if (patienceLeft <= 0) {
          return false;
        }
        patienceLeft = taken.awaitNanos(patienceLeft);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void add(Item item) {
    waiting.add(item);
    if (!draining) {
      draining = true;
      Thread.ofVirtual().name("mqtt " + Topics.shortened(filter)).start(this::drain);
    }
  }

  private void drain() {
    for (var item = next(); item != null; item = next()) {
      try {
        switch (item) {
          case Item.Arrived(var message, _) -> listener.message(message);
          case Item.Connection(var up) -> listener.connected(up);
        }
      } catch (Throwable e) {
        LOG.warn("The listener of {} threw.", Topics.shortened(filter), e);
      }
    }
  }

  private @Nullable Item next() {
    lock.lock();
    try {
      var item = waiting.poll();
      if (item == null) {
        draining = false;
        return null;
      }
      release(item);
      if (waiting.size() <= limits.inboxMessages() / 2 && bytesOfAll.get() <= limits.inboxBytes()) {
        patienceLeft = limits.patience().toNanos();
        choked = false;
      }
      taken.signal();
      return item;
    } finally {
      lock.unlock();
    }
  }

  private void release(Item item) {
    if (item instanceof Item.Arrived(_, var bytes)) {
      bytesOfAll.addAndGet(-bytes);
    }
  }
}
