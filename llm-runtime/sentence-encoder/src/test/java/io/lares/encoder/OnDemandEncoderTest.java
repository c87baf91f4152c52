package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * When a model is loaded and let go, and what callers are told. The model is one of three values.
 */
class OnDemandEncoderTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final FakeModels models = new FakeModels();
  private final List<OnDemandEncoder> opened = new ArrayList<>();

  @AfterEach
  void close() {
    models.gate.countDown();
    opened.forEach(OnDemandEncoder::close);
  }

  @Test
  void nothingIsLoadedBeforeTheFirstSentence() throws Exception {
    OnDemandEncoder encoder = encoder(LONG, LONG);
    assertThat(models.loads).hasValue(0);
    encoder.encode(List.of("a", "bb"));
    encoder.encode(List.of("ccc"));
    assertThat(models.loads).hasValue(1);
  }

  @Test
  void vectorsComeInTheOrderOfTheirTexts() throws Exception {
    assertThat(encoder(LONG, LONG).encode(List.of("a", "bbb", "")))
        .containsExactly(
            SentenceVector.towards(1, 1, 0),
            SentenceVector.towards(3, 1, 0),
            SentenceVector.towards(0, 1, 0));
  }

  @Test
  void anIdleModelIsLetGoWithItsThreadAndLoadedAgainWhenNeeded() throws Exception {
    OnDemandEncoder encoder = encoder(SHORT, LONG);
    encoder.encode(List.of("a"));
    await()
        .untilAsserted(() -> {
          assertThat(models.closed).hasValue(1);
          assertThat(models.threads).noneMatch(Thread::isAlive);
        });
    assertThat(encoder.encode(List.of("a"))).hasSize(1);
    assertThat(models.loads).hasValue(2);
  }

  @Test
  void manyCallersShareOneModelThatOneThreadUses() throws Exception {
    OnDemandEncoder encoder = encoder(LONG, LONG);
    List<CompletableFuture<List<SentenceVector>>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "x".repeat(i);
      answers.add(inBackground(encoder, List.of(text)));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(answers.get(i).get()).containsExactly(SentenceVector.towards(i, 1, 0));
    }
    assertThat(models.loads).hasValue(1);
    assertThat(models.threads).hasSize(1);
  }

  @Test
  void whatCanNotBeLoadedIsSaidInWordsAndNotTriedAgainAtOnce() {
    models.loadFailure = new IllegalStateException("no space left");
    OnDemandEncoder encoder = encoder(LONG, LONG);
    for (int i = 0; i < 3; i++) {
      assertFails(encoder, Reason.UNAVAILABLE, "three values can't be loaded", "no space left");
    }
    assertThat(models.loads).hasValue(1);
  }

  @Test
  void aNativeLibraryThatFailedIsNeverTriedAgain() {
    models.loadFailure = new UnsatisfiedLinkError("libc.so.6: version `GLIBC_2.99' not found");
    OnDemandEncoder encoder = encoder(LONG, Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      assertFails(encoder, Reason.UNAVAILABLE, "GLIBC_2.99");
    }
    assertThat(models.loads).hasValue(1);
  }

  @Test
  void loadingIsTriedAgainAfterAWhile() {
    models.loadFailure = new IllegalStateException("no space left");
    OnDemandEncoder encoder = encoder(LONG, SHORT);
    assertFails(encoder, Reason.UNAVAILABLE, "no space left");
    models.loadFailure = null;
    await()
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(encoder.encode(List.of("a"))).hasSize(1);
        });
  }

  @Test
  void aModelThatBreaksIsReplaced() throws Exception {
    OnDemandEncoder encoder = encoder(LONG, LONG);
    models.textFailure = new OutOfMemoryError("native memory");
    assertFails(encoder, Reason.FAILED, "native memory");
    models.textFailure = null;
    assertThat(encoder.encode(List.of("a"))).hasSize(1);
    assertThat(models.closed).hasValue(1);
  }

  @Test
  void aVectorWithoutDirectionIsAFailure() {
    models.broken = true;
    assertFails(encoder(LONG, LONG), Reason.FAILED, "no direction");
  }

  @Test
  void tooManyTextsAreRefused() {
    List<String> texts = Collections.nCopies(SentenceEncoder.MOST_TEXTS + 1, "a");
    assertThatIllegalArgumentException().isThrownBy(() -> encoder(LONG, LONG).encode(texts));
  }

  @Test
  void tooManyCallersAreSentAway() throws Exception {
    models.gated = true;
    OnDemandEncoder encoder = encoder(LONG, LONG);
    List<CompletableFuture<List<SentenceVector>>> answers = new ArrayList<>();
    answers.add(inBackground(encoder, List.of("a")));
    await().until(() -> models.loads.get() == 1);
    for (int i = 0; i < OnDemandEncoder.MOST_WAITING + 1; i++) {
      answers.add(inBackground(encoder, List.of("a")));
    }
    await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 1);
    assertFails(encoder, Reason.BUSY, "too many");
    models.gate.countDown();
    await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));
    assertThat(answers).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(1);
  }

  @Test
  void whoIsInterruptedGoesAndTheRestOfTheWorkIsDropped() throws Exception {
    models.gated = true;
    OnDemandEncoder encoder = encoder(LONG, LONG);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                encoder.encode(Collections.nCopies(SentenceEncoder.MOST_TEXTS, "a"));
              } catch (Exception e) {
                outcome.complete(e);
              }
            });
    await().until(() -> models.loads.get() == 1);
    caller.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    models.gate.countDown();
    encoder.encode(List.of("b"));
    assertThat(models.texts).hasValue(2);
  }

  @Test
  void closingFailsWhatWaitsAndLetsTheModelGo() throws Exception {
    models.gated = true;
    OnDemandEncoder encoder = encoder(LONG, LONG);
    CompletableFuture<List<SentenceVector>> atWork = inBackground(encoder, List.of("a", "b"));
    await().until(() -> models.loads.get() == 1);
    CompletableFuture<List<SentenceVector>> waiting = inBackground(encoder, List.of("c"));
    Thread closer = Thread.ofVirtual().start(encoder::close);
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOfSatisfying(
            LanguageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.CLOSED);
            });
    models.gate.countDown();
    assertThat(atWork).failsWithin(Duration.ofSeconds(10));
    closer.join();
    assertThat(models.closed).hasValue(models.loads.get());
    assertFails(encoder, Reason.CLOSED, "stopped");
  }

  @Test
  void theCallersThreadIsNotTouched() throws Exception {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    try {
      caller.setContextClassLoader(null);
      encoder(LONG, LONG).encode(List.of("a"));
      assertThat(caller.getContextClassLoader()).isNull();
    } finally {
      caller.setContextClassLoader(before);
    }
    assertThat(models.threads)
        .doesNotContain(caller)
        .allSatisfy(thread -> {
          assertThat(thread.isVirtual()).isFalse();
          assertThat(thread.isDaemon()).isTrue();
        });
  }

  private OnDemandEncoder encoder(Duration idle, Duration retry) {
    ModelSpec spec =
        new ModelSpec("three values", Set.of("en"), "/none", "/none", 3, Pooling.MEAN, 10);
    OnDemandEncoder encoder =
        new OnDemandEncoder(spec, models, new OnDemandEncoder.Patience(idle, retry));
    opened.add(encoder);
    return encoder;
  }

  private static CompletableFuture<List<SentenceVector>> inBackground(
      SentenceEncoder encoder, List<String> texts) {
    CompletableFuture<List<SentenceVector>> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(encoder.encode(texts));
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private static void assertFails(SentenceEncoder encoder, Reason reason, String... words) {
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> encoder.encode(List.of("a")))
        .satisfies(e -> {
          assertThat(e.reason()).isEqualTo(reason);
          assertThat(e).hasMessageContainingAll(words);
        });
  }

  /** Models whose vectors tell the length of the text, and which fail or wait as they are told. */
  private static final class FakeModels implements TextModel.Loader {
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger texts = new AtomicInteger();
    final Set<Thread> threads = Collections.synchronizedSet(new java.util.HashSet<>());
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean gated;
    volatile boolean broken;
    volatile Throwable loadFailure;
    volatile Error textFailure;

    @Override
    public TextModel load() throws Exception {
      loads.incrementAndGet();
      threads.add(Thread.currentThread());
      if (gated) {
        gate.await();
      }
      if (loadFailure instanceof Error error) {
        throw error;
      }
      if (loadFailure instanceof Exception exception) {
        throw exception;
      }
      return new TextModel() {
        @Override
        public float[] vector(String text) {
          texts.incrementAndGet();
          threads.add(Thread.currentThread());
          if (textFailure != null) {
            throw textFailure;
          }
          return broken ? new float[] {0, Float.NaN, 0} : new float[] {text.length(), 1, 0};
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }
  }
}
