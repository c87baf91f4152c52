package io.lares.planner.meaning;

import io.lares.language.LanguageException;
import io.lares.language.SentenceEncoder;
import io.lares.planner.language.LanguagePack;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The senses for meaning by language: made in the background when first asked for, gone with their
 * encoder.
 */
final class Senses {
  private static final Logger LOG = LoggerFactory.getLogger(Senses.class);

  private record Key(SentenceEncoder encoder, String language) {}

  private final Supplier<? extends Collection<SentenceEncoder>> encoders;
  private final Duration patience;
  private final Map<Key, CompletableFuture<Sense>> senses = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param encoders those that there are at the moment
   * @param patience how long a sentence waits for a sense that is being made
   */
  Senses(Supplier<? extends Collection<SentenceEncoder>> encoders, Duration patience) {
    this.encoders = encoders;
    this.patience = patience;
  }

  /** The sense for a language, or null where there is none or it takes too long. */
  @Nullable Sense of(LanguagePack pack) throws InterruptedException {
    Collection<SentenceEncoder> present = encoders.get();
    senses.keySet().removeIf(key -> !present.contains(key.encoder()));
    for (SentenceEncoder encoder : present) {
      if (encoder.languages().contains(pack.code())) {
        Key key = new Key(encoder, pack.code());
        CompletableFuture<Sense> sense =
            senses.computeIfAbsent(key, ignored -> begin(encoder, pack));
        Sense made = await(key, sense);
        if (made != null) {
          return made;
        }
      }
    }
    return null;
  }

  private @Nullable Sense await(Key key, CompletableFuture<Sense> sense)
      throws InterruptedException {
    try {
      return sense.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      // The encoder knows itself when the next attempt is worth it, and until then fails at once.
      senses.remove(key, sense);
      LOG.debug("no meaning with {}", key.encoder().name(), e.getCause());
      return null;
    }
  }

  private static CompletableFuture<Sense> begin(SentenceEncoder encoder, LanguagePack pack) {
    CompletableFuture<Sense> sense = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("meaning-" + pack.code())
        .start(() -> {
          try {
            sense.complete(make(encoder, pack));
          } catch (LanguageException | RuntimeException e) {
            sense.completeExceptionally(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sense.completeExceptionally(e);
          }
        });
    return sense;
  }

  private static Sense make(SentenceEncoder encoder, LanguagePack pack)
      throws LanguageException, InterruptedException {
    WishBook book = WishBook.load(pack.code());
    WishBook.Levels levels = book == null ? null : book.levels().get(encoder.name());
    if (book == null || levels == null) {
      throw new LanguageException(
          LanguageException.Reason.UNAVAILABLE,
          "nobody has measured the sentence encoder " + encoder.name() + " for " + pack.code());
    }
    return Sense.of(encoder, pack, book, levels);
  }
}
