package io.lares.store.sqlite;

import io.lares.home.Value;
import io.lares.store.JournalEntry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A journal entry that waits; it is itself what tells that it was written. */
final class Row extends CompletableFuture<Long> {
  private final JournalEntry entry;
  private final int bytes;

  // Set by the writer once it has tried; one of the two.
  private long id;
  private @Nullable Exception refusal;

  Row(JournalEntry entry) {
    this.entry = entry;
    this.bytes = weight(entry);
  }

  JournalEntry entry() {
    return entry;
  }

  /** About how much memory it takes, in bytes. */
  int bytes() {
    return bytes;
  }

  /** It is in the file, if the transaction is committed. */
  void inserted(long number) {
    id = number;
    refusal = null;
  }

  /** The store can't take this one. */
  void refused(Exception why) {
    refusal = why;
  }

  /** Tells whoever waits for it what has become of it. */
  void acknowledge() {
    if (refusal == null) {
      complete(id);
    } else {
      completeExceptionally(refusal);
    }
  }

  private static int weight(JournalEntry entry) {
    int texts =
        switch (entry) {
          case JournalEntry.Changed changed ->
              length(changed.after()) + (changed.before() == null ? 0 : length(changed.before()));
          case JournalEntry.Asked asked -> asked.text().length();
          case JournalEntry.Done done -> length(done.value()) + done.detail().length();
          case JournalEntry.Noted noted -> noted.message().length();
        };
    return 200 + 2 * texts;
  }

  private static int length(Value value) {
    return value instanceof Value.Text(String text) ? text.length() : 0;
  }
}
