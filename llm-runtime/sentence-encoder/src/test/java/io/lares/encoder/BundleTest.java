package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.Bundle;

/** The bundle as it ships, in a framework. */
@Execution(ExecutionMode.SAME_THREAD)
class BundleTest {
  @TempDir Path folder;
  private HubOfOneBundle hub;

  @BeforeEach
  void start() throws Exception {
    hub = new HubOfOneBundle(folder);
  }

  @AfterEach
  void stop() throws Exception {
    hub.close();
  }

  @Test
  void bothLanguagesAreServedFromTheBundleAlone() throws Exception {
    SentenceEncoder english = hub.encoder("en");
    SentenceEncoder chinese = hub.encoder("zh");
    assertThat(english.languages()).isEqualTo(Set.of("en"));
    assertThat(chinese.languages()).isEqualTo(Set.of("zh"));
    assertNearer(english, "it's too dark to read", "I need more light", "lock the front door");
    assertNearer(chinese, "我好冷", "屋里太冷了", "放一首爵士乐");
  }

  @Test
  void untilSomebodyAsksNothingIsUnpackedAndNoThreadRuns() throws Exception {
    assertThat(hub.encoder("en").dimension()).isEqualTo(384);
    assertThat(hub.encoder("zh").dimension()).isEqualTo(512);
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(threads()).isEmpty();
  }

  @Test
  void itStopsAndStartsAgainInTheSameProcess() throws Exception {
    SentenceVector before = hub.encoder("zh").encode(List.of("打开厨房的灯")).getFirst();
    for (int i = 0; i < 5; i++) {
      SentenceEncoder old = hub.encoder("zh");
      hub.bundle.stop();
      assertThat(hub.bundle.getState()).isEqualTo(Bundle.RESOLVED);
      await().untilAsserted(() -> assertThat(threads()).isEmpty());
      assertThatExceptionOfType(LanguageException.class)
          .isThrownBy(() -> old.encode(List.of("打开厨房的灯")))
          .extracting(LanguageException::reason)
          .isEqualTo(Reason.CLOSED);
      hub.bundle.start();
      assertThat(hub.encoder("zh").encode(List.of("打开厨房的灯"))).containsExactly(before);
    }
  }

  @Test
  void aSpoiltLibraryIsToldOfAndRepairedForTheNextStart() throws Exception {
    Unpacked libraries = new Unpacked(folder.resolve("data/sentence-encoder/natives"));
    Path library = libraries.file(Platform.ofThisMachine().onnxRuntime().getFirst());
    Files.write(library, new byte[(int) Files.size(library)]);
    SentenceEncoder encoder = hub.encoder("en");
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> encoder.encode(List.of("second")))
        .withMessageContainingAll("can't be loaded", "libonnxruntime.so")
        .extracting(LanguageException::reason)
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(hub.bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(library).doesNotExist();
  }

  private static void assertNearer(SentenceEncoder encoder, String text, String near, String far)
      throws Exception {
    List<SentenceVector> vectors = encoder.encode(List.of(text, near, far));
    assertThat(vectors.get(0).cosine(vectors.get(1)))
        .isGreaterThan(vectors.get(0).cosine(vectors.get(2)) + 0.1);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sentence-encoder"))
        .toList();
  }
}
