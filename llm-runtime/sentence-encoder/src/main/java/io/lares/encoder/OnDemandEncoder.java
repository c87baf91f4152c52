package io.lares.encoder;

import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An encoder whose model is in memory only while it is used. One platform thread works on one text
 * after the other, since native calls would hold on to the carriers of virtual threads; it starts
 * with the first text, and where nobody has asked for a while it ends and takes the model with it.
 */
class OnDemandEncoder implements SentenceEncoder, AutoCloseable {
  /** Calls that may wait. */
  static final int MOST_WAITING = 64;

  private static final Duration RETRY = Duration.ofMinutes(5);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(OnDemandEncoder.class);

  private final ModelSpec spec;
  private final TextModel.Loader loader;
  private final Patience patience;
  private final ThreadPoolExecutor worker;
  private @Nullable TextModel model;
  private @Nullable Failure failure;

  /**
   * How long it does what.
   *
   * @param idle how long an unused model stays in memory
   * @param retry how long after a failure to load the next attempt is made; a native library that
   *     failed is not tried again, since Java would not
   */
  record Patience(Duration idle, Duration retry) {}

  private record Failure(LanguageException why, boolean lasting, long nanoTime) {
    boolean holds(Duration retry) {
      return lasting || System.nanoTime() - nanoTime < retry.toNanos();
    }
  }

  /** One with a model of this bundle. Touches neither DJL nor the disk. */
  OnDemandEncoder(ModelSpec spec, BundleContext context, EncoderSettings settings) {
    this(
        spec,
        () ->
            new Djl(
                    folder(context),
                    Math.clamp(settings.threads(), 1, 64),
                    Platform.ofThisMachine())
                .load(spec),
        new Patience(Duration.ofSeconds(Math.clamp(settings.idle_seconds(), 1, 86_400)), RETRY));
  }

  OnDemandEncoder(ModelSpec spec, TextModel.Loader loader, Patience patience) {
    this.spec = spec;
    this.loader = loader;
    this.patience = patience;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            patience.idle().toNanos(),
            TimeUnit.NANOSECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            this::thread);
    worker.allowCoreThreadTimeOut(true);
  }

  /** A command throws its own data away, but may use what the hub has unpacked. */
  private static Path folder(BundleContext context) {
    String hub = context.getProperty("lares.hub.data");
    String data = hub == null ? context.getProperty("lares.data") : hub;
    return Path.of(data == null ? "data" : data, "sentence-encoder").toAbsolutePath();
  }

  private Thread thread(Runnable work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("sentence-encoder-" + String.join("-", spec.languages()))
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                release();
              }
            });
    // DJL looks for its engines through it.
    thread.setContextClassLoader(OnDemandEncoder.class.getClassLoader());
    return thread;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public Set<String> languages() {
    return spec.languages();
  }

  @Override
  public int dimension() {
    return spec.dimension();
  }

  @Override
  public int longestText() {
    return Sentences.MOST_CHARACTERS;
  }

  @Override
  public List<SentenceVector> encode(List<String> texts)
      throws LanguageException, InterruptedException {
    if (texts.size() > MOST_TEXTS) {
      throw new IllegalArgumentException(texts.size() + " texts are more than " + MOST_TEXTS);
    }
    List<String> bounded = texts.stream().map(Sentences::bounded).toList();
    AtomicBoolean abandoned = new AtomicBoolean();
    Future<List<SentenceVector>> vectors = submit(bounded, abandoned);
    try {
      return vectors.get();
    } catch (InterruptedException e) {
      abandoned.set(true);
      throw e;
    } catch (CancellationException e) {
      throw closed();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LanguageException why) {
        throw new LanguageException(why.reason(), String.valueOf(why.getMessage()), why);
      }
      throw new LanguageException(Reason.FAILED, "the sentence encoder broke", e.getCause());
    }
  }

  private Future<List<SentenceVector>> submit(List<String> texts, AtomicBoolean abandoned)
      throws LanguageException {
    try {
      return worker.submit(() -> vectors(texts, abandoned));
    } catch (RejectedExecutionException e) {
      if (worker.isShutdown()) {
        throw closed();
      }
      throw new LanguageException(
          Reason.BUSY, "too many sentences wait for the sentence encoder already", e);
    }
  }

  private List<SentenceVector> vectors(List<String> texts, AtomicBoolean abandoned)
      throws LanguageException {
    List<SentenceVector> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (worker.isShutdown()) {
        throw closed();
      }
      if (abandoned.get()) {
        return vectors;
      }
      vectors.add(vector(text));
    }
    return vectors;
  }

  /** Synchronized with a thread that has just ended and may be about to let the model go. */
  private synchronized SentenceVector vector(String text) throws LanguageException {
    TextModel loaded = model == null ? load() : model;
    model = loaded;
    try {
      return SentenceVector.towards(loaded.vector(text));
    } catch (Exception | Error e) {
      release();
      throw new LanguageException(
          Reason.FAILED, "the sentence encoder " + spec.name() + " broke: " + words(e), e);
    }
  }

  private TextModel load() throws LanguageException {
    if (failure != null && failure.holds(patience.retry())) {
      throw failure.why();
    }
    long began = System.nanoTime();
    try {
      TextModel loaded = loader.load();
      failure = null;
      LOG.debug(
          "the sentence encoder {} is loaded after {} ms",
          spec.name(),
          (System.nanoTime() - began) / 1_000_000);
      return loaded;
    } catch (Exception | Error e) {
      LanguageException why =
          e instanceof LanguageException known
              ? known
              : new LanguageException(
                  Reason.UNAVAILABLE,
                  "the sentence encoder " + spec.name() + " can't be loaded: " + words(e),
                  e);
      failure = new Failure(why, e instanceof LinkageError, System.nanoTime());
      LOG.warn("sentences are understood without their meaning: {}", why.getMessage());
      throw why;
    }
  }

  /** What is at the bottom of it, for people who may have to tell somebody. */
  private static String words(Throwable trouble) {
    Throwable cause = trouble;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private synchronized void release() {
    TextModel released = model;
    model = null;
    if (released != null) {
      released.close();
    }
  }

  private LanguageException closed() {
    return new LanguageException(Reason.CLOSED, "the sentence encoder was stopped");
  }

  /** Ends the work within a text, fails what waits, and lets the model go. */
  @Override
  public void close() {
    worker.shutdown();
    List<Runnable> waiting = new ArrayList<>();
    worker.getQueue().drainTo(waiting);
    for (Runnable work : waiting) {
      if (work instanceof Future<?> future) {
        future.cancel(false);
      }
    }
    try {
      if (worker.awaitTermination(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        release();
      } else {
        LOG.warn("the sentence encoder {} is still at work; it will end by itself", spec.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
