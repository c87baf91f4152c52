package io.lares.mimo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.language.Completion;
import io.lares.language.Completion.End;
import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.LanguageModel.Listener;
import io.lares.language.LanguageModel.Readiness;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.mimo.engine.KvPrecision;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Shape;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model on the hub as others see it. */
class LocalModelTest {
  private static final Limits LIMITS = new Limits(60, Duration.ofMinutes(2));
  private static final Prompt PROMPT = prompt("Make it warm in the kitchen.");
  private static final Grammar PLAN =
      new Grammar.Rules(
          "plan",
          Map.of(
              "plan",
              Expression.sequence(
                  Expression.text("set d"),
                  new Expression.Repeat(new Expression.Characters('0', '9'), 1, 3),
                  Expression.text(" OnOff.onOff "),
                  Expression.oneOf(Expression.text("true"), Expression.text("false")),
                  Expression.text("\nend"))));

  /** With {@code -Dlares.cycles=200} as many as a hub may see in a year. */
  private static final int CYCLES = Integer.getInteger("lares.cycles", 40);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static ModelStore store;

  @BeforeAll
  static void bring() throws Exception {
    store = new ModelStore(shared.resolve("models"), TokenizerCheck.NONE);
    bring(store);
  }

  private static void bring(ModelStore store) throws Exception {
    Path source = Files.createTempDirectory(shared, "source");
    new Checkpoint(Shape.TINY, 4).huggingFace(source, 1);
    try (ModelImport work = store.prepare(source, Optional.empty(), "tiny", Precision.INT4)) {
      work.run(Progress.NONE);
    }
  }

  private static LocalModel model(ModelStore store) {
    return new LocalModel(
        store, new Natives(shared.resolve("natives")), new LocalModel.Settings(1024, 2));
  }

  private static Prompt prompt(String sentence) {
    return new Prompt(
        List.of(new Prompt.Message(Prompt.Role.SYSTEM, "The home has 40 devices. ".repeat(10))),
        List.of(new Prompt.Message(Prompt.Role.USER, sentence)));
  }

  private static LanguageModel.Request request(Grammar grammar) {
    return new LanguageModel.Request(PROMPT, grammar, Sampling.GREEDY, LIMITS);
  }

  @Test
  void aPlanIsOfItsGrammarAndWhatTheGrammarSaysIsForced() throws Exception {
    try (LocalModel model = model(store)) {
      assertThat(model.readiness()).isInstanceOf(Readiness.Asleep.class);
      StringBuilder heard = new StringBuilder();
      Completion plan =
          model.answer(
              request(PLAN),
              text -> {
                heard.append(text);
                return true;
              });
      assertThat(plan.end()).isEqualTo(End.COMPLETE);
      assertThat(plan.text()).matches("set d\\d{1,3} OnOff\\.onOff (true|false)\nend");
      assertThat(heard).hasToString(plan.text());
      assertThat(plan.usage().forcedTokens()).isPositive();
      assertThat(plan.usage().draftedTokens()).isPositive();
      assertThat(model.readiness()).isInstanceOf(Readiness.Ready.class);
      Completion warm =
          model.answer(
              new LanguageModel.Request(
                  prompt("Make it dark."), PLAN, new Sampling(0.6, 0.95, 3), LIMITS),
              Listener.NONE);
      assertThat(warm.end()).isEqualTo(End.COMPLETE);
      // The description of the home was read with the request before.
      assertThat(warm.usage().cachedTokens()).isGreaterThan(50);
    }
  }

