package io.lares.habits.next;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people of a home are likely to do next, learned action by action. The latest {@code
 * remembered} actions count; older ones are unlearned one by one as new ones come. Until {@link
 * #weigh} was called once, chances come from a fixed mixture of counts. Safe from any thread.
 */
public final class NextActions {
  /** More different things than this are not learned; a home of 10,000 devices stays below. */
  private static final int MOST_ITEMS = 20_000;

  private static final int LONGEST_SESSION = 256;

  private final int remembered;
  private final Catalog catalog = new Catalog();
  private final Counts counts = new Counts(catalog, HomeKinds.one());
  private final Past past = new Past();
  private final ArrayDeque<Record> records = new ArrayDeque<>();
  private Record open = new Record();
  private int kept;
  private int unlearned;
  private Ranker ranker;

  /**
   * One that knows nothing yet.
   *
   * @param remembered how many actions, at least 1
   */
  public NextActions(int remembered) {
    if (remembered < 1) {
      throw new IllegalArgumentException("at least one action must be remembered");
    }
    this.remembered = remembered;
    this.ranker = new Ranker(catalog, counts, null, List.of());
    records.add(open);
  }

  /**
   * What was or may be done, and when.
   *
   * @param day of the week, 0-6
   * @param bucket of three hours, 0-7
   * @param device whose it is
   * @param id what was done with it, unique in the home
   */
  public record Action(int day, int bucket, long device, long id) {
    public Action {
      check(day, bucket);
    }
  }

  /**
   * What may be done next.
   *
   * @param id what would be done
   * @param chance 0..1
   */
  public record Guess(long id, double chance) {}

  /** Learns what was done. */
  public synchronized void happened(Action action) {
    if (!catalog.knows(action.id()) && catalog.size() >= MOST_ITEMS) {
      return;
    }
    int item = catalog.item(action.id(), action.device());
    if (open.length == LONGEST_SESSION) {
      begin();
    }
    open.add(item, Session.slot(action.day(), action.bucket()));
    past.look(open.session(), open.length - 1);
    counts.learn(past, item, 1);
    kept++;
    if (kept > remembered) {
      forgetOldest();
    }
  }

  /** Ends a session: what comes next does not follow from what was. */
  public synchronized void begin() {
    if (open.length > 0) {
      open = new Record();
      records.add(open);
    }
  }

  /**
   * What may be done now.
   *
   * @param most at most 24 are told
   * @return the likeliest first; chances are among those that are worth a thought
   */
  public synchronized List<Guess> next(int day, int bucket, int most) {
    check(day, bucket);
    open.ask(Session.slot(day, bucket));
    past.look(open.session(), open.length);
    int[] best = ranker.best(past, most);
    float[] chances = ranker.chances(best);
    List<Guess> guesses = new ArrayList<>();
    for (int i = 0; i < best.length; i++) {
      guesses.add(new Guess(catalog.id(best[i]), chances[i]));
    }
    return guesses;
  }

  /**
   * Learns from what is remembered how to weigh the counts. It takes a minute or two and keeps
   * nobody waiting.
   */
  public void weigh(Consumer<String> progress) throws InterruptedException {
    Catalog copy;
    List<Session> sessions = new ArrayList<>();
    synchronized (this) {
      copy = catalog.copy();
      for (Record record : records) {
        if (record.length > 0) {
          sessions.add(record.finished());
        }
      }
    }
    Learner.Learned learned = new Learner(copy, false, progress).learn(sessions, List.of());
    synchronized (this) {
      ranker = new Ranker(catalog, counts, learned.scale(), learned.nets());
    }
  }

  /** How many contexts are remembered, which is what memory grows with. */
  synchronized int contexts() {
    return counts.size();
  }

  private void forgetOldest() {
    Record oldest = records.getFirst();
    past.look(oldest.session(), unlearned);
    counts.learn(past, oldest.items[unlearned], -1);
    kept--;
    unlearned++;
    if (unlearned == oldest.length) {
      records.removeFirst();
      unlearned = 0;
    }
  }

  private static void check(int day, int bucket) {
    if (day < 0 || day >= Session.DAYS || bucket < 0 || bucket >= Session.BUCKETS) {
      throw new IllegalArgumentException("day " + day + ", bucket " + bucket);
    }
  }

  /** A session that grows. */
  private static final class Record {
    int[] items = new int[8];
    int[] slots = new int[8];
    int length;
    @Nullable Session session;

    void add(int item, int slot) {
      ask(slot);
      items[length++] = item;
    }

    /** Makes room for one more, at the time that is asked about. */
    void ask(int slot) {
      if (length == items.length) {
        items = java.util.Arrays.copyOf(items, length * 2);
        slots = java.util.Arrays.copyOf(slots, length * 2);
        session = null;
      }
      slots[length] = slot;
    }

    /** Its room as a session; what stands behind its length means nothing. */
    Session session() {
      Session current = session;
      if (current == null) {
        current = new Session(items, slots);
        session = current;
      }
      return current;
    }

    Session finished() {
      return new Session(
          java.util.Arrays.copyOf(items, length), java.util.Arrays.copyOf(slots, length));
    }
  }
}
