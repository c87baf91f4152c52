package io.lares.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.lares.launcher.BundleReport;
import io.lares.launcher.BundleReport.State;
import io.lares.launcher.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service that the page uses, over a real framework and a real folder. */
class HubBundlesTest {
  @TempDir Path folder;
  private TestContainer container;
  private Bundles bundles;

  @BeforeEach
  void start() throws Exception {
    container = new TestContainer(folder);
    bundles = container.bundles;
  }

  @AfterEach
  void stop() throws Exception {
    container.stop();
  }

  @Test
  void anAddedBundleRunsAndIsStoppedStartedAndRemoved() throws Exception {
    bundles.add("lamp.jar", SampleJar.bundle("lamp").header("Bundle-Name", "A lamp").stream());
    awaitState("lamp.jar", State.RUNNING);
    assertThat(report("lamp.jar"))
        .hasValueSatisfying(report -> {
          assertThat(report.name()).isEqualTo("A lamp");
          assertThat(report.shipped()).isFalse();
        });

    bundles.stop("lamp.jar");
    assertThat(report("lamp.jar")).map(BundleReport::state).contains(State.STOPPED);
    bundles.start("lamp.jar");
    assertThat(report("lamp.jar")).map(BundleReport::state).contains(State.RUNNING);

    bundles.remove("lamp.jar");
    await().atMost(Duration.ofSeconds(20)).until(() -> report("lamp.jar").isEmpty());
    assertThat(folder.resolve("data/drop-in/lamp.jar")).doesNotExist();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(jarsIn("data/bundles")).isEmpty());
  }

  @Test
  void manyThatComeAtOnceAllRun() throws Exception {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "lamp" + i + ".jar").toList();
    for (String name : names) {
      bundles.add(name, SampleJar.bundle(name).stream());
    }
    for (String name : names) {
      awaitState(name, State.RUNNING);
    }
  }

  @Test
  void aStoppedBundleStaysStoppedAfterARestart() throws Exception {
    bundles.add("lamp.jar", SampleJar.bundle("lamp").stream());
    bundles.add("fan.jar", SampleJar.bundle("fan").stream());
    awaitState("lamp.jar", State.RUNNING);
    awaitState("fan.jar", State.RUNNING);
    bundles.stop("lamp.jar");

    stop();
    start();
    awaitState("fan.jar", State.RUNNING);
    awaitState("lamp.jar", State.STOPPED);
    bundles.start("lamp.jar");

    stop();
    start();
    awaitState("lamp.jar", State.RUNNING);
  }

  @Test
  void listenersHearOfAChange() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Bundles.Subscription subscription = bundles.onChange(told::countDown);
    bundles.add("lamp.jar", SampleJar.bundle("lamp").stream());
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    subscription.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".jar",
        ".hidden.jar",
        "../lamp.jar",
        "a/lamp.jar",
        "a\\lamp.jar",
        "/lamp.jar",
        "C:lamp.jar",
        "lamp.jar\u0000",
        "lamp\n.jar",
        "lamp\u202e.jar",
        "lamp.zip",
        "lamp.jar/"
      })
  void aNameThatIsNoPlainFileNameIsRefused(String name) throws Exception {
    InputStream jar = SampleJar.bundle("lamp").stream();
    assertThatIllegalArgumentException().isThrownBy(() -> bundles.add(name, jar));
    assertThat(everythingIn("data/drop-in")).isEmpty();
  }

  @Test
  void aLongNameIsRefused() throws Exception {
    InputStream jar = SampleJar.bundle("lamp").stream();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bundles.add("a".repeat(300) + ".jar", jar));
  }

  @Test
  void whatIsNotThereCannotBeStartedStoppedOrRemoved() {
    assertThatIllegalArgumentException().isThrownBy(() -> bundles.start("no.jar"));
    assertThatIllegalArgumentException().isThrownBy(() -> bundles.stop("no.jar"));
    assertThatIllegalArgumentException().isThrownBy(() -> bundles.remove("no.jar"));
    assertThatIllegalArgumentException().isThrownBy(() -> bundles.remove("../lamp.jar"));
  }

  @Test
  void anEndlessUploadIsCutOffAndLeavesNothing() throws Exception {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, (byte) 'x');
            return length;
          }
        };
    assertThatIOException()
        .isThrownBy(() -> bundles.add("big.jar", endless))
        .withMessageContaining("64 MiB");
    assertThat(everythingIn("data/drop-in")).isEmpty();
  }

  @Test
  void aZipBombIsRefused() throws Exception {
    SampleJar bomb = SampleJar.bundle("bomb");
    byte[] zeros = new byte[27 << 20];
    for (int i = 0; i < 20; i++) {
      bomb.entry("zeros" + i, zeros);
    }
    refused("bomb.jar", bomb.bytes(), "it unpacks to more than 512 MiB");
  }

  @Test
  void aJarWithTooManyEntriesIsRefused() throws Exception {
    SampleJar crowd = SampleJar.bundle("crowd");
    for (int i = 0; i < 50_001; i++) {
      crowd.entry("e" + i, new byte[0]);
    }
    refused("crowd.jar", crowd.bytes(), "it has more than 50000 entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil.jar", "/evil.jar", "a\\..\\evil.jar", "lib/../../evil.jar"})
  void aJarWhoseEntriesLeadOutsideIsRefused(String entry) throws Exception {
    byte[] inner = SampleJar.plain().bytes();
    byte[] jar =
        SampleJar.bundle("evil").header("Bundle-ClassPath", entry).entry(entry, inner).bytes();
    refused("evil.jar", jar, "leads outside of the file");
  }

  @Test
  void whatIsNoBundleIsRefused() throws Exception {
    refused("plain.jar", SampleJar.plain().bytes(), "it is a plain jar, not a bundle");
    refused(
        "part.jar",
        SampleJar.bundle("part").header("Fragment-Host", "system.bundle").bytes(),
        "it is a fragment");
    refused("text.jar", new byte[] {'h', 'i'}, "cut off or damaged");
    refused("empty.jar", new byte[0], "cut off or damaged");
  }

  @Test
  void aLinkIsRefused() throws Exception {
    Path outside = Files.write(folder.resolve("outside.jar"), SampleJar.bundle("out").bytes());
    Files.createSymbolicLink(folder.resolve("data/drop-in/link.jar"), outside);
    awaitProblem("link.jar", "it is a link or a folder");
  }

  @Test
  void aPartThatThrowsWhileItStartsIsNamed() throws Exception {
    bundles.add(
        "radio.jar", SampleJar.bundle("radio").component(SampleParts.Broken.class, "").stream());
    awaitProblem(
        "radio.jar", "its part Antenna failed while it started: IllegalStateException: no antenna");
  }

  @Test
  void aPartThatWaitsForWhatNobodyOffersIsNamed() throws Exception {
    bundles.add(
        "radio.jar",
        SampleJar.bundle("radio")
            .component(SampleParts.Willing.class, "<reference name='r' interface='sample.Radio'/>")
            .stream());
    awaitProblem(
        "radio.jar", "its part Antenna waits for sample.Radio, which no bundle offers now");
  }

  @Test
  void aPartThatWorksIsNoProblem() throws Exception {
    bundles.add(
        "radio.jar", SampleJar.bundle("radio").component(SampleParts.Willing.class, "").stream());
    awaitState("radio.jar", State.RUNNING);
    assertThat(report("radio.jar")).map(BundleReport::problem).contains("");
  }

  private void refused(String name, byte[] jar, String reason) throws IOException {
    Files.write(folder.resolve("data/drop-in").resolve(name), jar);
    awaitProblem(name, reason);
    assertThat(jarsIn("data/bundles")).isEmpty();
  }

  private void awaitProblem(String name, String words) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(report(name))
                .hasValueSatisfying(report -> {
                  assertThat(report.problem()).contains(words);
                  assertThat(report.state()).isEqualTo(State.FAILED);
                }));
  }

  private void awaitState(String name, State state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(report(name)).map(BundleReport::state).contains(state));
  }

  private Optional<BundleReport> report(String name) {
    return bundles.list().stream().filter(report -> report.fileName().equals(name)).findFirst();
  }

  private List<Path> jarsIn(String name) throws IOException {
    return everythingIn(name).stream().filter(file -> file.toString().endsWith(".jar")).toList();
  }

  private List<Path> everythingIn(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.toList();
    }
  }
}