  @Test
  void whoeverIsInterruptedWhileAModelIsLoadedLeavesItToOthers() throws Exception {
    try (LocalModel model = model(store)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> model.prepare(PROMPT.stable()));
      for (int i = 0; i < 20; i++) {
        Thread asking =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    model.prepare(PROMPT.stable());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        asking.interrupt();
        asking.join();
      }
      assertThat(model.readiness()).isNotInstanceOf(Readiness.Unavailable.class);
      assertThat(model.answer(request(PLAN), Listener.NONE).end()).isEqualTo(End.COMPLETE);
    }
  }

  private LocalModel remembering() {
    return new LocalModel(
        store,
        new Natives(shared.resolve("natives")),
        new LocalModel.Settings(1024, 2, Optional.of(folder.resolve("read"))));
  }

  private Path kept() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("read"))) {
      return files.reduce((a, b) -> fail("there are %s and %s", a, b)).orElseThrow();
    }
  }

  @Test
  void whatWasPreparedIsNotReadAgainAfterARestartAndGivesTheSameAnswer() throws Exception {
    Completion first;
    try (LocalModel model = remembering()) {
      model.prepare(PROMPT.stable());
      first = model.answer(request(PLAN), Listener.NONE);
    }
    try (LocalModel model = remembering()) {
      Completion second = model.answer(request(PLAN), Listener.NONE);
      assertThat(second.text()).isEqualTo(first.text());
      assertThat(second.usage().cachedTokens())
          .isEqualTo(first.usage().cachedTokens())
          .isGreaterThan(50);
    }
  }

  @Test
  void whatIsKeptOfAnotherTextOrModelIsNotMistakenForIt() throws Exception {
    try (LocalModel model = remembering()) {
      model.prepare(List.of(new Prompt.Message(Prompt.Role.SYSTEM, "Another home.")));
    }
    try (LocalModel model = remembering()) {
      assertThat(model.answer(request(PLAN), Listener.NONE).usage().cachedTokens()).isLessThan(20);
      model.prepare(PROMPT.stable());
    }
    Files.move(kept(), folder.resolve("read").resolve("0".repeat(32) + ".read.gz"));
    try (LocalModel model = remembering()) {
      assertThat(model.answer(request(PLAN), Listener.NONE).usage().cachedTokens()).isZero();
      model.prepare(PROMPT.stable());
    }
    // One file, whatever there was.
    assertThat(kept()).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.3, 0.7, 0.9999})
  void aDamagedFileOfWhatWasReadIsLeftOut(double place) throws Exception {
    Completion first;
    try (LocalModel model = remembering()) {
      model.prepare(PROMPT.stable());
      first = model.answer(request(PLAN), Listener.NONE);
    }
    damage(kept(), place);
    try (LocalModel model = remembering()) {
      Completion second = model.answer(request(PLAN), Listener.NONE);
      assertThat(second.text()).isEqualTo(first.text());
      assertThat(second.usage().cachedTokens()).isZero();
    }
    try (RandomAccessFile cut = new RandomAccessFile(kept().toFile(), "rw")) {
      cut.setLength((long) (cut.length() * place));
    }
    try (LocalModel model = remembering()) {
      assertThat(model.answer(request(PLAN), Listener.NONE).usage().cachedTokens()).isZero();
    }
  }

  @Test
  void whatWasPreparedIsNotReadAgain() throws Exception {
    try (LocalModel model = model(store)) {
      model.prepare(PROMPT.stable());
      Completion plan = model.answer(request(PLAN), Listener.NONE);
      assertThat(plan.usage().cachedTokens()).isGreaterThan(50);
      assertThat(plan.usage().promptTokens()).isGreaterThan(plan.usage().cachedTokens());
    }
  }

  @Test
  void answersOfASchemaParse() throws Exception {
    Grammar schema =
        new Grammar.JsonSchema(
            """
            {"type": "object", "required": ["device", "level"], "properties": {
              "device": {"enum": ["lamp", "heater"]}, "level": {"type": "integer", "minimum": 0, "maximum": 100}}}\
            """);
    try (LocalModel model = model(store)) {
      for (int seed = 0; seed < 20; seed++) {
        Completion answer =
            model.answer(
                new LanguageModel.Request(PROMPT, schema, new Sampling(1, 1, seed), LIMITS),
                Listener.NONE);
        assertThat(answer.end()).isEqualTo(End.COMPLETE);
        assertThat(new ObjectMapper().readTree(answer.text()).get("level").asInt())
            .isBetween(0, 100);
      }
    }
  }

  @Test
  void limitsAndListenersEndAnAnswer() throws Exception {
    try (LocalModel model = model(store)) {
      Grammar any = new Grammar.Anything();
      Completion cut =
          model.answer(
              new LanguageModel.Request(
                  PROMPT, any, Sampling.GREEDY, new Limits(5, Duration.ofMinutes(2))),
              Listener.NONE);
      assertThat(cut.end()).isEqualTo(End.LENGTH);
      assertThat(cut.usage().outputTokens()).isEqualTo(5);
      Completion late =
          model.answer(
              new LanguageModel.Request(
                  PROMPT, any, Sampling.GREEDY, new Limits(900, Duration.ofNanos(1))),
              Listener.NONE);
      assertThat(late.end()).isEqualTo(End.TIME);
      AtomicInteger pieces = new AtomicInteger();
      Completion stopped = model.answer(request(any), text -> pieces.incrementAndGet() < 2);
      assertThat(stopped.end()).isEqualTo(End.STOPPED);
      assertThat(pieces).hasValue(2);
    }
  }

  @Test
  void requestsWaitTheirTurnAndTooManyAreTurnedAway() throws Exception {
    try (LocalModel model = model(store)) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      AtomicInteger turnedAway = new AtomicInteger();
      AtomicInteger answered = new AtomicInteger();
      Thread first =
          Thread.ofVirtual()
              .start(() ->
                  ask(
                      model,
                      answered,
                      turnedAway,
                      text -> {
                        busy.countDown();
                        go.await();
                        return true;
                      }));
      busy.await();
      CountDownLatch away = new CountDownLatch(3);
      List<Thread> others =
          IntStream.range(0, LocalModel.MOST_WAITING + 3)
              .mapToObj(i ->
                  Thread.ofVirtual()
                      .start(() -> {
                        ask(model, answered, turnedAway, text -> true);
                        away.countDown();
                      }))
              .toList();
      away.await();
      assertThat(turnedAway).hasValue(3);
      go.countDown();
      first.join();
      for (Thread other : others) {
        other.join();
      }
      assertThat(answered).hasValue(LocalModel.MOST_WAITING + 1);
    }
  }

  private interface Heard {
    boolean heard(String text) throws InterruptedException;
  }

  private static void ask(
      LocalModel model, AtomicInteger answered, AtomicInteger turnedAway, Heard heard) {
    try {
      model.answer(
          request(PLAN),
          text -> {
            try {
              return heard.heard(text);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return false;
            }
          });
      answered.incrementAndGet();
    } catch (LanguageException e) {
      if (e.reason() == Reason.BUSY) {
        turnedAway.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void startsStopsAndCancelsLeaveNothingBehind() throws Exception {
    long before = 0;
    for (int i = 0; i < CYCLES; i++) {
      LocalModel model = model(store);
      CountDownLatch speaking = new CountDownLatch(1);
      Thread asking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  model.answer(
                      request(new Grammar.Anything()),
                      text -> {
                        speaking.countDown();
                        return true;
                      });
                } catch (LanguageException | InterruptedException e) {
                  speaking.countDown();
                }
              });
      speaking.await();
      if (i % 2 == 0) {
        asking.interrupt();
      }
      model.close();
      asking.join();
      if (i == 20) {
        before = used();
      }
    }
    // Other tests may have models of their own at this moment.
    long most = before + (24L << 20);
    await().atMost(Duration.ofMinutes(1)).until(() -> used() < most);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mimo-worker"))
                .filter(Thread::isAlive)
                .count())
        .isLessThanOrEqualTo(4);
    assertThat(Files.readString(Path.of("/proc/self/maps")).split("weights.bin", -1).length)
        .isLessThanOrEqualTo(4);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void withoutWeightsItSaysWhatToDo() {
    try (LocalModel none = model(new ModelStore(folder, TokenizerCheck.NONE))) {
      assertThat(none.readiness()).isInstanceOf(Readiness.Unavailable.class);
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() -> none.answer(request(PLAN), Listener.NONE))
          .withMessageContaining("hub model import")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }
  }

  @Test
  void weightsThatAreCutOffOrGoneAreAnErrorAndNoCrash() throws Exception {
    ModelStore own = new ModelStore(folder, TokenizerCheck.NONE);
    bring(own);
    try (LocalModel model = model(own)) {
      model.answer(request(PLAN), Listener.NONE);
      try (RandomAccessFile weights =
          new RandomAccessFile(own.folder("tiny").resolve("weights.bin").toFile(), "rw")) {
        weights.setLength(1 << 12);
      }
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() ->
              model.answer(
                  new LanguageModel.Request(prompt("Another."), PLAN, Sampling.GREEDY, LIMITS),
                  Listener.NONE));
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() -> model.answer(request(PLAN), Listener.NONE))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      own.remove("tiny");
      assertThat(model.readiness()).isInstanceOf(Readiness.Unavailable.class);
    }
  }

  @Test
  void aPageThatWasDamagedIsNoticedAndNamedBeforeTheNextAnswer() throws Exception {
    ModelStore own = new ModelStore(folder, TokenizerCheck.NONE);
    bring(own);
    try (LocalModel model = model(own)) {
      model.answer(request(PLAN), Listener.NONE);
      damage(own.folder("tiny").resolve("weights.bin"), 0.5);
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(LanguageException.class)
            .isThrownBy(() -> model.answer(request(PLAN), Listener.NONE))
            .withMessageContaining("is damaged in model.")
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      }
      assertThat(model.readiness()).isInstanceOf(Readiness.Unavailable.class);

      own.remove("tiny");
      bring(own);
      assertThat(model.answer(request(PLAN), Listener.NONE).end()).isEqualTo(End.COMPLETE);
    }
  }

  /** Turns the bits of a byte, so far into the file. */
  private static void damage(Path file, double place) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = (long) (bytes.length() * place);
      bytes.seek(at);
      int there = bytes.read();
      bytes.seek(at);
      bytes.write(~there);
    }
  }

  @Test
  void whereMemoryRunsOutTheNextRequestIsAnsweredAllTheSame() throws Exception {
    try (LocalModel model = model(store)) {
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() ->
              model.answer(
                  request(PLAN),
                  text -> {
                    throw new OutOfMemoryError("Java heap space");
                  }))
          .withMessageContaining("too little memory")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThat(model.answer(request(PLAN), Listener.NONE).end()).isEqualTo(End.COMPLETE);
    }
  }

  @Test
  void aTextIsNoLongerThanHalfOfTheMemoryOfJava() throws Exception {
    Path source = folder.resolve("wide");
    new Checkpoint(new Shape(64, 4, 256, 256, 64, 64, 512, 0, false), 1).huggingFace(source, 1);
    ModelStore own = new ModelStore(folder.resolve("models"), TokenizerCheck.NONE);
    try (ModelImport work = own.prepare(source, Optional.empty(), "wide", Precision.INT4)) {
      work.run(Progress.NONE);
    }
    LocalModel.Settings boundless = new LocalModel.Settings(1 << 20, 1);
    try (LocalModel model = new LocalModel(own, new Natives(folder), boundless)) {
      long token = KvPrecision.EIGHT_BITS.bytesPerToken(own.entry("wide").shape());
      assertThat(token).isGreaterThan(2L * 4 * 256 * 64);
      assertThat(model.contextTokens() * token)
          .isPositive()
          .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }
  }

  @Test
  void theModelIsTheOneThatWasChosenOrNone() throws Exception {
    ModelStore own = new ModelStore(folder, TokenizerCheck.NONE);
    bring(own);
    Files.move(own.folder("tiny"), folder.resolve("other"));
    bring(own);
    try (LocalModel model = model(own)) {
      assertThat(model.name()).isEqualTo("other (local)");
      own.use("tiny");
      model.answer(request(PLAN), Listener.NONE);
      assertThat(model.name()).isEqualTo("tiny (local)");
      own.useNone();
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() -> model.answer(request(PLAN), Listener.NONE))
          .withMessageContaining("switched off")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      own.use("tiny");
      assertThat(model.answer(request(PLAN), Listener.NONE).end()).isEqualTo(End.COMPLETE);
    }
  }

  @Test
  void aStoppedOneSaysSo() {
    LocalModel model = model(store);
    model.close();
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> model.answer(request(PLAN), Listener.NONE))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }
}
