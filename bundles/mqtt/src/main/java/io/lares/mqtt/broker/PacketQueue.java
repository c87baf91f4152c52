package io.lares.mqtt.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to one client, in order. Nobody who adds waits for the network: a
 * virtual thread writes while there is something, as much as there is at once.
 */
final class PacketQueue {
  private static final int BATCH = 64 * 1024;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What a waiting packet costs in memory besides its bytes; roughly. */
  private static final int OVERHEAD = 32;

  /** Where memory is short, only clients that read so slowly are cut off for it. */
  private static final int FEW = 100;

  private final Socket socket;
  private final OutputStream out;
  private final int maxPackets;
  private final long maxBytesOfAll;
  private final AtomicLong bytesOfAll;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean last;
  private boolean closed;

  PacketQueue(
      Socket socket, OutputStream out, int maxPackets, long maxBytesOfAll, AtomicLong bytesOfAll) {
    this.socket = socket;
    this.out = out;
    this.maxPackets = maxPackets;
    this.maxBytesOfAll = maxBytesOfAll;
    this.bytesOfAll = bytesOfAll;
  }

  /** Adds a packet that may get lost; false where there is no room for it. */
  boolean offer(byte[] packet) {
    lock.lock();
    try {
      if (closed || last || isFull()) {
        return false;
      }
      add(packet);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a packet that must not get lost; a client that lets too many pile up is cut off. */
  void add(byte[] packet) {
    lock.lock();
    try {
      if (closed || last) {
        return;
      }
      boolean scarce = bytesOfAll.get() >= 2 * maxBytesOfAll && waiting.size() >= FEW;
      if (scarce || waiting.size() >= 2 * maxPackets) {
        close();
        return;
      }
      waiting.add(packet);
      bytesOfAll.addAndGet(packet.length + OVERHEAD);
      if (!writing) {
        writing = true;
        Thread.ofVirtual().name("mqtt broker writer").start(this::write);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds the last packet; the connection is closed when it is written. */
  void addLast(byte[] packet) {
    lock.lock();
    try {
      add(packet);
      closeWhenWritten();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more, and closes the connection when all that waits is written. */
  void closeWhenWritten() {
    lock.lock();
    try {
      last = true;
      if (!writing) {
        close();
      } else {
        Thread.ofVirtual().name("mqtt broker farewell").start(this::closeSoon);
      }
    } finally {
      lock.unlock();
    }
  }

  /** For a client that does not read its farewell. */
  private void closeSoon() {
    try {
      Thread.sleep(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Waits until there is room; returns at once when closed. */
  void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && isFull()) {
        taken.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return waiting.size() >= maxPackets
        || (bytesOfAll.get() >= maxBytesOfAll && !waiting.isEmpty());
  }

  private void write() {
    var batch = new Output(1_024);
    try {
      while (next(batch)) {
        out.write(batch.toBytes());
      }
    } catch (IOException | RuntimeException e) {
      close();
    }
  }

  /** Takes what is there, up to a batch; false where nothing is. */
  private boolean next(Output batch) {
    lock.lock();
    try {
      batch.clear();
      while (!waiting.isEmpty()
          && (batch.size() == 0 || batch.size() + waiting.element().length <= BATCH)) {
        var packet = waiting.remove();
        bytesOfAll.addAndGet(-packet.length - OVERHEAD);
        batch.bytes(packet);
      }
      taken.signalAll();
      if (batch.size() > 0) {
        return true;
      }
      writing = false;
      if (last) {
        close();
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      for (var packet : waiting) {
        bytesOfAll.addAndGet(-packet.length - OVERHEAD);
      }
      waiting.clear();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed already.
    }
  }
}
