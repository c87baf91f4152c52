package io.lares.mqtt.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.mqtt.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared connection: keeps one {@link PahoLink} up, through all that a broker does. */
final class Connection implements MqttChannel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** A connection that lasted so long was a good one: the pauses begin small again. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /**
   * Where to connect to.
   *
   * @param tls null for an unencrypted connection
   */
  record Target(BrokerAddress address, @Nullable SSLSocketFactory tls, PahoLink.Login login) {}

  /** Gives the target anew before each attempt; throws what {@link Words} can explain. */
  @FunctionalInterface
  interface Aim {
    Target target() throws Exception;
  }

  private final Limits limits;
  private final LongAdder received = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final AtomicInteger connects = new AtomicInteger();
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final PahoLink.Owner owner = new Events();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Aim aim;
  private boolean aimed;
  private boolean closed;
  private @Nullable PahoLink link;
  private @Nullable Thread keeper;
  private volatile boolean connected;
  private volatile String problem = "";

  Connection(Limits limits) {
    this.limits = limits;
    this.subscriptions = new Subscriptions(limits, dropped);
    this.outbox = new Outbox(limits, published, dropped);
  }

  @Override
  public Cancellable subscribe(String filter, int qos, Listener listener) {
    return subscriptions.subscribe(filter, qos, listener);
  }

  @Override
  public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
    try {
      Topics.checkTopic(topic);
      Topics.checkQos(qos);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    var message = new Outgoing(topic, payload, qos, retain);
    outbox.put(message);
    return message.done;
  }

  /** Connects there from now on, in the background; leaves the broker of before. */
  void aim(Aim aim) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      this.aim = aim;
      aimed = true;
      if (keeper == null) {
        keeper = Thread.ofVirtual().name("mqtt connection").start(this::keep);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says goodbye to the broker; takes some seconds at most. */
  @Override
  public void close() {
    Thread running;
    lock.lock();
    try {
      closed = true;
      running = keeper;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (running != null) {
        running.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    subscriptions.close();
  }

  boolean isConnected() {
    return connected;
  }

  /** In words; empty when all is well. */
  String problem() {
    return connected ? subscriptions.refusal().orElse("") : problem;
  }

  long received() {
    return received.sum();
  }

  long published() {
    return published.sum();
  }

  long dropped() {
    return dropped.sum();
  }

  int reconnects() {
    return Math.max(0, connects.get() - 1);
  }

  private void keep() {
    var backoff = new Backoff(limits.firstRetry(), limits.lastRetry(), ThreadLocalRandom.current());
    while (true) {
      Aim next;
      lock.lock();
      try {
        if (closed) {
          return;
        }
        aimed = false;
        next = aim;
      } finally {
        lock.unlock();
      }
      if (next != null && session(next)) {
        backoff.reset();
      }
      lock.lock();
      try {
        long left = aimed ? 0 : backoff.next().toNanos();
        while (!closed && !aimed && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (aimed) {
          backoff.reset();
        }
      } catch (InterruptedException e) {
        return;
      } finally {
        lock.unlock();
      }
    }
  }

  /** One connection from its beginning to its end; true where it was a lasting one. */
  private boolean session(Aim next) {
    PahoLink mine = null;
    BrokerAddress address = BrokerAddress.local(0);
    try {
      var target = next.target();
      address = target.address();
      mine = new PahoLink(address, target.tls(), target.login(), limits, owner);
      lock.lock();
      try {
        link = mine;
      } finally {
        lock.unlock();
      }
      mine.connect();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failed(Words.ofConnecting(e, address));
      if (mine != null) {
        mine.close(false);
      }
      return false;
    }
    if (mine == null) {
      return false;
    }
    long since = System.nanoTime();
    up(mine, address);
    awaitEnd(mine);
    connected = false;
    boolean leaving = stillMine(mine);
    outbox.down();
    subscriptions.down();
    mine.close(leaving);
    return System.nanoTime() - since > SETTLED.toNanos();
  }

  private void failed(String why) {
    if (!why.equals(problem)) {
      LOG.warn("{}", why);
    }
    problem = why;
  }

  private void up(PahoLink mine, BrokerAddress address) {
    problem = "";
    connects.incrementAndGet();
    outbox.up(mine);
    connected = true;
    subscriptions.up(mine);
    outbox.put(
        new Outgoing(PahoLink.STATUS_TOPIC, "online".getBytes(StandardCharsets.UTF_8), 1, true));
    LOG.info("Connected to the MQTT broker at {}.", address.uri());
  }

  private void awaitEnd(PahoLink mine) {
    lock.lock();
    try {
      while (!closed && !aimed && link == mine) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** True where the connection still works, and it is we who leave. */
  private boolean stillMine(PahoLink mine) {
    lock.lock();
    try {
      boolean works = link == mine;
      link = null;
      return works;
    } finally {
      lock.unlock();
    }
  }

  private final class Events implements PahoLink.Owner {
    @Override
    public void arrived(MqttMessage message, List<Integer> ids) {
      received.increment();
      subscriptions.dispatch(message, ids);
    }

    @Override
    public void tooBig() {
      dropped.increment();
    }

    @Override
    public void sent(PahoLink by, Outgoing message, @Nullable String why) {
      outbox.sent(by, message, why);
    }

    @Override
    public void lost(PahoLink lost, String why) {
      lock.lock();
      try {
        if (link == lost) {
          link = null;
          failed(why);
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
