package io.lares.mimo.local;

import io.lares.language.Completion;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.Prompt;
import io.lares.language.Usage;
import io.lares.mimo.engine.Generation;
import io.lares.mimo.engine.KvPrecision;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of a {@link ModelStore}, loaded when it is first asked. Requests have it one after the
 * other, in the order in which they came; what one read is a prefix for the next.
 */
public final class LocalModel implements LanguageModel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalModel.class);

  /** Requests that may wait; a home has no use for an answer after so many. */
  static final int MOST_WAITING = 8;

  /** A text that is worth anything. */
  private static final int FEWEST_TOKENS = 64;

  private final ModelStore store;
  private final Selection selection;
  private final Natives natives;
  private final Settings settings;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;
  private volatile @Nullable Broken broken;
  private @Nullable Loaded loaded;
  private volatile boolean inMemory;

  /**
   * How it runs.
   *
   * @param contextTokens tokens of prompt and answer at most, 64 or more
   * @param threads that compute, 1 or more
   * @param kept a folder for what was read ahead, so that it is not read again after a restart;
   *     empty for nowhere
   */
  public record Settings(int contextTokens, int threads, Optional<Path> kept) {
    public Settings {
      if (contextTokens < FEWEST_TOKENS || threads < 1) {
        throw new IllegalArgumentException("64 tokens and one thread at least: " + contextTokens);
      }
    }

    /** Such that nothing is kept. */
    public Settings(int contextTokens, int threads) {
      this(contextTokens, threads, Optional.empty());
    }
  }

  /** Why a model could not be used, as long as it is this one. */
  private record Broken(ModelStore.Entry entry, String why) {}

  /** Which model of the store it is, at the moment. */
  @FunctionalInterface
  public interface Selection {
    ModelStore.Entry entry() throws ModelException;
  }

  /** The model that the hub thinks with. Nothing is loaded yet. */
  public LocalModel(ModelStore store, Natives natives, Settings settings) {
    this(store, store::used, natives, settings);
  }

  /** A certain model of the store. Nothing is loaded yet. */
  public LocalModel(ModelStore store, Selection selection, Natives natives, Settings settings) {
    this.store = store;
    this.selection = selection;
    this.natives = natives;
    this.settings = settings;
  }

  @Override
  public String name() {
    try {
      return selection.entry().name() + " (local)";
    } catch (ModelException e) {
      return "no model (local)";
    }
  }

  @Override
  public int contextTokens() {
    try {
      return room(selection.entry());
    } catch (ModelException e) {
      return settings.contextTokens;
    }
  }

  /**
   * Tokens that it reads of a model: what the settings say, as far as the model can and half of
   * Java's memory lasts.
   */
  private int room(ModelStore.Entry entry) throws ModelException {
    MimoShape shape = entry.shape();
    long affordable =
        Runtime.getRuntime().maxMemory() / 2 / KvPrecision.EIGHT_BITS.bytesPerToken(shape);
    if (affordable < FEWEST_TOKENS) {
      throw new ModelException(
          "The model '%s' needs more memory for what it reads than this hub may take: %d MB for %d tokens"
              .formatted(
                  entry.name(),
                  (KvPrecision.EIGHT_BITS.bytesPerToken(shape) * FEWEST_TOKENS) >> 20,
                  FEWEST_TOKENS));
    }
    return (int) Math.min(affordable, Math.min(settings.contextTokens, (long) shape.maxPosition()));
  }

  @Override
  public Readiness readiness() {
    if (closed) {
      return new Readiness.Unavailable("The model was stopped");
    }
    try {
      usable();
      return inMemory ? new Readiness.Ready() : new Readiness.Asleep();
    } catch (ModelException e) {
      return new Readiness.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** The model that would be loaded, or why there is none. */
  private ModelStore.Entry usable() throws ModelException {
    ModelStore.Entry entry = selection.entry();
    if (!store.fits(entry)) {
      throw new ModelException(
          "The model '%s' needs %.1f GB of memory, and this machine has less"
              .formatted(entry.name(), entry.memory() / 1e9));
    }
    room(entry);
    Broken before = broken;
    if (before != null && before.entry.equals(entry)) {
      throw new ModelException(before.why);
    }
    return entry;
  }

  @Override
  public void prepare(List<Prompt.Message> stable) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      load().read(stable, () -> closed || Thread.currentThread().isInterrupted());
    } catch (LanguageException e) {
      LOG.debug("nothing was read ahead", e);
    } catch (RuntimeException | InternalError | OutOfMemoryError e) {
      unload();
      LOG.warn("The model could not read ahead", e);
    } finally {
      turn.unlock();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private Loaded load() throws LanguageException, InterruptedException {
    if (closed) {
      throw new LanguageException(Reason.CLOSED, "The model was stopped");
    }
    try {
      ModelStore.Entry entry = usable();
      Loaded there = loaded;
      if (there != null && there.is(entry)) {
        return there;
      }
      unload();
      try {
        // Its pages are needed anyway, and so one after the other, which is faster.
        store.verify(entry.name(), this::goOn);
        there =
            Loaded.open(
                entry, natives, settings.threads, room(entry), settings.kept.map(ReadTexts::new));
      } catch (ModelException | RuntimeException e) {
        if (closed) {
          throw new LanguageException(Reason.CLOSED, "The model was stopped", e);
        }
        if (Thread.interrupted()) {
          // Files that are read are closed by it. The model has done nothing wrong.
          throw new InterruptedException();
        }
        String why = "The model '" + entry.name() + "' can't be loaded: " + e.getMessage();
        broken = new Broken(entry, why);
        throw new ModelException(why, e);
      }
      loaded = there;
      inMemory = true;
      return there;
    } catch (ModelException e) {
      unload();
      throw new LanguageException(Reason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private void goOn(String stage, long done, long total) {
    if (closed) {
      throw new CancellationException(stage);
    }
  }

  private void unload() {
    Loaded there = loaded;
    loaded = null;
    inMemory = false;
    if (there != null) {
      there.close();
    }
  }

  @Override
  public Completion answer(Request request, Listener listener)
      throws LanguageException, InterruptedException {
    long asked = System.nanoTime();
    if (waiting.incrementAndGet() > MOST_WAITING + 1) {
      waiting.decrementAndGet();
      throw new LanguageException(Reason.BUSY, "Too many requests wait for the model already");
    }
    try {
      if (!turn.tryLock(request.limits().time().toNanos(), TimeUnit.NANOSECONDS)) {
        Duration all = Duration.ofNanos(System.nanoTime() - asked);
        Usage none = new Usage(0, 0, 0, 0, 0, 0, all, Duration.ZERO, all);
        return new Completion("", Completion.End.TIME, none);
      }
      try {
        return new Turn(load(), request, listener, asked).answer();
      } catch (OutOfMemoryError e) {
        unload();
        throw new LanguageException(
            Reason.UNAVAILABLE, "There is too little memory for the model and this request", e);
      } catch (InternalError | CompletionException | IllegalStateException e) {
        // A page of the weights that can't be read any more, or numbers that are none.
        unload();
        throw new LanguageException(
            Reason.FAILED, "The model broke on this request; see hub model verify: " + e, e);
      } finally {
        turn.unlock();
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** One request that has its turn. */
  private final class Turn {
    private final Loaded model;
    private final Request request;
    private final Listener listener;
    private final long asked;
    private final long began = System.nanoTime();
    private final Utf8Pieces pieces = new Utf8Pieces();
    private long first;
    private boolean enough;

    Turn(Loaded model, Request request, Listener listener, long asked) {
      this.model = model;
      this.request = request;
      this.listener = listener;
      this.asked = asked;
    }

    Completion answer() throws LanguageException, InterruptedException {
      int[] prompt = model.tokens(request.prompt());
      if (prompt.length >= model.capacity()) {
        throw new LanguageException(
            Reason.TOO_LONG,
            "The prompt has %d tokens, and the model reads %d"
                .formatted(prompt.length, model.capacity() - 1));
      }
      BooleanSupplier cancelled =
          () -> enough || closed || late() || Thread.currentThread().isInterrupted();
      Generation.Answer answer = model.answer(request, prompt, this::hear, cancelled);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (closed) {
        throw new LanguageException(Reason.CLOSED, "The model was stopped");
      }
      boolean late = answer.end() == Completion.End.STOPPED && !enough;
      return new Completion(
          model.text(answer.tokens()), late ? Completion.End.TIME : answer.end(), usage(answer));
    }

    private boolean late() {
      return System.nanoTime() - asked > request.limits().time().toNanos();
    }

    private void hear(int token) {
      if (first == 0) {
        first = System.nanoTime();
      }
      String text = pieces.next(model.bytes(token));
      if (!text.isEmpty() && !enough) {
        enough = !listener.heard(text);
      }
    }

    private Usage usage(Generation.Answer answer) {
      return new Usage(
          answer.promptTokens(),
          answer.cachedTokens(),
          answer.tokens().size(),
          answer.forcedTokens(),
          answer.draftedTokens(),
          answer.acceptedTokens(),
          Duration.ofNanos(began - asked),
          Duration.ofNanos(first == 0 ? 0 : first - began),
          Duration.ofNanos(System.nanoTime() - asked));
    }
  }

  /** Gives the memory of a model back that is not the chosen one any more, unless it is at work. */
  void letGoOfOthers() {
    if (turn.tryLock()) {
      try {
        Loaded there = loaded;
        if (there != null && !there.is(selection.entry())) {
          unload();
        }
      } catch (ModelException e) {
        unload();
      } finally {
        turn.unlock();
      }
    }
  }

  /** Ends what runs within one token, and gives the memory back. */
  @Override
  public void close() {
    closed = true;
    turn.lock();
    try {
      unload();
    } finally {
      turn.unlock();
    }
  }
}
