package io.lares.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer. Journal rows linger a moment for company, which spares the disk;
 * everything else is due at once. Rows are bounded: where the disk takes none for long, the oldest
 * are lost.
 */
final class Waiting {
  private static final int MOST_IN_BATCH = 16_384;

  /** So many rows don't linger. */
  private static final int CROWD = 4_096;

  private static final int CROWDED_LINGER = 4;

  /** How long things wait, and how many may; {@link #DEFAULT} for a hub. */
  record Pace(
      Duration linger,
      int mostWaitingRows,
      long mostWaitingBytes,
      Duration retry,
      Duration mostRetry) {
    static final Pace DEFAULT =
        new Pace(
            Duration.ofMillis(15),
            200_000,
            24L << 20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
  }

  /** A task for the writer and who waits for it. */
  record Job<T>(Writer.Task<T> task, CompletableFuture<T> done) {
    void fail(String words) {
      done.completeExceptionally(new UncheckedIOException(new IOException(words)));
    }
  }

  /** What is written together. */
  record Batch(List<Row> rows, List<Job<?>> jobs) {
    static final Batch EMPTY = new Batch(List.of(), List.of());

    boolean isEmpty() {
      return rows.isEmpty() && jobs.isEmpty();
    }

    /** Rows came in a crowd: fewer and larger commits take less of the processor then. */
    boolean crowded() {
      return rows.size() >= CROWD / 8;
    }
  }

  private final Pace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Row> rows = new ArrayDeque<>();
  private final Deque<Job<?>> jobs = new ArrayDeque<>();
  private long waitingBytes;
  private int inHand;
  private boolean crowded;
  private long dropped;
  private long droppedBefore;
  private long firstRowAt;
  private long retryAt;
  private Duration pause;
  private boolean closing;
  private String problem = "";

  Waiting(Pace pace) {
    this.pace = pace;
    this.pause = pace.retry();
  }

  /** Adds a row; the oldest ones are lost where there is no room. */
  CompletableFuture<Long> add(Row row) {
    List<Row> lost;
    String why;
    lock.lock();
    try {
      if (closing) {
        return CompletableFuture.failedFuture(new IOException("The store is closed"));
      }
      if (rows.isEmpty()) {
        firstRowAt = System.nanoTime();
        work.signal();
      }
      rows.addLast(row);
      waitingBytes += row.bytes();
      if (rows.size() == CROWD) {
        work.signal();
      }
      lost = dropOldest();
      why = problem;
    } finally {
      lock.unlock();
    }
    lose(lost, "The journal had no room left for it: " + why);
    return row;
  }

  /** Adds a task; false once this is closed. */
  boolean add(Job<?> job) {
    lock.lock();
    try {
      if (closing) {
        return false;
      }
      jobs.addLast(job);
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something to do; an empty batch is one for which the time of the upkeep came first,
   * and null is the end.
   *
   * @param upkeepAt when the writer wants to tidy, by {@link System#nanoTime}
   */
  @Nullable Batch next(long upkeepAt) {
    lock.lock();
    try {
      while (true) {
        long now = System.nanoTime();
        boolean failing = !problem.isEmpty();
        if (closing) {
          return rows.isEmpty() && jobs.isEmpty() || failing && jobs.isEmpty() && pause.isZero()
              ? null
              : take(true);
        }
        long rowsIn = rowsIn(now, failing);
        if (rowsIn <= 0 || !jobs.isEmpty()) {
          return take(!failing || rowsIn <= 0);
        }
        long upkeepIn = upkeepAt - now;
        if (upkeepIn <= 0) {
          return Batch.EMPTY;
        }
        work.awaitNanos(Math.min(rowsIn, upkeepIn));
      }
    } catch (InterruptedException e) {
      // Nobody but the writer has its thread; whoever interrupts it wants it to end.
      closing = true;
      return take(true);
    } finally {
      lock.unlock();
    }
  }

  /** In how many nanoseconds the rows are due. */
  private long rowsIn(long now, boolean failing) {
    if (rows.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (failing) {
      return retryAt - now;
    }
    // A commit holds up whoever needs the processor, the longer the more it writes.
    long lingering = pace.linger().toNanos() * (crowded ? CROWDED_LINGER : 1);
    return rows.size() >= CROWD ? 0 : firstRowAt + lingering - now;
  }

  private Batch take(boolean withRows) {
    List<Row> taken = new ArrayList<>(withRows ? Math.min(rows.size(), MOST_IN_BATCH) : 0);
    while (withRows && !rows.isEmpty() && taken.size() < MOST_IN_BATCH) {
      Row row = rows.removeFirst();
      waitingBytes -= row.bytes();
      taken.add(row);
    }
    inHand = taken.size();
    firstRowAt = System.nanoTime();
    Batch batch = new Batch(taken, List.copyOf(jobs));
    jobs.clear();
    crowded = batch.crowded();
    return batch;
  }

  /**
   * Keeps rows that could not be written for another try, later each time.
   *
   * @param words what is wrong, for people
   * @return whether this is news
   */
  boolean putBack(List<Row> unwritten, String words) {
    boolean first;
    List<Row> lost;
    lock.lock();
    try {
      for (Row row : unwritten.reversed()) {
        rows.addFirst(row);
        waitingBytes += row.bytes();
      }
      inHand = 0;
      lost = dropOldest();
      first = problem.isEmpty();
      problem = words;
      retryAt = System.nanoTime() + pause.toNanos();
      // While closing there is one more try and no pause.
      pause = closing ? Duration.ZERO : min(pause.multipliedBy(2), pace.mostRetry());
    } finally {
      lock.unlock();
    }
    lose(lost, "The journal had no room left for it: " + words);
    return first;
  }

  /** What was wrong is mended: rows need not wait for their next try. */
  void retryNow() {
    lock.lock();
    try {
      retryAt = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was taken last is durable.
   *
   * @return how many rows were lost while nothing could be written; empty if all was well
   */
  OptionalLong written() {
    lock.lock();
    try {
      inHand = 0;
      if (problem.isEmpty()) {
        return OptionalLong.empty();
      }
      long lost = dropped - droppedBefore;
      problem = "";
      droppedBefore = dropped;
      pause = pace.retry();
      return OptionalLong.of(lost);
    } finally {
      lock.unlock();
    }
  }

  /** A row of the batch in hand can't be written at all. */
  void countDropped() {
    lock.lock();
    try {
      dropped++;
    } finally {
      lock.unlock();
    }
  }

  /** What is wrong, in words for people; empty when all is well. */
  String problem() {
    lock.lock();
    try {
      return problem;
    } finally {
      lock.unlock();
    }
  }

  /** Rows that are not durable yet. */
  long rows() {
    lock.lock();
    try {
      return rows.size() + inHand;
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The writer has ended: fails what still waits. */
  void abandon() {
    List<Row> lost;
    List<Job<?>> left;
    String why;
    lock.lock();
    try {
      closing = true;
      lost = List.copyOf(rows);
      left = List.copyOf(jobs);
      dropped += lost.size();
      rows.clear();
      jobs.clear();
      why = problem;
    } finally {
      lock.unlock();
    }
    lose(lost, "The hub stopped before it could be written: " + why);
    left.forEach(job -> job.fail("The store is closed"));
  }

  private List<Row> dropOldest() {
    List<Row> lost = List.of();
    while (rows.size() > pace.mostWaitingRows() || waitingBytes > pace.mostWaitingBytes()) {
      if (lost.isEmpty()) {
        lost = new ArrayList<>();
      }
      Row oldest = rows.removeFirst();
      waitingBytes -= oldest.bytes();
      lost.add(oldest);
      dropped++;
    }
    return lost;
  }

  private static void lose(List<Row> lost, String words) {
    if (!lost.isEmpty()) {
      IOException failure = new IOException(words);
      Thread.ofVirtual().start(() -> lost.forEach(row -> row.completeExceptionally(failure)));
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
